"""A name on the locked screen stands on its line, however long it is."""

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from safestation.ui.app import make_app
from safestation.ui.kit.person_tile import PersonTile
from safestation.ui.style.theme import BOLD, look

LONG = "Dolores Fernández-Echevarría"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_name_is_cut_where_the_tile_ends_and_read_out_whole(
    qtbot: QtBot, scale: float
) -> None:
    make_app("light", "en", scale)
    tile = PersonTile("DF", LONG, "Coordinator")
    qtbot.addWidget(tile)
    room = tile.measure(look()).width() - 16

    shown = tile.shown_name(room, look())
    wide = QFontMetricsF(look().font(16, BOLD)).horizontalAdvance(shown)
    make_app("light", "en", 1.0)

    assert shown.startswith("Dolores")
    assert shown.endswith("…")
    assert wide <= room
    assert tile.accessibleName() == LONG


def test_a_short_name_stands_as_it_is(qtbot: QtBot) -> None:
    tile = PersonTile("MO", "M. Osei")
    qtbot.addWidget(tile)

    assert tile.shown_name(189, look()) == "M. Osei"
