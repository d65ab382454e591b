"""A clock set back opens nothing that has ended: a locked record, an account."""

from dataclasses import replace
from pathlib import Path

import pytest

from safestation.domain.errors import NotAllowed
from safestation.domain.facts import Closed
from safestation.domain.finishing import Stage
from safestation.domain.station import Role
from safestation.domain.visit import VisitId
from safestation.services.desk import Desk
from tests.unit.test_the_vault import GOOD, ME, OTHER, Here


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path / "station")


def closed(desk: Desk) -> VisitId:
    session = desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.write(Closed("information_only"))
    return session.visit.id


def test_a_locked_record_stays_locked_when_the_clock_is_set_back(here: Here) -> None:
    desk, _ = here.set_up()
    visit = closed(desk)
    here.clock.advance(days=10)
    assert desk.counter.resume(visit, "correction").stage is Stage.LOCKED
    here.clock.advance(days=-9, hours=-20)
    session = desk.counter.resume(visit, "correction")
    assert session.stage is Stage.LOCKED
    with pytest.raises(NotAllowed):
        session.answer("first_name", "Other")


def test_it_stays_locked_over_a_restart_and_all_that_is_written_after_it(here: Here) -> None:
    desk, _ = here.set_up()
    visit = closed(desk)
    here.vault.lock()
    here.clock.advance(days=10)
    here.sign_in(GOOD)
    here.clock.advance(days=-9, hours=-20)
    for _ in range(2):
        here.restart()
        assert here.sign_in(GOOD).counter.resume(visit, "correction").stage is Stage.LOCKED


def test_a_clock_that_was_far_ahead_locks_nothing_once_somebody_says_that_it_is_right(
    here: Here,
) -> None:
    desk, _ = here.set_up()
    visit = closed(desk)
    here.clock.advance(days=400)
    here.vault.lock()
    here.clock.advance(days=-400)
    desk = here.sign_in(GOOD)
    assert desk.counter.resume(visit, "correction").stage is Stage.LOCKED
    desk.timekeeping.trust_again()
    assert desk.counter.resume(visit, "correction").stage is Stage.COMPLETED
    here.restart()
    assert here.sign_in(GOOD).counter.resume(visit, "correction").stage is Stage.COMPLETED


def test_an_account_that_ended_stays_ended_when_the_clock_is_set_back(here: Here) -> None:
    desk, _ = here.set_up()
    person = here.add(desk, "V. Vol", OTHER, Role.VOLUNTEER)
    here.vault.lock()
    here.clock.advance(days=60)
    here.sign_in(GOOD)
    here.vault.lock()
    with pytest.raises(NotAllowed):
        here.sign_in(OTHER, person.id)
    here.clock.advance(days=-55)
    here.restart()
    with pytest.raises(NotAllowed):
        here.sign_in(OTHER, person.id)


def test_a_backup_is_no_way_round_an_account_that_ended(here: Here) -> None:
    desk, _ = here.set_up()
    person = here.add(desk, "C. Coord", OTHER, Role.COORDINATOR)
    desk.people.change(desk.me, replace(person, until=here.clock.now().date()))
    kept = desk.backups.by_hand("").run()
    here.vault.rescue.unlocking(kept, person.id, OTHER)()
    here.vault.lock()
    here.clock.advance(days=5)
    with pytest.raises(NotAllowed):
        here.vault.rescue.unlocking(kept, person.id, OTHER)()
    here.sign_in(GOOD)
    here.vault.lock()
    here.clock.advance(days=-5)
    with pytest.raises(NotAllowed):
        here.vault.rescue.unlocking(kept, person.id, OTHER)()
    assert here.vault.rescue.unlocking(kept, ME.id, GOOD)().role is Role.COORDINATOR


@pytest.mark.parametrize("how", ["ended", "other role", "retired"])
def test_a_backup_from_before_an_account_ended_is_no_way_in_either(
    here: Here, how: str
) -> None:
    desk, _ = here.set_up()
    person = here.add(desk, "C. Coord", OTHER, Role.COORDINATOR)
    kept = desk.backups.by_hand("").run()
    if how == "retired":
        desk.people.retire(desk.me, person)
    elif how == "ended":
        desk.people.change(desk.me, replace(person, until=here.clock.now().date()))
    else:
        desk.people.change(desk.me, replace(person, role=Role.FIREFIGHTER))
    here.vault.lock()
    here.clock.advance(days=5)
    with pytest.raises(NotAllowed):
        here.vault.rescue.unlocking(kept, person.id, OTHER)()


def test_where_the_record_in_use_is_damaged_the_backup_says_who_may(here: Here) -> None:
    desk, _ = here.set_up()
    kept = desk.backups.by_hand("").run()
    here.vault.lock()
    (here.folder / "record.db").write_bytes(bytes(8192))
    assert here.vault.rescue.unlocking(kept, ME.id, GOOD)().role is Role.COORDINATOR
