"""What a list holds, and how its columns share the room."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from safestation.ui.kit.cells import Column, Row
from safestation.ui.style.theme import look

Index = QModelIndex | QPersistentModelIndex
NARROWEST = 64
_NONE = QModelIndex()


def shared_width(
    widths: list[int], floors: list[int], columns: Sequence[Column], room: int
) -> list[int]:
    """Return column widths that fill `room`: the wide give way, the stretchy take more."""
    spare = room - sum(widths)
    shares = [column.stretch for column in columns]
    if spare >= 0:
        if not any(shares):
            shares = [0] * (len(columns) - 1) + [1]
        total = sum(shares)
        spread = [w + spare * share // total for w, share in zip(widths, shares, strict=True)]
        spread[-1] += room - sum(spread)
        return spread
    least = look().px(NARROWEST)
    givers = [max(0, w - max(least, f)) for w, f in zip(widths, floors, strict=True)]
    total = max(1, sum(givers))
    spare = max(spare, -total)  # no word is cut; where that is too wide, the list scrolls
    return [w + spare * give // total for w, give in zip(widths, givers, strict=True)]


class Rows(QAbstractTableModel):
    """Rows and columns as Qt and screen readers ask for them."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    # Qt's own
    def rowCount(self, parent: Index = _NONE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows or says."""
        cell = self.rows[index.row()].cell(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let arrow keys and clicks pass over a heading."""
        if index.isValid() and self.rows[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None
