"""What stands on every page: header, footer, and the stamp of the training station."""

from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from safestation.forms.blocks import Pages
from safestation.forms.glyphs import (
    BOLD,
    REGULAR,
    STAND_IN,
    missing_glyphs,
    printable,
)
from safestation.forms.said import Said
from safestation.forms.styles import INK, LINE, NAVY, SECOND_INK, STAMP, TITLE_SIZE
from safestation.forms.tagging import TaggedCanvas

EDGE = 30.0  # from the edge of the paper to the header and the footer
RIGHT_SHARE = 0.34
SMALL = 9.0
_TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=TITLE_SIZE, leading=21, textColor=INK)
_STATION = ParagraphStyle("station", fontName=REGULAR, fontSize=10, leading=14, textColor=INK)
_RIGHT = ParagraphStyle("right", parent=_STATION, alignment=TA_RIGHT)
_FOOT = ParagraphStyle(
    "foot", fontName=REGULAR, fontSize=SMALL, leading=12, textColor=SECOND_INK
)
_STATEMENT = ParagraphStyle("statement", parent=_FOOT, fontName=BOLD, textColor=INK)


class Furniture:
    """Measures the header and footer of one page set, and draws them on each page."""

    def __init__(self, pages: Pages, width: float, height: float) -> None:
        self._pages = pages
        self._width, self._height = width, height
        self._room = width - 2 * pages.margin
        told = (pages.title, pages.station, pages.right, pages.blocks)
        self._is_replaced = any(missing_glyphs(text) for text in texts_of(told))
        left = self._room * (1 - RIGHT_SHARE) - 12
        self._head = [
            self._wrapped(pages.title, _TITLE, left),
            self._wrapped(pages.station, _STATION, left),
        ]
        tallest = max(
            sum(used for _, used in self._head),
            len(pages.right) * _RIGHT.leading + _RIGHT.leading,
        )
        self.head = EDGE + tallest + 10
        above = ((pages.statement, _STATEMENT), (self._note(), _FOOT))
        self._above = [self._wrapped(text, style, self._room) for text, style in above if text]
        self.foot = EDGE + sum(used for _, used in self._foot_lines(1, 1))

    def draw(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        """Draw everything around the text of one page."""
        with canvas.artifact() if page > 1 else canvas.tagged("H1"):
            self._draw_head(canvas, page, pages)
        with canvas.artifact():
            self._draw_rule(canvas)
            self._draw_foot(canvas, page, pages)
            if self._pages.stamp:
                self._draw_stamp(canvas)

    def _draw_head(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        top = self._height - EDGE
        for paragraph, used in self._head:
            paragraph.drawOn(canvas, self._pages.margin, top - used)
            top -= used
        line = self._height - EDGE - _RIGHT.leading + 3
        canvas.setFillColor(INK)
        for text in (*self._pages.right, self._page_of(page, pages)):
            self._right(canvas, text, line)
            line -= _RIGHT.leading

    def _right(self, canvas: TaggedCanvas, text: str, line: float) -> None:
        shown, room = printable(text), self._room * RIGHT_SHARE
        wide = canvas.stringWidth(shown, REGULAR, 10)
        canvas.setFont(REGULAR, 10 if wide <= room else 10 * room / wide)
        canvas.drawRightString(self._width - self._pages.margin, line, shown)

    def _draw_rule(self, canvas: TaggedCanvas) -> None:
        canvas.setStrokeColor(NAVY)
        canvas.setLineWidth(1.6)
        level = self._height - self.head
        canvas.line(self._pages.margin, level, self._width - self._pages.margin, level)

    def _draw_foot(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        level = self.foot
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.6)
        canvas.line(self._pages.margin, level + 3, self._width - self._pages.margin, level + 3)
        for paragraph, used in self._foot_lines(page, pages):
            level -= used
            paragraph.drawOn(canvas, self._pages.margin, level)

    def _draw_stamp(self, canvas: TaggedCanvas) -> None:
        canvas.saveState()
        canvas.setFillColor(STAMP)
        canvas.setFillAlpha(0.16)
        canvas.translate(self._width / 2, self._height / 2)
        canvas.rotate(52)
        text = printable(self._pages.stamp)
        size = 700 / max(1.0, canvas.stringWidth(text, BOLD, 1))
        canvas.setFont(BOLD, min(size, 120))
        canvas.drawCentredString(0, -size / 3, text)
        canvas.restoreState()

    def _foot_lines(self, page: int, pages: int) -> list[tuple[Said, float]]:
        last = " · ".join((*self._pages.footer, self._page_of(page, pages)))
        return [*self._above, self._wrapped(last, _FOOT, self._room)]

    def _note(self) -> str:
        """Return the sentence about characters that could not be printed, if any."""
        return self._pages.glyph_note.format(mark=STAND_IN) if self._is_replaced else ""

    def _page_of(self, page: int, pages: int) -> str:
        return self._pages.page_of.format(page=page, pages=pages)

    def _wrapped(self, text: str, style: ParagraphStyle, width: float) -> tuple[Said, float]:
        paragraph = Said.of(text, style)
        return paragraph, paragraph.wrap(width, self._height)[1]


def texts_of(value: Any) -> list[str]:  # noqa: ANN401 - any block, and what blocks hold
    """Return every text in a block, or in a tuple of blocks."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts_of(one)]
    names = getattr(value, "__dataclass_fields__", ())
    return [text for name in names for text in texts_of(getattr(value, name))]
