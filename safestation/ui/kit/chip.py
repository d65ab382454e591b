"""A chip: one state in two or three words, on its tint."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.paint import ONE_LINE, box, text_width
from safestation.ui.style.theme import SEMIBOLD, Look, look

TONES = {
    "neutral": ("ink2", "track"),
    "info": ("on_tint", "tint"),
    "danger": ("danger", "danger_tint"),
    "clock": ("clock", "clock_tint"),
    "done": ("done", "done_tint"),
}


def chip_size(text: str, now: Look) -> QSize:
    """Return the size of a chip with this text."""
    return QSize(text_width(text, now.font(13, SEMIBOLD)) + now.px(20), now.px(26))


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: str, now: Look) -> None:
    """Paint a chip into `rect`; a table does so in its cells."""
    ink, fill = TONES[tone]
    box(painter, rect, rect.height() / 2, now.color(fill))
    font = now.font(13, SEMIBOLD)
    painter.setFont(font)
    painter.setPen(now.color(ink))
    room = round(rect.width()) - now.px(12)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, ONE_LINE, shown)


class Chip(QWidget):
    """A state, such as "Ready to print". The tone says what kind of state.

    A `whole` one is never cut: of a time, what is left may be another time.
    """

    def __init__(
        self,
        text: str = "",
        tone: str = "neutral",
        parent: QWidget | None = None,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__(parent)
        self.words, self.tone, self._whole = text, tone, whole
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text, tone)

    def show_text(self, text: str, tone: str = "neutral") -> None:
        """Show another state; no text, no chip."""
        self.words, self.tone = text, tone
        self.setAccessibleName(text)
        self.setToolTip(text)
        if text and self.parentWidget() is None:  # shown now, it would be a window
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)  # noqa: FBT003 - Qt's own
        else:
            self.setHidden(not text)
        self.updateGeometry()
        self.update()

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return room for the words."""
        return chip_size(self.words, look())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters and "…", or for all of it."""
        if self._whole:
            return self.sizeHint()
        return chip_size(self.words, look()).boundedTo(QSize(look().px(64), look().px(26)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, QRectF(self.rect()), self.words, self.tone, look())
        painter.end()
