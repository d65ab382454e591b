"""Promises about safe contact: the rules come first, and what nobody asked is a no."""

from datetime import datetime

import pytest

from safestation.domain.contact_rules import Rule, is_safe_now, safe_contact
from safestation.domain.facts import ContactChanged
from tests.factories import EASTERN, NOW, make_entry, make_visit

MONDAY = datetime(2026, 11, 23, tzinfo=EASTERN)


@pytest.mark.parametrize(
    ("hours", "at", "safe"),
    [
        ("after 5 pm", 16, False),
        ("after 5 pm", 17, True),
        ("Después de las 17:00", 18, True),
        ("before noon", 11, True),
        ("antes de las 9 am", 10, False),
        ("9 am - 5 pm", 8, False),
        ("09:00-17:00", 12, True),
        ("Mon-Fri 09:00-17:00", 12, True),
        ("Sat 09:00-12:00", 10, False),
        ("9pm-2am", 1, True),
        ("9-5", 12, None),
        ("after 5", 20, None),
        ("when the kids are asleep", 20, None),
        ("", 20, None),
    ],
)
def test_hours_are_judged_only_where_they_are_clear(
    hours: str,
    at: int,
    safe: bool | None,  # noqa: FBT001 - what is expected
) -> None:
    assert is_safe_now(hours, MONDAY.replace(hour=at)) is safe


def test_what_nobody_asked_counts_as_a_no() -> None:
    rules = safe_contact(make_visit({"phone": "443-555-0199"}), NOW).rules

    assert rules == (Rule.SAY_NOT_ASKED, Rule.VOICEMAIL_NOT_ASKED)


def test_every_no_is_a_rule_the_most_dangerous_first() -> None:
    said = {
        "phone": "443-555-0199", "may_call": "no", "may_text": "no", "ask_for": "Sam",
        "may_leave_voicemail": "no", "never_say_agency": "yes", "safe_hours": "after 5 pm",
    }  # fmt: skip

    found = safe_contact(make_visit(said), NOW)

    assert found.rules == (
        Rule.DO_NOT_CALL, Rule.OUTSIDE_HOURS, Rule.NEVER_SAY, Rule.NO_VOICEMAIL, Rule.NO_TEXT,
        Rule.ASK_FOR, Rule.HOURS,
    )  # fmt: skip
    assert (found.ask_for, found.hours) == ("Sam", "after 5 pm")


def test_what_was_told_later_takes_the_place_of_an_answer_in_a_locked_record() -> None:
    said = {"phone": "443-555-0199", "never_say_agency": "no", "may_leave_voicemail": "yes"}
    later = make_entry(ContactChanged({"phone": "443-555-0142", "never_say_agency": "yes"}))

    found = safe_contact(make_visit(said, (later,)), NOW)

    assert found.phone == "443-555-0142"
    assert Rule.NEVER_SAY in found.rules
