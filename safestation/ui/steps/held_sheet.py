"""A sheet that keeps hold of what it is built from."""

from PySide6.QtWidgets import QWidget

from safestation.ui.kit import Sheet


class HeldSheet(Sheet):
    """Holds every widget between itself and its card.

    Python lets go of a scroll area's viewport that nobody names, and with it of the
    wrappers of everything inside, while the sheet is still open.
    """

    def __init__(self, host: QWidget, title: str, width: int = 560) -> None:
        super().__init__(host, title, width)
        self._held: list[QWidget] = []
        widget: QWidget | None = self.card
        while widget is not None and widget is not self:
            self._held.append(widget)
            widget = widget.parentWidget()
