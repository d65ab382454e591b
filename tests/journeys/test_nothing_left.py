"""After a whole day in the real window: no word in any place, no file that others may read.

Another process works with marked words in the real window, backs up, prints, takes a
passphrase, breaks with the words in its error, writes the file for support, and dies. Then
every byte in its data, temp, cache, home and runtime folders is read, with its logs and
what it gave to the keyring.
"""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from safestation.support import CRASH, LEFT_OUT, NAME, crash_lines, gather
from safestation.training import PASSPHRASE
from tests.journeys.test_no_plain_text import ROOT, traces
from tests.journeys.whole_day import DIED, MARK, SPOKEN

pytestmark = pytest.mark.journey

FOLDERS = {
    "data": ("XDG_DATA_HOME",),
    "temp": ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"),
    "cache": ("XDG_CACHE_HOME",),
    "config": ("XDG_CONFIG_HOME",),
    "state": ("XDG_STATE_HOME",),
    "home": ("HOME", "USERPROFILE"),
}


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Let the other process have its day; return what it left, and all of it as bytes."""
    place = tmp_path_factory.mktemp("day")
    extra = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    for name, variables in FOLDERS.items():
        (place / name).mkdir()
        extra |= dict.fromkeys(variables, str(place / name))
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.journeys.whole_day", str(place)],
        capture_output=True,
        check=False,
        cwd=place / "home",
        env={**os.environ, **extra},
        umask=0o022 if sys.platform != "win32" else -1,
    )
    assert ran.returncode == DIED, ran.stderr.decode()
    files = [path for path in place.rglob("*") if path.is_file()]
    names = "\n".join(map(str, place.rglob("*"))).encode()
    every = b"\n".join([*(path.read_bytes() for path in files), ran.stdout, ran.stderr, names])
    return place, every


def test_no_word_is_in_any_place(left: tuple[Path, bytes]) -> None:
    place, every = left
    names = {path.name for path in place.rglob("*")}

    assert {"record.db", "record.db-wal", "station.keys", "backup.json", CRASH, NAME} <= names
    assert json.loads((place / "keyring").read_text()), "the keyring was given nothing"
    assert traces([MARK, SPOKEN, PASSPHRASE], every) == []


def test_the_crash_report_says_where_and_not_what(left: tuple[Path, bytes]) -> None:
    (report,) = left[0].rglob(CRASH)

    assert report.read_text().splitlines()[0] == "SafeStation 9.9: AnswerRefused"
    assert LEFT_OUT not in crash_lines(report)


def test_the_file_for_support_counts_and_names_nobody(left: tuple[Path, bytes]) -> None:
    told = json.loads((left[0] / "support" / NAME).read_text())

    assert told["schema"] >= 7
    assert told["history"]["changed"] >= 1
    assert told["crash"][0] == "SafeStation 9.9: AnswerRefused"
    assert "Alvarez" not in json.dumps(told)


def test_a_crash_report_that_somebody_wrote_into_is_left_out(tmp_path: Path) -> None:
    report = tmp_path / CRASH
    report.write_text(f"SafeStation 9.9: ValueError\n  app.py:3 run {MARK}\nCalled {MARK}\n")

    assert crash_lines(report) == ["SafeStation 9.9: ValueError", LEFT_OUT, LEFT_OUT]
    assert MARK not in json.dumps(gather(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps lists of its own")
def test_every_file_is_its_owners_alone(left: tuple[Path, bytes]) -> None:
    files = [path for path in (left[0] / "data" / "safestation").rglob("*") if path.is_file()]
    loose = [p.name for p in files if stat.S_IMODE(p.stat().st_mode) & 0o077]

    assert len(files) > 6
    assert loose == []
