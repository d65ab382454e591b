"""The directory: a file is taken in whole or not at all, and nothing typed here is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.catalog.provider_codes import load_provider_codes
from safestation.catalog.provider_files import read_provider_file
from safestation.catalog.provider_writing import write_csv, write_xlsx
from safestation.catalog.training_providers import load_training_providers
from safestation.domain.contact import STATES
from safestation.domain.errors import AnswerRefused, DiskFull, ImportRefused
from safestation.domain.matching import order
from safestation.domain.needs import FitLevel, Needs
from safestation.domain.provider_applying import Choices
from safestation.domain.provider_import import ImportReading, ProviderDraft, RowProblem
from safestation.domain.provider_words import problem_text, reason_text
from safestation.domain.providers import Known, Origin, Provider, tidied
from safestation.domain.schedule import Schedule, Span
from safestation.services.directory import Directory
from tests.factories import GATE

NOW = datetime(2026, 11, 23, 3, 41, tzinfo=UTC)
CODES = load_provider_codes()
Writer = Callable[..., bytes]
WRITERS: st.SearchStrategy[Writer] = st.sampled_from([write_csv, write_xlsx])
LANGUAGES = st.sampled_from(["en", "es"])


class Shelf:
    """A store that keeps all of what it is given, or none of it."""

    def __init__(self, *providers: Provider) -> None:
        self.kept = {one.id: one for one in providers}
        self.writes = 0
        self.is_full = False

    def all(self) -> tuple[Provider, ...]:
        return tuple(self.kept.values())

    def get(self, provider_id: str) -> Provider | None:
        return self.kept.get(provider_id)

    def replace_many(self, providers: tuple[Provider, ...], at: datetime, by: str) -> None:
        assert (at, by) == (NOW, "R. Alvarez")
        if self.is_full:
            raise DiskFull
        self.writes += 1
        self.kept |= {one.id: one for one in providers}


class StoppedClock:
    def now(self) -> datetime:
        return NOW


class CountedIds:
    def __init__(self) -> None:
        self.made = 0

    def new(self) -> str:
        self.made += 1
        return f"00000000-0000-4000-8000-{self.made:012}"


HARBOR = Provider(
    id="0b6a8a3c-0000-4000-8000-000000000001",
    name="Harborlight",
    external_id="frid-1",
    phone="603-555-0110",
    intake_phone="603-555-0111",
    postal_code="03101",
    payers=("medicaid",),
    source=Origin.LOCATOR,
)
BY = "R. Alvarez"


def open_directory(*providers: Provider) -> tuple[Directory, Shelf]:
    shelf = Shelf(*providers)
    return Directory(shelf, StoppedClock(), CountedIds(), GATE), shelf


def read(
    *rows: dict[str, Any],
    problems: tuple[RowProblem, ...] = (),
    broken: tuple[ProviderDraft, ...] = (),
) -> ImportReading:
    drafts = tuple(ProviderDraft(number, row) for number, row in enumerate(rows, 1))
    return ImportReading(Origin.LOCATOR, drafts, problems, broken=broken)


def test_a_preview_tells_new_changed_same_and_missing_apart_and_changes_nothing() -> None:
    same = replace(HARBOR, id="same", external_id="frid-2", name="Willow Bridge")
    gone = replace(HARBOR, id="gone", external_id="frid-3", name="Granite Step")
    mine = replace(HARBOR, id="mine", external_id="", name="Mine", source=Origin.BY_HAND)
    directory, shelf = open_directory(HARBOR, same, gone, mine)

    plan = directory.preview(
        read(
            {"name": "Harborlight", "external_id": "frid-1", "payers": ("medicaid", "va")},
            {"name": "Willow Bridge", "external_id": "frid-2"},
            {"name": "Elm Street", "external_id": "frid-9", "phone": "603-555-0128"},
        )
    )

    assert [draft.text("name") for draft in plan.new] == ["Elm Street"]
    (change,) = plan.changed
    (field,) = change.fields
    assert (field.field, field.before, field.after) == (
        "payers",
        ("medicaid",),
        ("medicaid", "va"),
    )
    assert plan.same == (same,)
    assert plan.missing == (gone,)
    assert shelf.writes == 0


def test_a_provider_in_a_row_with_a_problem_is_not_missing() -> None:
    directory, _ = open_directory(HARBOR)
    broken = ProviderDraft(1, {"external_id": "frid-1"})

    plan = directory.preview(read(broken=(broken,)))

    assert plan.missing == ()


def test_taking_in_is_one_write_with_who_and_when() -> None:
    directory, shelf = open_directory(HARBOR)
    plan = directory.preview(
        read(
            {"name": "Harborlight House", "external_id": "frid-1"},
            {"name": "Elm Street", "external_id": "frid-9", "phone": "603-555-0128"},
        )
    )

    written = directory.apply(plan, BY)

    assert shelf.writes == 1
    assert {one.name for one in shelf.all()} == {"Harborlight House", "Elm Street"}
    assert {(one.updated_at, one.updated_by, one.source_date) for one in written} == {
        (NOW, BY, date(2026, 11, 23))
    }
    assert {one.source for one in written} == {Origin.LOCATOR}


def test_a_full_disk_leaves_the_directory_as_it_was() -> None:
    directory, shelf = open_directory(HARBOR)
    plan = directory.preview(read({"name": "New Name", "external_id": "frid-1"}))
    shelf.is_full = True

    with pytest.raises(DiskFull):
        directory.apply(plan, BY)

    assert shelf.all() == (HARBOR,)


def test_one_bad_row_stops_everything_unless_the_good_ones_are_asked_for() -> None:
    directory, shelf = open_directory()
    plan = directory.preview(
        read(
            {"name": "Elm Street", "phone": "603-555-0128"},
            problems=(RowProblem(2, "Phone", "bad_phone", "x"),),
        )
    )

    with pytest.raises(ImportRefused) as refused:
        directory.apply(plan, BY)
    assert refused.value.reason == "import_refused.rows_have_problems"
    assert shelf.writes == 0

    assert len(directory.apply(plan, BY, Choices(take_good_rows=True))) == plan.good_rows == 1


def test_what_was_typed_here_survives_an_import_unless_chosen() -> None:
    directory, shelf = open_directory(HARBOR)
    directory.save_by_hand(replace(HARBOR, phone="(603) 555 0199"), BY)
    reading = read({"external_id": "frid-1", "phone": "603-555-0110", "city": "Bedford"})

    plan = directory.preview(reading)
    directory.apply(plan, BY)

    kept = shelf.kept[HARBOR.id]
    assert (kept.phone, kept.city, kept.by_hand) == ("603-555-0199", "Bedford", ("phone",))
    assert [(f.field, f.by_hand) for f in plan.changed[0].fields] == [
        ("phone", True),
        ("city", False),
    ]

    again = directory.preview(reading)
    directory.apply(again, BY, Choices(take_over=frozenset({(HARBOR.id, "phone")})))

    assert (shelf.kept[HARBOR.id].phone, shelf.kept[HARBOR.id].by_hand) == ("603-555-0110", ())


def test_only_kept_fields_differing_writes_nothing() -> None:
    directory, shelf = open_directory(replace(HARBOR, by_hand=("phone",)))
    plan = directory.preview(read({"external_id": "frid-1", "phone": "603-555-0119"}))

    assert directory.apply(plan, BY) == ()
    assert shelf.writes == 0


def test_a_missing_provider_goes_out_of_use_only_when_chosen() -> None:
    directory, shelf = open_directory(HARBOR)
    plan = directory.preview(read())

    directory.apply(plan, BY)
    assert shelf.kept[HARBOR.id].active

    directory.apply(plan, BY, Choices(put_out_of_use=frozenset({HARBOR.id})))
    assert not shelf.kept[HARBOR.id].active
    assert directory.list() == ()
    assert len(directory.list(with_unused=True)) == 1


def test_a_page_of_a_list_says_nothing_about_who_is_on_the_other_pages() -> None:
    directory, _ = open_directory(HARBOR)

    plan = directory.preview(replace(read({"name": "New", "phone": "988"}), is_part=True))

    assert plan.missing == ()


def test_a_place_that_is_on_the_list_again_is_in_use_again() -> None:
    directory, shelf = open_directory(HARBOR)
    gone = Choices(put_out_of_use=frozenset({HARBOR.id}))
    directory.apply(directory.preview(read()), BY, gone)

    plan = directory.preview(read({"external_id": "frid-1"}))
    (change,) = plan.changed
    directory.apply(plan, BY)

    assert [(one.field, one.before, one.after) for one in change.fields] == [
        ("active", False, True)
    ]
    assert shelf.kept[HARBOR.id].active


def test_a_place_that_somebody_here_put_out_of_use_stays_so() -> None:
    directory, shelf = open_directory(HARBOR)
    directory.deactivate(HARBOR.id, BY)

    directory.apply(directory.preview(read({"external_id": "frid-1", "city": "Derry"})), BY)

    assert not shelf.kept[HARBOR.id].active


def test_a_preview_that_has_aged_is_refused() -> None:
    directory, _ = open_directory(HARBOR)
    plan = directory.preview(read({"external_id": "frid-1", "city": "Bedford"}))
    directory.save_by_hand(replace(HARBOR, city="Derry"), BY)

    with pytest.raises(ImportRefused) as refused:
        directory.apply(plan, BY)

    assert refused.value.reason == "import_refused.directory_changed"


def test_a_wrong_number_is_mended_and_no_import_brings_it_back() -> None:
    directory, shelf = open_directory(HARBOR)

    directory.report_wrong_number(HARBOR.id, "603 555 0177", BY)

    kept = shelf.kept[HARBOR.id]
    assert kept.number_to_call == "603-555-0177"
    assert (kept.wrong_numbers, kept.by_hand) == (("603-555-0111",), ("intake_phone",))
    plan = directory.preview(read({"external_id": "frid-1", "intake_phone": "603-555-0111"}))
    assert plan.is_empty


def test_a_wrong_number_without_a_better_one_leaves_the_next_number() -> None:
    directory, _ = open_directory(HARBOR)

    assert directory.report_wrong_number(HARBOR.id, "", BY).number_to_call == "603-555-0110"
    assert directory.report_wrong_number(HARBOR.id, "", BY).number_to_call == ""


@pytest.mark.parametrize("number", ["12", "603-555-0111"])
def test_a_new_number_must_be_one_and_must_be_new(number: str) -> None:
    directory, shelf = open_directory(HARBOR)

    with pytest.raises(AnswerRefused):
        directory.report_wrong_number(HARBOR.id, number, BY)

    assert shelf.writes == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "", "intake_phone": ""}, "phone"),
        ({"hotline": "none"}, "hotline"),
    ],
)
def test_an_entry_needs_a_name_and_a_number(changes: dict[str, Any], field: str) -> None:
    directory, shelf = open_directory(HARBOR)

    with pytest.raises(AnswerRefused) as refused:
        directory.save_by_hand(replace(HARBOR, **changes), BY)

    assert (refused.value.question_id, shelf.writes) == (field, 0)


def test_a_new_entry_by_hand_is_all_by_hand_and_never_missing_from_a_file() -> None:
    directory, _ = open_directory()
    entry = replace(directory.new(), name="  New \n House ", phone="6035550150")

    kept = directory.save_by_hand(entry, BY)

    assert (kept.name, kept.phone) == ("New House", "603-555-0150")
    assert kept.by_hand == ("name", "phone")
    assert directory.preview(read()).missing == ()
    assert directory.get(kept.id) == kept


def test_out_of_use_stays_out_of_use_after_an_import() -> None:
    directory, shelf = open_directory(HARBOR)
    directory.deactivate(HARBOR.id, BY)

    directory.apply(directory.preview(read({"external_id": "frid-1", "city": "Derry"})), BY)

    assert not shelf.kept[HARBOR.id].active


def test_without_an_id_a_row_is_found_by_name_and_zip_code() -> None:
    directory, _ = open_directory(HARBOR)
    row = {"name": "HARBORLIGHT", "postal_code": "03101-1234", "city": "Derry"}

    (change,) = directory.preview(read(row)).changed

    assert change.provider == HARBOR


@pytest.mark.parametrize(("here", "there"), [("03101", ""), ("", "03101"), ("", "")])
def test_without_a_zip_code_a_name_that_is_there_once_is_enough(here: str, there: str) -> None:
    one = replace(HARBOR, postal_code=here)
    directory, _ = open_directory(one)

    (change,) = directory.preview(
        read({"name": one.name, "postal_code": there, "city": "Derry"})
    ).changed

    assert change.provider == one


@pytest.mark.parametrize(
    "rows",
    [
        ({"name": HARBOR.name, "postal_code": "03103"},),
        ({"name": HARBOR.name}, {"name": HARBOR.name, "phone": "988"}),
        ({"name": HARBOR.name, "external_id": "frid-2"},),
    ],
)
def test_a_name_is_not_enough_where_it_could_be_another_place(
    rows: tuple[dict[str, str], ...],
) -> None:
    directory, _ = open_directory(HARBOR)

    assert directory.preview(read(*rows)).changed == ()


def test_a_name_that_two_places_have_is_not_enough() -> None:
    other = replace(HARBOR, id="other", external_id="", postal_code="03301")
    directory, _ = open_directory(replace(HARBOR, external_id=""), other)
    rows = ({"name": HARBOR.name, "postal_code": "03101"}, {"name": HARBOR.name, "city": "X"})

    plan = directory.preview(read(*rows))

    assert [draft.text("city") for draft in plan.new] == ["X"]


def test_two_programs_under_one_roof_are_not_taken_for_one_another() -> None:
    directory, _ = open_directory(HARBOR)
    row = {"name": HARBOR.name, "postal_code": HARBOR.postal_code, "external_id": "frid-2"}

    plan = directory.preview(read(row))

    assert (len(plan.new), plan.changed, plan.missing) == (1, (), (HARBOR,))


def test_a_row_that_could_be_two_providers_is_new_rather_than_guessed() -> None:
    twin = replace(HARBOR, id="twin", external_id="frid-2")
    directory, _ = open_directory(HARBOR, twin)
    row = {"name": HARBOR.name, "postal_code": HARBOR.postal_code}

    assert len(directory.preview(read(row)).new) == 1


def test_another_stations_id_is_kept_so_that_lists_stay_the_same() -> None:
    theirs, _ = open_directory(HARBOR)
    ours, shelf = open_directory()

    ours.apply(ours.preview(read_provider_file(theirs.export(write_csv))), BY)

    assert set(shelf.kept) == {HARBOR.id}


@pytest.mark.parametrize("writer", [write_csv, write_xlsx])
def test_the_training_directory_comes_back_unchanged_from_its_export(writer: Writer) -> None:
    providers = load_training_providers()
    directory, _ = open_directory(*providers)

    plan = directory.preview(read_provider_file(directory.export(writer)))

    assert (plan.problems, plan.is_empty) == ((), True)
    assert len(plan.same) == len(providers) >= 14


def test_the_training_directory_is_invented_and_varied() -> None:
    providers = load_training_providers()

    numbers = {n for p in providers for n in (p.phone, p.intake_phone, p.hotline) if n}
    assert all("-555-01" in number for number in numbers)
    needs = Needs(age=30, sex="male", payers=("medicaid",), level="withdrawal_management")
    levels = {line.fit.level for line in order(providers, needs, NOW)}
    assert levels == set(FitLevel)


def test_every_reason_and_problem_is_said_in_both_languages() -> None:
    needs = Needs(
        age=30, sex="male", payers=("uninsured",), level="residential", pregnant=True,
        medication="methadone", language="es", brings_children=True, brings_pet=True,
        wheelchair=True, has_warrant=True, on_registry=True, max_miles=1,
    )  # fmt: skip
    lines = order(load_training_providers(), needs, NOW)
    reasons = [reason for line in lines for reason in line.fit.reasons]

    for language in ("en", "es"):
        said = [reason_text(CODES, reason, language) for reason in reasons]
        assert all(said)
        assert not any("_" in sentence or "{" in sentence for sentence in said)
    problem = RowProblem(2, "Payers", "unknown_code", "Medicade", ("Medicaid",))
    assert problem_text(CODES, problem, "es").endswith("¿Quiso decir Medicaid?")


def test_an_export_defuses_what_a_spreadsheet_would_run() -> None:
    directory, _ = open_directory(replace(HARBOR, notes="=HYPERLINK(1)", city="'quoted"))

    page = directory.export(write_csv).decode("utf-8-sig")

    assert ",'=HYPERLINK(1)," in page
    assert ",''quoted," in page


lines = st.text(max_size=30).map(lambda text: f"x{text}") | st.text("=+-@'\t ;,\"ñ", max_size=6)


def listed(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(CODES.codes(name)), unique=True).map(tuple)


hours = st.builds(Span, st.integers(0, 6), st.times(), st.times()).map(
    lambda s: Span(
        s.weekday, *(t.replace(second=0, microsecond=0) for t in (s.opens, s.closes))
    )
)
schedules = st.lists(hours.filter(lambda s: s.opens != s.closes), max_size=3, unique=True).map(
    lambda spans: Schedule(tuple(sorted(spans, key=lambda s: (s.weekday, s.opens, s.closes))))
)
degrees = st.decimals(-90, 90, places=5, allow_nan=False).map(lambda d: d + Decimal(0))
providers = st.builds(
    Provider,
    id=st.uuids(version=4).map(str),
    name=lines.map(lambda text: f"House {text}"),
    external_id=lines,
    phone=st.integers(100, 199).map(lambda n: f"603-555-0{n}"),
    street=lines,
    notes=lines,
    asam=lines,
    state=st.sampled_from(sorted(STATES)),
    postal_code=st.integers(0, 99999).map(lambda n: f"{n:05}"),
    latitude=st.none() | degrees,
    longitude=st.none() | degrees,
    payers=listed("payer"),
    levels_of_care=listed("level"),
    populations=listed("population"),
    languages=listed("language"),
    minimum_age=st.none() | st.integers(0, 120),
    hours=schedules,
    accepts_pets=st.sampled_from(Known),
    active=st.booleans(),
    services=st.lists(lines, max_size=3).map(tuple),
).map(tidied)


@settings(max_examples=60, deadline=None)
@given(st.lists(providers, max_size=4, unique_by=lambda one: one.id), WRITERS, LANGUAGES)
def test_whatever_is_exported_comes_back_the_same(
    some: list[Provider], writer: Writer, language: str
) -> None:
    data = writer(some, CODES, language)
    directory, _ = open_directory(*some)
    if not some:
        with pytest.raises(ImportRefused):
            read_provider_file(data, codes=CODES)
        return

    plan = directory.preview(read_provider_file(data, codes=CODES))

    assert (plan.problems, plan.new, plan.changed) == ((), (), ())
    assert set(plan.same) == set(some)
