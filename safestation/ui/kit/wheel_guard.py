"""Keeps the mouse wheel from changing an answer that nobody meant to change."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

_GUARDED = (QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar)


class WheelGuard(QObject):
    """Sends the wheel past closed drop-downs, spin boxes, dates and tabs to the page.

    Keep it as long as the application lives: `WheelGuard(app)`.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    # Qt's own
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow a wheel on a guarded widget and let its parent scroll."""
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if _guarded(watched) is None:
            return False
        # Ignored, so that Qt hands it on to the page around the widget.
        event.ignore()
        return True


def _guarded(widget: QWidget) -> QWidget | None:
    """Return the guarded widget this is, or is the inside of; an open list scrolls."""
    for candidate in (widget, widget.parentWidget()):
        if isinstance(candidate, _GUARDED) and not isinstance(candidate, QScrollBar):
            return candidate
    return None
