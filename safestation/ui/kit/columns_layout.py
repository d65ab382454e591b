"""A layout of equal columns: cards share the width of the page, and a row its height."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from safestation.ui.kit.flow_layout import FlowLayout


class ColumnsLayout(FlowLayout):
    """As many equal columns as `least` allows; the last row keeps the same columns."""

    def __init__(self, parent: QWidget | None, least: int, gap: int) -> None:
        super().__init__(parent, gap)
        self._least = least

    def across(self, width: int) -> int:
        """Return how many columns stand beside one another at a width, at least one."""
        return max(1, (width + self.spacing()) // (self._least + self.spacing()))

    def _column_width(self, width: int) -> int:
        across = self.across(width)
        return (width - self.spacing() * (across - 1)) // across

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return one column, as high as its cards need at that width."""
        return QSize(self._least, self.heightForWidth(self._least))

    def minimumSize(self) -> QSize:
        """Return the least width of one column; how high follows from the width."""
        return QSize(self._least, 0)

    def _flow(self, rect: QRect, *, move: bool) -> int:
        wide, across = self._column_width(rect.width()), self.across(rect.width())
        items = [item for item in self._items if not item.isEmpty()]
        top = rect.y()
        for start in range(0, len(items), across):
            row = items[start : start + across]
            high = max(_height(item, wide) for item in row)
            for place, item in enumerate(row if move else ()):
                left = rect.x() + place * (wide + self.spacing())
                item.setGeometry(QRect(left, top, wide, high))
            top += high + self.spacing()
        return max(0, top - self.spacing() - rect.y())


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
