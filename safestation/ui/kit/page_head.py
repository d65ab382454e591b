"""The top of a page: what it is, what is so, and the actions at the right."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.ui.kit.label import Elided, Label
from safestation.ui.style.theme import look


class PageHead(QWidget):
    """A title over a line of facts. `beside` takes chips, `buttons` takes buttons.

    `inline` puts the facts beside the title, as on the page of a visit.
    """

    def __init__(self, title: str, subtitle: str = "", *, inline: bool = False) -> None:
        super().__init__()
        self.title = Elided(title, "title") if inline else Label(title, "title", wrap=False)
        self.subtitle = Elided(subtitle, "muted")
        self.beside = QHBoxLayout()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look().px(14))
        self.beside.setSpacing(look().px(8))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(14))
        if inline:
            row.addWidget(self.title)
            row.addWidget(self.subtitle)
            row.addLayout(self.beside)
            row.addStretch(1)
        else:
            row.addLayout(self._column(), 1)
        row.addLayout(self.buttons)
        self.setMinimumHeight(look().px(52))

    def show_texts(self, title: str, subtitle: str = "") -> None:
        """Show another title and other facts."""
        self.title.show_text(title)
        self.subtitle.show_text(subtitle)

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(look().px(4))
        top = QHBoxLayout()
        top.setSpacing(look().px(14))
        top.addWidget(self.title)
        top.addLayout(self.beside)
        top.addStretch(1)
        column.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.subtitle)
        column.addStretch(1)
        return column
