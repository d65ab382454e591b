"""A drop-down in the look of the house, for long lists."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QWidget

from safestation.ui.style.theme import look


class Select(QComboBox):
    """Shows options by value and text; `picked` is sent only when a person picks."""

    picked = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._wanted = ""
        self.show_options(options)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(8)
        self.activated.connect(lambda _place: self.picked.emit(self.value))

    @property
    def value(self) -> str:
        """The value that holds, or nothing."""
        held = self.currentData() if self.count() else self._wanted
        return held if isinstance(held, str) else ""

    def show_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; what holds goes on holding if it is among them."""
        held = self.value
        self.clear()
        for value, text in options:
            self.addItem(text, value)
        self.setCurrentIndex(self.findData(held))

    def show_value(self, value: str) -> None:
        """Show a value without saying that it was picked; an unknown one shows nothing.

        Before there are options it is kept until they come.
        """
        self._wanted = value
        self.setCurrentIndex(self.findData(value))

    # Qt's own
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow that the style sheet took away."""
        super().paintEvent(event)
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(now.color("ink2"), 2, Qt.PenStyle.SolidLine, cap, join))
        middle = QPointF(self.width() - now.px(20), self.height() / 2)
        arm = now.px(5)
        left, low = middle + QPointF(-arm, -arm / 2), middle + QPointF(0, arm / 2)
        painter.drawPolyline([left, low, middle + QPointF(arm, -arm / 2)])
        painter.end()
