"""A card above the page, inside the window: a small form, a decision that matters."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.kit.scroll import Scroll
from safestation.ui.style.theme import look

_VEIL = 150


class Sheet(QWidget):
    """Covers `host` with a veil and holds the focus until it is closed; Esc closes.

    Put what it asks into `body` and its buttons into `buttons`, then `open_sheet`.
    """

    closed = Signal()

    def __init__(self, host: QWidget, title: str, width: int = 560) -> None:
        super().__init__(host)
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.card = Card(pad=24)
        self.card.setMaximumWidth(look().px(width))
        self.body = QVBoxLayout()
        self.body.setSpacing(look().px(12))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look().px(14))
        self.buttons.addStretch(1)
        self.card.body.addWidget(Label(title, "section"))
        self.card.body.addLayout(self.body)
        self.card.body.addSpacing(look().px(8))
        self.card.body.addLayout(self.buttons)
        self._lay_out(look().px(width))
        host.installEventFilter(self)
        self.hide()

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show the card; the focus goes to `first`, or to the first thing inside."""
        self._before = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        inside = self._stops()
        target = first or (inside[0] if inside else None)
        if target:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Take the card away, and give the focus back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def _lay_out(self, width: int) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        room = look().px(24)
        column.setContentsMargins(room, room, room, room)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card, width)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))

    def _cover(self) -> None:
        host = self.parentWidget()
        if host:
            self.setGeometry(host.rect())

    def _stops(self) -> list[QWidget]:
        """Return what can take the focus inside, as it is read: by line, then across.

        Not by `nextInFocusChain`: the binding takes what it returns for a child of what it
        was asked of, and the garbage collector then cuts living widgets off their names.
        """

        def is_stop(widget: QWidget) -> bool:
            tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            return (
                tabbed
                and widget.isVisible()
                and widget.isEnabled()
                and widget.focusProxy() is None
            )

        def place(widget: QWidget) -> tuple[int, int]:
            middle = widget.mapTo(self, widget.rect().center())
            return middle.y(), middle.x()

        return sorted(filter(is_stop, self.findChildren(QWidget)), key=place)

    # Qt's own
    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Go round inside the card, never behind it."""
        stops = self._stops()
        if not stops:
            return True
        here = QApplication.focusWidget()
        place = stops.index(here) if here in stops else (-1 if forward else 0)
        step, why = (
            (1, Qt.FocusReason.TabFocusReason)
            if forward
            else (-1, Qt.FocusReason.BacktabFocusReason)
        )
        stops[(place + step) % len(stops)].setFocus(why)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; keep every other key from the page behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the host."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        del event
        painter = QPainter(self)
        veil = look().color("veil")
        veil.setAlpha(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.end()
