"""What is painted without pens and brushes looks as it would with them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.ui.kit import paint
from safestation.ui.kit.button import KINDS, Button
from safestation.ui.kit.lock_tick import LockTick
from safestation.ui.kit.person_tile import PersonTile
from safestation.ui.kit.press import Press
from safestation.ui.kit.secret_entry import PassphraseEntry, PinEntry
from safestation.ui.screens.secrets_typed import CodeEntry
from safestation.ui.style.theme import apply_theme, look
from safestation.ui.words import Words

WHITE, RED, BLUE = (QColor(name) for name in ("white", "red", "blue"))
SECRET = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


def painted(fill: QColor, edge: tuple[QColor, float]) -> QImage:
    image = QImage(60, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(WHITE)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint.box(painter, QRectF(10, 10, 40, 20), 6, fill, edge)
    painter.end()
    return image


def test_words_stand_as_qt_numbers_it() -> None:
    align, text = Qt.AlignmentFlag, Qt.TextFlag
    left = (align.AlignLeft | align.AlignVCenter).value

    assert left == paint.LEFT
    assert align.AlignCenter.value == paint.CENTER
    assert left | text.TextWordWrap.value == paint.WRAPPED
    assert align.AlignCenter.value | text.TextWordWrap.value == paint.CENTERED
    assert align.AlignCenter.value | text.TextSingleLine.value == paint.ONE_LINE


def test_a_border_lies_inside_the_box_and_the_fill_inside_the_border() -> None:
    image = painted(BLUE, (RED, 2.0))

    assert image.pixelColor(9, 20) == WHITE
    assert image.pixelColor(10, 20) == image.pixelColor(11, 20) == RED
    assert image.pixelColor(12, 20) == image.pixelColor(30, 20) == BLUE
    assert image.pixelColor(10, 10) == WHITE, "the corners are round"


def test_a_border_alone_leaves_what_is_inside() -> None:
    image = painted(paint.NOTHING, (RED, 3.0))

    assert image.pixelColor(12, 20) == RED
    assert image.pixelColor(13, 20) == image.pixelColor(30, 20) == WHITE


def test_a_painter_is_left_as_it_was() -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(WHITE)
    painter = QPainter(image)
    before = painter.background().color()
    paint.box(painter, QRectF(0, 0, 5, 5), 1, RED)

    assert painter.background().color() == before
    assert not painter.hasClipping()
    painter.end()


@pytest.mark.parametrize("theme", ["light", "night"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_button_writes_in_the_ink_of_its_kind(
    qtbot: QtBot, qapp: QApplication, kind: str, theme: str
) -> None:
    apply_theme(qapp, theme)
    button = Button("Go on", "danger" if kind == "quiet" else "quiet")
    qtbot.addWidget(button)
    button.show()
    button.set_kind(kind)
    role = button.foregroundRole()
    on = button.palette().color(role)
    button.setEnabled(False)
    off = button.palette().color(role)
    inks = (look().color(KINDS[kind].ink), look().color("on_off"))
    apply_theme(qapp, "light")

    assert (on, off) == inks


@pytest.mark.parametrize(
    "make", [lambda: PersonTile("RA", "R. Alvarez"), lambda: LockTick("A PIN")]
)
def test_what_stands_on_the_locked_screen_is_light(
    qtbot: QtBot, make: Callable[[], Press]
) -> None:
    one = make()
    qtbot.addWidget(one)
    one.ensurePolished()

    assert one.palette().color(one.foregroundRole()) == look().color("on_lock")


def test_the_line_under_a_name_is_painted_in_its_softer_color(qtbot: QtBot) -> None:
    plain, told = PersonTile("RA", "R. Alvarez"), PersonTile("RA", "R. Alvarez", "MMMM")
    for tile in (plain, told):
        qtbot.addWidget(tile)
        tile.resize(205, 145)
    without, image = (tile.grab().toImage() for tile in (plain, told))
    inked = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) != without.pixelColor(x, y)
    }

    assert look().color("lock_soft").name() in inked


def test_keyboards_on_a_screen_neither_learn_nor_guess_a_secret(
    qtbot: QtBot, words: Words
) -> None:
    entry, code, pin = PassphraseEntry(words, "P"), CodeEntry(words), PinEntry(words, "PIN")
    for one in (entry, code, pin):
        qtbot.addWidget(one)

    assert SECRET in entry.line.inputMethodHints()
    assert SECRET | Qt.InputMethodHint.ImhPreferUppercase in code.line.inputMethodHints()
    assert pin.inputMethodHints() == Qt.InputMethodHint.ImhDigitsOnly
    assert pin.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_press_becomes_a_hand_under_the_pointer(qtbot: QtBot) -> None:
    button = Button("Go on")
    qtbot.addWidget(button)
    button.show()
    before = button.cursor().shape()
    here = QPointF(button.rect().center())
    QApplication.sendEvent(button, QEnterEvent(here, here, here))

    assert before is Qt.CursorShape.ArrowCursor
    assert button.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert button.testAttribute(Qt.WidgetAttribute.WA_Hover)
