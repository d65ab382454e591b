"""A box to tick on the locked screen."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from safestation.ui.kit.paint import LEFT, box, check, ring, text_width
from safestation.ui.kit.press import TOUCH, Press
from safestation.ui.style.theme import REGULAR, Look


class LockTick(Press):
    """A box and a text beside it. `toggled` as in Qt."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("ink", "on_lock")
        self.setCheckable(True)

    def measure(self, now: Look) -> QSize:
        """Return room for the box and the text."""
        width = text_width(self.words, now.font(15, REGULAR)) + now.px(46)
        return QSize(width, now.px(TOUCH))

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the box, the tick in it, and the text."""
        rect = QRectF(self.rect())
        side = now.px(22)
        square = QRectF(now.px(6), (rect.height() - side) / 2, side, side)
        on = self.isChecked()
        fill = now.color("lock_chosen" if on or self.hovered else "lock_well")
        box(
            painter,
            square,
            now.px(4),
            fill,
            (now.color("lock_ring" if on else "lock_soft"), 2.0),
        )
        painter.setFont(now.font(15, REGULAR))
        painter.drawText(rect.adjusted(now.px(38), 0, 0, 0), LEFT, self.words)
        if on:
            check(painter, QPointF(square.center()), side * 0.6, now.color("on_lock"))
        if self.ringed:
            ring(painter, rect, now.px(6), now.color("lock_ring"))
