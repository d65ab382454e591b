"""A part of a page that scrolls by itself, where the page is as high as the window."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from safestation.ui.kit.scroll import Scroll


class Pane(QWidget):
    """Holds one widget: scrolled, or `whole`, where everything around it scrolls as one."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside, self.is_whole = inside, False
        self.scroller = Scroll(inside, gutter=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.scroller)

    def to_top(self) -> None:
        """Show the beginning of what is held."""
        self.scroller.verticalScrollBar().setValue(0)

    def set_whole(self, whole: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Stand as high as what is held, or scroll it; what has the focus keeps it."""
        if whole == self.is_whole:
            return
        self.is_whole = whole
        focused = QApplication.focusWidget()
        if whole:
            self.scroller.takeWidget()
            self._column.addWidget(self.inside)
        else:
            self._column.removeWidget(self.inside)
            self.scroller.setWidget(self.inside)
        self.scroller.setVisible(not whole)
        self.inside.show()
        if focused is not None and self.inside.isAncestorOf(focused):
            focused.setFocus()
