"""The very text of a consent, line by line, in a well of its own."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.consent_text import AUTHORITATIVE, ELEMENT, NOTE, TITLE, ConsentLine
from safestation.ui.kit import Card, Label

ROLES = {TITLE: "section", AUTHORITATIVE: "small", NOTE: "small"}


class WordingWell(Card):
    """Shows the lines. While somebody types, only the line that changed is said anew."""

    def __init__(self) -> None:
        super().__init__("well")
        self._shown: tuple[ConsentLine, ...] = ()
        self._labels: list[Label] = []
        self._lines = QWidget()
        self.body.addWidget(self._lines)

    def show_lines(self, lines: tuple[ConsentLine, ...]) -> None:
        """Put these lines into the well."""
        if [line.kind for line in lines] != [line.kind for line in self._shown]:
            self._build(lines)
        for label, line, before in zip(self._labels, lines, self._shown, strict=False):
            if line != before:
                _say(label, line)
        self._shown = lines

    def _build(self, lines: tuple[ConsentLine, ...]) -> None:
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        self._labels = [Label("", ROLES.get(line.kind, "body")) for line in lines]
        for label, line in zip(self._labels, lines, strict=True):
            _say(label, line)
            column.addWidget(label)
        self.body.replaceWidget(self._lines, fresh)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = fresh
        fresh.show()


def _say(label: Label, line: ConsentLine) -> None:
    if line.kind == ELEMENT:
        label.show_text(line.text or "—", f"{line.label}:")
    else:
        label.show_text(line.text)
