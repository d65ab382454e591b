"""The notice everybody gets: what is promised, what is not, what is written down.

It stands on one page, in the largest type that fits. When the station is a Part 2 program,
the header of 42 CFR 2.22 comes next, word for word, with its three blanks filled, and the
rest of 2.22(b) follows in plain words.
"""

from typing import ClassVar

from safestation.domain.entries import Way
from safestation.domain.errors import NotAllowed
from safestation.domain.languages import ENGLISH
from safestation.domain.program import Program
from safestation.domain.sheet import NOTICE_HEADER, Sheet
from safestation.forms.base import NOBODY, PaperForm
from safestation.forms.blocks import (
    Block,
    Bullets,
    Gap,
    Heading,
    OnePage,
    PageBreak,
    Para,
    Row,
    Tone,
)
from safestation.forms.pen import Pen

NO_CONTACT = "notice.contact_missing"
SENT = frozenset({Way.FIELD, Way.COURT, Way.PROSECUTOR})
LARGEST, SMALLEST = 22.0, 16.0  # points; read by tired eyes, from a hand or a wall
PRIVACY = ("with_consent", "without_consent", "proceedings", "rights", "duties", "complaints")


class VisitorNotice(PaperForm):
    """Large print, no name, the same for everybody."""

    id: ClassVar[str] = "visitor_notice"
    audience: ClassVar[str] = NOBODY
    names_visit: ClassVar[bool] = False
    margin: ClassVar[float] = 36.0

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the program's notice. Raises NotAllowed without a privacy contact."""
        privacy = self._privacy(pen) if pen.sheet.station.is_program else []
        return [*self._program(pen), *privacy]

    def _program(self, pen: Pen) -> list[Block]:
        program, site = pen.sheet.program, pen.sheet.station.site_type
        notice = program.notice
        lists = (
            ("promises", notice.promises),
            ("limits", notice.limits),
            ("written_down", notice.written_down),
        )
        body: list[Block] = [Para(pen.text(notice.title), Tone.STRONG)]
        for key, texts in lists:
            said = tuple(pen.text(text) for text in texts)
            body += [Heading(pen.say(key)), Bullets(said)] if said else []
        called = ", ".join(pen.text(p.name) for p in program.partners if site in p.sites)
        body += [Gap(0.4), Para(f"{pen.say('called')}: {called}.")] if called else []
        leave = () if _may_be_held(program) else pen.lines("leave")
        body.append(Para(" ".join((*pen.lines("help"), *leave)), Tone.STRONG))
        version = pen.say("notice_version", version=notice.version)
        body.append(Para(version, Tone.SMALL))
        return [OnePage(tuple(body), LARGEST, SMALLEST)]

    def _privacy(self, pen: Pen) -> list[Block]:
        first, *rest = [line for line in filled_header(pen.sheet).splitlines() if line.strip()]
        header = [Para(first, Tone.STRONG), *(Para(line) for line in rest)]
        body: list[Block] = [PageBreak(), Heading(pen.say("privacy")), *header]
        if pen.sheet.language != ENGLISH:
            body.append(Para(pen.say("header_translated"), Tone.LEGAL))
        station = pen.sheet.station
        contact = f"{station.contact_name}, {station.contact_phone}, {station.contact_email}"
        body += [Row(pen.say("contact"), contact)]
        body += [Row(pen.say("effective"), self._effective(pen))]
        for key in PRIVACY:
            body += [Heading(pen.say(key)), Bullets(pen.lines(f"{key}_lines"))]
        return body

    def _effective(self, pen: Pen) -> str:
        known = pen.sheet.station.determination
        day = pen.sheet.notice_effective_on or (known.signed_on if known else None)
        return pen.day(day) if day else ""


def _may_be_held(program: Program) -> bool:
    """Tell whether some way in leads past an officer or a court, who may not let go."""
    return any(entry.kind in SENT for entry in program.entries)


def filled_header(sheet: Sheet) -> str:
    """Return the header of 2.22(b)(1)(i) with its blanks filled.

    Raises NotAllowed when the station has no name, telephone or e-mail of a contact:
    without them it would be no notice (2.22(b)(1)(vii)).
    """
    station = sheet.station
    contact = (station.contact_name, station.contact_phone, station.contact_email)
    if not all(part.strip() for part in contact):
        raise NotAllowed(NO_CONTACT)
    name, phone, email = contact
    program = f"{sheet.program.name}, {station.agency}".strip(", ")
    filled = sheet.law[NOTICE_HEADER].replace("[Name of Part 2 Program]", program)
    return filled.replace("[ENTER NAME OR TITLE]", name).replace(
        "[PHONE AND EMAIL]", f"{phone}, {email}"
    )
