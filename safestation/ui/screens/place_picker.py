"""Where backups go or come from: the sticks that are plugged in, or a folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from safestation.domain.backups import Stick
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in, row_in, take_all
from safestation.ui.style.theme import look
from safestation.ui.words import Words

MOST = 4
_GIGA = 1 << 30


class PlacePicker(QWidget):
    """One button for each stick, one to look again, and a line for any folder."""

    picked = Signal(str)

    def __init__(self, sticks: Callable[[], tuple[Stick, ...]], words: Words) -> None:
        super().__init__()
        self._sticks, self._words = sticks, words
        self.none = Label(words("backup.no_stick"), "muted")
        self.again = Button(words("backup.look_again"), "small", icon="refresh-cw")
        self.again.clicked.connect(self.refresh)
        self.path = QLineEdit()
        self.path.setAccessibleName(words("backup.path"))
        self.path.setPlaceholderText(words("backup.path"))
        self.path.setMinimumHeight(look().px(46))
        self.path.returnPressed.connect(self._typed)
        self.folder = Button(words("backup.folder"), "small")
        self.folder.clicked.connect(self._choose)
        self._lay_out()

    @property
    def place(self) -> str:
        """The folder that was typed or chosen, or nothing."""
        return self.path.text().strip()

    @property
    def whole(self) -> str:
        """The same, or nothing where it is not named from the root: it would lie anywhere."""
        return self.place if Path(self.place).is_absolute() else ""

    @Slot()
    def refresh(self) -> None:
        """Look which sticks are there now."""
        for old in take_all(self._row):
            old.deleteLater()
        found = self._sticks()[:MOST]
        for stick in found:
            free = f"{stick.free / _GIGA:.1f} GB"
            text = self._words("backup.stick", name=stick.name, free=free)
            button = Button(text, "tile", icon="download")
            button.clicked.connect(lambda _on, path=stick.path: self._take(path))
            self._row.addWidget(button)
        self.none.setVisible(not found)

    def _take(self, path: str) -> None:
        self.path.setText(path)
        self.picked.emit(path)

    @Slot()
    def _typed(self) -> None:
        if self.place:
            self.picked.emit(self.place)

    @Slot()
    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self,
            self._words("backup.folder"),
            self.place,
            options=QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ShowDirsOnly,
        )
        if chosen:
            self._take(chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        self._row = column_in(column)
        column.addWidget(self.none)
        row = row_in(column)
        row.setSpacing(look().px(10))
        row.addWidget(self.path, 1)
        row.addWidget(self.folder)
        row.addWidget(self.again)
