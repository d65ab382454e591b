"""A code on paper: groups to read and type, and the same as a square for a scanner."""

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from safestation.forms.glyphs import BOLD, REGULAR
from safestation.forms.styles import GROUND, INK, LINE, SECOND_INK

SQUARE = 122.0  # points; 25 modules at 1.2 mm, which a counter scanner reads from a hand away
IN_ROW = 4
_GAP, _HIGH, _SPACING = 8.0, 50.0, 2.6
_SIZE, _NUMBER_SIZE = 18.0, 8.5


class CodeToType(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Numbered boxes of characters on the left, the scanner's square on the right."""

    def __init__(self, groups: tuple[str, ...], scanned: str, alt: str) -> None:
        super().__init__()
        self._groups = groups
        self._scanned = scanned
        self._alt = alt

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002 - theirs
        """Return the room that is needed."""
        self.width = width
        return width, SQUARE + 6

    def draw(self) -> None:
        """Draw the boxes, then the square."""
        room = self.width - SQUARE - 2 * _GAP
        wide = (room - (IN_ROW - 1) * _GAP) / IN_ROW
        top = SQUARE - (SQUARE - 2 * _HIGH - _GAP) / 2
        with self.canv.tagged("P"):
            for at, group in enumerate(self._groups):
                left = at % IN_ROW * (wide + _GAP)
                level = top - _HIGH - at // IN_ROW * (_HIGH + _GAP)
                self._draw_group(at + 1, group, left, level, wide)
        with self.canv.tagged("Figure", alt=self._alt):
            self._draw_square(self.width - SQUARE)

    def _draw_group(
        self, number: int, group: str, left: float, level: float, wide: float
    ) -> None:
        canvas = self.canv
        canvas.setFillColor(GROUND)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.8)
        canvas.roundRect(left, level, wide, _HIGH, 5, fill=1)
        canvas.setFillColor(SECOND_INK)
        canvas.setFont(REGULAR, _NUMBER_SIZE)
        canvas.drawString(left + 6, level + _HIGH - 12, str(number))
        canvas.setFillColor(INK)
        long = canvas.stringWidth(group, BOLD, _SIZE) + _SPACING * (len(group) - 1)
        text = canvas.beginText(left + (wide - long) / 2, level + 13)
        text.setFont(BOLD, _SIZE)
        text.setCharSpace(_SPACING)
        text.textOut(group)
        text.setCharSpace(0)
        canvas.drawText(text)

    def _draw_square(self, left: float) -> None:
        square = QrCodeWidget(self._scanned, barLevel="Q", barBorder=2)
        begin_x, begin_y, end_x, end_y = square.getBounds()
        scale = SQUARE / (end_x - begin_x), SQUARE / (end_y - begin_y)
        drawing = Drawing(SQUARE, SQUARE, transform=[scale[0], 0, 0, scale[1], 0, 0])
        drawing.add(square)
        renderPDF.draw(drawing, self.canv, left, 3)
