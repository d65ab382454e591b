"""The directory is kept whole or not at all, and comes back as it was taken in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from safestation.domain.providers import Known, Origin, Provider
from safestation.domain.schedule import ALWAYS
from safestation.storage.database import open_record
from safestation.storage.driver import Database
from safestation.storage.migrations import migrations
from safestation.storage.providers import Providers

AT = datetime(2026, 11, 23, 3, 41, 7, tzinfo=UTC)
BAYVIEW = Provider(
    id="provider-1",
    name="Bayview House",
    intake_phone="410-555-0142",
    latitude=Decimal("38.97"),
    longitude=Decimal("-76.48"),
    levels_of_care=("withdrawal_management.residential",),
    minimum_age=18,
    hours=ALWAYS,
    accepts_pets=Known.NO,
    source=Origin.SPREADSHEET,
    source_date=date(2026, 11, 1),
    by_hand=("hours",),
    wrong_numbers=("410-555-0199",),
    updated_at=AT,
    updated_by="staff-1",
)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_record(tmp_path / "record.db", bytes(range(32)), migrations, create=True)


def test_a_provider_comes_back_with_every_field_as_it_was_kept(db: Database) -> None:
    store = Providers(db, "station-1")

    store.replace_many((BAYVIEW,), AT, "staff-1")

    assert store.get("provider-1") == BAYVIEW
    assert store.all() == (BAYVIEW,)


def test_keeping_one_again_replaces_it_and_leaves_the_others(db: Database) -> None:
    store = Providers(db, "station-1")
    harbor = replace(BAYVIEW, id="provider-2", name="Harbor Clinic")
    store.replace_many((BAYVIEW, harbor), AT, "staff-1")

    store.replace_many((replace(BAYVIEW, name="Bayview"),), AT, "staff-1")

    assert sorted(one.name for one in store.all()) == ["Bayview", "Harbor Clinic"]
    names = db.execute("SELECT name FROM provider ORDER BY name").fetchall()
    assert names == [("Bayview",), ("Harbor Clinic",)]


def test_taking_in_many_leaves_one_line_that_only_counts(db: Database) -> None:
    many = tuple(replace(BAYVIEW, id=f"provider-{n}") for n in range(30))

    Providers(db, "station-1").replace_many(many, AT, "staff-1")

    lines = db.execute("SELECT act, by, visit, detail FROM trail").fetchall()
    assert lines == [("providers_changed", "staff-1", "", "30")]


def test_a_failure_in_the_middle_keeps_none_of_them(db: Database) -> None:
    store = Providers(db, "station-1")
    cannot_be_written = replace(BAYVIEW, id="p-2", notes=object())  # type: ignore[arg-type]  # on purpose

    with pytest.raises(TypeError):
        store.replace_many((BAYVIEW, cannot_be_written), AT, "staff-1")

    assert store.all() == ()
    assert db.execute("SELECT count(*) FROM trail").fetchone() == (0,)


def test_the_directory_of_another_station_is_not_shown(db: Database) -> None:
    Providers(db, "station-1").replace_many((BAYVIEW,), AT, "staff-1")

    other = Providers(db, "station-2")

    assert other.all() == ()
    assert other.get("provider-1") is None


def test_what_was_just_kept_is_shown_although_all_were_read_before(db: Database) -> None:
    store = Providers(db, "station-1")
    store.replace_many((BAYVIEW,), AT, "staff-1")
    assert store.all() == (BAYVIEW,)

    store.replace_many((replace(BAYVIEW, name="Bayview"),), AT, "staff-1")

    assert [one.name for one in store.all()] == ["Bayview"]


def test_what_is_remembered_is_what_the_record_holds(db: Database) -> None:
    store = Providers(db, "station-1")
    harbor = replace(BAYVIEW, id="provider-2", name="Harbor Clinic")
    store.replace_many((BAYVIEW, harbor), AT, "staff-1")
    store.all()

    store.replace_many((replace(BAYVIEW, phone="988"), replace(harbor, id="new")), AT, "me")

    held = {one.id: one for one in store.all()}
    assert held == {one.id: one for one in Providers(db, "station-1").all()}
    assert set(held) == {"provider-1", "provider-2", "new"}
