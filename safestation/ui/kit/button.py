"""The button: what will happen, and the key that does it."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.paint import (
    CENTERED,
    LEFT,
    NOTHING,
    box,
    keycap,
    keycap_width,
    ring,
    text_height,
    text_width,
)
from safestation.ui.kit.press import TOUCH, Press
from safestation.ui.style.theme import BOLD, SEMIBOLD, Look, look


class Kind(NamedTuple):
    """How one kind of button looks. Colors are tokens; an empty one paints nothing.

    The style sheet puts the ink on, since only there a painter gets it without being told.
    """

    ink: str
    fill: str = ""
    hover: str = ""
    line: str = ""
    border: int = 0
    height: int = 48
    pad: int = 20
    size: int = 16
    weight: int = SEMIBOLD
    inset: int = 0
    ring: str = "focus"


KINDS = {
    "primary": Kind(
        "on_primary",
        "primary_fill",
        "primary_fill_dark",
        height=52,
        pad=22,
        size=17,
        weight=BOLD,
    ),
    "secondary": Kind("primary", "card", "tint", "primary", 2),
    "danger": Kind("on_danger", "danger_fill", "danger_fill_dark", pad=18, weight=BOLD),
    "quiet": Kind("primary", "", "tint", height=44, pad=12, size=15),
    "small": Kind("primary", "card", "tint", "primary", 2, 44, 14, 15, inset=3),
    "header": Kind(
        "on_header", "", "lock_chosen", "header_line", 1, 46, 14, 15, inset=3, ring="lock_ring"
    ),
    "lock": Kind(
        "on_lock", "", "lock_card", "header_line", 1, 52, 20, 16, inset=3, ring="lock_ring"
    ),
    "tile": Kind("ink", "card", "tint", "field_line", 1, 64, 16),
}


_LEAST_PAD = 8  # beside words that break into lines


class Button(Press):
    """A button of one kind. `shortcut_text` only draws the key; the screen binds it.

    Its words break into lines where room is tight, and always when it `wraps`.
    """

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        *,
        shortcut_text: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.kind, self.cap, self.icon_name = KINDS[kind], shortcut_text, icon
        self.wraps, self._tall = False, 0
        super().__init__(text, parent)
        self.setProperty("ink", self.kind.ink)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(shortcut_text)

    def set_kind(self, kind: str) -> None:
        """Look like another kind from now on."""
        self.kind = KINDS[kind]
        self.setProperty("ink", self.kind.ink)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()
        self.update()

    def show_icon(self, name: str) -> None:
        """Show another icon before the words, or none."""
        if name != self.icon_name:
            self.icon_name = name
            self.updateGeometry()
            self.update()

    def measure(self, now: Look) -> QSize:
        """Return room for the icon, the text on one line and the key."""
        width = self._content(now) + 2 * now.px(self.kind.pad)
        return QSize(width, max(now.px(self.kind.height), self._tall))

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the box, then what it says from the middle or, on a tile, from the left."""
        self._paint_box(painter, now)
        left = now.px(self.kind.pad) * 1.0
        if self.kind is not KINDS["tile"]:
            left = max(now.px(_LEAST_PAD), (self.width() - self._content(now)) / 2)
        middle = self.height() / 2
        if self.icon_name:
            from safestation.ui.kit.icon import paint_icon  # noqa: PLC0415 - none at the door

            size = now.px(20)
            square = QRectF(round(left), round(middle - size / 2), size, size)
            paint_icon(painter, square, self.icon_name, painter.pen().color().name())
            left += size + now.px(8)
        font = now.font(self.kind.size, self.kind.weight)
        painter.setFont(font)
        room = self._room(now)
        fits = text_width(self.words, font) <= room
        rest = QRectF(left, 0, room, self.height())
        painter.drawText(rest, LEFT if fits else CENTERED, self.words)
        if self.cap:
            left += min(room, text_width(self.words, font)) + now.px(10)
            painter.setFont(now.font(13, SEMIBOLD))
            keycap(painter, left, middle, self.cap)

    def _paint_box(self, painter: QPainter, now: Look) -> None:
        kind, room = self.kind, now.px(self.kind.inset)
        rect = QRectF(self.rect()).adjusted(0, room, 0, -room)  # flush with what is above
        radius = now.px(8 if not room else 6)
        fill = kind.hover if self.hovered else kind.fill
        if not self.isEnabled():
            box(painter, rect, radius, now.color("off") if kind.fill else NOTHING)
            return
        if self.ringed and not room:
            # The ring stands clear of the fill, or it could not be seen on blue.
            rect.adjust(5, 5, -5, -5)
            radius -= 3
        line = now.color(kind.line) if kind.line else NOTHING
        box(painter, rect, radius, now.color(fill) if fill else NOTHING, (line, kind.border))
        if self.ringed:
            ring(painter, self.rect(), now.px(9), now.color(kind.ring))

    def _content(self, now: Look) -> int:
        font = now.font(self.kind.size, self.kind.weight)
        return text_width(self.words, font) + self._beside(now)

    def _beside(self, now: Look) -> int:
        """Return how much of the width the icon and the key take."""
        width = now.px(28) if self.icon_name else 0
        return width + (now.px(10) + keycap_width(self.cap, now) if self.cap else 0)

    def _room(self, now: Look) -> int:
        """Return how much of the width is left for the words."""
        return max(1, self.width() - self._beside(now) - 2 * now.px(_LEAST_PAD))

    # Qt's own
    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint, or the longest word where the words may break."""
        now, hint = look(), self.sizeHint()
        if not (self.wraps or now.tight):
            return hint
        font = now.font(self.kind.size, self.kind.weight)
        word = max((text_width(one, font) for one in self.words.split()), default=0)
        wide = word + self._beside(now) + 2 * now.px(_LEAST_PAD)
        return QSize(max(now.px(TOUCH), min(hint.width(), wide)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow as high as the lines that the words need at this width."""
        super().resizeEvent(event)
        now = look()
        font = now.font(self.kind.size, self.kind.weight)
        fits = text_width(self.words, font) <= self._room(now)
        tall = 0 if fits else text_height(self.words, font, self._room(now)) + now.px(16)
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()


def primary_size() -> QSize:
    """Return the least size of the one primary action, for screens that align to it."""
    return QSize(look().px(160), look().px(KINDS["primary"].height))
