"""Stations for the journeys of programs: opened by a test, closed after it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.programs.at_station import ProgramCounter, Runs


@pytest.fixture
def at(
    tmp_path: Path, qtbot: QtBot, app: QApplication
) -> Iterator[Callable[[Runs], ProgramCounter]]:
    del app
    opened: list[ProgramCounter] = []

    def open_it(runs: Runs) -> ProgramCounter:
        opened.append(ProgramCounter(tmp_path / runs.program, qtbot, runs))
        return opened[-1]

    yield open_it
    for here in opened:
        here.shell.close()
        here.vault.release()
