"""Sheets, banners, secrets, signatures and previews."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safestation.ui.kit import (
    Banner,
    Button,
    Chip,
    HeaderBar,
    Label,
    PassphraseEntry,
    PdfView,
    PinEntry,
    Saved,
    SayCard,
    Sheet,
    SignaturePad,
)
from safestation.ui.screens.key_sheets import (
    BindSheet,
    ChangeKeySheet,
    OwnPassphraseSheet,
    ResetSheet,
    SureSheet,
)
from safestation.ui.screens.person_sheet import PersonSheet
from safestation.ui.screens.secrets_typed import no_judge
from safestation.ui.screens.why_sheet import WhySheet
from safestation.ui.style.theme import apply_theme
from safestation.ui.words import Words


def put(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(800, 500)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def page(qtbot: QtBot) -> tuple[QWidget, QLineEdit, Sheet, list[Button]]:
    window = QWidget()
    line = QLineEdit()
    QVBoxLayout(window).addWidget(line)
    put(qtbot, window)
    line.setFocus()
    sheet = Sheet(window, "Close this visit?")
    buttons = [Button("Keep it open"), Button("Close the visit", "primary")]
    for button in buttons:
        sheet.buttons.addWidget(button)
    sheet.open_sheet()
    return window, line, sheet, buttons


def test_a_sheet_holds_the_focus_and_gives_it_back(qtbot: QtBot) -> None:
    _window, line, sheet, buttons = page(qtbot)
    visited = []
    for _press in range(3):
        visited.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)

    assert visited == [buttons[0], buttons[1], buttons[0]]
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_a_mouse_leaves_a_sheet_as_esc_does(qtbot: QtBot, words: Words) -> None:
    _window, line, sheet, buttons = page(qtbot)
    cancel = sheet.offer_cancel(words)
    qtbot.waitUntil(lambda: 0 < cancel.x() < buttons[0].x())
    assert cancel.accessibleName() == "Cancel"

    with qtbot.waitSignal(sheet.closed):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)

    assert not sheet.isVisible()
    assert focused() is line


@pytest.mark.parametrize(
    "make",
    [
        WhySheet,
        partial(OwnPassphraseSheet, judge=no_judge),
        partial(BindSheet, bound=True),
        ChangeKeySheet,
        partial(ResetSheet, name="M. Osei", act="Let them sign in", judge=no_judge),
        partial(SureSheet, title="Void sheet 2", more="It opens nothing any more."),
        partial(PersonSheet, person=None),
    ],
)
def test_a_sheet_that_asks_shows_the_way_out(
    qtbot: QtBot, words: Words, make: Callable[[QWidget, Words], Sheet]
) -> None:
    window = QWidget()
    put(qtbot, window)
    sheet = make(window, words)
    sheet.open_sheet()
    (cancel,) = [one for one in sheet.findChildren(Button) if one.words == "Cancel"]

    with qtbot.waitSignal(sheet.closed):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)


def test_a_sheet_covers_the_window_when_it_grows(qtbot: QtBot) -> None:
    window, _line, sheet, _buttons = page(qtbot)

    window.resize(1000, 700)

    assert sheet.geometry() == window.rect()
    assert not sheet.isWindow()


def test_a_banner_says_what_is_safe_and_what_to_do(qtbot: QtBot, words: Words) -> None:
    banner = Banner(words)
    qtbot.addWidget(banner)

    banner.show_message(
        "danger", "The disk is full.", "Your words are safe.", "Free room.", action="Try again"
    )

    assert banner.accessibleName() == "The disk is full. Your words are safe. Free room."
    with qtbot.waitSignal(banner.acted):
        banner.action.click()


def test_saved_says_when_and_trouble_says_why(qtbot: QtBot, words: Words) -> None:
    saved = Saved(words)
    qtbot.addWidget(saved)

    saved.show_saved("03:41:07")
    calm = saved.words, saved.tone
    saved.show_trouble(words("kit.saved.disk_full"))

    assert calm == ("Saved 03:41:07", "done")
    assert saved.words == "Not saved: the disk is full. Keep this window open."
    assert saved.tone == "danger"


def test_saving_takes_the_room_of_the_time_that_follows_it(qtbot: QtBot, words: Words) -> None:
    saved = Saved(words)
    qtbot.addWidget(saved)
    saved.show_saving()
    before = saved.sizeHint()

    saved.show_saved("03:41:07")

    assert saved.sizeHint() == before
    assert before.width() > Chip("Saving…").sizeHint().width()


def test_a_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    label = Label("<img src='x'> & <b>Sam</b>")
    qtbot.addWidget(label)

    assert label.words == "<img src='x'> & <b>Sam</b>"
    assert "<img" not in label.text()


def test_what_to_say_is_one_tap_from_the_language_of_the_person(
    qtbot: QtBot, words: Words
) -> None:
    card = SayCard(words, {"en": "You are not in trouble.", "es": "No está en problemas."})
    qtbot.addWidget(card)

    card.tongues["es"].click()

    assert card.text.words == "No está en problemas."


def test_nobody_signed_in_leaves_no_name_in_the_header(qtbot: QtBot, words: Words) -> None:
    header = HeaderBar(words)
    put(qtbot, header)
    header.show_person("R. Alvarez", "Firefighter/EMT · #4417")
    there = header.person.isVisible()

    header.show_person("", "")

    assert there
    assert not header.person.isVisible()
    assert header.person.words == ""


def test_a_pin_is_complete_at_its_last_digit(qtbot: QtBot, words: Words) -> None:
    pin = PinEntry(words, "PIN for R. Alvarez", 4)
    put(qtbot, pin)
    pin.setFocus()
    qtbot.keyClicks(pin, "12x3")
    qtbot.keyClick(pin, Qt.Key.Key_Backspace)
    qtbot.keyClicks(pin, "3")

    with qtbot.waitSignal(pin.completed) as told:
        qtbot.keyClicks(pin, "4")

    assert told.args == ["1234"]
    assert pin.accessibleDescription() == "4 of 4 digits typed"


def test_a_passphrase_is_hidden_until_asked_and_may_be_pasted(
    qtbot: QtBot, qapp: QApplication, words: Words
) -> None:
    entry = PassphraseEntry(words, "Passphrase")
    put(qtbot, entry)
    entry.line.setFocus()
    qapp.clipboard().setText("correct horse battery")

    entry.line.paste()
    hidden = entry.line.echoMode()
    entry.show_button.click()

    assert entry.text() == "correct horse battery"
    assert hidden is QLineEdit.EchoMode.Password
    assert entry.line.echoMode() is QLineEdit.EchoMode.Normal


def test_caps_lock_is_mentioned_before_it_costs_an_attempt(qtbot: QtBot, words: Words) -> None:
    entry = PassphraseEntry(words, "Passphrase")
    put(qtbot, entry)

    qtbot.keyClicks(entry.line, "a")
    before = entry.caps.isVisible()
    qtbot.keyClick(entry.line, "A", Qt.KeyboardModifier.NoModifier)

    assert (before, entry.caps.isVisible()) == (False, True)


def draw(pad: SignaturePad, points: int) -> None:
    area = pad.area
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    for step in range(points):
        QTest.mouseMove(area, QPoint(20 + 4 * step, 30 + step % 7))
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton)


def test_a_touch_by_accident_is_no_signature(qtbot: QtBot, words: Words) -> None:
    pad = SignaturePad(words)
    put(qtbot, pad)

    draw(pad, 2)

    assert pad.is_blank()


def test_a_signature_is_kept_as_strokes_between_nought_and_one(
    qtbot: QtBot, words: Words
) -> None:
    pad = SignaturePad(words)
    put(qtbot, pad)

    draw(pad, 30)
    QTest.mouseMove(pad.area, QPoint(-50, 9000))

    assert not pad.is_blank()
    assert all(0 <= part <= 1 for stroke in pad.strokes for point in stroke for part in point)
    pad.clear_button.click()
    assert pad.strokes == ()


def pages(count: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for page_ in range(count):
        if page_:
            writer.newPage()
        painter.drawText(500, 500, f"Page {page_ + 1}")
    painter.end()
    return bytes(buffer.data().data())


def test_a_page_is_shown_from_bytes_and_turned(qtbot: QtBot, words: Words) -> None:
    view = PdfView(words)
    put(qtbot, view)

    view.show_pdf(pages(2))
    first = view.sheet.pixmap().toImage()
    view.next.click()

    assert (view.page, view.page_count) == (1, 2)
    assert view.number.words == "Page 2 of 2"
    assert not view.next.isEnabled()
    assert view.sheet.pixmap().toImage() != first


def test_a_larger_page_has_more_pixels(qtbot: QtBot, words: Words) -> None:
    view = PdfView(words)
    put(qtbot, view)
    view.show_pdf(pages(1))
    before = view.sheet.pixmap().width()

    view.closer.click()

    assert view.sheet.pixmap().width() > before


def test_bytes_that_are_no_page_are_said_to_be_so(qtbot: QtBot, words: Words) -> None:
    view = PdfView(words)
    put(qtbot, view)

    view.show_pdf(b"not a page")

    assert view.sheet.text() == words("kit.page.broken")


@pytest.mark.parametrize("theme", ["light", "night"])
def test_the_focus_can_be_seen_on_every_kind_of_button(
    qtbot: QtBot, qapp: QApplication, theme: str
) -> None:
    apply_theme(qapp, theme)
    for kind in ("primary", "secondary", "danger", "quiet", "small", "tile", "header", "lock"):
        window = QWidget()
        button, other = Button("Print", kind), Button("Back")
        column = QVBoxLayout(window)
        column.addWidget(button)
        column.addWidget(other)
        put(qtbot, window)
        other.setFocus()
        without = button.grab().toImage()
        button.setFocus()

        assert button.grab().toImage() != without, kind
