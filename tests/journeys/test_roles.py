"""Each role at the real window: what it is offered, what it sees, and what it is refused."""

import pytest
from PySide6.QtCore import Qt

from safestation.domain.facts import Closed, EmergencyStarted, NoteAdded, ProviderCalled
from safestation.domain.station import Role, Staff
from safestation.services.desk import Desk
from safestation.training import PASSPHRASE
from safestation.ui.shell import Shell
from tests.journeys.conftest import Counter

THEIRS = "four brass bells at noon"


def somebody_came(desk: Desk) -> str:
    session = desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.answer("allergies", "Penicillin")
    session.write(ProviderCalled("p", "Bayview House", "no_bed"))
    session.flush()
    return session.visit.id


def inside(counter: Counter) -> Shell:
    shell = counter.shell.shell
    assert shell is not None
    return shell


def sign_in(counter: Counter, role: Role) -> Desk:
    """Let somebody of a role take over the window, with an account of their own."""
    desk = counter.shell.desk
    assert desk is not None
    person: Staff = desk.people.add(desk.me, f"P. {role.value.title()}", role)
    counter.vault.add_account(desk, person, THEIRS)
    counter.shell.lock()
    counter.shell.let_in(counter.vault.prove(person.id, THEIRS))
    now = counter.shell.desk
    assert now is not None
    assert now.me.role is role
    return now


@pytest.fixture
def visit(counter: Counter) -> str:
    assert counter.shell.desk is not None
    return somebody_came(counter.shell.desk)


def test_a_volunteer_is_offered_placement_and_ride_and_no_search(
    counter: Counter, visit: str
) -> None:
    sign_in(counter, Role.VOLUNTEER)

    assert set(counter.shell.screens) == {
        "counter", "paperwork", "follow_ups", "providers", "station",
    }  # fmt: skip
    assert not counter.hands.sees("Zebulon")
    counter.hands.key(Qt.Key.Key_F3)
    assert not counter.hands.sees("Find a person")
    inside(counter).open_visit(visit)
    frame = counter.shell.visit
    assert frame is not None
    assert {step.page for step in frame.context.path()} == {"placement", "handoff"}
    assert "first_name" not in frame.context.visit.answers


def test_a_volunteer_can_call_for_help_at_any_moment(counter: Counter, visit: str) -> None:
    sign_in(counter, Role.VOLUNTEER)
    inside(counter).open_visit(visit)
    counter.hands.key(Qt.Key.Key_F9)

    assert counter.shell.visit is not None
    assert counter.shell.visit.context.visit.has(EmergencyStarted)


def test_what_a_volunteer_may_not_write_is_refused_calmly(counter: Counter, visit: str) -> None:
    sign_in(counter, Role.VOLUNTEER)
    inside(counter).open_visit(visit)
    assert counter.shell.visit is not None
    counter.shell.visit.context.bridge.write(NoteAdded("Waits outside."))

    assert counter.hands.sees("Your role does not include this")
    assert not counter.shell.visit.context.visit.has(NoteAdded)


def test_f9_on_the_board_offers_a_volunteer_those_who_are_here_and_nobody_new(
    counter: Counter, visit: str
) -> None:
    sign_in(counter, Role.VOLUNTEER)
    counter.hands.key(Qt.Key.Key_F9)
    assert not counter.hands.sees("Somebody who has no visit yet")
    counter.hands.key(Qt.Key.Key_1)

    assert counter.shell.visit is not None
    assert counter.shell.visit.context.visit.id == visit
    assert counter.shell.visit.context.visit.has(EmergencyStarted)


def test_f9_tells_a_volunteer_to_call_where_nobody_is_on_the_board(counter: Counter) -> None:
    sign_in(counter, Role.VOLUNTEER)
    counter.hands.key(Qt.Key.Key_F9)

    assert counter.hands.sees("Call EMS now and stay with them")
    assert counter.shell.visit is None


def test_an_auditor_has_the_station_alone_and_no_person(counter: Counter, visit: str) -> None:
    sign_in(counter, Role.AUDITOR)

    assert set(counter.shell.screens) == {"station"}
    inside(counter).open_visit(visit)
    assert counter.shell.visit is None
    counter.hands.key(Qt.Key.Key_F2)
    assert counter.shell.visit is None


def test_an_account_that_has_ended_does_not_open_the_record(counter: Counter) -> None:
    sign_in(counter, Role.VOLUNTEER)
    counter.shell.lock()
    counter.clock.advance(days=31)
    staff = next(d.staff for d in counter.vault.doors() if d.name == "P. Volunteer")
    counter.shell.let_in(counter.vault.prove(staff, THEIRS))

    assert counter.shell.desk is None
    assert counter.hands.sees("This account has ended")
    counter.shell.let_in(counter.vault.prove("", PASSPHRASE))
    assert counter.shell.desk is not None


def test_opening_a_closed_record_asks_why_and_writes_it_down(
    counter: Counter, visit: str
) -> None:
    desk = counter.shell.desk
    assert desk is not None
    desk.counter.resume(visit).write(Closed("information_only"))  # type: ignore[arg-type]  # an id
    inside(counter).open_visit(visit)
    assert not counter.hands.sees("Visit closed")
    sheet = inside(counter).why
    assert sheet is not None
    asked = sheet.reasons["asked"]
    counter.hands.wait_for(lambda: asked.height() > 0)
    counter.hands.press("The person asked for it")
    frame = counter.shell.visit
    assert frame is not None
    assert "Came in" in frame.head.subtitle.words
    assert frame.head.chip.isHidden()  # nobody who has left waits for a partner
    frame.show_step("close")
    counter.hands.press("Print who opened this record")
    assert counter.hands.sees("was sent to the printer")
    (pdf, title, _copies) = counter.printer.jobs[-1]
    assert "Zebulon" not in title
    assert pdf.startswith(b"%PDF")
    counter.hands.press("Print who was told about them")
    assert counter.hands.sees("The list of who was told was sent")
    (pdf, title, _copies) = counter.printer.jobs[-1]
    assert "Zebulon" not in title
    assert pdf.startswith(b"%PDF")


def test_looking_twice_is_written_down_once_a_sign_in(counter: Counter, visit: str) -> None:
    desk = counter.shell.desk
    assert desk is not None
    for _ in range(3):
        inside(counter).open_visit(visit)
        counter.shell.show_screen("counter")
    lines = [line.act for line in desk.paper._access.lines(visit)]  # noqa: SLF001 - the trail

    assert lines.count("viewed") == 1
