"""Whoever comes: in Spanish, for somebody else, without a name, under age, not able yet."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from safestation.domain.answers import Status
from safestation.domain.facts import (
    CapacityObserved,
    Closed,
    NoticeGiven,
    Printed,
)
from safestation.hands import NotThereError
from safestation.ui.kit.press import Press
from safestation.ui.kit.segmented import Segmented
from tests.journeys.conftest import Counter
from tests.journeys.walking import (
    close_as,
    frame_of,
    go,
    kept,
    pages_of,
    papers,
    sees_soon,
    walk_in,
)

pytestmark = pytest.mark.journey


def test_in_spanish_the_notice_is_given_in_spanish_with_the_interpreter_named(
    counter: Counter,
) -> None:
    visit = walk_in(counter)
    counter.hands.pick("language_access.spoken_language", "es")
    counter.hands.pick("language_access.interpreter", "spoken")
    counter.hands.type_into("interpreter_name", "Ines Rojas")
    counter.hands.type_into("interpreter_id", "Line 4, 7781")
    assert sees_soon(counter, "Aquí es bienvenida toda persona")
    counter.hands.press("Read aloud")
    go(counter, "medical")

    now = kept(counter, visit)
    given = now.last(NoticeGiven)
    assert given is not None
    assert (given[1].language, given[1].how) == ("es", "read_aloud")
    assert now.value("interpreter_name") == "Ines Rojas"
    assert now.value("interpreter_id") == "Line 4, 7781"


def test_their_own_papers_come_in_their_language(counter: Counter) -> None:
    visit = walk_in(counter)
    counter.hands.pick("language_access.spoken_language", "es")
    go(counter, "handoff")
    print_packet(counter)

    forms = [f.form for _, f in kept(counter, visit).all_of(Printed)]
    pdf, _title, _copies = counter.printer.jobs[forms.index("person_card")]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Página 2 de 2" in text


def test_a_mother_who_comes_for_her_son_gets_help_of_her_own(counter: Counter) -> None:
    visit = walk_in(counter)
    assert "concerned" not in pages_of(counter)
    counter.hands.pick("visitor_type", "concerned_person")
    about_him = {"intake", "eligibility", "placement"}
    assert not about_him & set(pages_of(counter)), "nothing is written about who is not here"
    go(counter, "concerned")
    counter.hands.pick("relationship", "parent")
    counter.hands.pick("concerned_needs", "naloxone")
    close_as(counter, "other_service_only")

    now = kept(counter, visit)
    assert now.value("relationship") == "parent"
    assert now.values("concerned_needs") == ("naloxone",)
    closed = now.last(Closed)
    assert closed is not None
    assert closed[1].disposition == "other_service_only"


def test_a_mother_who_comes_for_herself_after_all_passes_every_page(counter: Counter) -> None:
    walk_in(counter)
    before = pages_of(counter)
    counter.hands.pick("visitor_type", "concerned_person")
    counter.hands.pick("visitor_type", "self")

    assert pages_of(counter) == before
    assert "intake" in before


def test_who_only_asks_can_agree_to_a_call_where_the_visit_ends(counter: Counter) -> None:
    visit = walk_in(counter)
    counter.hands.pick("visitor_type", "information_only")
    assert "intake" not in pages_of(counter)
    go(counter, "close")
    counter.hands.pick("disposition", "information_only")
    counter.hands.pick("follow_up_agreed", "yes")
    counter.hands.type_into("phone", "443-555-0199")
    counter.hands.pick("may_leave_voicemail", "no")
    counter.hands.press("Close the visit")

    now = kept(counter, visit)
    assert now.value("phone") == "443-555-0199"
    assert now.value("may_leave_voicemail") == "no"


def print_packet(counter: Counter) -> None:
    page = frame_of(counter).page
    packet = getattr(page, "packet")  # noqa: B009 - only the handoff has one
    counter.hands.wait_for(packet.is_ready)
    counter.hands.press("Print")


def test_anonymous_to_the_end_prints_their_own_papers_and_no_others(
    counter: Counter,
) -> None:
    visit = walk_in(counter)
    counter.hands.press("Handed over on paper")
    go(counter, "handoff")
    print_packet(counter)
    assert sees_soon(counter, "Nobody to send this to yet.")
    close_as(counter, "information_only")

    printed = {f.form for _, f in kept(counter, visit).all_of(Printed)}
    assert "person_card" in printed
    assert not printed & {"handoff_summary", "driver_sheet", "emergency_release"}
    assert len(papers(counter)) == len(printed)
    assert kept(counter, visit).value("last_name") == ""


def test_a_minor_is_asked_before_a_guardian_is_called(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "medical")
    counter.hands.pick("immediate_danger.amb_minor", "yes")
    go(counter, "minor")
    counter.hands.pick("guardian_may_be_called", "yes")
    assert guardian_phone_is_asked(counter)
    counter.hands.type_into("guardian_name", "Ana Moreno")
    counter.hands.type_into("guardian_phone", "410-555-0171")
    go(counter, "eligibility")
    counter.hands.pick("guardian_consents", "yes")

    go(counter, "close")
    now = kept(counter, visit)
    assert now.value("guardian_name") == "Ana Moreno"
    assert now.value("guardian_phone").endswith("0171")
    assert now.value("guardian_consents") == "yes"


def guardian_phone_is_asked(counter: Counter) -> bool:
    try:
        return counter.hands.field("guardian_phone").isVisible()
    except NotThereError:
        return False


def test_a_minor_who_says_no_to_a_call_is_not_asked_for_a_number(counter: Counter) -> None:
    walk_in(counter)
    go(counter, "medical")
    counter.hands.pick("immediate_danger.amb_minor", "yes")
    go(counter, "minor")
    counter.hands.pick("guardian_may_be_called", "no")

    assert not guardian_phone_is_asked(counter)


def test_who_cannot_decide_yet_is_asked_again_later_and_help_goes_on(
    counter: Counter,
) -> None:
    visit = walk_in(counter)
    go(counter, "consent")
    for what in (
        "Understands what this is",
        "Sees what it means for them",
        "Weighs yes and no",
    ):
        pick_capacity(counter, what, "yes")
    pick_capacity(counter, "Tells a choice", "no")
    counter.hands.press("Write down what you saw")
    assert counter.hands.sees("They cannot decide right now.")
    go(counter, "placement")
    assert counter.hands.sees("Who can take them")

    seen = kept(counter, visit).last(CapacityObserved)
    assert seen is not None
    assert seen[1].observations["tells"] == "no"
    assert seen[1].deferred_until is not None
    assert seen[1].deferred_until > counter.clock.now()


def pick_capacity(counter: Counter, what: str, value: str) -> None:
    rows = frame_of(counter).findChildren(Segmented)
    row = next(row for row in rows if row.accessibleName() == what)
    tile = next(tile for tile in row.findChildren(Press) if getattr(tile, "value", "") == value)
    counter.hands.click(tile)


def test_rather_not_say_is_an_answer_that_is_kept(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "intake")
    counter.hands.type_into("age", "")
    counter.hands.key(Qt.Key.Key_F8)
    go(counter, "close")

    assert kept(counter, visit).answers["age"].status is Status.RATHER_NOT_SAY
