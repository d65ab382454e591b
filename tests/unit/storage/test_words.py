"""Whoever came last is found first."""

from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from safestation.services.ports import Changes
from safestation.storage.database import open_record
from safestation.storage.migrations import migrations
from safestation.storage.visits import Visits
from tests.unit.storage.test_visits import AT, fresh, keep, said


def test_a_search_shows_the_newest_visits_first_and_no_more_than_asked(tmp_path: Path) -> None:
    visits = Visits(open_record(tmp_path / "r.db", bytes(32), migrations, create=True), "12")
    came = []
    for turn in range(5):
        visit = visits.open_visit(fresh(), "staff-1")
        handle = said("Blue jacket", AT + timedelta(minutes=turn))
        came.append(keep(visits, visit, Changes(MappingProxyType({"handle": handle}))).number)

    found = visits.find("blu jack", 3)

    assert [one.number for one in found] == came[:1:-1]
    assert {one.label for one in found} == {"“Blue jacket”"}
