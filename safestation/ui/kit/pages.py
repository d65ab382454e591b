"""Several pages in one place, of which one is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Pages(QWidget):
    """Shows one page, and needs only its room; Qt's own stack takes that of the largest.

    `changed` gives the page that is shown now.
    """

    changed = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def shown(self) -> QWidget | None:
        """The page that is shown."""
        return self._shown

    def add(self, page: QWidget) -> None:
        """Take a page; the first is shown, any other waits."""
        self._column.addWidget(page)
        if self._shown is None:
            self._shown = page
        else:
            page.hide()

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before."""
        before, self._shown = self._shown, page
        if before is not None and before is not page:
            before.hide()
        page.show()
        self.changed.emit(page)
