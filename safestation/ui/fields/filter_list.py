"""A list that narrows while one types, for questions with very many answers."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from safestation.ui.style.theme import look
from safestation.ui.words import Words

_VALUE = Qt.ItemDataRole.UserRole
_ROWS = 4


class FilterList(QWidget):
    """A line over a list. `picked` gives the tuple of values that hold.

    Enter picks the one that is marked, Up and Down move while the focus stays in the line.
    """

    picked = Signal(tuple)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        words: Words,
        *,
        multi: bool = False,
        exclusive: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self._multi, self._exclusive = multi, frozenset(exclusive)
        self._texts = dict(options)
        self._held: tuple[str, ...] = ()
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(words("kit.field.filter"))
        self.line.setAccessibleName(name)
        self.listed = QListWidget(self)
        self.listed.setAccessibleName(name)
        self.listed.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the line's arrows move in it
        self.listed.setFixedHeight(look().px(46) * _ROWS)
        for value, text in options:
            item = QListWidgetItem(text, self.listed)
            item.setData(_VALUE, value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.line)
        column.addWidget(self.listed)
        self.line.textEdited.connect(self._narrow)
        self.line.installEventFilter(self)
        self.listed.itemClicked.connect(self._take)
        self.listed.itemActivated.connect(self._take)
        self.setFocusProxy(self.line)

    @property
    def values(self) -> tuple[str, ...]:
        """The values that hold, in the order of the list."""
        return self._held

    def show_values(self, values: Iterable[str]) -> None:
        """Show which answers hold, without saying that they were picked."""
        wanted = set(values)
        self._held = tuple(value for value in self._texts if value in wanted)
        for item in self._items():
            on = item.data(_VALUE) in wanted
            text = self._texts[item.data(_VALUE)]
            item.setText(f"✓ {text}" if on else text)
            font = item.font()
            font.setBold(on)
            item.setFont(font)
        self.line.setText(", ".join(self._texts[value] for value in self._held))
        self._narrow("")

    def _items(self) -> list[QListWidgetItem]:
        return [self.listed.item(row) for row in range(self.listed.count())]

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for item in self._items():
            text = item.text().casefold()
            item.setHidden(not all(word in text for word in words))
        seen = [item for item in self._items() if not item.isHidden()]
        if words and seen:
            self.listed.setCurrentItem(seen[0])

    def _take(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        self.show_values(self._after(value))
        self.line.selectAll()  # what is typed next looks for the next one
        self.picked.emit(self._held)

    def _after(self, value: str) -> set[str]:
        held = set(self._held)
        if value in held:
            return held - {value}
        if not self._multi or value in self._exclusive:
            return {value}
        return (held - self._exclusive) | {value}

    def _step(self, by: int) -> None:
        seen = [item for item in self._items() if not item.isHidden()]
        here = self.listed.currentItem()
        place = seen.index(here) + by if here in seen else 0
        if 0 <= place < len(seen):
            self.listed.setCurrentItem(seen[place])

    # Qt's own
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and pick while the focus stays in the line."""
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is not self.line or not pressed or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        held = self.listed.currentItem()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held is not None:
            self._take(held)
            return True
        return False
