"""One form in the packet: whether it is printed, for whom, how long, and if not, why."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.services.packet import ABOUT_A_CONSENT
from safestation.services.paper import PacketItem
from safestation.ui.kit import CheckRow, Label
from safestation.ui.style.theme import look
from safestation.ui.words import Words


class PacketRow(QWidget):
    """A line to tick. `looked_at` when it is clicked or gets the focus."""

    toggled = Signal(bool)
    looked_at = Signal()

    def __init__(self, item: PacketItem, title: str, words: Words) -> None:
        super().__init__()
        self.item, self._words = item, words
        self.box = CheckRow(row_text(item, title, words))
        self.box.setChecked(item.preselected and item.allowed)
        self.box.setEnabled(item.allowed)
        self.box.toggled.connect(self.toggled)
        self.box.clicked.connect(self.looked_at)
        self.box.installEventFilter(self)
        self.why = Label("", "small")
        self.why.setContentsMargins(look().px(34), 0, 0, look().px(12))
        self.why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addWidget(self.why)
        if item.reason:
            self.refuse(item.reason)
        self.show_pages(0)

    def refuse(self, reason: str) -> None:
        """Grey the line and say why, and what would open it."""
        self.item = replace(self.item, allowed=False, reason=reason)
        self.box.setChecked(False)
        self.box.setEnabled(False)
        self.box.underline = False
        self.why.show_text(self._words(reason))
        self.why.show()
        self.box.setAccessibleDescription(self.why.words)

    def show_pages(self, pages: int) -> None:
        """Show how many pages it has, once that is known, in which language."""
        if not self.item.allowed:
            return
        parts = [self._words("paper.along")] if self.item.comes_along else []
        parts += [self._words("paper.pages", pages=pages)] if pages else []
        self.box.show_detail(" · ".join([*parts, self.item.language.upper()]))

    # Qt's own
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the line got the focus."""
        if watched is self.box and event.type() == QEvent.Type.FocusIn:
            self.looked_at.emit()
        return super().eventFilter(watched, event)


def row_text(item: PacketItem, title: str, words: Words) -> str:
    """Return what the line says: the form and for whom it is."""
    if item.form in ABOUT_A_CONSENT:
        return words("paper.own_copy", form=title, name=item.recipient_name)
    if item.recipient_name:
        return words("paper.for_whom", form=title, name=item.recipient_name)
    return title


def whom(item: PacketItem, words: Words) -> str:
    """Return for whom a page is printed, in a sentence."""
    if item.recipient_name and item.form not in ABOUT_A_CONSENT:
        return words("paper.preview_for", name=item.recipient_name)
    return words("paper.preview_own")
