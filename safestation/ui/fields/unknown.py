"""Why there is no answer: not asked, doesn't know, rather not say. Three, never one."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from safestation.domain.answers import Source, Status
from safestation.ui.kit.paint import CENTERED, box, text_width
from safestation.ui.kit.press import Press
from safestation.ui.style.theme import SEMIBOLD, Look, look
from safestation.ui.words import Words

SOURCES = {
    Source.SAID.value: "Shift+F6",
    Source.OBSERVED.value: "Shift+F7",
    Source.RECEIVED.value: "Shift+F8",
}
EARLIER_KEY = "F5"
REASONS = {
    Status.NOT_ASKED.value: "F6",
    Status.DOES_NOT_KNOW.value: "F7",
    Status.RATHER_NOT_SAY.value: "F8",
}


class Dots(Press):
    """Three quiet dots that open the three reasons; `chosen` gives a status.

    Tab passes them by, because the keys reach each reason from the field itself.
    """

    chosen = Signal(str)
    source_chosen = Signal(str)
    earlier_wanted = Signal()
    has_earlier: Callable[[], bool]

    def __init__(self, words: Words, name: str, parent: QWidget) -> None:
        super().__init__(words("kit.unknown.more", label=name), parent)
        self._sentences = words
        self.has_earlier = lambda: False
        self.setAccessibleDescription(words("kit.unknown.keys"))
        self.setToolTip(words("kit.unknown.keys"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._open)

    def reasons(self) -> QMenu:
        """Return the menu of the three reasons with their keys."""
        menu = QMenu(self)
        for status, key in REASONS.items():
            action = menu.addAction(f"{self._sentences(f'kit.unknown.{status}')}\t{key}")
            action.triggered.connect(lambda _on, status=status: self.chosen.emit(status))
        return menu

    def sources(self, menu: QMenu) -> QMenu:
        """Return the menu with where an answer can have come from, under the reasons."""
        menu.addSeparator()
        for source, key in SOURCES.items():
            action = menu.addAction(f"{self._sentences(f'kit.source.{source}')}\t{key}")
            action.triggered.connect(lambda _on, one=source: self.source_chosen.emit(one))
        return menu

    def earlier(self, menu: QMenu) -> QMenu:
        """Return the menu with the way to the earlier answers, if there are any."""
        if self.has_earlier():
            menu.addSeparator()
            action = menu.addAction(f"{self._sentences('kit.earlier.open')}\t{EARLIER_KEY}")
            action.triggered.connect(lambda _on: self.earlier_wanted.emit())
        return menu

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the dots at the right end, on a soft ground under the pointer."""
        if self.hovered:
            high = now.px(26)
            rect = QRectF(
                self.width() - now.px(36), (self.height() - high) / 2, now.px(36), high
            )
            box(painter, rect, high / 2, now.color("track"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color("ink2"))
        for place in (-1, 0, 1):
            middle = self.width() - now.px(12) + place * now.px(6)
            painter.drawEllipse(QRectF(middle - 1.5, self.height() / 2 - 1.5, 3, 3))

    def _open(self) -> None:
        menu = self.earlier(self.sources(self.reasons()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = QPoint(self.width() - menu.sizeHint().width(), self.height())
        menu.popup(self.mapToGlobal(corner))


class Reason(Press):
    """The reason that holds, as a chip in place of an answer. A press takes it back."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__("", parent)
        self._sentences, self.status = words, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_status(self, status: str) -> None:
        """Show the reason that holds, without saying that it was chosen."""
        self.status = status
        self.set_text(self._sentences(f"kit.unknown.{status}") if status else "")
        self.setVisible(bool(status))

    def measure(self, now: Look) -> QSize:
        """Return room for the reason."""
        return QSize(text_width(self.words, now.font(13, SEMIBOLD)) + now.px(20), now.px(44))

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the chip."""
        high = now.px(26)
        rect = QRectF(0, (self.height() - high) / 2, self.width(), high)
        box(painter, rect, high / 2, now.color("track" if self.hovered else "tint"))
        painter.setFont(now.font(13, SEMIBOLD))
        painter.setPen(now.color("ink" if self.hovered else "on_tint"))
        painter.drawText(rect, CENTERED, self.words)


def dots_size() -> int:
    """Return the side of the area that opens the reasons."""
    return look().px(44)
