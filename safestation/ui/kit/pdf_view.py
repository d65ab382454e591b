"""The page as it will be printed, from bytes that were never on a disk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.style.theme import look
from safestation.ui.words import Words

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_SMALLEST, _LARGEST, _STEP = 0.5, 4.0, 1.25


class PdfView(QWidget):
    """Shows one page at a time, as large as fits; buttons turn pages and enlarge."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self._page, self._zoom = 0, 1.0
        self.sheet = QLabel()
        self.sheet.setProperty("role", "desk")
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setAccessibleName(words("kit.page.name"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.sheet)
        self._scroll.setAccessibleName(words("kit.page.name"))
        self.number = Label("", "small", wrap=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll, 1)
        self._fill_controls(row_in(column))
        self._show()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._document.pageCount() if self._document else 0

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    def show_pdf(self, pdf: bytes) -> None:
        """Show the first page of a document."""
        # Loading QtPdf takes longer than all of the kit; only a preview needs it.
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - see above

        self.clear()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self._show()

    def clear(self) -> None:
        """Show nothing, and let the document go."""
        for held in (self._document, self._buffer):
            if held is not None:
                held.close()
                held.deleteLater()
        self._document, self._buffer, self._page, self._zoom = None, None, 0, 1.0
        self._show()

    def show_page(self, page: int) -> None:
        """Show another page, from 0; past the ends is the nearest one."""
        self._page = max(0, min(page, self.page_count - 1))
        self._show()

    def zoom_by(self, factor: float) -> None:
        """Show the page larger or smaller; 1 is the size that fits."""
        self._zoom = max(_SMALLEST, min(_LARGEST, self._zoom * factor))
        self._show()

    def _fill_controls(self, row: QHBoxLayout) -> None:
        self.previous = Button(self._words("kit.page.previous"), "quiet")
        self.next = Button(self._words("kit.page.next"), "quiet")
        self.farther = Button("−", "quiet")  # noqa: RUF001 - a minus sign
        self.closer = Button("+", "quiet")
        self.previous.wraps = self.next.wraps = True
        self.farther.setAccessibleName(self._words("kit.page.farther"))
        self.closer.setAccessibleName(self._words("kit.page.closer"))
        self.previous.clicked.connect(lambda: self.show_page(self._page - 1))
        self.next.clicked.connect(lambda: self.show_page(self._page + 1))
        self.farther.clicked.connect(lambda: self.zoom_by(1 / _STEP))
        self.closer.clicked.connect(lambda: self.zoom_by(_STEP))
        for widget in (self.previous, self.number, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.farther)
        row.addWidget(self.closer)

    def _show(self) -> None:
        total = self.page_count
        said = self._words("kit.page.of", number=self._page + 1, total=total) if total else ""
        self.number.show_text(said)
        self.sheet.setAccessibleDescription(said)
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page + 1 < total)
        for button in (self.farther, self.closer):
            button.setEnabled(bool(total))
        if self._document is None:
            self.sheet.setPixmap(QPixmap())
        elif not total:
            self.sheet.setText(self._words("kit.page.broken"))
        else:
            self.sheet.setPixmap(QPixmap.fromImage(self._drawn(self._document)))

    def _drawn(self, document: "QPdfDocument") -> QImage:
        points = document.pagePointSize(self._page)
        room = self._scroll.viewport().size() - QSize(look().px(32), look().px(32))
        fit = min(room.width() / points.width(), room.height() / points.height())
        ratio = self.devicePixelRatioF()
        size = (points * max(0.2, fit) * self._zoom * ratio).toSize()
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(QColor("#ffffff"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, document.render(self._page, size))
        painter.setPen(QColor("#b9bec4"))
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        paper.setDevicePixelRatio(ratio)
        return paper

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page again."""
        super().resizeEvent(event)
        self._show()
