"""Everything goes out in open formats, encrypted; the script beside it reads it without us."""

import csv
import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safestation import paths
from safestation.bootstrap import LocalVault
from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.instruments import load_instruments
from safestation.content import Content
from safestation.domain.acts import DONE, NOT_DONE
from safestation.domain.errors import (
    FileNotSaved,
    NotAllowed,
    PrintFailed,
    StoreUnavailable,
    WeakPassphrase,
)
from safestation.domain.facts import Closed, NoteAdded, Printed
from safestation.domain.station import Role, Staff
from safestation.services.taking_out import TakenOut, TakeOutJob
from safestation.services.vault import SetUp
from safestation.storage.copies import reading
from tests.factories import WORDS, law_texts, make_demand, make_program, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

MINE, OUT = "seven blue herons at dawn", "nine copper kettles by noon"
MARK = "Zqx7Marked"
HASH = "ab" * 32
PAGE = Printed("person_card", "1", HASH, "", "own_paper", 2, 0)


class Here:
    """A station with three visits, and a folder to take them to."""

    def __init__(self, folder: Path) -> None:
        self.place, self.printer = folder / "stick", MemoryPrinter()
        program, me = make_program(), Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
        content = Content(
            {program.id: program}, load_dictionary(), load_instruments(), WORDS, law_texts()
        )
        self.vault = LocalVault(
            folder / "data", content, self.printer,
            clock=FakeClock(), ids=CountedIds(), kdf=CHEAP,
        )  # fmt: skip
        self.desk = self.vault.create(SetUp(make_station(), me, MINE))
        for number in range(3):
            session = self.desk.counter.start()
            session.answer("first_name", f"{MARK}{number} Ñandú")
            session.write(NoteAdded(f"{MARK} “note” {number}\nsecond line"))
            session.write(PAGE)
            session.write(Closed("information_only"))
            session.flush()
        self.desk.demands.log(make_demand())

    def begin(self, place: Path | None = None) -> TakeOutJob:
        where = str(place or self.place)
        return self.desk.taking_out.begin(where, OUT, OUT, "moving")

    def take_out(self) -> TakenOut:
        return self.begin().run()

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        source = self.desk.taking_out._store._source  # type: ignore[attr-defined]  # noqa: SLF001 - the same key
        with reading(source.record, source.key, closed=False) as db:
            return list(db.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 - ours


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    station = Here(tmp_path)
    yield station
    station.vault.release()


def unpack(file: Path, folder: Path, passphrase: str = OUT) -> tuple[int, str]:
    """Let the script that lies beside the file unpack it, as anybody would."""
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [
            sys.executable,
            "-I",
            str(file.with_name("read_safestation.py")),
            str(file),
            str(folder),
        ],
        input=f"{passphrase}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr


def test_the_script_gives_back_every_row_of_every_table(here: Here, tmp_path: Path) -> None:
    made = here.take_out()
    code, told = unpack(Path(made.path), tmp_path / "open")
    files = sorted(path.stem for path in (tmp_path / "open" / "tables").iterdir())

    assert (code, told) == (0, "")
    assert {"visit", "answer", "entry", "trail", "staff", "setting", "demand"} <= set(files)
    assert not [name for name in files if name.startswith("visit_words")]
    total = 0
    for name in files:
        lines = (tmp_path / "open" / "tables" / f"{name}.jsonl").read_text("utf-8")
        told_rows = [json.loads(line) for line in lines.split("\n")[:-1]]
        kept = here.rows(name)
        assert told_rows == [_parsed(list(told_rows[0]), row) for row in kept]
        total += len(kept)
    assert made.rows == total


def _parsed(columns: list[str], row: tuple[Any, ...]) -> dict[str, Any]:
    """Return a row of the record as the file tells it: JSON columns are JSON."""
    return {
        name: json.loads(value) if name in {"value", "body"} else value
        for name, value in zip(columns, row, strict=True)
    }


def test_every_table_and_column_is_explained_and_every_question_and_fact(
    here: Here, tmp_path: Path
) -> None:
    unpack(Path(here.take_out().path), tmp_path / "open")
    told = _table(tmp_path / "open" / "dictionary" / "tables.csv")
    explained = {(row["table"], row["column"]) for row in told if row["meaning"]}
    every = set()
    for path in (tmp_path / "open" / "tables").iterdir():
        first = path.read_text("utf-8").split("\n")[0]
        every |= {(path.stem, column) for column in json.loads(first or "{}")} | {
            (path.stem, "*")
        }

    assert every <= explained
    questions = {r["question"] for r in _table(tmp_path / "open/dictionary/questions.csv")}
    assert {"first_name", "date_of_birth", "allergies"} <= questions
    items = {r["question"] for r in _table(tmp_path / "open/dictionary/instruments.csv")}
    assert any(one.startswith("asq.") for one in items)
    kinds = {r["kind"] for r in _table(tmp_path / "open/dictionary/facts.csv")}
    assert {"note_added", "consent_signed", "hold_placed"} <= kinds
    papers = _table(tmp_path / "open/papers.csv")
    assert [row["sha256"] for row in papers] == [HASH] * 3
    assert "42 CFR" in (tmp_path / "open" / "README.txt").read_text("utf-8")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as page:
        return list(csv.DictReader(page))


def test_the_trail_can_be_followed_from_the_readme_alone(here: Here, tmp_path: Path) -> None:
    unpack(Path(here.take_out().path), tmp_path / "open")
    before = ""
    lines = (tmp_path / "open/tables/trail.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        told = [1, *(row[key] for key in (
            "seq", "station", "at", "utc_offset", "by", "act", "visit", "detail", "outcome",
            "clock",
        )), before]  # fmt: skip
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(text.encode()).hexdigest()
        assert row["hash"] == before

    assert len(lines) > 3


