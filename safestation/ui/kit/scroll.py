"""What is higher than the window scrolls; its ground stays that of the page."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from safestation.ui.style.theme import look

GUTTER = 16  # the bar of the style sheet, and a gap


class Scroll(QScrollArea):
    """Holds one widget at full width and scrolls it up and down. Tab never stops on it.

    With `gutter`, what it holds has the same width with and without a bar: give the scroll
    GUTTER more room at the right than what stands above it, and both end on one line.
    """

    def __init__(
        self, inside: QWidget, parent: QWidget | None = None, *, gutter: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", "NoFocus")
        self.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        # A view of our own. To hand out its own, the binding would first make every class
        # known that scrolls, to see which it is: 9 ms before the locked screen stands.
        view = QWidget()
        view.setObjectName("qt_scrollarea_viewport")  # as Qt's own
        self.setViewport(view)
        inside.setProperty("role", "scrolled")
        self.setWidget(inside)
        # Held here, both outlive a collection: PySide owns a viewport it has handed out.
        self._kept = (view, inside)
        self._wide = 0
        inside.setAutoFillBackground(False)
        self._is_settling = False
        if gutter:
            self.verticalScrollBar().rangeChanged.connect(self._keep_gutter)
            self._keep_gutter()

    def _keep_gutter(self) -> None:
        """Leave the room of the bar free while there is none.

        A margin changes the width, that may change the range, and that asks again: a second
        look is enough, since what is held has the same width either way.
        """
        if self._is_settling:
            return
        self._is_settling = True
        bar = self.verticalScrollBar()
        for _again in range(2):  # what holds after the first time is what counts
            wide = bar.sizeHint().width() if bar.maximum() > 0 else 0
            self.setViewportMargins(0, 0, max(0, look().px(GUTTER) - wide), 0)
        self._is_settling = False

    def keep_width(self, width: int) -> None:
        """Stand as wide as `width` pixels, and wider by the bar while there is one."""
        if not self._wide:
            self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._wide = width
        self._make_room()

    def _make_room(self) -> None:
        bar = self.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() else 0
        self.setFixedWidth(self._wide + beside)
