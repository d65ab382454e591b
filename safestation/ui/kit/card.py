"""Cards: what belongs together, on one white surface."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from safestation.ui.kit.paint import NOTHING, box, ring
from safestation.ui.kit.press import Press
from safestation.ui.style.theme import Look, look

SURFACES = {
    "plain": ("card", "line"),
    "well": ("canvas", "canvas"),
    "info": ("tint", "tint"),
    "danger": ("danger_tint", "danger_line"),
    "clock": ("clock_tint", "clock_line"),
    "done": ("done_tint", "done_line"),
}
ACCENTS = {"danger": "danger", "info": "primary", "done": "done", "clock": "clock_bar"}


def paint_card(  # noqa: PLR0913 - a card has these properties
    painter: QPainter, rect: QRectF, now: Look, tone: str, accent: str, *, selected: bool
) -> None:
    """Paint a card: its surface, the stripe at its left edge, its border."""
    fill, line = SURFACES[tone]
    radius = now.px(10)
    edge = (now.color("primary" if selected else line), 2 if selected else 1)
    box(painter, rect, radius, now.color(fill), edge)
    if accent:
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(rect, radius, radius)
        painter.setClipPath(path)
        painter.fillRect(QRectF(0, 0, now.px(6), rect.height()), now.color(ACCENTS[accent]))
        painter.restore()
        if selected:
            box(painter, rect, radius, NOTHING, edge)


def _body(owner: QWidget, accent: str, pad: int) -> QVBoxLayout:
    room = look().px(pad)
    body = QVBoxLayout(owner)
    body.setContentsMargins(room + (look().px(6) if accent else 0), room, room, room)
    body.setSpacing(look().px(6))
    return body


class Card(QFrame):
    """A surface with a border. Put what it holds into `body`."""

    def __init__(
        self,
        tone: str = "plain",
        accent: str = "",
        pad: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._accent, self._selected = tone, accent, False
        self.body = _body(self, accent, pad)

    def set_tone(self, tone: str) -> None:
        """Take another surface: plain, well, info, danger, clock or done."""
        self._tone = tone
        self.update()

    def set_accent(self, accent: str) -> None:
        """Change the color of the stripe; one that had none keeps none."""
        self._accent = accent if self._accent else ""
        self.update()

    def set_selected(self, selected: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Draw the border that says: this one."""
        self._selected = selected
        self.update()

    # Qt's own
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        paint_card(painter, rect, look(), self._tone, self._accent, selected=self._selected)
        painter.end()


class CardButton(Press):
    """A card that opens something: `clicked` by mouse, finger, Space and Enter.

    Give it an accessible name that says everything the card says.
    """

    def __init__(
        self, name: str, tone: str = "plain", accent: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._tone, self._accent, self._selected = tone, accent, False
        self.body = _body(self, accent, 16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_accent(self, accent: str) -> None:
        """Change the color of the stripe; one that had none keeps none."""
        self._accent = accent if self._accent else ""
        self.update()

    def set_selected(self, selected: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Draw the border that says: this one."""
        self._selected = selected
        self.update()

    def add(self, widget: QWidget) -> None:
        """Put a widget into the card that lets every click through to it."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.addWidget(widget)

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the card, its border in blue under the pointer, and the ring."""
        rect = QRectF(self.rect())
        chosen = self._selected or self.hovered
        paint_card(painter, rect, now, self._tone, self._accent, selected=chosen)
        if self.ringed:
            ring(painter, rect, now.px(10), now.color("focus"))

    def measure(self, now: Look) -> QSize:
        """Return the size of what the card holds."""
        del now
        return self.body.sizeHint()

    # Qt's own
    def minimumSizeHint(self) -> QSize:
        """Return the least that what it holds needs."""
        return self.body.minimumSize()
