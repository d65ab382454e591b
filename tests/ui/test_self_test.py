"""The self-test tells what protects the record, and what does not."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.self_test import Verdict
from safestation.storage import self_look
from safestation.ui.screens.self_test_page import SelfTestPage
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, open_visit


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    made = open_visit(tmp_path / "record", words)
    yield made
    made.vault.release()


def verdicts(here: AtHand) -> dict[str, Verdict]:
    return {found.name: found.verdict for found in here.context.desk.self_test.run()}


def test_a_record_as_it_is_made_is_in_order(here: AtHand) -> None:
    found = verdicts(here)

    assert found["cipher"] is found["plain"] is found["settings"] is Verdict.GOOD
    assert found["clock"] is Verdict.GOOD
    assert found["inside"] is found["away"] is Verdict.BAD, "nothing was backed up yet"
    if sys.platform == "linux":
        assert found["sockets"] is found["loose"] is Verdict.GOOD


@pytest.mark.parametrize(
    ("count", "verdict"), [(0, Verdict.GOOD), (1, Verdict.BAD), (None, Verdict.UNKNOWN)]
)
def test_a_connection_is_told(
    here: AtHand, monkeypatch: pytest.MonkeyPatch, count: int | None, verdict: Verdict
) -> None:
    monkeypatch.setattr(self_look, "open_sockets", lambda: count)

    assert verdicts(here)["sockets"] is verdict


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps lists of its own")
def test_a_file_that_others_may_read_is_told(here: AtHand, tmp_path: Path) -> None:
    (tmp_path / "record" / "record.db").chmod(0o644)

    assert verdicts(here)["loose"] is Verdict.BAD


def test_a_setting_that_does_not_read_back_is_told(here: AtHand) -> None:
    db = here.vault._opened_now  # noqa: SLF001 - no screen can weaken it
    db.conn.set_authorizer(None)
    db.execute("PRAGMA temp_store = 1")

    assert verdicts(here)["settings"] is Verdict.BAD


def test_the_page_has_a_line_for_everything_looked_at(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    page = SelfTestPage(here.context.desk, words, PoolTasks(owner), owner)
    page.refresh()

    model = page.table.model()
    lines = [page.table.cell(row, 0).spoken() for row in range(model.rowCount())]
    assert len(lines) == len(verdicts(here)) == 12
    results = [page.table.cell(row, 1).spoken() for row in range(len(lines))]
    bad = results.count("Look into this")
    assert bad >= 2
    assert results[:bad] == ["Look into this"] * bad, "what somebody must look into is first"
    assert "Network, No internet connection is open." in lines
