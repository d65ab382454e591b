"""A heading that opens: what can wait stands behind it, built when it is first opened."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit.paint import WRAPPED, box, ring
from safestation.ui.kit.press import Press
from safestation.ui.style.theme import REGULAR, SEMIBOLD, Look, look


class _Head(Press):
    def __init__(self, text: str, detail: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.detail = detail
        self.setCheckable(True)

    def measure(self, now: Look) -> QSize:
        return QSize(now.px(200), now.px(48))

    def paint(self, painter: QPainter, now: Look) -> None:
        rect = QRectF(self.rect())
        fill = now.color("tint" if self.hovered else "card")
        box(
            painter,
            rect.adjusted(0.5, 0.5, -0.5, -0.5),
            now.px(8),
            fill,
            (now.color("line"), 1),
        )
        painter.setPen(now.color("primary"))
        painter.setFont(now.font(18, SEMIBOLD))
        sign = QRectF(now.px(14), 0, now.px(20), rect.height())
        painter.drawText(sign, WRAPPED, "\u2212" if self.isChecked() else "+")
        painter.setPen(now.color("ink"))
        painter.setFont(now.font(16, SEMIBOLD))
        inner = rect.adjusted(now.px(42), 0, -now.px(14), 0)
        painter.drawText(inner, WRAPPED, self.words)
        painter.setPen(now.color("ink2"))
        painter.setFont(now.font(13, REGULAR))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(right.value), self.detail)
        if self.ringed:
            ring(painter, rect, now.px(8), now.color("focus"))


class Fold(QWidget):
    """A heading over something that is made only when somebody opens it."""

    opened = Signal()

    def __init__(
        self, title: str, make: Callable[[], QWidget], detail: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._make = make
        self.content: QWidget | None = None
        self.head = _Head(title, detail, self)
        self.head.toggled.connect(self._show)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(12))
        self._column.addWidget(self.head)

    @property
    def is_open(self) -> bool:
        """Tell whether what is behind the heading can be seen."""
        return self.head.isChecked()

    def show_detail(self, detail: str) -> None:
        """Show another small text at the right of the heading."""
        if detail != self.head.detail:
            self.head.detail = detail
            self.head.setAccessibleDescription(detail)
            self.head.update()

    def open(self) -> QWidget:
        """Open, and return what is behind the heading."""
        self.head.setChecked(True)
        return self.built()

    @Slot(bool)
    def _show(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal has it so
        self.built().setVisible(on)
        if on:
            self.opened.emit()

    def built(self) -> QWidget:
        """Return what is behind the heading, made now if nobody needed it yet."""
        if self.content is None:
            self.content = self._make()
            self.content.hide()
            self._column.addWidget(self.content)
        return self.content
