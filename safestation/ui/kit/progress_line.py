"""A thin line: how far a visit, or a container, has come."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.paint import box
from safestation.ui.style.theme import look

_FILLS = {"info": "primary", "danger": "danger", "clock": "clock_bar", "done": "done"}


class ProgressLine(QWidget):
    """Shows `done` of `total`. What it means is said in words beside it."""

    def __init__(
        self, tone: str = "info", height: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone, self._height = tone, height
        self._done, self._total = 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: float, total: float, tone: str = "") -> None:
        """Show how far it is, in another tone if one is given."""
        self._done, self._total = done, max(total, 1)
        self._tone = tone or self._tone
        self.setAccessibleName(f"{done:g} / {total:g}")
        self.update()

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(look().px(80), look().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and what is done of it."""
        del event
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        box(painter, rect, radius, now.color("track"))
        share = min(1.0, max(0.0, self._done / self._total))
        if share:
            rect.setWidth(max(rect.height(), rect.width() * share))
            box(painter, rect, radius, now.color(_FILLS[self._tone]))
        painter.end()
