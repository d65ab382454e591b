"""Safe contact: what must be known before somebody picks up a phone.

What nobody asked counts as a no: no voicemail, and no word of where the call comes from.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final

from safestation.domain.facts import ContactChanged
from safestation.domain.hours_text import read_hours
from safestation.domain.typed import DoesNotFit, hour
from safestation.domain.visit import Visit

PHONE, ASK_FOR, HOURS = "phone", "ask_for", "safe_hours"
MAY_CALL, MAY_TEXT, VOICEMAIL = "may_call", "may_text", "may_leave_voicemail"
NEVER_SAY = "never_say_agency"
ASKED: Final = (PHONE, MAY_CALL, MAY_TEXT, VOICEMAIL, ASK_FOR, NEVER_SAY, HOURS)

_AFTER = re.compile(r"(?:after|from|despu[eé]s de las?|desde las?)\s+(.+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before|until|antes de las?|hasta las?)\s+(.+)", re.IGNORECASE)


class Rule(StrEnum):
    """What to keep to, in the order in which it is read. Each has words `contact.<value>`."""

    DO_NOT_CALL = "do_not_call"
    OUTSIDE_HOURS = "outside_hours"
    NEVER_SAY = "never_say"
    SAY_NOT_ASKED = "say_not_asked"
    NO_VOICEMAIL = "no_voicemail"
    VOICEMAIL_NOT_ASKED = "voicemail_not_asked"
    NO_TEXT = "no_text"
    ASK_FOR = "ask_for"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, repr=False)
class SafeContact:
    """How the person may be reached now. `is_hidden`: the one signed in may not see it."""

    phone: str = ""
    ask_for: str = ""
    hours: str = ""
    rules: tuple[Rule, ...] = ()
    is_hidden: bool = False


HIDDEN: Final = SafeContact(is_hidden=True)


def safe_contact(visit: Visit, now: datetime) -> SafeContact:
    """Return the rules for reaching this person, as they are at `now`."""
    said = contact_answers(visit)
    safe = is_safe_now(said[HOURS], now)
    holds = {
        Rule.DO_NOT_CALL: said[MAY_CALL] == "no",
        Rule.OUTSIDE_HOURS: safe is False,
        Rule.NEVER_SAY: said[NEVER_SAY] == "yes",
        Rule.SAY_NOT_ASKED: not said[NEVER_SAY],
        Rule.NO_VOICEMAIL: said[VOICEMAIL] == "no",
        Rule.VOICEMAIL_NOT_ASKED: not said[VOICEMAIL],
        Rule.NO_TEXT: said[MAY_TEXT] == "no",
        Rule.ASK_FOR: bool(said[ASK_FOR]),
        Rule.HOURS: bool(said[HOURS]),
    }
    rules = tuple(rule for rule in Rule if holds[rule])
    return SafeContact(said[PHONE], said[ASK_FOR], said[HOURS], rules)


def contact_answers(visit: Visit) -> Mapping[str, str]:
    """Return the answers about contact, what was told later in place of what it changes."""
    said = {question: visit.value(question) for question in ASKED}
    for entry, fact in visit.all_of(ContactChanged):
        for question, value in fact.values.items():
            answer = visit.answers.get(question)
            if question in said and (answer is None or answer.typed_at <= entry.typed_at):
                said[question] = value
    return said


def is_safe_now(text: str, local: datetime) -> bool | None:
    """Tell whether it is a good hour; None when that cannot be told from what was written."""
    plain = " ".join(text.split())
    if not plain:
        return None
    for read, is_safe in ((_AFTER, _is_after), (_BEFORE, _is_before)):
        if found := read.fullmatch(plain):
            return is_safe(found[1], local.time())
    schedule = read_hours(plain) or read_hours(f"daily {plain}")
    return schedule.is_open(local) if schedule is not None and schedule.is_known else None


def _is_after(text: str, at: time) -> bool | None:
    start = _time(text)
    return None if start is None else at >= start


def _is_before(text: str, at: time) -> bool | None:
    end = _time(text)
    return None if end is None else at < end


def _time(text: str) -> time | None:
    """Return an hour that is clear: 17:00, 5 pm, noon; a bare 5 could be either."""
    if text.lower() in {"noon", "mediodía", "mediodia"}:
        return time(12)
    if text.isdigit() and int(text) <= 12:  # noqa: PLR2004 - the clock face
        return None
    try:
        return time.fromisoformat(hour(text))
    except DoesNotFit:
        return None
