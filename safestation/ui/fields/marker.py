"""The hollow ring beside a question that has no answer yet."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.paint import NOTHING, box
from safestation.ui.style.theme import look


class Marker(QWidget):
    """A small ring: amber when the handoff waits for the answer, gray when it does not."""

    def __init__(self, *, needed: bool) -> None:
        super().__init__()
        self._needed = needed
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return the size of the ring."""
        return QSize(look().px(10), look().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        del event
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = now.color("clock_bar" if self._needed else "field_line")
        box(
            painter,
            QRectF(self.rect()).adjusted(1, 1, -1, -1),
            now.px(4),
            NOTHING,
            (color, 1.5),
        )
        painter.end()
