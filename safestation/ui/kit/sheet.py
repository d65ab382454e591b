"""A card above the page, inside the window: a small form, a decision that matters."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from safestation.ui.kit.button import KINDS, Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.reading import goes_on, move_focus, stops
from safestation.ui.kit.scroll import GUTTER, Scroll
from safestation.ui.style.theme import look
from safestation.ui.words import Words

_VEIL = 150
LEAST = 88
_RESHAPED = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
_EVERYWHERE = (Qt.Key.Key_F9, Qt.Key.Key_F11, Qt.Key.Key_F12)


class Sheet(QWidget):
    """Covers `host` with a veil and holds the focus until it is closed; Esc closes.

    The veil lies over the page alone, in every case: header and rail stay bright because they
    stay in reach. An alarm may come in mid-form; the card waits on its page as it was.

    Enter in a line goes on to the next, Ctrl+Enter does the card's primary action.

    Put what it asks into `body` and its buttons into `buttons`, then `open_sheet`. What asks
    for something `offer_cancel`s, since Esc alone says nothing to a mouse.
    """

    closed = Signal()

    def __init__(self, host: QWidget, title: str, width: int = 560) -> None:
        host = _on_page(host)
        super().__init__(host)
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.card = Card(pad=24)
        self.card.setMaximumWidth(look().px(width))
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look().px(12))
        self._inside, self._room = inside, Scroll(inside, gutter=True)
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        pad, edge = look().px(24), look().px(GUTTER)
        self.card.body.setContentsMargins(pad, pad, pad - edge, pad)
        self.card.body.addWidget(Label(title, "section"))
        self.card.body.addWidget(self._room)
        self.card.body.addSpacing(look().px(8))
        self.buttons = row_in(self.card.body)
        self.buttons.setContentsMargins(0, 0, edge, 0)
        self.buttons.setSpacing(look().px(14))
        self.buttons.addStretch(1)
        self._lay_out(look().px(width))
        host.installEventFilter(self)
        self.installEventFilter(self)
        inside.installEventFilter(self)
        self.hide()

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show the card; the focus goes to `first`, or to the first thing inside."""
        self._before = QApplication.focusWidget()
        self._cover()
        self.show()
        self._fit()
        self.raise_()
        inside = stops(self)
        target = first or (inside[0] if inside else None)
        if target:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def offer_cancel(self, words: Words) -> Button:
        """Let a mouse leave as Esc does: a button for it, before what the card does."""
        cancel = Button(words("entry.cancel"), "secondary")
        cancel.clicked.connect(self.close_sheet)
        self.buttons.insertWidget(1, cancel)  # after the stretch
        return cancel

    def close_sheet(self) -> None:
        """Take the card away, and give the focus back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def _lay_out(self, width: int) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        room = look().px(24)
        column.setContentsMargins(room, room, room, room)
        column.addStretch(1)
        row = row_in(column)
        row.addStretch(1)
        row.addWidget(self.card, width)
        row.addStretch(1)
        column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))

    def _cover(self) -> None:
        host = self.parentWidget()
        if host:
            self.setGeometry(host.rect())
            self._fit_soon.start()

    def _fit(self) -> None:
        """Give what is asked its height, or what the window has; the buttons stay in sight."""
        now, wide = look(), self._room.viewport().width()
        tall = self.body.totalHeightForWidth(wide)
        needed = tall if self.body.hasHeightForWidth() else self.body.totalSizeHint().height()
        around = self.card.sizeHint().height() - self._counted()
        left = self.height() - 2 * now.px(24) - around
        high = max(now.px(LEAST), min(needed, left))
        if self._room.maximumHeight() != high:
            self._room.setFixedHeight(high)

    def _counted(self) -> int:
        """Return the height that the card counts for what it asks."""
        return (
            self._room.sizeHint()
            .boundedTo(self._room.maximumSize())
            .expandedTo(self._room.minimumSize())
            .height()
        )

    def _press_primary(self) -> None:
        """Do what Ctrl+Enter does on a page: the one action of the card."""
        for button in self.card.findChildren(Button):
            if button.kind is KINDS["primary"] and button.isVisible() and button.isEnabled():
                button.click()
                return

    # Qt's own
    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Go round inside the card, never behind it."""
        move_focus(self, forward=forward)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, go on by Enter, act on Ctrl+Enter; keep the rest from the page.

        A key that is held down acts once: its repeats could act on the card that comes next.
        """
        if event.isAutoRepeat():
            event.accept()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._press_primary()
        else:
            goes_on(event, self)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the host; keep the page's own keys from working behind."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._cover()
        if watched is self._inside and event.type() in _RESHAPED:
            self._fit_soon.start()
        asked = watched is self and event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() not in _EVERYWHERE:
            event.accept()
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        del event
        painter = QPainter(self)
        veil = look().color("veil")
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.end()


def close_sheets(host: QWidget) -> None:
    """Close every card that is open on `host` or inside it."""
    for sheet in host.findChildren(Sheet):
        sheet.close_sheet()


def _on_page(host: QWidget) -> QWidget:
    """Return what the window shows, or the card would stand above the locked screen too."""
    pages = host.centralWidget() if isinstance(host, QMainWindow) else None
    shown = pages.currentWidget() if isinstance(pages, QStackedWidget) else None
    return shown or host
