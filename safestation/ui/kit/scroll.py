"""What is higher than the window scrolls; its ground stays that of the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scroll(QScrollArea):
    """Holds one widget at full width and scrolls it up and down. Tab never stops on it."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setProperty("role", "scrolled")
        self.setWidget(inside)
        # PySide owns a viewport it has handed out; held here, it outlives a collection.
        self._kept = (self.viewport(), inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
