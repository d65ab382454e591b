"""The station's own notice of use, before anybody can sign in (CJIS v6.0 AC-8)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.style.theme import look
from safestation.ui.words import Words

WIDTH = 640


class UseNotice(QWidget):
    """Stays until it is agreed to; `agreed` says so. The words are the station's own."""

    agreed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        now = look()
        self.text = Label("", "on-lock")
        self.button = Button(words("signin.understood"), "primary")
        self.button.clicked.connect(self.agreed)
        self.setAccessibleName(words("signin.use_notice"))
        column = QVBoxLayout(self)
        column.setSpacing(now.px(24))
        column.addStretch(2)
        title = Label(words("signin.use_notice"), "on-lock-soft", wrap=False)
        for widget in (title, self.text, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_notice(self, text: str) -> None:
        """Show the words, and put the focus where one agrees."""
        self.text.show_text(text)
        width = look().px(WIDTH)
        self.text.setFixedSize(width, self.text.heightForWidth(width))
        self.button.setFocus()
