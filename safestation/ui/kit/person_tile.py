"""One member of the staff on the locked screen."""

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.paint import CENTERED, box, fill_path, ring
from safestation.ui.kit.press import Press
from safestation.ui.style.theme import BOLD, REGULAR, Look


class PersonTile(Press):
    """Initials in a circle, a name, a role. Checked when this one signs in."""

    def __init__(
        self, initials: str, name: str, detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self.initials, self.detail = initials, detail
        self.setProperty("ink", "on_lock")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(detail)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_detail(self, detail: str) -> None:
        """Show another line under the name."""
        self.detail = detail
        self.setAccessibleDescription(detail)
        self.update()

    def measure(self, now: Look) -> QSize:
        """Return the size of the design."""
        return QSize(now.px(205), now.px(145))

    def shown_name(self, room: float, now: Look) -> str:
        """Return the name as far as it fits on its one line; a reader hears it whole."""
        metrics = QFontMetricsF(now.font(16, BOLD))
        if metrics.horizontalAdvance(self.words) <= room:
            return self.words
        return metrics.elidedText(self.words, QtCore.Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the tile on the dark screen."""
        on = self.isChecked()
        rect = QRectF(self.rect())
        edge = (
            now.color("lock_ring" if on or self.hovered else "lock_line"),
            2.0 if on else 1.0,
        )
        box(painter, rect, now.px(10), now.color("lock_chosen" if on else "lock_card"), edge)
        size = now.px(54)
        circle = QRectF((rect.width() - size) / 2, now.px(20), size, size)
        box(painter, circle, size / 2, now.color("avatar"))
        painter.setFont(now.font(18, BOLD))
        painter.drawText(circle, CENTERED, self.initials)
        line = QRectF(8, circle.bottom() + now.px(10), rect.width() - 16, now.px(22))
        painter.setFont(now.font(16, BOLD))
        painter.drawText(line, CENTERED, self.shown_name(line.width(), now))
        self._write_detail(painter, line.translated(0, now.px(21)), now)
        if self.ringed:
            ring(painter, rect, now.px(10), now.color("lock_ring"))

    def _write_detail(self, painter: QPainter, line: QRectF, now: Look) -> None:
        """Write the line under the name in its softer color, as shapes: it is no pen's own."""
        font = now.font(13, REGULAR)
        metrics, path = QFontMetricsF(font), QPainterPath()
        left = line.center().x() - metrics.horizontalAdvance(self.detail) / 2
        base = line.center().y() + (metrics.ascent() - metrics.descent()) / 2
        path.addText(QPointF(left, round(base)), font, self.detail)
        fill_path(painter, path, now.color("lock_soft"))
