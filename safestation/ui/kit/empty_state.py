"""What stands where nothing is yet: calm words and the next step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.icon import Icon
from safestation.ui.kit.label import Label
from safestation.ui.style.theme import look


class EmptyState(QWidget):
    """An icon, a line, a sentence, and the action that ends the emptiness."""

    acted = Signal()

    def __init__(self, icon: str, title: str, text: str = "", *, action: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(look().px(8))
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Icon(icon, 32, "ink2"), 0, middle)
        self.title = Label(title, "section", wrap=False)
        self.text = Label(text, "muted")
        self.text.setAlignment(middle)
        self.action = Button(action, "secondary")
        self.action.setVisible(bool(action))
        self.action.clicked.connect(self.acted)
        column.addWidget(self.title, 0, middle)
        column.addWidget(self.text)
        column.addWidget(self.action, 0, middle)
        column.addStretch(1)
