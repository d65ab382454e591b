"""The steps of a visit and their state: a map, not a corridor."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from safestation.ui.kit.in_sight import bring_into_view
from safestation.ui.kit.paint import CENTERED, WRAPPED, box, check, ring, text_height
from safestation.ui.kit.press import Press
from safestation.ui.kit.reading import one_stop
from safestation.ui.style.theme import BOLD, REGULAR, Look, look
from safestation.ui.words import Words

_CIRCLE = 26
_TEXT = 176  # the longest title of a step in one line, in bold
_DIGITS = 10  # the tenth step has the key 0


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the rail. `state` is todo, partly, done or attention."""

    id: str
    title: str
    state: str = "todo"


class StepRail(QWidget):
    """Lists the steps; `chosen` gives the id of the one a person wants to open.

    Tab stops once, on the step that is open; arrows move, Enter opens.
    """

    chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._lines: list[_Line] = []
        self._current, self._compact = "", False
        self.setAccessibleName(words("kit.steps.name"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    @property
    def lines(self) -> tuple["_Line", ...]:
        """The lines, in order."""
        return tuple(self._lines)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; lines that stay keep the focus."""
        if [line.step.id for line in self._lines] != [step.id for step in steps]:
            self._build(steps)
        for line, step in zip(self._lines, steps, strict=True):
            line.step = step
        self.show_current(self._current)

    def show_current(self, step_id: str) -> None:
        """Mark the step that is open."""
        self._current = step_id
        for place, line in enumerate(self._lines, 1):
            line.current = line.step.id == step_id
            line.set_text(line.step.title)
            state = "current" if line.current else line.step.state
            line.setAccessibleName(
                self._words(
                    "kit.steps.spoken",
                    number=place,
                    total=len(self._lines),
                    title=line.step.title,
                    state=self._words(f"kit.steps.{state}"),
                )
            )
            line.update()
        held = next((line for line in self._lines if line.current), None)
        if self._lines:
            self.setFocusProxy(one_stop(self._lines, held))
        if held is not None:
            bring_into_view(held)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Show only the numbers, with the titles as tooltips, for a narrow window."""
        self._compact = compact
        for line in self._lines:
            line.set_compact(compact)

    def _build(self, steps: Sequence[Step]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [_Line(place, step, self) for place, step in enumerate(steps, 1)]
        for place, line in enumerate(self._lines):
            line.clicked.connect(lambda _on, line=line: self.chosen.emit(line.step.id))
            line.set_compact(self._compact)
            self._column.insertWidget(place, line)

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows; Enter opens."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        here = next((i for i, line in enumerate(self._lines) if line.hasFocus()), 0)
        if step and 0 <= here + step < len(self._lines):
            self._lines[here + step].setFocus(Qt.FocusReason.TabFocusReason)
            one_stop(self._lines, None)
        else:
            super().keyPressEvent(event)


class _Line(Press):
    def __init__(self, number: int, step: Step, parent: QWidget) -> None:
        super().__init__(step.title, parent)
        self.number, self.step, self.current, self._compact = number, step, False, False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        self._compact = compact
        key = f"Ctrl+{self.number % _DIGITS}" if self.number <= _DIGITS else ""
        self.setToolTip(f"{self.step.title} {key}".strip() if compact else key)
        self.setAccessibleDescription(key)
        self.updateGeometry()

    def measure(self, now: Look) -> QSize:
        if self._compact:
            return QSize(now.px(50), now.px(48))
        room = now.px(_TEXT)
        return QSize(now.px(200), max(now.px(48), text_height(self.words, now.font(), room)))

    def paint(self, painter: QPainter, now: Look) -> None:
        rect = QRectF(self.rect())
        if self.current or self.hovered:
            box(painter, rect, now.px(6), now.color("tint" if self.current else "canvas"))
        self._paint_circle(painter, now)
        painter.setFont(now.font(16, BOLD if self.current else REGULAR))
        painter.setPen(now.color("on_tint" if self.current else "ink"))
        text = rect.adjusted(now.px(44), 0, -now.px(4), 0)
        if not self._compact:
            painter.drawText(text, WRAPPED, self.words)
        if self.ringed:
            ring(painter, rect, now.px(6), now.color("focus"))

    def _paint_circle(self, painter: QPainter, now: Look) -> None:
        size = now.px(_CIRCLE)
        circle = QRectF(now.px(12), (self.height() - size) / 2, size, size)
        done = self.step.state == "done"
        if self.current or done:
            box(
                painter, circle, size / 2, now.color("primary_fill" if self.current else "done")
            )
        else:
            box(painter, circle, size / 2, now.color("card"), (now.color(self._edge()), 2))
        if done and not self.current:
            check(painter, circle.center(), now.px(10), now.color("on_done"))
        else:
            painter.setFont(now.font(13, BOLD))
            painter.setPen(now.color("on_primary" if self.current else "ink2"))
            painter.drawText(circle, CENTERED, str(self.number))
        if self.step.state == "attention":
            spot = QPointF(circle.right() - now.px(2), circle.top() + now.px(3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color("danger"))
            painter.drawEllipse(spot, now.px(5), now.px(5))

    def _edge(self) -> str:
        return {"attention": "danger", "partly": "primary"}.get(self.step.state, "field_line")


def rail_width() -> int:
    """Return the width of the rail's card in the design."""
    return look().px(244)
