"""A page on the locked ground: one question above everything, until it is answered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.kit.scroll import Scroll
from safestation.ui.style.theme import look

WIDE = 640


class Cover(QWidget):
    """A title, a few words, what is asked in `body`, and buttons beneath."""

    def __init__(self, title: str, more: str) -> None:
        super().__init__()
        self.setProperty("surface", "lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Label(title, "on-lock-title")
        self.more = Label(more, "on-lock-small")
        self.problem = Label("", "on-lock")
        self.problem.hide()
        self._lay_out()

    def say(self, text: str) -> None:
        """Say what is wrong, or what to wait for; nothing takes it away."""
        self.problem.show_text(text)
        self.problem.setVisible(bool(text))

    def add_button(self, text: str, kind: str) -> Button:
        """Put a button into the row beneath, from left to right."""
        button = Button(text, kind)
        self.buttons.addWidget(button)
        return button

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setFixedWidth(look().px(WIDE))
        column = QVBoxLayout(middle)
        column.setSpacing(look().px(14))
        column.addWidget(self.title)
        column.addWidget(self.more)
        column.addSpacing(look().px(8))
        self.body = column_in(column)
        self.body.setSpacing(look().px(14))
        column.addWidget(self.problem)
        column.addSpacing(look().px(8))
        self.buttons = row_in(column)
        self.buttons.setSpacing(look().px(14))
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.addStretch(2)
        row = row_in(whole)
        row.addStretch(1)
        row.addWidget(middle)
        row.addStretch(1)
        whole.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(inside))
