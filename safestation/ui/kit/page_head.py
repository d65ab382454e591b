"""The top of a page: what it is, what is so, and the actions at the right."""

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.ui.kit.label import Elided, Label
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.style.theme import look


class PageHead(QWidget):
    """A title over a line of facts. `beside` takes chips, `buttons` takes buttons.

    `inline` puts the facts beside the title, as on the page of a visit.
    """

    def __init__(self, title: str, subtitle: str = "", *, inline: bool = False) -> None:
        super().__init__()
        self.title = Elided(title, "title") if inline else Label(title, "title", wrap=False)
        self.subtitle = Elided(subtitle, "muted")
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(look().px(4))
        self._under: QVBoxLayout | None = None
        row = row_in(self._whole)
        row.setSpacing(look().px(14))
        if inline:
            row.addWidget(self.title)
            row.addWidget(self.subtitle)
            self.beside = row_in(row)
            row.addStretch(1)
        else:
            self._under = column_in(row, 1)
            self.beside = self._fill(self._under)
        self.beside.setSpacing(look().px(8))
        self.buttons = row_in(row)
        self.buttons.setSpacing(look().px(14))
        # The row alone, so that facts below it take nothing from the buttons.
        row.addStrut(look().px(52))

    def show_texts(self, title: str, subtitle: str = "") -> None:
        """Show another title and other facts."""
        self.title.show_text(title)
        self.subtitle.show_text(subtitle)
        self._place_facts()

    def _place_facts(self) -> None:
        """Put the facts under the title, or below the buttons where they would be cut."""
        if self._under is None:
            return
        wide = QFontMetrics(self.subtitle.font()).horizontalAdvance(self.subtitle.words)
        beside = self.buttons.sizeHint().width() + look().px(14)
        fits = wide <= self.width() - beside
        home = self._under if fits else self._whole
        if home.indexOf(self.subtitle) < 0:
            home.insertWidget(2 if fits else 1, self.subtitle)

    def _fill(self, column: QVBoxLayout) -> QHBoxLayout:
        """Put the facts under the title, and return the place beside it."""
        column.setSpacing(look().px(4))
        column.addStretch(1)
        top = row_in(column)
        top.setSpacing(look().px(14))
        top.addWidget(self.title)
        beside = row_in(top)
        top.addStretch(1)
        column.addWidget(self.subtitle)
        column.addStretch(1)
        return beside

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the facts a place where they can be read."""
        super().resizeEvent(event)
        self._place_facts()
