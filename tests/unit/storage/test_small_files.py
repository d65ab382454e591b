"""The two small files beside the record: noted arrivals, and the look of the window."""

from datetime import timedelta
from pathlib import Path

import pytest

from safestation.storage.arrivals import Arrivals
from safestation.storage.erased import ERASED_NAME, listed
from safestation.storage.window_file import WindowFile
from tests.fakes import NIGHT

DEEP = b"[" * 100_000


def test_an_arrival_waits_until_a_visit_takes_it(tmp_path: Path) -> None:
    arrivals = Arrivals(tmp_path / "arrivals.json")
    later = NIGHT + timedelta(minutes=5)
    arrivals.note(later)
    arrivals.note(NIGHT)
    assert Arrivals(tmp_path / "arrivals.json").noted() == (NIGHT, later)

    arrivals.take(NIGHT)

    assert arrivals.noted() == (later,)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'["never"]', b"\xff", DEEP])
def test_a_damaged_file_of_arrivals_holds_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "arrivals.json").write_bytes(content)

    assert Arrivals(tmp_path / "arrivals.json").noted() == ()


def test_the_look_of_the_window_is_kept_and_nothing_else(tmp_path: Path) -> None:
    kept = WindowFile(tmp_path / "window.json")
    kept.save({"theme": "night"})
    kept.save({"language": "es", "name": "nobody"})

    assert WindowFile(tmp_path / "window.json").load() == {"theme": "night", "language": "es"}


@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"\xff", DEEP])
def test_a_damaged_look_is_no_look(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "window.json").write_bytes(content)

    assert WindowFile(tmp_path / "window.json").load() == {}


@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"\xff", DEEP])
def test_a_damaged_list_of_what_was_erased_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ERASED_NAME).write_bytes(content)

    assert listed(tmp_path) == frozenset()
