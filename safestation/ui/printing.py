"""From bytes to paper, with no file in between.

Linux and macOS: `lp` takes the PDF itself on its standard input. Windows has no such
command: there the pages are drawn at 300 dpi through Qt.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from re import search
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPainter

from safestation.domain.errors import PrintFailed

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

A4_WIDTH = b"595"  # points; Letter is 612
SECONDS = 20  # a spooler that has not taken a few pages by then is stuck
DPI = 300

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


class StationPrinter(Protocol):
    """What both printers do; the same as `services.paper.Printer`."""

    def print_pdf(self, pdf: bytes, job_title: str, copies: int = 1) -> None:
        """Send the pages. Raises PrintFailed."""
        ...


class LpPrinter:
    """Hands the PDF to the print spooler of Linux or macOS."""

    def __init__(self, run: Run = subprocess.run) -> None:
        self._run = run

    def print_pdf(self, pdf: bytes, job_title: str, copies: int = 1) -> None:
        """Send the pages. Raises PrintFailed without `lp`, a printer, or an answer."""
        lp = shutil.which("lp")
        if lp is None:
            raise PrintFailed
        media = f"media={_media(pdf)}"
        command = [lp, "-t", job_title, "-n", str(copies), "-o", media, "-"]
        try:
            done = self._run(
                command, input=pdf, capture_output=True, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            raise PrintFailed from None
        if done.returncode != 0:
            raise PrintFailed


class RasterPrinter:
    """Draws the pages on the default printer of Windows."""

    def print_pdf(self, pdf: bytes, job_title: str, copies: int = 1) -> None:
        """Send the pages. Raises PrintFailed without a printer, or when it gives up."""
        # QtPdf and QtPrintSupport cost more than all the kit; only a print needs them.
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

        buffer = QBuffer()
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not document.pageCount() or not printer.isValid():
            raise PrintFailed
        _set_up(printer, job_title, copies)
        painter = QPainter()
        if not painter.begin(printer):
            raise PrintFailed
        try:
            _draw(document, printer, painter)
        finally:
            ended = painter.end()
            document.close()
        if not ended:
            raise PrintFailed


def _media(pdf: bytes) -> str:
    """Return the name of the paper that the pages were made for."""
    width = search(rb"/MediaBox\s*\[\s*0\s+0\s+(\d+)", pdf)
    return "A4" if width and width[1] == A4_WIDTH else "Letter"


def _set_up(printer: "QPrinter", job_title: str, copies: int) -> None:
    printer.setDocName(job_title)
    printer.setCopyCount(copies)
    printer.setResolution(DPI)
    printer.setFullPage(True)


def _draw(document: "QPdfDocument", printer: "QPrinter", painter: QPainter) -> None:
    """Draw every page as a picture over the whole sheet."""
    for page in range(document.pageCount()):
        if page and not printer.newPage():
            raise PrintFailed
        area = painter.viewport()
        points = document.pagePointSize(page)
        size = points.scaled(area.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        painter.drawImage(0, 0, document.render(page, size))


def system_printer() -> StationPrinter:
    """Return the printer for this computer's system."""
    return RasterPrinter() if sys.platform == "win32" else LpPrinter()
