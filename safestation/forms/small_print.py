"""The end of a part: field-standard codes in small print, and what was not asked."""

from safestation.domain.entries import Way, is_out, way_of
from safestation.domain.sheet import LEGAL_STATUS, PLACEMENT
from safestation.forms.blocks import Block, Para, Row, Tone
from safestation.forms.pen import Pen

BY_SOMEBODY = frozenset({Way.FIELD, Way.COURT, Way.PROSECUTOR})
SENT = "sent"  # by whom stays off the page: nobody shall look court-referred (4.5)
COURT = "court"  # TEDS PSOURCE 7, the whole justice system
SELF_REFERRAL = "1"  # TEDS PSOURCE: the default for walk-ins (data dictionary 4.5)
TEDS = ("substance", "route", "frequency", "prior", "insurance", "living", "pregnant", "sex")


def codes(pen: Pen) -> list[Block]:
    """Return the field-standard codes in small print, and the source of referral."""
    groups = []
    for group in TEDS:
        told = pen.codes(*pen.ids(f"teds_{group}"))
        groups += [f"{pen.say(f'teds_name.{group}')} {told}"] if told else []
    small = [pen.say("teds", codes=" · ".join(groups))] if groups else []
    if PLACEMENT in pen.sheet.covered and _may_name_source(pen):
        small.append(_referral(pen))
    return [Para(line, Tone.SMALL) for line in small]


def _may_name_source(pen: Pen) -> bool:
    """Tell whether the page may say who sent them; a court only where legal status is told."""
    is_court = pen.sheet.visit.value("referral_source") == COURT
    return not is_court or LEGAL_STATUS in pen.sheet.covered


def _referral(pen: Pen) -> str:
    given = pen.sheet.visit.value("referral_source")
    code = (pen.codes("referral_source") or given) if given else SELF_REFERRAL
    words = pen.answer("referral_source") if given else pen.say("self_referral")
    visit = pen.sheet.visit
    if not is_out(visit):
        return pen.say("referral", code=code, words=words)
    way = way_of(visit)
    how = pen.say(f"came.{SENT if way in BY_SOMEBODY else way.value}")
    return pen.say("referral_out", code=code, words=words, how=how)


def gathered(pen: Pen, rows: list[Block]) -> list[Block]:
    """Return the rows with all that were not asked gathered in one, so that a page is enough.

    A question that was asked and not answered keeps its own row and its own words.
    """
    blank = pen.say("status.not_asked")
    open_rows = [row for row in rows if isinstance(row, Row) and row.text == blank]
    if not open_rows:
        return rows
    kept = [row for row in rows if row not in open_rows]
    return [*kept, Row(pen.say("not_asked"), " · ".join(row.label for row in open_rows))]
