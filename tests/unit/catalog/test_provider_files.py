"""Provider files: whatever somebody picks is read, or refused with a remedy."""

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.catalog import provider_files, provider_table, provider_xlsx
from safestation.catalog.provider_codes import load_provider_codes
from safestation.catalog.provider_files import read_provider_file
from safestation.catalog.provider_template import write_template
from safestation.domain.errors import ImportRefused
from safestation.domain.hours_text import read_hours
from safestation.domain.provider_import import ImportReading, RowProblem, merge_readings
from safestation.domain.provider_words import problem_text, refusal_text
from safestation.domain.providers import FACTS, Known, Origin

Maker = Callable[..., bytes]

LOCATOR = Path(__file__).with_name("locator_export.json")
CODES = load_provider_codes()
HEADER = ["Name", "Phone", "State", "ZIP code", "Payers", "Intake hours", "Latitude"]
ROW = ["Harborlight", "603-555-0110", "NH", "03101", "Medicaid", "24/7", "42.9"]


def as_csv(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = (delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def as_xlsx(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def changed(**cells: str) -> list[str]:
    return [
        cells.get(title.replace(" ", "_"), text)
        for title, text in zip(HEADER, ROW, strict=True)
    ]


def only_problem(reading: ImportReading) -> RowProblem:
    assert reading.rows == ()
    (problem,) = reading.problems
    return problem


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(ImportRefused) as refused:
        read_provider_file(data, name)
    assert refused.value.reason in CODES.sentences
    return refused.value.reason.removeprefix("import_refused.")


def test_the_locators_export_is_read_whole_and_in_our_codes() -> None:
    reading = read_provider_file(LOCATOR)

    assert (len(reading.rows), reading.problems, reading.source) == (20, (), Origin.LOCATOR)
    first = reading.rows[0].values
    assert first["levels_of_care"] == ("residential.short",)
    assert first["payers"] == (
        "state_funded",
        "medicaid",
        "private",
        "self_pay",
        "assistance.sliding_scale",
    )
    assert (first["sexes"], first["ages"]) == (("male",), ("adults", "young_adults"))
    assert first["medications"] == ("accepts_on_medication",)
    assert (first["latitude"], first["state"]) == (Decimal("38.005"), "VA")


def test_every_wording_of_the_export_is_a_code_or_kept_word_for_word() -> None:
    page = json.loads(LOCATOR.read_text(encoding="utf-8"))

    reading = read_provider_file(LOCATOR)

    lists = CODES.lists
    for entry, draft in zip(page["rows"], reading.rows, strict=True):
        kept = draft.values["services"]
        for service in entry["services"]:
            for value in filter(None, (v.strip() for v in service["f3"].split(";"))):
                category = service["f2"]
                is_coded = any(CODES.from_locator(name, category, value) for name in lists)
                tidy = " ".join(value.split())
                assert is_coded or any(k.endswith(f": {tidy}") for k in kept)  # type: ignore[attr-defined]


def test_a_field_that_the_export_does_not_speak_of_is_not_in_the_draft() -> None:
    draft = read_provider_file(LOCATOR).rows[1]

    assert "sexes" not in draft.values
    assert not {"hours", "notes", "accepts_warrant"} & set(draft.values)


def test_a_bare_list_and_several_pages_are_read_alike() -> None:
    page = json.loads(LOCATOR.read_text(encoding="utf-8"))
    halves = [json.dumps(page["rows"][:9]), json.dumps({**page, "rows": page["rows"][9:]})]

    readings = [read_provider_file(half.encode("utf-8")) for half in halves]

    assert len(merge_readings(readings).rows) == 20
    assert [[n.key for n in reading.notices] for reading in readings] == [[], ["more_pages"]]


def test_a_broken_entry_of_the_export_is_named_and_the_others_are_read() -> None:
    page = json.loads(LOCATOR.read_text(encoding="utf-8"))["rows"][:3]
    page[0]["phone"], page[0]["intake1"] = "none", None
    page[1] = "not a facility"

    reading = read_provider_file(json.dumps(page).encode())

    assert [(p.row, p.column, p.key) for p in reading.problems] == [
        (1, "phone", "bad_phone"),
        (2, "rows", "not_a_facility"),
    ]
    assert [draft.row for draft in reading.rows] == [3]


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_filled_sheet_is_read_with_the_rows_as_the_person_sees_them(make: Maker) -> None:
    reading = read_provider_file(make(["Our list"], HEADER, [""] * 7, ROW))

    (draft,) = reading.rows
    assert draft.row == 4
    assert draft.values == {
        "name": "Harborlight",
        "phone": "603-555-0110",
        "state": "NH",
        "postal_code": "03101",
        "payers": ("medicaid",),
        "hours": read_hours("24/7"),
        "latitude": Decimal("42.9"),
    }


@pytest.mark.parametrize(
    ("cells", "column", "key", "suggestions"),
    [
        ({"Name": ""}, "Name", "name_missing", ()),
        ({"Phone": ""}, "Phone", "no_phone", ()),
        ({"Phone": "555-0110"}, "Phone", "bad_phone", ()),
        ({"Phone": "6.03555E+09"}, "Phone", "shortened_number", ()),
        ({"ZIP_code": "3101x"}, "ZIP code", "bad_zip", ()),
        ({"ZIP_code": "3101", "State": "OH"}, "ZIP code", "bad_zip", ("03101",)),
        ({"State": "New"}, "State", "bad_state", ("NC", "ND", "NE")),
        ({"Payers": "Self-pay; Medicaida"}, "Payers", "unknown_code", ("Medicaid",)),
        ({"Intake_hours": "9-5"}, "Intake hours", "bad_hours", ()),
        ({"Latitude": "142.9"}, "Latitude", "out_of_range", ("-90 … 90",)),
        ({"Latitude": "north"}, "Latitude", "bad_number", ()),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column_with_what_would_be_right(
    cells: dict[str, str], column: str, key: str, suggestions: tuple[str, ...]
) -> None:
    problem = only_problem(read_provider_file(as_csv(HEADER, changed(**cells))))

    assert (problem.row, problem.column, problem.key) == (2, column, key)
    assert problem.suggestions[: len(suggestions)] == suggestions
    assert f"problem.{key}" in CODES.sentences


def test_two_wrong_cells_are_two_problems_and_good_rows_stay() -> None:
    bad = changed(Phone="1", ZIP_code="1")

    reading = read_provider_file(as_csv(HEADER, bad, ROW))

    assert [(p.row, p.key) for p in reading.problems] == [(2, "bad_phone"), (2, "bad_zip")]
    assert [draft.row for draft in reading.rows] == [3]


def test_the_second_of_two_equal_rows_points_to_the_first() -> None:
    again = changed(Name="HARBORLIGHT ")

    reading = read_provider_file(as_csv(HEADER, ROW, again))

    (problem,) = reading.problems
    assert (problem.row, problem.key, problem.value) == (3, "duplicate_row", "2")


def test_a_dropped_first_zero_is_put_back_and_mentioned() -> None:
    reading = read_provider_file(as_xlsx(HEADER, [*ROW[:3], 3101, *ROW[4:]]))

    assert reading.rows[0].values["postal_code"] == "03101"
    assert [(n.key, n.value, n.row) for n in reading.notices] == [("zip_restored", "03101", 2)]


def test_a_telephone_number_kept_as_a_number_is_read() -> None:
    reading = read_provider_file(as_xlsx(HEADER, [ROW[0], 6035550110, *ROW[2:]]))

    assert reading.rows[0].values["phone"] == "603-555-0110"


def test_formulas_dates_and_errors_in_a_workbook_are_named_by_cell() -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append(ROW)
    book.active["B2"] = '=CONCATENATE("603-555-","0110")'
    book.active["F2"] = openpyxl.utils.datetime.from_excel(44000)
    book.active["G2"] = "#N/A"
    book.active["G2"].data_type = "e"
    packed = io.BytesIO()
    book.save(packed)

    reading = read_provider_file(packed.getvalue())

    assert {(p.column, p.key) for p in reading.problems} == {
        ("Phone", "formula"),
        ("Intake hours", "date_instead"),
        ("Latitude", "cell_error"),
    }


def test_a_csv_cell_that_looks_like_a_formula_is_text() -> None:
    reading = read_provider_file(as_csv(HEADER, changed(Name="=HYPERLINK(1)")))

    assert reading.rows[0].values["name"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_habit_is_read(delimiter: str, encoding: str) -> None:
    row = changed(Name="Centro Íñigo")

    reading = read_provider_file(as_csv(HEADER, row, delimiter=delimiter, encoding=encoding))

    assert reading.rows[0].values["name"] == "Centro Íñigo"
    assert reading.notices == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_line_above_the_titles_does_not_hide_what_splits_them(delimiter: str) -> None:
    above = b"Places in the county, as of May; ask first\r\n\r\n"

    reading = read_provider_file(above + as_csv(HEADER, ROW, delimiter=delimiter))

    assert reading.rows[0].values["name"] == "Harborlight"


@pytest.mark.parametrize(
    "tail", ['Second,603-555-0111,NH,03101,"Medic', 'Second,"603\nThird,603-555-0112,,,,,\n']
)
def test_a_quotation_mark_that_is_never_closed_loses_no_row_in_silence(tail: str) -> None:
    data = as_csv(HEADER, ROW) + f"\r\n{tail}".encode()

    with pytest.raises(ImportRefused) as refused:
        read_provider_file(data)

    assert refused.value.reason == "import_refused.open_quote"
    assert refused.value.value == "3"
    assert "row 3" in refusal_text(CODES, refused.value)


def test_a_cell_of_several_lines_is_read_whole() -> None:
    reading = read_provider_file(as_csv(HEADER, changed(Payers="Medicaid\nMedicare")))

    assert reading.rows[0].values["payers"] == ("medicaid", "medicare")


@pytest.mark.parametrize(
    ("title", "cell", "codes"),
    [
        ("Payers", "Medicaid, Medicare", ("medicaid", "medicare")),
        ("Payers", "Medicaid / Self-pay", ("medicaid", "self_pay")),
        (
            "Levels of care",
            "Residential, 30 days or less, Hospital",
            ("residential.short", "hospital_inpatient"),
        ),
        ("Languages", "English, Spanish, Tlingit", ("en", "es", "Tlingit")),
    ],
)
def test_commas_and_slashes_part_values_too(
    title: str, cell: str, codes: tuple[str, ...]
) -> None:
    data = as_csv(["Name", "Phone", title], ["Harborlight", "603-555-0110", cell])

    reading = read_provider_file(data)

    column = CODES.column(title)
    assert column is not None
    assert reading.rows[0].values[column.field] == codes


def test_the_one_value_that_is_not_in_the_list_is_named() -> None:
    problem = only_problem(
        read_provider_file(as_csv(HEADER, changed(Payers="Medicaid, Goldfish, VA")))
    )

    assert problem.value == "Goldfish"
    assert "sheet Lists" in problem_text(CODES, replace(problem, suggestions=()))


@pytest.mark.parametrize("state", ["nh", "New Hampshire", "new  hampshire", "N.H."])
def test_a_state_in_full_is_understood(state: str) -> None:
    reading = read_provider_file(as_csv(HEADER, changed(State=state, ZIP_code="3101")))

    assert reading.rows[0].values["state"] == "NH"
    assert reading.rows[0].values["postal_code"] == "03101"


def test_a_second_sheet_with_a_list_is_mentioned() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(HEADER, ROW)))
    more = book.create_sheet("Sober homes")
    for row in (HEADER, changed(Name="Second Lantern")):
        more.append(row)
    packed = io.BytesIO()
    book.save(packed)

    reading = read_provider_file(packed.getvalue())

    assert len(reading.rows) == 1
    assert [(n.key, n.value) for n in reading.notices] == [("other_sheet", "Sober homes")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_export_is_read_in_whatever_a_shell_wrote_it(encoding: str) -> None:
    data = LOCATOR.read_text("utf-8").encode(encoding)

    assert len(read_provider_file(data, "export.json").rows) == 20


@pytest.mark.parametrize(
    "data", [b"<html><table>", b"\xef\xbb\xbf\r\n<TABLE border=1>", b"<?xml version='1.0'?>"]
)
def test_a_web_page_named_as_a_workbook_is_refused_with_what_to_do(data: bytes) -> None:
    assert refusal(data, "places.xls") == "web_page"


def test_a_page_of_many_is_known_to_be_one() -> None:
    page = json.loads(LOCATOR.read_bytes())

    assert read_provider_file(LOCATOR).is_part
    assert not read_provider_file(json.dumps(page["rows"]).encode()).is_part


def test_two_columns_that_mean_the_same_are_both_named() -> None:
    data = as_csv(["Name", "Facility", "Phone"], ["A", "B", "603-555-0110"])

    with pytest.raises(ImportRefused) as refused:
        read_provider_file(data)

    assert "“Name”, “Facility”" in refusal_text(CODES, refused.value)


@pytest.mark.parametrize(
    "titles", [("Provider Name", "Tel."), ("AGENCY", "Phone #"), ("Program", "Contact phone")]
)
def test_titles_as_counties_write_them_are_understood(titles: tuple[str, str]) -> None:
    reading = read_provider_file(as_csv(titles, ["Harborlight", "603-555-0110"]))

    assert reading.rows[0].values == {"name": "Harborlight", "phone": "603-555-0110"}


def test_the_separator_line_of_a_spreadsheet_program_is_obeyed_and_not_counted() -> None:
    data = b"sep=;\r\n" + as_csv(HEADER, changed(Phone="1"), delimiter=";")

    assert only_problem(read_provider_file(data)).row == 2


def test_old_windows_text_is_read_with_a_notice() -> None:
    data = as_csv(HEADER, changed(Name="Centro Íñigo"), encoding="cp1252")

    reading = read_provider_file(data)

    assert reading.rows[0].values["name"] == "Centro Íñigo"
    assert [notice.key for notice in reading.notices] == ["old_encoding"]


def test_an_unknown_column_is_mentioned_and_spanish_titles_are_understood() -> None:
    data = as_csv(
        ["Nombre", "Teléfono", "Favorite color"], ["Harborlight", "603-555-0110", "x"]
    )

    reading = read_provider_file(data)

    assert reading.rows[0].values == {"name": "Harborlight", "phone": "603-555-0110"}
    assert [(n.key, n.value) for n in reading.notices] == [("unknown_column", "Favorite color")]


def test_an_empty_cell_says_nothing_and_clear_empties() -> None:
    data = as_csv(HEADER, changed(Payers="", Intake_hours="(clear)"))

    values = read_provider_file(data).rows[0].values

    assert "payers" not in values
    assert values["hours"] == read_hours("")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "", "empty"),
        (b"\xef\xbb\xbf  \r\n", "a.csv", "empty"),
        (as_csv(HEADER), "", "no_rows"),
        (as_csv(["Color", "Size"], ["red", "3"]), "", "no_header"),
        (as_csv([*HEADER, "Telephone"], ROW), "", "repeated_column"),
        (b"\x00\x01\x02\x03", "a.csv", "binary"),
        (b"%PDF-1.7 ...", "a.csv", "binary"),
        (b"\x81\x8d\xff", "", "binary"),
        (b"not a workbook", "a.xlsx", "broken_xlsx"),
        (b"PK\x03\x04 torn", "a.xlsx", "broken_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a.xls", "old_xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "encrypted",
        ),
        (b'{"rows": [', "a.json", "broken_json"),
        (b"[" * 200_000, "a.json", "broken_json"),
        (b'{"people": []}', "a.json", "not_a_locator_export"),
        (b"[1, 2]", "a.json", "not_a_locator_export"),
        (b'{"rows": []}', "a.json", "no_rows"),
        (as_xlsx(["Color"], ["red"]), "a.xlsx", "no_header"),
        (as_csv(HEADER, [f"{'x' * 140_000}"]), "", "broken_csv"),
    ],
)
def test_what_is_no_provider_file_is_refused_with_its_own_sentence(
    data: bytes, name: str, reason: str
) -> None:
    assert refusal(data, name) == reason


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_provider_file(tmp_path / "gone.csv")

    assert refused.value.reason == "import_refused.unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "list.csv"
    os.mkfifo(pipe)

    with pytest.raises(ImportRefused):
        read_provider_file(pipe)


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_files, "MAX_BYTES", 100)

    assert refusal(as_csv(HEADER, ROW) * 10) == "too_large"


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_more_rows_than_the_limit_are_refused(
    make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider_table, "MAX_ROWS", 2)

    assert refusal(make(HEADER, ROW, ROW, ROW)) == "too_many_rows"


def zipped(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_xlsx, "MAX_UNPACKED", 1_000_000)

    assert refusal(zipped(bomb=b"0" * 2_000_000)) == "swollen"


def test_a_workbook_that_declares_entities_is_refused() -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'

    assert refusal(zipped(**{"xl/workbook.xml": xml.encode()})) == "swollen"
    assert refusal(zipped(**{"xl/workbook.xml": xml.encode("utf-16")})) == "swollen"


def test_a_row_number_far_beyond_the_sheet_is_not_counted_up_to() -> None:
    data = as_xlsx(HEADER, ROW)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="2"', b'<row r="999999999999"')

    assert refusal(zipped(**parts)) in {"no_rows", "broken_xlsx"}


def test_the_template_has_texts_lists_and_an_example_that_is_not_imported() -> None:
    packed = io.BytesIO()
    write_template(packed)
    book = openpyxl.load_workbook(io.BytesIO(packed.getvalue()))
    sheet = book["Providers"]
    titles = [cell.value for cell in sheet[1]]
    for title in ("Phone", "ZIP code"):
        assert sheet.cell(500, titles.index(title) + 1).number_format == "@"
    assert len(sheet.data_validations.dataValidation) >= 15
    assert "How to fill" in book.sheetnames

    reading = read_provider_file(packed.getvalue())

    assert not reading.rows
    assert not reading.problems
    assert [notice.key for notice in reading.notices] == ["example_ignored"]


def test_the_example_of_the_template_would_be_right() -> None:
    row = {column.field: column.example for column in CODES.columns}
    row["name"] = "Somebody's own row"

    reading = read_provider_file(as_csv(list(row), list(row.values())))

    assert reading.problems == ()
    assert reading.rows[0].values["accepts_pets"] is Known.UNKNOWN


def test_every_described_field_has_a_column_and_no_title_means_two() -> None:
    assert {column.field for column in CODES.columns} == {*FACTS, "id"}
    seen: dict[str, str] = {}
    for column in CODES.columns:
        for wording in column.wordings:
            assert seen.setdefault(wording, column.field) == column.field


def all_or_nothing(data: bytes, name: str) -> None:
    try:
        reading = read_provider_file(data, name, CODES)
    except ImportRefused as refused:
        keys = {refused.reason}
    else:
        keys = {f"problem.{problem.key}" for problem in reading.problems}
    assert keys <= CODES.sentences.keys()


names = st.sampled_from(["", "a.csv", "a.json", "a.xlsx", "a.xls"])


@given(st.binary(max_size=400), names)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    all_or_nothing(data, name)


@given(st.text(max_size=300), names)
def test_any_rows_under_a_header_are_read_or_refused(text: str, name: str) -> None:
    header = ",".join(column.field for column in CODES.columns)

    all_or_nothing(f"{header}\n{text}".encode("utf-8", "replace"), name.replace("xlsx", "csv"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
KEYS = ["frid", "name1", "name2", "phone", "zip", "state", "latitude", "services", "f1", "f2"]


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), values), max_size=4))
def test_any_json_in_the_form_of_an_export_is_read_or_refused(rows: list[object]) -> None:
    all_or_nothing(json.dumps({"page": 1, "rows": rows}).encode(), "a.json")


WORKBOOK = as_xlsx(HEADER, ROW)
with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as _package:
    PARTS = {name: _package.read(name) for name in _package.namelist()}


@settings(max_examples=150)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_damaged_anywhere_is_read_or_refused(at: int, scratch: bytes) -> None:
    all_or_nothing(WORKBOOK[:at] + scratch + WORKBOOK[at + len(scratch) :], "a.xlsx")


@settings(max_examples=150)
@given(st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(sorted(PARTS)))
    at = data.draw(st.integers(0, len(PARTS[part])))
    cut = data.draw(st.integers(0, 30))
    scratch = data.draw(st.binary(max_size=12) | st.sampled_from([b"<", b"-1", b"9" * 5000]))
    content = PARTS[part][:at] + scratch + PARTS[part][at + cut :]

    all_or_nothing(zipped(**{**PARTS, part: content}), "a.xlsx")


def test_a_workbook_with_an_impossible_zip_date_is_read_or_refused() -> None:
    at = WORKBOOK.index(b"PK\x01\x02")

    all_or_nothing(
        WORKBOOK[: at + 12] + struct.pack("<I", 0xFFFFFFFF) + WORKBOOK[at + 16 :], ""
    )
