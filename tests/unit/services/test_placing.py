"""Placing: needs come from what was said, and the call sheet from what was heard here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest

from safestation.domain.answers import Value
from safestation.domain.contact import Place
from safestation.domain.facts import ProviderCalled
from safestation.domain.needs import FitLevel, Needs
from safestation.domain.providers import Provider
from safestation.domain.schedule import ALWAYS
from safestation.domain.sightings import CallAnswer, SightingState
from safestation.domain.visit import Visit, VisitId
from safestation.services.directory import Directory
from safestation.services.placing import Placing
from safestation.services.ports import Changes
from safestation.storage.database import open_record
from safestation.storage.migrations import migrations
from safestation.storage.providers import Providers
from safestation.storage.visits import Visits
from tests.factories import GATE, make_answer, make_entry, make_station, make_visit
from tests.fakes import CountedIds, FakeClock

BAYVIEW = Provider("p-1", "Bayview", phone="410-555-0142", payers=("medicaid",), hours=ALWAYS)
HARBOR = Provider("p-2", "Harbor", phone="410-555-0143", payers=("private",), hours=ALWAYS)
Called = Callable[[str, timedelta], None]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def visits(tmp_path: Path) -> Visits:
    db = open_record(tmp_path / "record.db", bytes(range(32)), migrations, create=True)
    return Visits(db, "12")


@pytest.fixture
def placing(visits: Visits, clock: FakeClock) -> Placing:
    store = Providers(visits._db, "station-12")  # noqa: SLF001 - one record for both stores
    store.replace_many((BAYVIEW, HARBOR), clock.now(), "staff-1")
    station = make_station(latitude="38.97", longitude="-76.48")
    return Placing(visits, Directory(store, clock, CountedIds(), GATE), station, clock, GATE)


@pytest.fixture
def called(visits: Visits, clock: FakeClock) -> Called:
    """Return a way to have another visit call a provider some time ago."""

    def call(provider: str, ago: timedelta) -> None:
        at = clock.now() - ago
        visit = replace(make_visit(), id=VisitId(str(uuid4())), number="", entries=())
        kept = visits.open_visit(visit, "staff-1")
        fact = ProviderCalled(provider, "Bayview", "bed_now", "Dana", beds="1")
        entry = make_entry(fact, at=at, entry_id=str(uuid4()))
        visits.save(kept.with_entry(entry), Changes(entries=(entry,)), at, "staff-1")

    return call


def visit_with(answers: Mapping[str, Value]) -> Visit:
    return make_visit({question: make_answer(value) for question, value in answers.items()})


def test_a_date_of_birth_alone_is_an_age_too(placing: Placing) -> None:
    needs = placing.needs_of(visit_with({"date_of_birth": "2010-11-24"}))

    assert needs.age == 15  # on 2026-11-23, the day before the birthday


def test_needs_are_read_from_what_was_said(placing: Placing) -> None:
    visit = visit_with(
        {
            "age": "34",
            "sex": "female",
            "payer.coverage": "medicaid",
            "level_wanted": "withdrawal_management",
            "admission_priority.pregnant": "yes",
            "moud_now": "methadone",
            "language_access.spoken_language": "zh-yue",
            "dependants": ("children", "pets"),
            "mobility": ("wheelchair",),
            "warrant_check": "hit_review",
        }
    )

    needs = placing.needs_of(visit)

    assert needs == Needs(
        age=34,
        sex="female",
        payers=("medicaid",),
        level="withdrawal_management",
        pregnant=True,
        medication="methadone",
        language="zh",
        brings_children=True,
        brings_pet=True,
        wheelchair=True,
        has_warrant=True,
        origin=Place(Decimal("38.97"), Decimal("-76.48")),
    )


def test_nothing_said_asks_for_nothing(placing: Placing) -> None:
    needs = placing.needs_of(make_visit())

    assert replace(needs, origin=None) == Needs()


@pytest.mark.parametrize(
    ("question", "value", "field", "expected"),
    [
        ("payer.coverage", "none", "payers", ("uninsured",)),
        ("payer.coverage", "medicaid_pending", "payers", ("medicaid", "uninsured")),
        ("payer.coverage", "tricare", "payers", ("military",)),
        ("payer.coverage", "declined", "payers", ()),
        ("sex", "another", "sex", ""),
        ("moud_wanted", "none", "medication", ""),
        ("pregnant", "could_be", "pregnant", True),
        ("language_access.spoken_language", "declined", "language", ""),
    ],
)
def test_each_answer_becomes_the_need_the_directory_knows(
    placing: Placing, question: str, value: str, field: str, expected: object
) -> None:
    needs = placing.needs_of(visit_with({question: value}))

    assert getattr(needs, field) == expected


def test_who_wants_no_medicine_is_not_held_to_what_they_take_now(placing: Placing) -> None:
    visit = visit_with({"moud_now": "methadone", "moud_wanted": "none"})

    assert placing.needs_of(visit).medication == ""


def test_who_speaks_english_well_needs_no_other_language(placing: Placing) -> None:
    visit = visit_with(
        {"language_access.spoken_language": "es", "language_access.english": "very_well"}
    )

    assert placing.needs_of(visit).language == ""


def test_whoever_cannot_take_them_stays_last_with_the_reason(placing: Placing) -> None:
    lines = placing.choices(visit_with({"payer.coverage": "medicaid"}))

    assert [line.provider.name for line in lines] == ["Bayview", "Harbor"]
    assert lines[1].fit.level is FitLevel.CANNOT
    assert lines[1].fit.reasons[0].key == "payer_not_taken"


def test_changed_needs_are_looked_at_instead_of_the_answers(placing: Placing) -> None:
    visit = visit_with({"payer.coverage": "medicaid"})

    lines = placing.choices(visit, Needs(payers=("private",)))

    assert [line.provider.name for line in lines] == ["Harbor", "Bayview"]


def test_a_bed_heard_for_another_visit_is_shown_with_who_and_when(
    placing: Placing, called: Called, clock: FakeClock
) -> None:
    called("p-1", timedelta(hours=1))

    heard = placing.choices(make_visit())[0].heard

    assert (heard.answer, heard.beds, heard.said_by) == (CallAnswer.BED_NOW, 1, "Dana")
    assert heard.heard_at == clock.now() - timedelta(hours=1)


def test_what_was_heard_this_morning_is_unknown_tonight(
    placing: Placing, called: Called
) -> None:
    called("p-1", timedelta(hours=9))

    heard = placing.choices(make_visit())[0].heard

    assert (heard.state, heard.beds) == (SightingState.STALE, None)


@pytest.mark.parametrize(
    ("counts_for", "state"), [(1, SightingState.STALE), (24, SightingState.FRESH)]
)
def test_how_long_a_bed_that_was_heard_of_counts_is_the_stations_choice(
    visits: Visits, clock: FakeClock, called: Called, counts_for: int, state: SightingState
) -> None:
    store = Providers(visits._db, "station-12")  # noqa: SLF001 - one record for both stores
    store.replace_many((BAYVIEW,), clock.now(), "staff-1")
    directory = Directory(store, clock, CountedIds(), GATE)
    station = make_station(sighting_hours=counts_for)
    called("p-1", timedelta(hours=3))

    placing = Placing(visits, directory, station, clock, GATE)

    assert placing.choices(make_visit())[0].heard.state is state


def test_what_was_heard_two_days_ago_is_not_looked_at(placing: Placing, called: Called) -> None:
    called("p-1", timedelta(hours=48))

    assert placing.sightings() == ()


def test_a_station_that_is_nowhere_on_the_map_gives_no_distances(
    visits: Visits, clock: FakeClock
) -> None:
    directory = Directory(Providers(visits._db, "station-12"), clock, CountedIds(), GATE)  # noqa: SLF001 - one record
    placing = Placing(visits, directory, make_station(latitude="", longitude=""), clock, GATE)

    assert placing.needs_of(make_visit()).origin is None
