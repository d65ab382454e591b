"""The neutral page: what anybody at the counter may see."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit.label import Label
from safestation.ui.words import Words


class HiddenScreen(QWidget):
    """Says nothing about anybody; F11 goes back."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for key, role in (
            ("shell.hidden", "on-lock"),
            ("shell.hidden_more", "on-lock-small"),
        ):
            label = Label(words(key), role, wrap=False)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
