"""One member of the staff on the locked screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.paint import CENTERED, box, ring
from safestation.ui.kit.press import Press
from safestation.ui.style.theme import BOLD, REGULAR, Look


class PersonTile(Press):
    """Initials in a circle, a name, a role. Checked when this one signs in."""

    def __init__(
        self, initials: str, name: str, detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self.initials, self.detail = initials, detail
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
        return metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)

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
        painter.setPen(now.color("on_lock"))
        painter.setFont(now.font(18, BOLD))
        painter.drawText(circle, int(CENTERED.value), self.initials)
        line = QRectF(8, circle.bottom() + now.px(10), rect.width() - 16, now.px(22))
        painter.setFont(now.font(16, BOLD))
        painter.drawText(line, int(CENTERED.value), self.shown_name(line.width(), now))
        painter.setFont(now.font(13, REGULAR))
        painter.setPen(now.color("lock_soft"))
        painter.drawText(line.translated(0, now.px(21)), int(CENTERED.value), self.detail)
        if self.ringed:
            ring(painter, rect, now.px(10), now.color("lock_ring"))
