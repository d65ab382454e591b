"""The very text of a consent, line by line, in a well of its own."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.consent_text import AUTHORITATIVE, ELEMENT, NOTE, TITLE, ConsentLine
from safestation.ui.kit import Card, Label

ROLES = {TITLE: "section", AUTHORITATIVE: "small", NOTE: "small"}


class WordingWell(Card):
    """Shows the lines; built again only when they are other lines."""

    def __init__(self) -> None:
        super().__init__("well")
        self._shown: tuple[ConsentLine, ...] | None = None

    def show_lines(self, lines: tuple[ConsentLine, ...]) -> None:
        """Put these lines into the well."""
        if lines == self._shown:
            return
        self._shown = lines
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        for line in lines:
            column.addWidget(_label(line))
        if (old := self.body.itemAt(0)) is not None and (widget := old.widget()):
            self.body.replaceWidget(widget, fresh)
            widget.hide()
            widget.deleteLater()
        else:
            self.body.addWidget(fresh)
        fresh.show()


def _label(line: ConsentLine) -> Label:
    if line.kind == ELEMENT:
        label = Label()
        label.show_text(line.text or "—", f"{line.label}:")
        return label
    return Label(line.text, ROLES.get(line.kind, "body"))
