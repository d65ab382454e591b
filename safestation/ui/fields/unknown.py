"""Why there is no answer: not asked, doesn't know, rather not say. Three, never one."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from safestation.domain.answers import Status
from safestation.ui.kit.paint import CENTERED, box, ring, text_width
from safestation.ui.kit.press import Press
from safestation.ui.style.theme import SEMIBOLD, Look, look
from safestation.ui.words import Words

_REASONS = {
    Status.NOT_ASKED.value: "F6",
    Status.DOES_NOT_KNOW.value: "F7",
    Status.RATHER_NOT_SAY.value: "F8",
}


class UnknownBar(QWidget):
    """Shows the reason that holds, or three quiet dots that open the three reasons.

    `chosen` gives a status, or nothing when the one that held is taken back.
    """

    chosen = Signal(str)

    def __init__(self, words: Words, name: str) -> None:
        super().__init__()
        self._words, self.status = words, ""
        self.button = _Dots("…", self)
        self.button.setAccessibleDescription(words("kit.unknown.keys"))
        self.button.clicked.connect(self._press)
        self._name = words("kit.unknown.more", label=name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.show_status("")

    def show_status(self, status: str) -> None:
        """Show the reason that holds, without saying that it was chosen."""
        self.status = status
        self.button.held = bool(status)
        self.button.set_text(self._words(f"kit.unknown.{status}") if status else "…")
        spoken = f"{self._name}: {self.button.words}" if status else self._name
        self.button.setAccessibleName(spoken)

    def menu(self) -> QMenu:
        """Return the three reasons with their keys."""
        menu = QMenu(self)
        for status, key in _REASONS.items():
            action = menu.addAction(f"{self._words(f'kit.unknown.{status}')}\t{key}")
            action.triggered.connect(lambda _on, status=status: self.chosen.emit(status))
        return menu

    def _press(self) -> None:
        if self.status:
            self.chosen.emit("")
        else:
            corner = QPoint(self.width() - look().px(200), self.height())
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.mapToGlobal(corner))


class _Dots(Press):
    """Quiet dots, or the reason as a chip. Tab passes it by: the keys reach it all."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.held = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def measure(self, now: Look) -> QSize:
        wide = text_width(self.words, now.font(13, SEMIBOLD)) + now.px(20)
        return QSize(max(wide, now.px(44)), now.px(44))

    def paint(self, painter: QPainter, now: Look) -> None:
        high = now.px(26)
        rect = QRectF(0, (self.height() - high) / 2, self.width(), high)
        if self.held or self.hovered:
            box(painter, rect, high / 2, now.color("tint" if self.held else "track"))
        painter.setFont(now.font(13, SEMIBOLD))
        painter.setPen(now.color("on_tint" if self.held else "ink2"))
        painter.drawText(rect, int(CENTERED.value), self.words)
        if self.ringed:
            ring(painter, rect, high / 2, now.color("focus"))
