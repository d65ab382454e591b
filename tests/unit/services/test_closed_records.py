"""A closed record is told whole only with a reason, and then the history has a line of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import Content
from safestation.domain.errors import NotAllowed, ReasonNeeded, StationError
from safestation.domain.facts import Closed, JoinedWith
from safestation.domain.persons import Mention
from safestation.domain.station import Role, Staff
from safestation.domain.visit import Visit, VisitId
from safestation.domain.wall import WHYS
from safestation.services.counter import Counter
from safestation.services.session import VisitSession
from safestation.services.vault import SetUp
from tests.factories import WORDS, law_texts, make_program, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

Way = Callable[[Counter, VisitId], Visit | VisitSession]
WAYS: dict[str, Way] = {
    "look": lambda counter, visit: counter.look(visit),
    "papers_of": lambda counter, visit: counter.papers_of(visit),
    "resume": lambda counter, visit: counter.resume(visit),
}


class Here:
    """A station with somebody who came twice, and whose first visit is closed."""

    def __init__(self, folder: Path) -> None:
        program = make_program()
        content = Content({program.id: program}, {}, {}, WORDS, law_texts())
        self.vault = LocalVault(
            folder, content, MemoryPrinter(),
            training=True, clock=FakeClock(), ids=CountedIds(), kdf=CHEAP,
        )  # fmt: skip
        me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
        self.desk = self.vault.create(SetUp(make_station(), me, "seven blue herons at dawn"))
        self.closed = self.came(Closed("declined"))
        self.open = self.came(JoinedWith(self.closed))

    def came(self, fact: Closed | JoinedWith) -> VisitId:
        session = self.desk.counter.start()
        session.answer("first_name", "Dana")
        session.write(fact)
        return session.visit.id

    def become(self, role: Role) -> None:
        self.desk.gate.me = replace(self.desk.me, role=role)

    def views(self, visit: VisitId) -> list[str]:
        """Return for what reasons the history says that a visit was seen."""
        store = self.desk.counter._store  # noqa: SLF001 - the history as it lies there
        return [line.detail for line in store.history(visit) if line.act == "viewed"]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    found = Here(tmp_path / "station")
    yield found
    found.vault.release()


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
@pytest.mark.parametrize("way", sorted(WAYS))
def test_no_role_is_told_a_closed_record_without_a_reason(
    here: Here, way: str, role: Role
) -> None:
    here.become(role)

    with pytest.raises((ReasonNeeded, NotAllowed)):
        WAYS[way](here.desk.counter, here.closed)

    assert here.views(here.closed) == []


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.AUDITOR], ids=lambda role: role.value)
@pytest.mark.parametrize("way", ["look", "resume"])
def test_a_reason_does_not_let_in_who_may_not_open_closed_records(
    here: Here, way: str, role: Role
) -> None:
    here.become(role)

    with pytest.raises(NotAllowed):
        getattr(here.desk.counter, way)(here.closed, WHYS[0])

    assert here.views(here.closed) == []


def test_with_a_reason_it_is_told_and_the_history_has_the_reason(here: Here) -> None:
    assert here.desk.counter.look(here.closed, "review").value("first_name") == "Dana"
    assert here.views(here.closed) == ["review"]


def test_an_open_visit_that_is_looked_at_is_in_the_history_too(here: Here) -> None:
    assert here.desk.counter.look(here.open).value("first_name") == "Dana"
    assert here.views(here.open) == [""]


def test_what_is_linked_is_told_by_its_number_and_its_day_alone(here: Here) -> None:
    told = here.desk.persons.visits_of(here.open)

    assert [one.id for one in told] == [here.closed, here.open]
    assert all(type(one) is Mention for one in told)
    assert here.desk.persons.mention(here.closed) == told[0]
    assert "Dana" not in repr(told)
    assert here.views(here.closed) == []


def test_a_view_that_cannot_be_written_down_shows_nothing(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_anything: object, **_more: object) -> None:
        raise StationError

    monkeypatch.setattr(here.desk.audit, "note", fails)

    with pytest.raises(StationError):
        here.desk.counter.look(here.closed, "review")
