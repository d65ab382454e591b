"""Answers as tiles with letters: press the letter or tap."""

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from safestation.ui.kit.paint import WRAPPED, box, keycap, keycap_width, ring, text_height
from safestation.ui.kit.press import Press
from safestation.ui.kit.reading import one_stop
from safestation.ui.style.theme import BOLD, REGULAR, SEMIBOLD, Look, look

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ChoiceTile(Press):
    """One answer with its letter; checked when it holds."""

    def __init__(
        self, value: str, letter: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setMinimumHeight(look().px(46))  # a layout short of room would press it flat
        self.value, self.letter = value, letter
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def measure(self, now: Look) -> QSize:
        """Return the height of two lines at the width of a column."""
        return QSize(now.px(140), self._height(now.px(240), now))

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the box, the letter and the answer."""
        on = self.isChecked()
        rect = QRectF(self.rect())
        edge = (now.color("primary"), 2.0) if on else (now.color("field_line"), 1.0)
        fill = "tint" if on else "canvas" if self.hovered else "card"
        box(painter, rect, now.px(6), now.color(fill if self.isEnabled() else "off"), edge)
        ink = now.color("ink" if self.isEnabled() else "on_off")
        left = now.px(12)
        painter.setFont(now.font(13, SEMIBOLD))
        painter.setPen(now.color("on_tint" if on else "ink2"))
        keycap(painter, left, self.height() / 2, self.letter)
        painter.setFont(now.font(16, BOLD if on else REGULAR))
        painter.setPen(ink)
        text = rect.adjusted(self._left(now), 0, -now.px(8), 0)
        painter.drawText(text, WRAPPED, self.words)
        if self.ringed:
            ring(painter, rect, now.px(6), now.color("focus"))

    def _left(self, now: Look) -> int:
        return now.px(12) + keycap_width(self.letter, now) + now.px(10)

    def _height(self, width: int, now: Look) -> int:
        room = width - self._left(now) - now.px(8)
        lines = text_height(self.words, now.font(16, BOLD), room)
        return max(now.px(46), lines + now.px(8))

    # Qt's own
    def hasHeightForWidth(self) -> bool:
        """Say that a narrow tile stands higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        return self._height(width, look())

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read and touched."""
        return QSize(look().px(140), look().px(46))


class ChoiceGroup(QWidget):
    """Tiles in columns. `picked` gives one value (str), or all of them (tuple) when multi.

    Tab stops once for all of them; arrows move, and a letter toggles its tile. An
    `exclusive` value ("None of these") clears the others, and any other clears it. A
    second press takes back.
    """

    picked = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[str, str, str]],
        name: str,
        *,
        multi: bool = False,
        columns: int = 2,
        exclusive: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._multi, self._exclusive = multi, frozenset(exclusive)
        self._columns = max(1, columns)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(8))
        self.tiles = [
            ChoiceTile(value, letter or _letter(place), text, self)
            for place, (value, letter, text) in enumerate(choices)
        ]
        for place, tile in enumerate(self.tiles):
            tile.setAccessibleName(f"{tile.letter}: {tile.words}")
            tile.setAccessibleDescription(name)
            tile.clicked.connect(lambda _on, tile=tile: self._settle(tile))
            grid.addWidget(tile, place // self._columns, place % self._columns)
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)
        self._settle_stop()

    @property
    def values(self) -> tuple[str, ...]:
        """The values that hold, in the order of the tiles."""
        return tuple(tile.value for tile in self.tiles if tile.isChecked())

    def show_values(self, values: Iterable[str]) -> None:
        """Show which answers hold, without saying that they were picked."""
        held = set(values)
        for tile in self.tiles:
            tile.setChecked(tile.value in held)
        self._settle_stop()

    def _settle_stop(self) -> None:
        if not self.tiles:
            return
        checked = next((tile for tile in self.tiles if tile.isChecked()), None)
        self.setFocusProxy(one_stop(self.tiles, checked))

    def _settle(self, tile: ChoiceTile) -> None:
        alone = not self._multi or tile.value in self._exclusive
        for other in self.tiles:
            clashes = alone or other.value in self._exclusive
            if tile.isChecked() and other is not tile and clashes:
                other.setChecked(False)
        self._settle_stop()
        values = self.values
        self.picked.emit(values if self._multi else "".join(values))

    def _move(self, across: int, down: int) -> None:
        here = next((i for i, tile in enumerate(self.tiles) if tile.hasFocus()), 0)
        there = here + across + down * self._columns
        if 0 <= there < len(self.tiles):
            self.tiles[there].setFocus(Qt.FocusReason.TabFocusReason)
            self._settle_stop()

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle by letter, move by arrows."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        tile = next((t for t in self.tiles if t.letter == event.text().upper()), None)
        if event.key() in _ARROWS:
            self._move(*_ARROWS[Qt.Key(event.key())])
        elif tile and plain:
            tile.setFocus(Qt.FocusReason.TabFocusReason)
            tile.click()
        else:
            super().keyPressEvent(event)


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else ""
