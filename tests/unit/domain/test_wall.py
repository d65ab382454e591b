"""The wall: a volunteer sees what the next place would be given, an auditor nobody."""

from datetime import timedelta

import pytest

from safestation.domain.facts import (
    FACTS,
    Arrived,
    Confirmed,
    ConsentRevoked,
    ConsentSigned,
    ContactChanged,
    ContactTried,
    EmergencyStarted,
    Fact,
    NotArrived,
    NoteAdded,
    PlacementAccepted,
    ProviderCalled,
    Screened,
    TaskAdded,
    TaskDone,
)
from safestation.domain.permissions import Permission, may
from safestation.domain.station import Role
from safestation.domain.visit import Visit
from safestation.domain.wall import PAGES, needed_to_answer, needed_to_write, seen_by
from tests.factories import NOW, WORDS, make_consent, make_visit

LISTED = WORDS["information"].ids
SAID = {
    "first_name": "Zebulon", "allergies": "Penicillin", "primary_substance": "opioids",
    "level_wanted": "residential", "warrant_check": "hit_review",
}  # fmt: skip
CALL = ProviderCalled("p", "Bayview House", "bed_now")


def visit_of(*kinds: str, revoked: bool = False) -> Visit:
    consent = make_consent(information=kinds)
    facts = [ConsentSigned(consent), CALL, NoteAdded("Waits outside.")]
    if revoked:
        facts.append(ConsentRevoked(consent.id, "in writing"))
    return make_visit(SAID, tuple(facts))


@pytest.mark.parametrize("role", [Role.FIREFIGHTER, Role.OFFICER, Role.COORDINATOR])
def test_who_serves_the_person_sees_the_whole_visit(role: Role) -> None:
    visit = visit_of("identity")

    assert seen_by(role, visit, LISTED, NOW) is visit


def test_without_consent_a_volunteer_sees_the_calls_and_no_person() -> None:
    seen = seen_by(Role.VOLUNTEER, make_visit(SAID, (CALL, NoteAdded("x"))), LISTED, NOW)

    assert set(seen.answers) == {"level_wanted"}
    assert [entry.fact for entry in seen.entries] == [CALL]


def test_a_volunteer_sees_what_the_person_allowed_to_be_told_and_no_more() -> None:
    seen = seen_by(Role.VOLUNTEER, visit_of("identity", "health"), LISTED, NOW)

    assert set(seen.answers) == {"first_name", "allergies", "level_wanted"}


def test_a_warrant_is_nobodys_business_who_drives() -> None:
    seen = seen_by(Role.VOLUNTEER, visit_of("identity", "legal_status"), LISTED, NOW)

    assert "warrant_check" not in seen.answers


def test_what_was_allowed_is_hidden_again_when_it_is_taken_back() -> None:
    seen = seen_by(Role.VOLUNTEER, visit_of("identity", revoked=True), LISTED, NOW)

    assert "first_name" not in seen.answers


def test_what_was_allowed_is_hidden_when_it_has_expired() -> None:
    later = NOW + timedelta(days=800)

    assert (
        "first_name" not in seen_by(Role.VOLUNTEER, visit_of("identity"), LISTED, later).answers
    )


def test_everybody_at_the_counter_may_call_for_help() -> None:
    needs = needed_to_write(EmergencyStarted("f9"))

    assert needs is Permission.CALL_FOR_HELP
    assert all(may(role, needs) for role in Role if role is not Role.AUDITOR)


def test_a_volunteer_writes_down_placements_and_nothing_clinical() -> None:
    assert may(Role.VOLUNTEER, needed_to_write(PlacementAccepted("p", "Bayview House")))
    assert may(Role.VOLUNTEER, needed_to_answer("level_wanted", LISTED))
    assert not may(Role.VOLUNTEER, needed_to_write(Screened("k6", "1", "", "low")))
    assert not may(Role.VOLUNTEER, needed_to_answer("allergies", LISTED))


def test_what_nobody_thought_of_needs_the_whole_visit() -> None:
    plain = [kind for kind in FACTS.values() if kind.KIND == "note_added"]

    assert needed_to_write(plain[0]("x")) is Permission.WORK_ON_VISIT  # type: ignore[call-arg]  # a note


def test_an_auditor_has_no_page_of_a_visit() -> None:
    assert PAGES[Role.AUDITOR] == frozenset()


@pytest.mark.parametrize(
    "fact",
    [
        ContactTried("no_answer", "call", "K. Lund"),
        Confirmed("engaged", "Sofia R."),
        ContactChanged({}),
        Arrived("Sofia R."),
        NotArrived("Sofia R."),
        TaskDone("t1", "reached"),
        TaskAdded("t2", "follow_up", NOW),
    ],
)
def test_whoever_was_handed_a_follow_up_can_write_down_all_that_came_of_it(fact: Fact) -> None:
    assert needed_to_write(fact) is Permission.PLACE
