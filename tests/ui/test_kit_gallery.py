"""Every page of the gallery can be heard, and touched, and fits its window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from safestation.ui.style.theme import apply_theme
from safestation.ui.words import Words
from tests.ui.gallery_pages import PAGES


def opened(qtbot: QtBot, words: Words, name: str) -> QWidget:
    window = PAGES[name](words)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    return window


def visible(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]


@pytest.mark.parametrize("name", PAGES)
def test_whatever_takes_the_focus_has_a_name(qtbot: QtBot, words: Words, name: str) -> None:
    window = opened(qtbot, words, name)
    nameless = []
    for widget in visible(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        said = interface.text(QAccessible.Text.Name)
        value = isinstance(widget, QComboBox) and said == widget.currentText()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and (not said or value):
            nameless.append(type(widget).__name__)

    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_to_press_is_smaller_than_forty_four_pixels(
    qtbot: QtBot, words: Words, name: str
) -> None:
    window = opened(qtbot, words, name)

    def small() -> list[tuple[str, int, int]]:
        presses = (w for w in visible(window) if isinstance(w, QAbstractButton))
        sizes = ((press.text(), press.width(), press.height()) for press in presses)
        return [size for size in sizes if min(size[1:]) < 44]

    # Layouts settle one turn of the event loop after the window is shown.
    qtbot.waitUntil(lambda: small() == [])


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"intake", "sheet"}))
def test_a_page_for_a_small_window_fits_its_width(
    qtbot: QtBot, words: Words, name: str
) -> None:
    window = opened(qtbot, words, name)

    assert window.minimumSizeHint().width() <= 1024


def test_a_page_that_is_open_takes_the_night_at_once(
    qtbot: QtBot, qapp: QApplication, words: Words
) -> None:
    window = opened(qtbot, words, "counter")
    apply_theme(qapp, "night")
    night = window.grab().toImage().pixelColor(700, 740).lightness()
    apply_theme(qapp, "light")
    day = window.grab().toImage().pixelColor(700, 740).lightness()

    assert (night < 60, day > 200) == (True, True)
