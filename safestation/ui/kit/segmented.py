"""A few answers side by side, one of which holds: Yes, No, Not sure."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.paint import CENTERED, NOTHING, ring, text_height, text_width
from safestation.ui.kit.press import Press
from safestation.ui.kit.reading import one_stop
from safestation.ui.style.theme import BOLD, REGULAR, Look, look

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segmented(QWidget):
    """Shows options in one row; `picked` says which one a person chose.

    Tab stops once. Arrow keys move and choose, a letter chooses the option that starts with it,
    Backspace or Delete takes the choice back (`picked` with nothing). With `wraps` the options
    stand apart and go on in another row where there is no room, as tabs of a page do.
    """

    picked = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = FlowLayout(self, look().px(8)) if wraps else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.segments = [_Segment(value, text, self) for value, text in options]
        for place, segment in enumerate(self.segments):
            last = place == len(self.segments) - 1
            segment.ends = (wraps or place == 0, wraps or last)
            segment.setAccessibleName(f"{name}: {segment.words}")
            segment.clicked.connect(lambda _on, value=segment.value: self._pick(value))
            row.addWidget(segment)
            if isinstance(row, QHBoxLayout):
                row.setSpacing(0)
                row.setStretchFactor(segment, 1)
        policies = QSizePolicy.Policy
        across = policies.Preferred if wraps else policies.Maximum
        # What wraps is as high as its lines need; fixed, it would keep the height of one.
        self.setSizePolicy(across, policies.Minimum if wraps else policies.Fixed)
        self._settle_stop()

    @property
    def value(self) -> str:
        """The option that holds, or nothing."""
        return next((s.value for s in self.segments if s.isChecked()), "")

    def show_value(self, value: str | None) -> None:
        """Show which option holds, without saying that it was picked."""
        for segment in self.segments:
            segment.setChecked(segment.value == value)
        self._settle_stop()

    def _settle_stop(self) -> None:
        holder = next((s for s in self.segments if s.isChecked()), None)
        if self.segments:
            self.setFocusProxy(one_stop(self.segments, holder))

    def _pick(self, value: str) -> None:
        self.show_value(value)
        self.picked.emit(value)

    def _go(self, place: int) -> None:
        segment = self.segments[place % len(self.segments)]
        segment.setFocus(Qt.FocusReason.TabFocusReason)
        self._pick(segment.value)

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, choose by letter, take back by Delete."""
        here = next((i for i, s in enumerate(self.segments) if s.hasFocus()), 0)
        typed = event.text().casefold()
        if event.key() in _STEPS:
            self._go(here + _STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._pick("")
        elif typed.strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Where the focus waits without a choice, the first fit may be right here.
            first = here + 1 if self.segments[here].isChecked() else here
            order = [*range(first, len(self.segments)), *range(first)]
            starts = (i for i in order if self.segments[i].words.casefold().startswith(typed))
            found = next(starts, None)
            if found is None:
                super().keyPressEvent(event)
            else:
                self._go(found)
        else:
            super().keyPressEvent(event)


class _Segment(Press):
    def __init__(self, value: str, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.value = value
        self.ends = (True, True)
        self.setCheckable(True)
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def measure(self, now: Look) -> QSize:
        width = text_width(self.words, now.font(15, BOLD))
        lines = text_height(self.words, now.font(15, BOLD), self._room or now.px(180))
        wide = min(width, now.px(180)) + now.px(22)
        return QSize(max(now.px(64), wide), max(now.px(46), lines + now.px(14)))

    def minimumSizeHint(self) -> QSize:
        """Return the longest word where room is tight, else the hint."""
        now, hint = look(), self.sizeHint()
        if not now.tight:
            return hint
        words = (text_width(word, now.font(15, BOLD)) for word in self.words.split())
        return QSize(max(now.px(44), max(words, default=0) + now.px(22)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow as high as the lines that the words need at this width."""
        super().resizeEvent(event)
        room = max(1, self.width() - look().px(16)) if look().tight else 0
        if room != self._room:
            self._room = room
            self.updateGeometry()

    def nextCheckState(self) -> None:
        """Leave checking to the row: one option holds, never a toggle."""

    def paint(self, painter: QPainter, now: Look) -> None:
        path, rect = self._outline(now)
        on = self.isChecked()
        fill = "primary_fill" if on else "canvas" if self.hovered else "card"
        painter.fillPath(path, now.color(fill if self.isEnabled() else "off"))
        painter.setPen(QPen(now.color("primary_fill" if on else "field_line"), 1))
        painter.setBrush(NOTHING)
        painter.drawPath(path)
        ink = "on_primary" if on else "ink"
        painter.setPen(now.color(ink if self.isEnabled() else "on_off"))
        painter.setFont(now.font(15, BOLD if on else REGULAR))
        painter.drawText(rect.adjusted(8, 0, -8, 0), CENTERED, self.words)
        if self.ringed:
            inner = QRectF(self.rect()).adjusted(1, 1, -1, -1) if on else QRectF(self.rect())
            ring(painter, inner, now.px(6), now.color("card" if on else "focus"))
            if on:
                ring(painter, self.rect(), now.px(6), now.color("focus"))

    def _outline(self, now: Look) -> tuple[QPainterPath, QRectF]:
        first, last = self.ends
        # Neighbors share one line: each segment but the first begins on it.
        rect = QRectF(self.rect()).adjusted(0.5 if first else -0.5, 0.5, -0.5, -0.5)
        radius = now.px(6)
        path = QPainterPath()
        path.addRoundedRect(rect, radius, radius)
        square = QPainterPath()
        square.addRect(
            rect.adjusted(0 if not first else radius, 0, 0 if not last else -radius, 0)
        )
        return path.united(square).simplified(), rect


def segment_height() -> int:
    """Return the height of a row of segments, for what stands beside one."""
    return look().px(46)
