"""Purging and erasing through the real vault: two people, written down, and never back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import Content
from safestation.domain.errors import NotAllowed, WrongPassphrase
from safestation.domain.facts import Closed, JoinedWith, NoteAdded, PeopleMerged, PeopleUnmerged
from safestation.domain.retention import Holding, Plan, Rule, Unit
from safestation.domain.station import Role, Staff
from safestation.domain.visit import VisitId
from safestation.services.desk import Desk
from safestation.services.erasing import Proof
from safestation.services.vault import SetUp
from tests.factories import WORDS, law_texts, make_program, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.forms.samples import text_of
from tests.unit.storage.samples import CHEAP

MINE, THEIRS = "seven blue herons at dawn", "four brass bells at noon"
RULE = Rule(3, Unit.YEARS, "County schedule 7.2", "M. Chen", date(2026, 10, 1))


class Here:
    """A station with a coordinator, a firefighter who can sign in, and three visits."""

    def __init__(self, folder: Path) -> None:
        self.clock, self.printer, self.folder = FakeClock(), MemoryPrinter(), folder
        program, me = make_program(), Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
        content = Content({program.id: program}, {}, {}, WORDS, law_texts())
        self.vault = LocalVault(
            folder, content, self.printer, clock=self.clock, ids=CountedIds(), kdf=CHEAP
        )
        self.desk = self.vault.create(SetUp(make_station(), me, MINE))
        self.other = self.desk.people.add(me, "K. Lund", Role.FIREFIGHTER)
        self.vault.add_account(self.desk, self.other, THEIRS)
        self.first = came(self.desk, "Zebulon")
        self.quiet = came(self.desk, "Quinlan")
        self.second = came(self.desk, "Zebulon", before=self.first)

    def proof(self) -> Proof:
        return self.desk.erasing.proving(MINE, self.other.id, THEIRS)()

    def erase(self, plan: Plan) -> None:
        job = self.desk.erasing.begin(plan, self.proof())
        job.run()
        self.desk.erasing.finish(job)
        self.desk = self.vault.renewed(self.desk)
        assert list(self.folder.glob("before-erase-*"))
        self.desk.erasing.shredding()()
        assert not list(self.folder.glob("before-erase-*"))

    def numbers(self) -> set[str]:
        found = (
            *self.desk.counter.search().find("zeb"),
            *self.desk.counter.search().find("quin"),
        )
        return {one.visit for one in found}

    def number_of(self, visit: str) -> str:
        every = (
            *self.desk.counter.search().find("zeb"),
            *self.desk.counter.search().find("quin"),
        )
        return next(one.number for one in every if one.visit == visit)

    def acts(self) -> list[str]:
        return [row.act for row in self.desk.trail.read()]


def came(desk: Desk, name: str, before: str = "") -> str:
    session = desk.counter.start()
    session.answer("first_name", name)
    session.write(NoteAdded(f"{name} sat down"))
    if before:
        session.write(JoinedWith(before))
    session.write(Closed("information_only"))
    session.flush()
    return session.visit.id


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    station = Here(tmp_path)
    yield station
    station.vault.release()


def test_nothing_is_due_until_a_period_is_set_and_over(here: Here) -> None:
    here.clock.advance(days=4 * 365)
    assert here.desk.retention.due() == ()
    here.desk.retention.set_rule(Holding.NOT_PLACED, RULE)
    (plan,) = here.desk.retention.due()

    assert len(plan.targets) == 3
    assert all(number.startswith("12-2026-") for number in plan.numbers)
    here.desk.retention.set_rule(Holding.NOT_PLACED, None)
    assert here.desk.retention.due() == ()
    assert here.acts()[:2] == ["retention_set", "retention_set"]


def test_a_hold_keeps_a_visit_out_until_it_is_released(here: Here) -> None:
    here.clock.advance(days=4 * 365)
    here.desk.retention.set_rule(Holding.NOT_PLACED, RULE)
    here.desk.retention.hold(here.number_of(here.quiet), "Subpoena 12")
    (plan,) = here.desk.retention.due()
    (held,) = here.desk.retention.held()

    assert here.quiet not in plan.targets.visits
    assert (held.id, held.reason, held.by) == (here.quiet, "Subpoena 12", "staff-1")
    with pytest.raises(NotAllowed):
        here.desk.erasing.person(held.number, "Request")
    here.desk.retention.release(held, "Withdrawn")
    assert len(here.desk.retention.due()[0].targets) == 3
    assert {"held", "released"} <= set(here.acts())


def test_two_people_purge_what_is_due_and_the_certificate_names_nobody_served(
    here: Here,
) -> None:
    here.clock.advance(days=4 * 365)
    here.desk.retention.set_rule(Holding.NOT_PLACED, RULE)
    (plan,) = here.desk.retention.due()
    here.erase(plan)
    (erasure,) = here.desk.erasing.done()
    here.desk.erasing.print_certificate(erasure, "en")
    told = text_of(here.printer.jobs[-1][0])

    assert here.numbers() == set()
    assert (erasure.count, erasure.by, erasure.second) == (3, "staff-1", here.other.id)
    for words in ("R. Alvarez", "K. Lund", "County schedule 7.2", "3 years"):
        assert words.lower() in told.lower()
    assert "Zebulon" not in told
    assert "12-2026-0001" not in told
    assert "purged" in here.acts()
    assert here.desk.trail.check() is None


def test_one_person_goes_with_every_visit_and_nobody_else(here: Here) -> None:
    plan = here.desk.erasing.person(here.number_of(here.first), "Request of 11/23")
    assert set(plan.targets.visits) == {here.first, here.second}
    here.erase(plan)

    assert here.numbers() == {here.quiet}
    here.vault.lock()
    here.desk = here.vault.open(here.vault.prove("staff-1", MINE))
    assert here.numbers() == {here.quiet}
    assert here.desk.trail.check() is None


def test_a_join_that_was_taken_apart_keeps_no_name_of_the_erased(here: Here) -> None:
    one, other = VisitId(here.quiet), VisitId(here.first)
    fact = here.desk.persons.merge(one, other, "Same birthday")
    here.desk.persons.unmerge(one, fact.merge, "It was not")
    here.erase(here.desk.erasing.person(here.number_of(here.first), "Request"))
    kept = here.desk.counter.look(one, "review")

    assert here.numbers() == {here.quiet}
    assert not kept.has(PeopleMerged)
    assert not kept.has(PeopleUnmerged)


def test_a_purged_visit_leaves_the_join_to_those_that_stay(here: Here) -> None:
    here.desk.persons.merge(VisitId(here.quiet), VisitId(here.first), "Same birthday")
    here.clock.advance(days=4 * 365)
    here.desk.retention.set_rule(Holding.NOT_PLACED, RULE)
    for visit in (here.quiet, here.second):
        here.desk.retention.hold(here.number_of(visit), "Subpoena 12")
    (plan,) = here.desk.retention.due()
    assert plan.targets.visits == (here.first,)
    here.erase(plan)

    theirs = here.desk.persons.visits_of(VisitId(here.quiet))
    assert {one.id for one in theirs} == {here.quiet, here.second}


def test_one_person_alone_erases_nothing(here: Here) -> None:
    plan = here.desk.erasing.person(here.number_of(here.first), "Request")
    before = here.acts()

    with pytest.raises(NotAllowed):
        here.desk.erasing.begin(plan, here.desk.erasing.proving(MINE, "staff-1", MINE)())
    with pytest.raises(WrongPassphrase):
        here.desk.erasing.proving(MINE, here.other.id, MINE)()
    with pytest.raises(WrongPassphrase):
        here.desk.erasing.proving(THEIRS, here.other.id, THEIRS)()
    assert here.acts() == before
    assert here.numbers() == {here.first, here.second, here.quiet}


def test_what_is_typed_meanwhile_is_kept_and_stops_the_swap(here: Here) -> None:
    plan = here.desk.erasing.person(here.number_of(here.first), "Request")
    job = here.desk.erasing.begin(plan, here.proof())
    job.run()
    newest = came(here.desk, "Quincy")

    with pytest.raises(NotAllowed):
        here.desk.erasing.finish(job)
    here.desk = here.vault.renewed(here.desk)
    assert here.numbers() == {here.first, here.second, here.quiet, newest}


def test_an_open_visit_is_not_erased(here: Here) -> None:
    session = here.desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.flush()

    with pytest.raises(NotAllowed):
        here.desk.erasing.person(session.visit.number, "Request")


def test_a_lock_in_the_middle_erases_nothing(here: Here) -> None:
    plan = here.desk.erasing.person(here.number_of(here.first), "Request")
    job = here.desk.erasing.begin(plan, here.proof())
    erasing = here.desk.erasing
    job.run()
    here.vault.lock()
    here.desk = here.vault.open(here.vault.prove("staff-1", MINE))

    with pytest.raises(NotAllowed):
        erasing.finish(job)
    assert here.numbers() == {here.first, here.second, here.quiet}
    assert here.acts()[2:6] == ["signed_in", "erasing_failed", "locked", "erased"]
    here.vault.lock()
    here.desk = here.vault.open(here.vault.prove("staff-1", MINE))
    assert here.acts().count("erasing_failed") == 1


def test_an_erasing_that_was_done_is_not_said_to_have_failed(here: Here) -> None:
    here.erase(here.desk.erasing.person(here.number_of(here.first), "Request"))
    here.vault.lock()
    here.desk = here.vault.open(here.vault.prove("staff-1", MINE))

    assert here.numbers() == {here.quiet}
    assert "erasing_failed" not in here.acts()


def test_a_restored_backup_is_erased_again_before_anybody_looks(here: Here) -> None:
    job = here.desk.backups.by_hand("")
    kept = job.run()
    here.clock.advance(minutes=5)
    here.erase(here.desk.erasing.person(here.number_of(here.first), "Request"))
    assert [one.path for one in here.desk.erasing.older_backups()] == [kept.path]
    here.vault.lock()
    rescue = here.vault.rescue
    found = rescue.unlocking(kept, "staff-1", MINE)()
    rescue.preparing(found)()
    rescue.replace(found)
    here.desk = here.vault.open(here.vault.prove("staff-1", MINE))

    assert here.numbers() == {here.quiet}
    assert "erased_again" in here.acts()
    assert here.desk.trail.check() is None


def test_the_erased_stay_away_when_the_key_was_changed_in_between(here: Here) -> None:
    old = here.desk.backups.by_hand("").run()
    here.clock.advance(minutes=5)
    here.erase(here.desk.erasing.person(here.number_of(here.first), "Request"))
    here.vault.lock()
    here.vault.change_key(here.vault.prove("staff-1", MINE), ask_everybody=False)
    rescue = here.vault.rescue
    found = rescue.unlocking(old, "staff-1", MINE)()
    rescue.preparing(found)()
    rescue.replace(found)
    here.desk = here.vault.open(here.vault.prove("staff-1", MINE))

    assert here.numbers() == {here.quiet}


def test_a_hold_that_comes_after_the_list_was_shown_still_counts(here: Here) -> None:
    plan = here.desk.erasing.person(here.number_of(here.first), "Request")
    here.desk.retention.hold(here.number_of(here.second), "Subpoena 12")

    with pytest.raises(NotAllowed):
        here.desk.erasing.begin(plan, here.proof())
    assert "erased" not in here.acts()


def test_an_old_record_that_a_restore_left_aside_is_told_and_destroyed(here: Here) -> None:
    kept = here.desk.backups.by_hand("").run()
    here.vault.lock()
    rescue = here.vault.rescue
    found = rescue.unlocking(kept, "staff-1", MINE)()
    rescue.preparing(found)()
    rescue.replace(found)
    here.desk = here.vault.open(here.vault.prove("staff-1", MINE))
    assert list(here.folder.glob("before-restore-*"))
    assert here.desk.erasing.older_records() == 0
    here.clock.advance(minutes=5)
    here.erase(here.desk.erasing.person(here.number_of(here.first), "Request"))
    assert here.desk.erasing.older_records() == 1
    here.desk.erasing.destroying()()

    assert not list(here.folder.glob("before-restore-*"))
    assert here.desk.erasing.older_records() == 0
    assert here.desk.trail.read()[0].detail == "aside 1"


def test_a_stick_tells_a_new_computer_what_was_erased(here: Here, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    old = here.desk.backups.by_hand(str(stick)).run()
    here.erase(here.desk.erasing.person(here.number_of(here.first), "Request"))
    here.clock.advance(days=1)
    here.desk.backups.by_hand(str(stick)).run()
    here.vault.release()
    elsewhere = LocalVault(
        tmp_path / "new", here.vault._content, here.printer,  # noqa: SLF001 - the same content
        clock=here.clock, ids=CountedIds(), kdf=CHEAP,
    )  # fmt: skip
    found = elsewhere.rescue.unlocking(old, "staff-1", MINE)()
    elsewhere.rescue.preparing(found)()
    elsewhere.rescue.replace(found)
    desk = elsewhere.open(elsewhere.prove("staff-1", MINE))

    assert {one.visit for one in desk.counter.search().find("zeb")} == set()
    assert len(desk.counter.search().find("quin")) == 1
    elsewhere.release()


def test_only_a_proof_that_two_people_gave_counts_and_it_counts_once(here: Here) -> None:
    plan = here.desk.erasing.person(here.number_of(here.quiet), "Request of 11/23")
    proven = here.proof()
    made_up = Proof(here.desk.me.id, here.other.id)
    before = here.acts()

    for proof in (made_up, replace(proven)):
        with pytest.raises(NotAllowed) as refusal:
            here.desk.erasing.begin(plan, proof)
        assert refusal.value.reason == "retention.two_people"
    assert here.acts() == before
    here.desk.erasing.begin(plan, proven)
    with pytest.raises(NotAllowed):
        here.desk.erasing.begin(plan, proven)


def test_a_proof_that_was_not_finished_counts_for_nothing(here: Here) -> None:
    plan = here.desk.erasing.person(here.number_of(here.quiet), "Request of 11/23")
    with pytest.raises(WrongPassphrase):
        here.desk.erasing.proving(MINE, here.other.id, "no passphrase of anybody")()

    with pytest.raises(NotAllowed):
        here.desk.erasing.begin(plan, Proof(here.desk.me.id, here.other.id))
