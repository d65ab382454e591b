"""Accounting of disclosures (42 CFR 2.25; 45 CFR 164.528(b)): a list for the person."""

from typing import ClassVar

from safestation.domain.accounting import first_day
from safestation.domain.disclosed import FILE, Disclosure
from safestation.domain.disclosure import Ground
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Heading, Para, Row, Together, Tone
from safestation.forms.pen import Pen


class AccountingForm(PaperForm):
    """Names everybody the record was told to in three years: when, what and what for."""

    id: ClassVar[str] = "accounting"
    audience: ClassVar[str] = PERSON

    def blocks(self, pen: Pen) -> list[Block]:
        """Return one small table for each disclosure, the oldest first."""
        printed_at = pen.sheet.printed_at
        first, last = pen.day(first_day(printed_at.date())), pen.day(printed_at)
        told = [_line(pen, one) for one in pen.sheet.disclosures]
        body: list[Block] = [Para(pen.say("about", first=first, last=last)), *told]
        if not told:
            body.append(Para(pen.say("nobody"), Tone.STRONG))
        return [*body, Para(pen.say("not_here"), Tone.SMALL), Para(pen.say("ask"), Tone.SMALL)]


def _line(pen: Pen, one: Disclosure) -> Block:
    day = pen.day(one.at.astimezone(pen.sheet.printed_at.tzinfo))
    return Together(
        (
            Heading(day),
            Row(pen.say("label.to"), _recipient(pen, one)),
            Row(pen.say("label.address"), one.address.strip() or pen.say("no_address")),
            Row(pen.say("label.what"), _what(pen, one)),
            Row(pen.say("label.what_for"), _purpose(pen, one)),
        )
    )


def _recipient(pen: Pen, one: Disclosure) -> str:
    return pen.say("file_to") if one.purpose == FILE else one.to.strip() or pen.say("no_name")


def _what(pen: Pen, one: Disclosure) -> str:
    words, language = pen.sheet.words, pen.sheet.language
    pages = [words[f].say("title", language) if f in words else f for f in one.forms]
    kinds = "; ".join(pen.coded("information", kind) for kind in one.information)
    page = pen.say("page", titles=", ".join(pages)) if pages else pen.say("spoken")
    return pen.say("page_and_kinds", page=page, kinds=kinds) if kinds else page


def _purpose(pen: Pen, one: Disclosure) -> str:
    if one.purpose == FILE:
        return pen.say("file_for", why=one.detail)
    if one.purpose == Ground.EMERGENCY:
        return pen.say("emergency", nature=one.detail)
    said = pen.coded("purpose", one.purpose) if one.purpose else pen.say("no_purpose")
    return f"{said}: {one.detail}" if one.detail else said
