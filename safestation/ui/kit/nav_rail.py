"""The pages of the station, at the left of every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from safestation.ui.kit.icon import paint_icon
from safestation.ui.kit.paint import CENTERED, box, ring, text_width
from safestation.ui.kit.press import Press
from safestation.ui.kit.reading import one_stop
from safestation.ui.style.theme import BOLD, REGULAR, Look, look
from safestation.ui.words import Words

_WIDTH = 88


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its id, its icon in resources/icons, its word."""

    id: str
    icon: str
    text: str


class NavRail(QWidget):
    """Lists the pages; `chosen` gives the id. The shell binds Alt+1 and so on.

    Tab stops once, on the page that is open; arrows move, Enter opens.
    """

    chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._items: dict[str, _Item] = {}
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(look().px(_WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, look().px(10), 1, 0)
        self._column.setSpacing(look().px(4))
        self._column.addStretch(1)

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these pages, from the top."""
        self.setAccessibleName(self._words("kit.nav.name"))
        for item in self._items.values():
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = {place.id: _Item(place, self) for place in places}
        for row, item in enumerate(self._items.values()):
            item.clicked.connect(lambda _on, item=item: self.chosen.emit(item.place.id))
            self._column.insertWidget(row, item)

    def show_current(self, place_id: str) -> None:
        """Mark the page that is open."""
        for item in self._items.values():
            item.setChecked(item.place.id == place_id)
        one_stop(list(self._items.values()), self._items.get(place_id))

    def show_badge(self, place_id: str, count: int) -> None:
        """Show how many wait on a page; nothing for none."""
        item = self._items[place_id]
        item.count = count
        waiting = self._words("kit.nav.waiting", count=count)
        item.setAccessibleName(f"{item.words}, {waiting}" if count else item.words)
        item.update()

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows; Enter opens."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        items = list(self._items.values())
        here = next((i for i, item in enumerate(items) if item.hasFocus()), 0)
        if step and 0 <= here + step < len(items):
            items[here + step].setFocus(Qt.FocusReason.TabFocusReason)
            one_stop(items, None)
        else:
            super().keyPressEvent(event)


class _Item(Press):
    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place.text, parent)
        self.place, self.count = place, 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def measure(self, now: Look) -> QSize:
        return QSize(now.px(_WIDTH), now.px(70))

    def minimumSizeHint(self) -> QSize:
        """Return less when the window is low, so that all pages stay in reach."""
        return QSize(look().px(_WIDTH), look().px(46))

    def nextCheckState(self) -> None:
        """Leave checking to the shell, which knows what is open."""

    def paint(self, painter: QPainter, now: Look) -> None:
        rect, on = QRectF(self.rect()), self.isChecked()
        if on or self.hovered:
            painter.fillRect(rect, now.color("tint" if on else "canvas"))
        if on:
            painter.fillRect(QRectF(0, 0, now.px(4), rect.height()), now.color("primary"))
        token = "primary" if on else "ink2"
        size = now.px(24)
        top = (rect.height() - now.px(46)) / 2
        icon = QRectF(round((rect.width() - size) / 2) + now.px(2), round(top), size, size)
        paint_icon(painter, icon, self.place.icon, now.color(token).name())
        font = now.font(13, BOLD if on else REGULAR)
        if text_width(self.words, font) > rect.width() - now.px(12):
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.5)
        painter.setFont(font)
        painter.setPen(now.color(token))
        word = QRectF(now.px(2), icon.bottom() + now.px(4), rect.width(), now.px(20))
        painter.drawText(word, CENTERED, self.words)
        if self.count:
            self._paint_badge(painter, icon, now)
        if self.ringed:
            ring(painter, rect.adjusted(2, 2, -2, -2), now.px(6), now.color("focus"))

    def _paint_badge(self, painter: QPainter, icon: QRectF, now: Look) -> None:
        text = str(self.count) if self.count < 100 else "99+"  # noqa: PLR2004 - two digits fit
        font = now.font(13, BOLD)
        high = now.px(18)
        wide = max(now.px(20), text_width(text, font) + now.px(10))
        badge = QRectF(icon.center().x() + now.px(2), icon.top() - now.px(6), wide, high)
        box(painter, badge, high / 2, now.color("danger_fill"))
        painter.setFont(font)
        painter.setPen(now.color("on_danger"))
        painter.drawText(badge, CENTERED, text)
