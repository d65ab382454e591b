"""The board at a glance: everybody's card, what a role is shown, and where the focus stays."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from safestation.domain.facts import EmergencyStarted, Fact, SatWith
from safestation.domain.station import Role, SiteType
from safestation.services.desk import Desk
from safestation.training import PASSPHRASE
from safestation.ui.kit.chip import Chip
from safestation.ui.kit.label import Elided
from safestation.ui.screens.counter import CounterScreen
from tests.journeys.conftest import Counter
from tests.journeys.test_roles import sign_in
from tests.journeys.walking import board_of

pytestmark = pytest.mark.journey


def desk_of(counter: Counter) -> Desk:
    assert counter.shell.desk is not None
    return counter.shell.desk


def comes(desk: Desk, fact: Fact | None = None, **said: str) -> str:
    """Let somebody be here; what was said about them is kept. Return the visit."""
    session = desk.counter.start()
    for question, value in said.items():
        session.answer(question.replace("__", "."), value)
    if fact is not None:
        session.write(fact)
    session.flush()
    return session.visit.id


def board(counter: Counter) -> CounterScreen:
    counter.shell.show_screen("counter")
    return board_of(counter)


def moves_to(counter: Counter, program: str) -> None:
    """Let the station run another program from now on."""
    desk = desk_of(counter)
    changed = replace(desk.station, program=program, site_type=SiteType.POLICE)
    desk.people.save_station(desk.me, changed)
    counter.shell.enter(counter.vault.renewed(desk))


def sign_in_again(counter: Counter) -> None:
    counter.shell.let_in(counter.vault.prove("", PASSPHRASE))


def told(counter: Counter, visit: str) -> str:
    return board(counter).cards[visit].accessibleName()


def test_a_card_says_how_they_came_what_they_speak_who_sits_with_them_and_by_when(
    counter: Counter,
) -> None:
    said = {"arrival_mode": "alone", "language_access__spoken_language": "ht"}
    visit = comes(desk_of(counter), SatWith("K. Lund"), handle="Blue jacket", **said)

    assert told(counter, visit) == (
        "“Blue jacket”, Welcome and promise, here 0:00, Welcome and promise, "
        "Arrived 03:41 · alone · Haitian Creole · sitting with K. Lund, "
        "Step 1 of 10 · Warmline called by 03:51"
    )


def test_a_clock_that_is_over_is_what_is_next_and_the_card_names_the_one_after_it(
    counter: Counter,
) -> None:
    visit = comes(desk_of(counter), handle="Blue jacket")
    counter.clock.advance(minutes=11)

    assert "Warmline called · late since 03:51" in told(counter, visit)
    assert "Step 1 of 10 · First call to a place by 04:26" in told(counter, visit)


def test_a_visit_stands_where_the_program_says_that_it_began_under(counter: Counter) -> None:
    visit = comes(desk_of(counter), handle="Blue jacket")
    moves_to(counter, "angel_gloucester")

    assert "“Blue jacket”, Welcome and promise, " in told(counter, visit)


def test_an_emergency_is_named_by_its_step_in_a_program_that_calls_it_otherwise(
    counter: Counter,
) -> None:
    moves_to(counter, "angel_gloucester")
    visit = comes(desk_of(counter), EmergencyStarted("f9"), handle="Blue jacket")

    chips = [chip.words for chip in board(counter).cards[visit].findChildren(Chip)]
    assert chips == ["Is this an emergency?"]


def test_who_is_in_danger_stands_first(counter: Counter) -> None:
    first = comes(desk_of(counter), handle="Blue jacket")
    second = comes(desk_of(counter), EmergencyStarted("f9"), handle="Red cap")

    assert list(board(counter).cards) == [second, first]


@pytest.mark.parametrize("handle", ["", "Blue jacket"])
def test_a_name_is_not_cut_to_make_room_for_the_step(counter: Counter, handle: str) -> None:
    visit = comes(desk_of(counter), None, **({"handle": handle} if handle else {}))
    shown = board(counter).cards[visit]
    counter.hands.wait_for(lambda: shown.height() > 0)

    (name,) = shown.findChildren(Elided)
    (chip,) = shown.findChildren(Chip)
    assert name.width() >= name.sizeHint().width()
    assert chip.width() >= chip.sizeHint().width()


def test_the_focus_stays_on_a_card_when_the_board_looks_again(counter: Counter) -> None:
    comes(desk_of(counter), handle="Blue jacket")
    visit = comes(desk_of(counter), handle="Red cap")
    page = board(counter)
    page.cards[visit].setFocus(Qt.FocusReason.TabFocusReason)
    counter.clock.advance(minutes=1)
    page.refresh()

    assert page.cards[visit].hasFocus()


def test_the_focus_stays_on_what_is_offered_for_an_arrival(counter: Counter) -> None:
    counter.shell.lock()
    counter.shell.signin.note_arrival()
    sign_in_again(counter)
    page = board(counter)
    assert counter.hands.sees("1 person here now")
    (at, _), *_ = page.arrivals
    page.arrivals[at, "drop"].setFocus(Qt.FocusReason.TabFocusReason)
    page.refresh()

    assert page.arrivals[at, "drop"].hasFocus()


def test_a_volunteer_sees_who_came_and_is_offered_nothing_they_may_not_do(
    counter: Counter,
) -> None:
    desk = sign_in(counter, Role.VOLUNTEER)
    counter.vault.arrivals.note(desk.clock.now())
    page = board(counter)

    assert counter.hands.sees("Somebody walked in at 03:41")
    assert not counter.hands.sees("They left")
    assert not counter.hands.sees("Start their visit")
    assert not counter.hands.sees("No visit has ended in the last 24 hours")
    assert page.day.isHidden()
