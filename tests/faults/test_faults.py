"""The quick slice of the fault harness, and proof that it would notice a loss.

The long run: `.venv/bin/python -m tests.faults --long`.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import flipping, interposed
from tests.faults.interposed import Call
from tests.faults.judging import judge
from tests.faults.parts import PARTS
from tests.faults.powercut import MODES, Rebuilt
from tests.faults.scenarios import MORE, SCENARIOS
from tests.faults.station import REPORT, Bench, prepared, with_a_team
from tests.faults.tally import Tally

ROOT = Path(__file__).parents[2]
SAVE, REPORTS = SCENARIOS[:2]


@pytest.mark.timeout(180)
@pytest.mark.parametrize("part", PARTS)
def test_whatever_breaks_nothing_acknowledged_is_lost(part: str) -> None:
    if PARTS[part].needs_library and (why := interposed.why_not()):
        pytest.skip(why)
    if sys.platform == "win32":
        pytest.skip("Windows has no kill -9 and no fork")
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-P", "-m", "tests.faults", part],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 lost, 0 records unreadable, 0 silent corruptions" in ran.stdout


def test_a_fact_that_was_acknowledged_and_is_not_there_is_counted(tmp_path: Path) -> None:
    prepared(tmp_path)
    tally = Tally(tried=1)

    judge(SAVE, tmp_path, {MORE[0]}, "a lie", tally)

    assert (tally.lost, tally.is_good) == (1, False)


def test_an_encounter_that_is_kept_by_half_is_counted(tmp_path: Path) -> None:
    with_a_team(tmp_path)
    bench = Bench(tmp_path)
    bench.sign_in().counter.start(entry="walk_in", answers={**REPORT, "handle": MORE[0]})
    bench.vault.release()
    tally = Tally(tried=1)

    judge(REPORTS, tmp_path, set(), "no way in", tally)

    assert (tally.lost, tally.is_good) == (1, False)


def test_a_record_that_does_not_open_is_counted(tmp_path: Path) -> None:
    prepared(tmp_path)
    (tmp_path / "station" / "record.db").write_bytes(bytes(4096 * 3))
    tally = Tally(tried=1)

    judge(SAVE, tmp_path, set(), "zeros", tally)

    assert (tally.unreadable, tally.is_good) == (1, False)


def test_words_that_changed_without_a_word_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {"answer": ["Blue cap"], "backups": ["one"]}
    monkeypatch.setattr(flipping, "held", lambda _root: {**whole, "answer": ["Blue cup"]})
    tally = Tally(tried=1)

    flipping._judge(tmp_path, whole, "a flip", tally)  # noqa: SLF001 - what is under test

    assert (tally.silent, tally.is_good) == (1, False)


def test_a_rebuilt_disk_forgets_what_was_not_settled(tmp_path: Path) -> None:
    root, file = tmp_path / "root", tmp_path / "root" / "file"
    root.mkdir()
    disk = Rebuilt.of(root)
    start = dict(disk.names)
    disk.feed(Call("C", str(file), "", 0, b""))
    disk.feed(Call("W", str(file), "", 0, b"settled "))
    disk.feed(Call("S", str(file), "", 0, b""))
    disk.feed(Call("W", str(file), "", 8, b"never settled"))

    disk.write_to(start, MODES[0], random.Random(1))  # noqa: S311 - the same in every run
    assert not file.exists(), "its name was not settled"

    disk.feed(Call("D", str(root), "", 0, b""))
    disk.write_to(start, MODES[0], random.Random(1))  # noqa: S311 - likewise
    assert file.read_bytes() == b"settled "
