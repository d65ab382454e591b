"""A place to draw a signature, by finger, mouse or pen. Ink on paper is as good."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.paint import CENTERED
from safestation.ui.style.theme import look
from safestation.ui.words import Words

Stroke = tuple[tuple[float, float], ...]
# Fewer points than this is a touch by accident, not a name.
_FEWEST_POINTS = 8
_PAPER, _INK = "#ffffff", "#1b1b1b"


class SignaturePad(QWidget):
    """A dashed area and a button to clear it; `changed` follows every stroke.

    Who cannot draw, or has only a keyboard, signs the printed page: the line below says so.
    """

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = _Area(words, self)
        self.area.drawn.connect(self._tell)
        self.clear_button = Button(words("kit.signature.clear"), "quiet")
        self.clear_button.clicked.connect(self.clear)
        self.note = Label(words("kit.signature.keys"), "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.area, 1)
        column.addWidget(self.note)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignRight)
        self._tell()

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The strokes, each a run of (x, y) between 0 and 1 of the area."""
        return tuple(tuple(stroke) for stroke in self.area.strokes)

    @property
    def proportion(self) -> float:
        """Width over height of the area, so that the drawing keeps its shape on paper."""
        return self.area.width() / max(1, self.area.height())

    def is_blank(self) -> bool:
        """Tell whether there is nothing that could be a signature."""
        return sum(len(stroke) for stroke in self.area.strokes) < _FEWEST_POINTS

    def clear(self) -> None:
        """Take the drawing away."""
        self.area.strokes = []
        self.area.update()
        self._tell()

    def _tell(self) -> None:
        self.clear_button.setEnabled(bool(self.area.strokes))
        self.area.say(blank=self.is_blank())
        self.changed.emit()


class _Area(QWidget):
    drawn = Signal()

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.strokes: list[list[tuple[float, float]]] = []
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(words("kit.signature.name"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(look().px(280), look().px(104))

    def say(self, *, blank: bool) -> None:
        key = "kit.signature.blank" if blank else "kit.signature.signed"
        self.setAccessibleDescription(self._words(key))

    def _add(self, spot: QPointF, *, new: bool) -> None:
        x = min(1.0, max(0.0, spot.x() / max(1, self.width())))
        y = min(1.0, max(0.0, spot.y() / max(1, self.height())))
        if new or not self.strokes:
            self.strokes.append([])
        self.strokes[-1].append((round(x, 4), round(y, 4)))
        self.update()
        self.drawn.emit()

    # Qt's own
    def sizeHint(self) -> QSize:
        return QSize(look().px(480), look().px(104))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._add(event.position(), new=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._add(event.position(), new=False)

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() == QEvent.Type.TabletPress:
            self._add(event.position(), new=True)
        elif event.type() == QEvent.Type.TabletMove and event.pressure() > 0:
            self._add(event.position(), new=False)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        # Paper stays white at night: what is drawn is what will be printed.
        painter.setBrush(QColor(_PAPER))
        painter.setPen(QPen(now.color("field_line"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, now.px(8), now.px(8))
        if not self.strokes:
            painter.setFont(now.font(15))
            painter.setPen(QColor("#565c65"))
            painter.drawText(rect, CENTERED, self._words("kit.signature.hint"))
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(_INK), now.px(2.4), Qt.PenStyle.SolidLine, cap, join))
        for stroke in self.strokes:
            line = [QPointF(x * self.width(), y * self.height()) for x, y in stroke]
            painter.drawPolyline(line)
        painter.end()
