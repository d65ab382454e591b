"""A file instead of paper, when the person asked for one. It needs a reason."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from safestation.ui.kit import Button, Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.style.theme import look
from safestation.ui.words import Words


class FileRow(QWidget):
    """Hidden behind one quiet button; then who asked and why, and the button that saves."""

    asked = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.open_button = Button(words("paper.save_as"), "quiet")
        self.open_button.clicked.connect(self._unfold)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(words("paper.file_reason"))
        self.reason.returnPressed.connect(self._ask)
        self.save = Button(words("paper.save"), "secondary")
        self.save.clicked.connect(self._ask)
        self.inside = QWidget()
        inner = QVBoxLayout(self.inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(Label(words("paper.file_reason"), "small"))
        row = row_in(inner)
        row.setSpacing(look().px(8))
        row.addWidget(self.reason, 1)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.open_button)
        column.addWidget(self.inside)
        self.clear()
        self.hide()

    def clear(self) -> None:
        """Fold away again."""
        self.reason.clear()
        self.inside.hide()
        self.open_button.show()

    def pick(self, name: str) -> str:
        """Ask where to save; nothing when the person changes their mind."""
        title = self._words("paper.save_as")
        path, _ = QFileDialog.getSaveFileName(self, title, name, "PDF (*.pdf)")
        return path

    @Slot()
    def _unfold(self) -> None:
        self.open_button.hide()
        self.inside.show()
        self.reason.setFocus()

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.reason.text())
