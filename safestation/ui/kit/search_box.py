"""One box to find anybody: type, look, press Enter."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.table import Table
from safestation.ui.style.theme import look
from safestation.ui.words import Words

_MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: its id, its name, a detail, and a state as a chip."""

    id: str
    title: str
    detail: str = ""
    chip: str = ""
    tone: str = "neutral"


class SearchBox(QWidget):
    """A line with the found below it: over the page, or `inline` as a part of it.

    `searched` follows the typing; `chosen` gives an id; `submitted` gives the text when
    Enter is pressed and nothing is found.
    """

    searched = Signal(str)
    chosen = Signal(str)
    submitted = Signal(str)

    def __init__(
        self,
        words: Words,
        hint: str,
        name: str,
        parent: QWidget | None = None,
        *,
        inline: bool = False,
    ) -> None:
        super().__init__(parent)
        self._words, self._inline = words, inline
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        self.line.setClearButtonEnabled(True)
        self.line.textEdited.connect(self.searched)
        self.line.installEventFilter(self)
        self.found = Table((Column("", 1), Column("")), name, self)
        self.found.horizontalHeader().hide()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.clicked.connect(lambda _index: self._take())
        self.found.setProperty("surface", "popup")
        self.found.hide()
        self.destroyed.connect(self.found.deleteLater)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        if inline:
            self.found.show_whole()
            column.addWidget(self.found)
        self.setFocusProxy(self.line)

    def show_results(self, results: Sequence[Result]) -> None:
        """Show what was found, the first one selected; no results, no list."""
        self.found.show_rows(
            [
                Row(
                    r.id,
                    (
                        Cell(r.title, detail=r.detail, bold=True),
                        Cell(r.chip, chip=r.tone if r.chip else ""),
                    ),
                )
                for r in results
            ]
        )
        spoken = self._words("kit.search.results", count=len(results))
        self.line.setAccessibleDescription(spoken)
        if not results:
            self.found.hide()
            return
        self._open()
        self.found.selectRow(0)

    def clear(self) -> None:
        """Empty the line and close the list."""
        self.line.clear()
        self.found.hide()

    def _open(self) -> None:
        if self._inline:
            self.found.show()
            return
        window = self.window()
        self.found.setParent(window)
        spot = self.mapTo(window, QPoint(0, self.height() + look().px(4)))
        room = max(look().px(60), window.height() - spot.y() - look().px(8))
        self.found.setGeometry(spot.x(), spot.y(), self.width(), room)
        self.found.show()
        self.found.raise_()
        rows = min(_MOST_ROWS, self.found.model().rowCount())
        high = sum(self.found.rowHeight(row) for row in range(rows)) + 4
        self.found.resize(self.width(), min(high, room))

    def _take(self) -> None:
        held = self.found.selected_id
        self.found.hide()
        if held:
            self.chosen.emit(held)

    def _press(self, key: int) -> bool:
        open_ = self.found.isVisible()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if step and open_:
            last = self.found.model().rowCount() - 1
            self.found.selectRow(min(last, max(0, self.found.currentIndex().row() + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if open_ and self.found.selected_id:
                self._take()
            else:
                self.submitted.emit(self.line.text())
        elif key == Qt.Key.Key_Escape and open_ and not self._inline:
            self.found.hide()
        else:
            return False
        return True

    # Qt's own
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list while the focus stays in the line."""
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.line and pressed and isinstance(event, QKeyEvent):
            return self._press(event.key())
        # A window that closes may take the list away before the line loses its focus.
        left = watched is self.line and event.type() == QEvent.Type.FocusOut
        if left and not self._inline and isValid(self.found):
            self.found.hide()
        return False