def test_a_wrong_passphrase_is_told_and_nothing_is_written(here: Here, tmp_path: Path) -> None:
    made = here.take_out()

    code, told = unpack(Path(made.path), tmp_path / "open", "not that one at all")

    assert code == 3
    assert "passphrase does not fit" in told
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.01, 0.3, 0.7, 0.999])
def test_one_changed_byte_is_told_and_nothing_is_written(
    here: Here, tmp_path: Path, share: float
) -> None:
    file = Path(here.take_out().path)
    content = bytearray(file.read_bytes())
    content[int(share * (len(content) - 1))] ^= 1
    file.write_bytes(content)

    code, told = unpack(file, tmp_path / "open")

    assert code in {3, 4}
    assert told.count("\n") == 1
    assert "Traceback" not in told
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize("cut", [1, 17, 5000, 66000])
def test_a_file_that_is_cut_off_is_told(here: Here, tmp_path: Path, cut: int) -> None:
    file = Path(here.take_out().path)
    file.write_bytes(file.read_bytes()[:-cut])

    code, told = unpack(file, tmp_path / "open")

    assert code == 4
    assert "Traceback" not in told
    assert not (tmp_path / "open").exists()


def test_no_plain_word_is_in_the_file_or_beside_it(here: Here) -> None:
    here.take_out()
    left = list(here.place.iterdir())

    assert {path.suffix for path in left} == {".sst", ".py"}
    for path in left:
        assert MARK.encode() not in path.read_bytes()
        assert b"information_only" not in path.read_bytes()
    assert not any("Alvarez" in path.name or "Station" in path.name for path in left)


def test_it_is_written_down_before_it_goes_with_its_reason(here: Here) -> None:
    here.begin()
    row = here.desk.trail.read()[0]

    assert (row.act, row.detail, row.outcome) == ("exported", "everything moving", "done")
    here.desk.taking_out.failed()
    assert here.desk.trail.read()[0].outcome == "refused"


