"""A card that lists what was done, the newest first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit import Card, Label


class LogCard(Card):
    """Shows one line for each thing done, or that there is none yet."""

    def __init__(self, title: str, none: str) -> None:
        super().__init__("plain")
        self._none = none
        self.body.addWidget(Label(title, "strong"))
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._lines)
        self._labels: list[Label] = []
        self.shown: tuple[str, ...] | None = None

    def show_lines(self, oldest_first: tuple[str, ...]) -> None:
        """Show these lines; nothing is drawn anew while they are the same."""
        told = oldest_first[::-1] or (self._none,)
        if told == self.shown:
            return
        self.shown = told
        for old in self._labels:
            self._column.removeWidget(old)
            old.deleteLater()
        self._labels = [Label(line, "side") for line in told]
        for label in self._labels:
            self._column.addWidget(label)
