"""What has the focus can be seen: the page around it scrolls along."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from safestation.ui.style.theme import look

_ABOVE = 48  # a field's label stands this far above its line
_BESIDE = 16
_PASSES = 4


def bring_into_view(widget: QWidget) -> None:
    """Scroll everything around a widget until it can be seen with its label."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            # Never ask it for its viewport: the binding would own and later end it.
            around.ensureWidgetVisible(widget, look().px(_BESIDE), look().px(_ABOVE))
        around = around.parentWidget()


def settle() -> None:
    """Give everything its place now: a text that wraps needs a pass for each thing around it.

    Else the first picture of a page shows lines and cards that lie over one another.
    """
    for _ in range(_PASSES):
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest.value))


def show_now(widget: QWidget) -> None:
    """Show what nobody hid, and not a moment after the page around it, as a layout would."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.show()


def show_soon(message: QWidget) -> None:
    """Scroll to a message that was just put on a page, once it has its place there."""

    def scroll() -> None:
        settle()
        bring_into_view(message)

    QTimer.singleShot(0, message, scroll)


class FocusGuide(QObject):
    """Keeps what has the focus in sight. Keep it as long as the application lives."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        app.focusChanged.connect(self._moved)

    @Slot(QWidget, QWidget)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A page that moves under a pressed finger would lose the click.
        if new is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        bring_into_view(new)
        self._soon.start()  # a page that was just built has its place only now

    @Slot()
    def _show(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and isValid(focused):
            bring_into_view(focused)
