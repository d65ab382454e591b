"""Every call of what a service hands out, by every role and at every stage of a record.

`test_every_call` walks the services of the desk; a visit in hand, a search, a recovery and
what can be done with backups are no field of it, and would go unasked.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import Content
from safestation.domain.answers import Answer, Source, Status
from safestation.domain.errors import NotAllowed
from safestation.domain.facts import Closed, NoteAdded
from safestation.domain.permissions import Permission, may
from safestation.domain.station import Role, Staff
from safestation.services.gate import REFUSED
from safestation.services.recovery import Recovering
from safestation.services.rescue import Rescue
from safestation.services.searching import Search
from safestation.services.session import LOCKED, VisitSession
from safestation.services.vault import SetUp
from tests.factories import WORDS, law_texts, make_program, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

NAME = "first_name"  # what a volunteer may not answer
Call = Callable[[VisitSession], object]


def _carried(session: VisitSession) -> None:
    now = session.now
    session.carry({NAME: Answer(Status.ANSWERED, "Zeb", Source.SAID, now, now, "x")})


# Each call that changes a record, or tells what was in it, with what it needs.
ASKING: dict[str, tuple[Permission, Call]] = {
    "answer": (Permission.WORK_ON_VISIT, lambda s: s.answer(NAME, "Zeb")),
    "answer_unknown": (
        Permission.WORK_ON_VISIT, lambda s: s.answer_unknown(NAME, Status.NOT_ASKED),
    ),
    "came_from": (Permission.WORK_ON_VISIT, lambda s: s.came_from(NAME, Source.OBSERVED)),
    "carry": (Permission.WORK_ON_VISIT, _carried),
    "take_back": (Permission.WORK_ON_VISIT, lambda s: s.take_back(NAME)),
    "write": (Permission.WORK_ON_VISIT, lambda s: s.write(NoteAdded("calm"))),
    "write_all": (Permission.WORK_ON_VISIT, lambda s: s.write_all(NoteAdded("calm"))),
    "take": (
        Permission.WORK_ON_VISIT, lambda s: s.take(NoteAdded("calm"), s.now, Source.SAID),
    ),
    "corrections": (Permission.WORK_ON_VISIT, lambda s: s.corrections(NAME)),
    "begin": (Permission.OPEN_VISIT, lambda s: s.begin()),
}  # fmt: skip
# Each call that asks nobody, with why it need not.
OPEN = {
    "flush": "keeps what was asked for when it was taken",
    "stand_at": "which page is open; no word of a person's",
    "is_saved": "whether anything waits",
    "holds": "a yes or no, which a rule makes of the whole record",
    "now": "the clock",
    "stage": "how final the record in hand is",
}
READING = {"corrections", "begin"}  # a locked record tells on; and a kept one is not begun


def public(kind: type) -> set[str]:
    members = inspect.getmembers(kind, lambda one: callable(one) or isinstance(one, property))
    return {name for name, _ in members if not name.startswith("_")}


class Here:
    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        program = make_program()
        content = Content({program.id: program}, {}, {}, WORDS, law_texts())
        self.vault = LocalVault(
            folder, content, MemoryPrinter(),
            training=True, clock=self.clock, ids=CountedIds(), kdf=CHEAP,
        )  # fmt: skip
        me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
        self.desk = self.vault.create(SetUp(make_station(), me, "seven blue herons at dawn"))
        self.session = self.desk.counter.start()
        self.session.answer(NAME, "Dana")
        self.session.flush()

    def become(self, role: Role) -> None:
        self.desk.gate.me = replace(self.desk.me, role=role)

    def whole(self) -> str:
        kept = self.session._store.load(self.session.visit.id)  # noqa: SLF001 - as it lies
        return repr((dict(kept.answers), kept.entries))


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    found = Here(tmp_path / "station")
    yield found
    found.vault.release()


def test_every_call_of_a_visit_in_hand_is_walked_or_told_why_not() -> None:
    assert public(VisitSession) == ASKING.keys() | OPEN.keys()


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
@pytest.mark.parametrize("call", sorted(ASKING))
def test_a_role_reaches_of_a_visit_in_hand_only_what_is_its_own(
    here: Here, call: str, role: Role
) -> None:
    needed, act = ASKING[call]
    before = here.whole()
    here.become(role)
    if may(role, needed):
        if call != "begin":  # it is kept already
            act(here.session)
        return

    with pytest.raises(NotAllowed) as refusal:
        act(here.session)
    here.session.flush()

    assert refusal.value.reason == REFUSED
    assert here.whole() == before


@pytest.mark.parametrize("call", sorted(ASKING.keys() - READING))
def test_a_locked_record_takes_nothing_by_any_call(here: Here, call: str) -> None:
    here.session.write(Closed("declined"))
    here.clock.advance(days=400)
    before = here.whole()

    with pytest.raises(NotAllowed) as refusal:
        ASKING[call][1](here.session)
    here.session.flush()

    assert refusal.value.reason == LOCKED
    assert here.whole() == before


def test_answers_are_carried_all_or_none(here: Here) -> None:
    now = here.session.now
    said = Answer(Status.ANSWERED, "detox", Source.SAID, now, now, "x")
    own = next(iter(here.desk.form_words["information"].ids["placement"]))
    here.become(Role.VOLUNTEER)

    with pytest.raises(NotAllowed):
        here.session.carry(MappingProxyType({own: said, NAME: said}))

    assert here.session.is_saved


# A search, a recovery, and backups before anybody is in ------------------------------------


def test_every_call_of_a_search_asks_for_the_leave_to_find_a_person(here: Here) -> None:
    assert public(Search) == {"find"}
    search = here.desk.counter.search()
    for role in Role:
        here.become(role)
        if not may(role, Permission.FIND_PERSON):
            with pytest.raises(NotAllowed):
                search.find("Dana")


def test_a_sheet_gives_a_passphrase_to_a_coordinator_and_nobody_else(here: Here) -> None:
    others = tuple(Staff(f"staff-{r}", r.value, r) for r in Role if r is not Role.COORDINATOR)
    recovering = Recovering(
        store=here.vault._key_store(),  # noqa: SLF001 - as the vault hands it in
        staff=(here.desk.me, *others), station=here.desk.station, audit=here.desk.audit,
        check=here.vault.check_passphrase, enter=lambda _person: here.desk,
    )  # fmt: skip

    assert public(Recovering) == {"prepare", "finish"}
    assert recovering.coordinators == (here.desk.me,)
    for person in others:
        with pytest.raises(NotAllowed):
            recovering.prepare(person, "crumbs under the old piano")
    prepared = recovering.prepare(here.desk.me, "crumbs under the old piano")
    for person in others:
        with pytest.raises(NotAllowed):
            recovering.finish(person, prepared)


# What Rescue offers before anybody is in, with what it tells or asks.
RESCUE = {
    "sticks": "what is plugged in", "kept": "names and days of sealed files",
    "doors": "the names on a sealed file, as on the locked screen",
    "unlocking": "asks the backup itself for the role",
    "preparing": "takes what unlocking gave", "replace": "takes what unlocking gave",
    "trying_out": "takes what unlocking gave",
}  # fmt: skip


class _WithRole:
    """A store of backups of which each is opened by somebody of one role."""

    by = "staff-1"

    def __init__(self, role: Role) -> None:
        self.role = role

    def unlock(self, *_which: object) -> "_WithRole":
        return self


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_a_backup_is_unlocked_only_by_who_may_restore(role: Role) -> None:
    store: Any = _WithRole(role)
    kept: Any = object()
    unlock = Rescue(store, FakeClock()).unlocking(kept, "staff-1", "whatever")

    assert public(Rescue) == RESCUE.keys()
    if may(role, Permission.RESTORE):
        assert unlock() is store
        return
    with pytest.raises(NotAllowed):
        unlock()
