"""What everything that can be pressed has in common."""

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from safestation.ui.style.theme import Look, look

TOUCH = 44


class Press(QPushButton):
    """A push button that paints itself: Enter and Space press it, a ring shows focus.

    Those that come after say how they look in `paint` and how large in `measure`. Qt's names
    are asked for where they are needed: at the door nothing needs them before it is seen.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = text
        self.set_text(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show and speak another text; an ampersand in it is only an ampersand."""
        self.words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    @property
    def ringed(self) -> bool:
        """Tell whether the focus ring is to be painted."""
        return self.hasFocus() and self.isEnabled()

    @property
    def hovered(self) -> bool:
        """Tell whether the pointer is on it, or holds it down."""
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the widget in the theme of the moment."""
        raise NotImplementedError

    def measure(self, now: Look) -> QSize:
        """Return the size that the widget would like."""
        return QSize(now.px(TOUCH), now.px(TOUCH))

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return the measure, never smaller than a finger."""
        now = look()
        return self.measure(now).expandedTo(QSize(now.px(TOUCH), now.px(TOUCH)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a press is never squeezed."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Become a hand under the pointer."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press, as Space does, and leave the arrows to the group around it."""
        key = QtCore.Qt.Key
        arrows = (key.Key_Left, key.Key_Right, key.Key_Up, key.Key_Down)
        if event.key() in (key.Key_Return, key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():  # a glove holds it down, and prints again and again
                self.click()
        elif event.key() in arrows and not self.autoExclusive():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hand a painter to `paint`."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, look())
        painter.end()
