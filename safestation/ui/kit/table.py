"""A light list: headings, lines, chips in cells; by mouse, finger and keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from safestation.ui.kit.cells import (
    Cell,
    Column,
    Row,
    cell_floor,
    cell_height,
    cell_width,
    paint_cell,
)
from safestation.ui.kit.paint import ring, text_width
from safestation.ui.kit.table_rows import Index, Rows, shared_width
from safestation.ui.style.theme import SEMIBOLD, look


class Table(QTableView):
    """Shows rows. `chosen` gives the id of the row that is opened, `selected` follows."""

    chosen = Signal(str)
    selected = Signal(str)

    def __init__(
        self, columns: Sequence[Column], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._is_whole = tuple(columns), False
        self._rows = Rows(self._columns, self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.doubleClicked.connect(lambda _index: self._choose())
        self.selectionModel().currentRowChanged.connect(self._follow)

    @property
    def selected_id(self) -> str:
        """The id of the row that is selected, or nothing."""
        row = self.currentIndex().row()
        return self._rows.rows[row].id if 0 <= row < len(self._rows.rows) else ""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the selected one stays selected if it is still there."""
        held = self.selected_id
        self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own
        self._rows.show(rows)
        self.clearSpans()
        for place, row in enumerate(rows):
            if row.heading and len(self._columns) > 1:
                self.setSpan(place, 0, 1, len(self._columns))
        self.select(held)
        self.selectionModel().blockSignals(False)  # noqa: FBT003 - Qt's own
        self._fit()

    def select(self, row_id: str) -> None:
        """Select a row by its id; nothing if it is not there."""
        for place, row in enumerate(self._rows.rows):
            if row.id == row_id:
                self.selectRow(place)

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell shows."""
        return self._rows.rows[row].cell(column)

    def natural_height(self) -> int:
        """Return the height at which no row is hidden, for a list inside a page."""
        lines = sum(self.rowHeight(row) for row in range(len(self._rows.rows)))
        header = self.horizontalHeader()
        return lines + (0 if header.isHidden() else header.sizeHint().height())

    @property
    def _lines(self) -> tuple[Row, ...]:
        """The rows that share the columns' widths: a heading has them all."""
        return tuple(row for row in self._rows.rows if not row.heading)

    def show_whole(self) -> None:
        """Stand as high as the rows from now on: what is around the list scrolls."""
        self._is_whole = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def _choose(self) -> None:
        if self.selected_id:
            self.chosen.emit(self.selected_id)

    def _follow(self) -> None:
        self.selected.emit(self.selected_id)

    def _fit(self) -> None:
        now = look()
        widths = [
            max(
                text_width(column.title, now.font(13, SEMIBOLD)) + now.px(24),
                *(cell_width(row.cell(place), now) for row in self._lines),
                now.px(40),
            )
            for place, column in enumerate(self._columns)
        ]
        floors = [
            max(
                text_width(column.title, now.font(13, SEMIBOLD)) + now.px(24),
                *(cell_floor(row.cell(place), now) for row in self._lines),
                0,
            )
            for place, column in enumerate(self._columns)
        ]
        room = self.viewport().width()
        for place, width in enumerate(shared_width(widths, floors, self._columns, room)):
            self.setColumnWidth(place, width)
        for place, row in enumerate(self._rows.rows):
            wide = [self.columnWidth(column) for column in range(len(self._columns))]
            if row.heading:
                wide = [sum(wide)]
            heights = (cell_height(row.cell(n), wide[n], now) for n in range(len(wide)))
            self.setRowHeight(place, max(heights, default=now.px(44)))
        if self._is_whole:
            self.setFixedHeight(self.natural_height() + 2 * self.frameWidth())

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns again."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter open the selected row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    # Qt's own
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, row = look(), index.row()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = row == self._table.currentIndex().row()
        if on:
            painter.fillRect(rect, now.color("tint"))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, now.color("line"))
        cells = self._table.model()
        held = cells.rows[row] if isinstance(cells, Rows) else None
        faded = held is not None and held.faded
        if held is not None and held.heading:
            painter.fillRect(rect, now.color("canvas"))
        paint_cell(painter, rect, self._table.cell(row, index.column()), now, faded=faded)
        if on and self._table.hasFocus():
            across = self._table.viewport().width()
            whole = QRectF(0, rect.top(), across, rect.height() - 1)
            ring(painter, whole, now.px(4), now.color("focus"))
        painter.restore()
