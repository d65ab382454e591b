"""Backups, drill, restore and the calm page: readable, reachable and named at every size."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from safestation.domain.errors import AlreadyRunning, RecordDamaged, SharedFolder
from safestation.hands import Hands
from safestation.training import PASSPHRASE
from safestation.ui.screens.backups_page import BackupsPage
from safestation.ui.screens.start_trouble import NotStartedPage
from safestation.ui.window import Window
from safestation.ui.words import Words
from tests.journeys.conftest import STRINGS
from tests.journeys.test_accessible_names import nameless
from tests.journeys.test_every_size import (
    SIZES,
    Pages,
    a_sheet,
    look_at,
    none_of,
    shown,
    station,
)
from tests.journeys.walking import station_page

pytestmark = pytest.mark.journey


def backups(window: Window) -> BackupsPage:
    return station_page(window, "backups", BackupsPage)


@pytest.mark.parametrize(("scale", "language", "size"), SIZES)
def test_every_page_of_backups_fits_and_has_its_names(
    tmp_path: Path, qtbot: QtBot, scale: float, language: str, size: QSize
) -> None:
    found: Pages = {}
    with station(tmp_path / "t", qtbot, (scale, language, size)) as window:
        hands, page = Hands(window), backups(window)
        found["none yet"] = look_at(shown(window))
        page.back_up("")
        hands.wait_for(page.now.isEnabled)
        found["one"] = look_at(shown(window)) + nameless(window)
        found["where"] = a_sheet(window, page.ask_where)
        found["drill"] = a_sheet(window, page.drill)
        window.lock()
        window.restore()
        found["restore"] = look_at(shown(window)) + nameless(window)
        assert window.restoring is not None
        window.restoring.unlock.secret.line.setText(PASSPHRASE)
        window.restoring.unlock.check()
        hands.wait_for(window.restoring.compare.isVisible)
        found["compare"] = look_at(shown(window)) + nameless(window)
        window._show_damaged(RecordDamaged())  # noqa: SLF001 - the page alone
        found["damaged"] = look_at(shown(window)) + nameless(window)

    assert found == none_of(found)


@pytest.mark.parametrize("error", [AlreadyRunning(), SharedFolder("place.share")])
def test_why_it_did_not_start_can_be_read(
    qtbot: QtBot, error: AlreadyRunning | SharedFolder
) -> None:
    page = NotStartedPage(error, Words(STRINGS, "es"))
    qtbot.addWidget(page)
    page.resize(900, 560)
    page.show()

    assert look_at(page) == []
