"""Things on paper that are drawn rather than set: lines to write on, boxes, signatures."""

from reportlab.platypus import Flowable, Paragraph

from safestation.forms.glyphs import BOLD, REGULAR, printable
from safestation.forms.styles import INK, LINE, SECOND_INK

SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 260.0, 78.0


class WritingLines(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Lines to write on, with a small caption under each."""

    def __init__(self, parts: tuple[tuple[str, float], ...], size: float) -> None:
        super().__init__()
        self._parts = parts
        self._size = size

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002 - theirs
        """Return the room that is needed."""
        self.width = width
        return width, self._size * 4.2

    def draw(self) -> None:
        """Draw the lines side by side."""
        small = max(8.5, self._size * 0.75)
        left, gap = 0.0, 14.0
        with self.canv.tagged("P"):
            for caption, share in self._parts:
                room = self.width * share - gap
                self._draw_line(left, room, small)
                self._write(caption, left, room, small)
                left += room + gap

    def _draw_line(self, left: float, room: float, small: float) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.8)
        self.canv.line(left, small * 1.6, left + room, small * 1.6)

    def _write(self, caption: str, left: float, room: float, size: float) -> None:
        text = printable(caption)
        wide = self.canv.stringWidth(text, REGULAR, size)
        self.canv.setFillColor(SECOND_INK)
        self.canv.setFont(REGULAR, size if wide <= room else size * room / wide)
        self.canv.drawString(left, size * 0.4, text)


class FillLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A bold label and, to its right, a line that leaves room for handwriting."""

    def __init__(self, label: str, size: float, indent: float) -> None:
        super().__init__()
        self._label = printable(label)
        self._size = size
        self._indent = indent

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002 - theirs
        """Return the room that is needed."""
        self.width = width
        return width, self._size * 2.3

    def draw(self) -> None:
        """Draw the label, then the line."""
        wide = self.canv.stringWidth(self._label, BOLD, self._size) + 8
        level = self._size * 0.65
        with self.canv.tagged("P"):
            self.canv.setFillColor(INK)
            self.canv.setFont(BOLD, self._size)
            self.canv.drawString(0, level, self._label)
            self.canv.setStrokeColor(LINE)
            self.canv.setLineWidth(0.8)
            self.canv.line(max(wide, self._indent), level - 1, self.width, level - 1)


class AmountLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Words at the left, numbers in columns that end at fixed places, a thin line below."""

    _WORDS = 0.7  # of the width
    _ENDS = (0.84, 0.96)

    def __init__(self, words: Paragraph, numbers: tuple[str, str], size: float) -> None:
        super().__init__()
        self._words, self._size = words, size
        self._numbers = tuple(printable(number) for number in numbers)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that is needed: the words may take more than one line."""
        self.width = width
        _, self._tall = self._words.wrap(width * self._WORDS, height)
        self.height = self._tall + self._size * 0.3
        return width, self.height

    def draw(self) -> None:
        """Draw the words, the numbers beside their first line, and the line."""
        with self.canv.artifact():
            self.canv.setStrokeColor(LINE)
            self.canv.setLineWidth(0.4)
            self.canv.line(0, 0, self.width, 0)
        self._words.drawOn(self.canv, 0, self.height - self._tall)
        level = self.height - self._size
        with self.canv.tagged("P"):
            self.canv.setFillColor(INK)
            self.canv.setFont(REGULAR, self._size)
            for number, end in zip(self._numbers, self._ENDS, strict=True):
                self.canv.drawRightString(self.width * end, level, number)


class Strokes(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawn signature as vectors. Points are shares of width and height, from the top."""

    def __init__(self, strokes: tuple[tuple[tuple[float, float], ...], ...]) -> None:
        super().__init__()
        self._strokes = strokes
        self.width, self.height = SIGNATURE_WIDTH, SIGNATURE_HEIGHT

    def draw(self) -> None:
        """Draw every stroke."""
        with self.canv.tagged("Figure", alt="Signature"):
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(1.3)
            self.canv.setLineCap(1)
            self.canv.setLineJoin(1)
            for stroke in self._strokes:
                self._draw(stroke)

    def _draw(self, stroke: tuple[tuple[float, float], ...]) -> None:
        placed = [(_share(x) * self.width, (1 - _share(y)) * self.height) for x, y in stroke]
        if not placed:
            return
        path = self.canv.beginPath()
        path.moveTo(*placed[0])
        for point in [*placed[1:], placed[-1]]:
            path.lineTo(*point)
        self.canv.drawPath(path)


class TickBox(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """An empty box in front of a paragraph."""

    def __init__(self, paragraph: Paragraph, size: float) -> None:
        super().__init__()
        self._paragraph = paragraph
        self._size = size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that is needed."""
        _, used = self._paragraph.wrap(width - self._size * 1.8, height)
        self._used = used
        return width, used + self._size * 0.35

    def draw(self) -> None:
        """Draw the box, then the words beside it."""
        with self.canv.artifact():
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(0.8)
            side = self._size * 0.95
            self.canv.rect(0, self._used - side, side, side)
        self._paragraph.drawOn(self.canv, self._size * 1.8, 0)


def _share(number: float) -> float:
    return min(1.0, max(0.0, number))
