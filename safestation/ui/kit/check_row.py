"""A line that can be ticked: a form in the packet, a term of a consent."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.paint import WRAPPED, box, check, ring, text_height, text_width
from safestation.ui.kit.press import Press
from safestation.ui.style.theme import REGULAR, Look, look


class CheckRow(Press):
    """A box to tick, a text, and a small detail at the right. `toggled` as in Qt."""

    def __init__(self, text: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.detail = detail
        self.underline = True
        self.setCheckable(True)
        self.setAccessibleDescription(detail)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_detail(self, detail: str) -> None:
        """Show another detail, such as "2 p · EN"."""
        self.detail = detail
        self.setAccessibleDescription(detail)
        self.update()

    def measure(self, now: Look) -> QSize:
        """Return room for the text on one line."""
        return QSize(now.px(200), now.px(46))

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the box, the text, the detail and the hairline below."""
        rect = QRectF(self.rect())
        if self.hovered:
            painter.fillRect(rect, now.color("tint"))
        self._paint_box(painter, now)
        painter.setFont(now.font(16, REGULAR))
        painter.setPen(now.color("ink" if self.isEnabled() else "on_off"))
        text = rect.adjusted(now.px(34), 0, -self._right(now), 0)
        painter.drawText(text, WRAPPED, self.words)
        painter.setFont(now.font(13, REGULAR))
        painter.setPen(now.color("ink2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -now.px(6), 0), int(right.value), self.detail)
        if self.underline:
            painter.fillRect(QRectF(0, rect.height() - 1, rect.width(), 1), now.color("line"))
        if self.ringed:
            ring(painter, rect, now.px(6), now.color("focus"))

    def _paint_box(self, painter: QPainter, now: Look) -> None:
        size = now.px(16)
        square = QRectF(now.px(6), (self.height() - size) / 2, size, size)
        on = self.isChecked()
        fill = ("primary_fill" if on else "card") if self.isEnabled() else "off"
        edge = now.color("primary_fill" if on and self.isEnabled() else "field_line")
        box(painter, square, now.px(3), now.color(fill), (edge, 2.0))
        if on:
            middle = QPointF(square.center())
            ink = "on_primary" if self.isEnabled() else "on_off"
            check(painter, middle, now.px(9), now.color(ink))

    def _right(self, now: Look) -> int:
        return text_width(self.detail, now.font(13)) + now.px(18) if self.detail else 0

    # Qt's own
    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row stands higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        now = look()
        room = width - now.px(34) - self._right(now)
        return max(now.px(46), text_height(self.words, now.font(), room) + now.px(16))