def test_a_weak_passphrase_no_reason_or_two_spellings_are_refused(here: Here) -> None:
    begin, where = here.desk.taking_out.begin, str(here.place)
    with pytest.raises(WeakPassphrase):
        begin(where, "short", "short", "moving")
    for arguments in (
        (where, OUT, OUT, ""), ("", OUT, OUT, "moving"), (where, OUT, OUT + "x", "moving"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            begin(*arguments)
    assert "exported" not in {row.act for row in here.desk.trail.read()}


def test_progress_ends_at_every_row(here: Here) -> None:
    job = here.begin()
    made = job.run()

    assert job.progress.done == job.progress.total == made.rows > 0


def test_a_taking_out_that_is_stopped_leaves_nothing(here: Here) -> None:
    job = here.begin()
    job.progress.stopped = True

    with pytest.raises(StoreUnavailable):
        job.run()
    assert not list(here.place.iterdir())


def test_a_place_that_cannot_be_written_leaves_nothing(here: Here, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")

    with pytest.raises(StoreUnavailable):
        here.begin(blocked).run()


def test_two_in_one_second_do_not_overwrite_each_other(here: Here) -> None:
    first, second = here.take_out(), here.take_out()

    assert first.path != second.path
    assert Path(first.path).exists()


def test_a_file_that_has_the_readers_name_stays_as_it_is(here: Here) -> None:
    here.place.mkdir()
    (here.place / "read_safestation.py").write_text("somebody's own")

    first, second = here.take_out(), here.take_out()

    assert (here.place / "read_safestation.py").read_text() == "somebody's own"
    assert first.reader == second.reader == "read_safestation-2.py"
    reader = (here.place / first.reader).read_bytes()
    assert reader == paths.resource("reader", "read_safestation.py").read_bytes()
    assert sorted(one.suffix for one in here.place.iterdir()) == [".py", ".py", ".sst", ".sst"]


def test_what_a_pulled_stick_left_half_goes_with_the_next_one(here: Here) -> None:
    here.place.mkdir()
    halves = ("safestation-takeout-20200101-000000.sst.part", "somebody.sst.part", "fresh.part")
    for name in halves:
        (here.place / name).write_bytes(b"half")
        os.utime(here.place / name, (0, 0))
    at_work = here.place / "safestation-takeout-20260101-000000.sst.part"
    at_work.write_bytes(b"still being written")

    made = here.take_out()

    left = {one.name for one in here.place.iterdir()} - {Path(made.path).name, made.reader}
    assert left == {*halves[1:], at_work.name}


def test_a_checklist_that_did_not_come_out_is_told_so_and_can_be_printed_again(
    here: Here,
) -> None:
    here.printer.broken = True
    with pytest.raises(PrintFailed):
        here.desk.taking_out.print_retirement("en")
    here.printer.broken = False
    here.desk.taking_out.print_retirement("en")

    told = [(r.act, r.outcome) for r in reversed(here.desk.trail.read()) if r.act == "printed"]
    assert told[-3:] == [("printed", DONE), ("printed", NOT_DONE), ("printed", DONE)]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX; Windows has lists")
def test_all_that_goes_out_is_its_owners_alone_however_open_the_user_is(here: Here) -> None:
    before = os.umask(0o022)
    try:
        here.take_out()
        here.desk.provider_files.save(here.place / "report.csv", b"a,b\n")
    finally:
        os.umask(before)

    modes = {p.suffix: stat.S_IMODE(p.stat().st_mode) for p in here.place.iterdir()}
    assert modes == {".sst": 0o600, ".py": 0o600, ".csv": 0o600}
    assert stat.S_IMODE(here.place.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps lists, not bits")
def test_what_the_script_unpacks_is_its_owners_alone(here: Here, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        code, _ = unpack(Path(here.take_out().path), tmp_path / "open")
    finally:
        os.umask(before)

    every = [tmp_path / "open", *(tmp_path / "open").rglob("*")]
    assert code == 0
    assert {stat.S_IMODE(path.stat().st_mode) for path in every} == {0o600, 0o700}


def test_a_file_that_cannot_be_put_where_somebody_chose_leaves_what_was_there(
    here: Here,
) -> None:
    here.place.mkdir()
    (here.place / "there").mkdir()

    for path in (here.place / "there", here.place / "no" / "x.csv", Path("a\0b.csv")):
        with pytest.raises(FileNotSaved):
            here.desk.provider_files.save(path, b"a,b\n")

    assert [p.name for p in here.place.iterdir()] == ["there"]
