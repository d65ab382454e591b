"""A page that scrolls whole where the window is too low for it."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from safestation.ui.kit.scroll import Scroll


class Fitted(Scroll):
    """Holds a page as large as its place, or as high as the page must be at the least."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        self._place = _Place(page)
        super().__init__(self._place, parent)


class _Place(QWidget):
    """Stands where the page stands, and asks for no more height than the page's least.

    A layout here would ask for all the height that the page would like.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)
        page.installEventFilter(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._measure)

    def _measure(self) -> None:
        layout = self._page.layout()
        if layout is None:
            return
        least = layout.totalMinimumSize()
        if layout.hasHeightForWidth():
            least.setHeight(layout.totalMinimumHeightForWidth(self.width()))
        if self.minimumSize() != least:
            self.setMinimumSize(least)

    # Qt's own
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure again when something on the page needs more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._page:
            self._soon.start()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the whole place, and measure again at the new width."""
        super().resizeEvent(event)
        self._page.setGeometry(self.rect())
        self._measure()
