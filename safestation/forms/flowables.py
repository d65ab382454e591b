"""Draws blocks: each kind of block becomes what ReportLab calls a flowable."""

from collections.abc import Callable
from typing import Any

from reportlab.platypus import (
    Flowable,
    HRFlowable,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
)

from safestation.forms import blocks
from safestation.forms.glyphs import REGULAR, marked_up, printable
from safestation.forms.styles import GROUND, INK, LINE, SECOND_INK, Styles

Flowables = list[Any]
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 260.0, 78.0


class Tagged(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph that says what it is to whoever has the page read aloud."""

    tag = "P"

    def draw(self) -> None:
        """Draw the paragraph as marked content."""
        with self.canv.tagged(self.tag):
            super().draw()


class TaggedHeading(Tagged):
    """A section's heading, to readers too."""

    tag = "H2"


class Rule(HRFlowable):  # type: ignore[misc]  # ReportLab has no types
    """A thin line that is furniture."""

    def draw(self) -> None:
        """Draw the line, which nobody reads aloud."""
        with self.canv.artifact():
            super().draw()


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


def to_flowables(items: tuple[blocks.Block, ...], styles: Styles) -> Flowables:
    """Return what ReportLab lays out for these blocks, in order."""
    return [one for item in items for one in _DRAWN_BY[type(item)](item, styles)]


def _heading(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    style = styles.heading().clone("heading", keepWithNext=1, spaceAfter=1)
    rule = Rule(width="100%", thickness=0.6, color=LINE, spaceBefore=1, spaceAfter=5)
    rule.keepWithNext = 1
    room = Spacer(1, styles.body * 0.7)
    return [room, TaggedHeading(marked_up(block.text), style), rule]


def _row(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    if styles.label_width:
        label = printable(block.label)
        return [Tagged(marked_up(block.text), styles.row(), bulletText=label)]
    text = f"<b>{marked_up(block.label)}</b><br/>{marked_up(block.text)}"
    return [Tagged(text, styles.tone(blocks.Tone.BODY))]


def _para(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [Tagged(marked_up(block.text), styles.tone(block.tone))]


def _bullets(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    style = styles.bullet()
    return [Tagged(marked_up(item), style, bulletText="•") for item in block.items]


def _box(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    style = styles.tone(block.tone).clone(
        "box", backColor=GROUND, borderPadding=(6, 8, 8, 8), leftIndent=8, rightIndent=8
    )
    title = f"<b>{marked_up(block.title)}</b><br/>" if block.title else ""
    return [Spacer(1, 12), Tagged(title + marked_up(block.text), style), Spacer(1, 12)]


def _blanks(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [WritingLines(block.parts, styles.body)]


def _ticks(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    style = styles.tone(blocks.Tone.BODY)
    return [TickBox(Tagged(marked_up(item), style), styles.body) for item in block.items]


def _drawn(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    caption = Tagged(marked_up(block.caption), styles.tone(blocks.Tone.SMALL))
    rule = Rule(width=SIGNATURE_WIDTH, thickness=0.8, color=INK, hAlign="LEFT", spaceAfter=3)
    return [KeepTogether([Strokes(block.signature.strokes), rule, caption])]


def _gap(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [Spacer(1, styles.body * 1.38 * block.lines)]


def _page_break(_block: Any, _styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [PageBreak()]


def _together(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [KeepTogether(to_flowables(block.blocks, styles))]


def _share(number: float) -> float:
    return min(1.0, max(0.0, number))


# The table is keyed by type, so each function gets its own kind of block.
_DRAWN_BY: dict[type[Any], Callable[[Any, Styles], Flowables]] = {
    blocks.Heading: _heading,
    blocks.Row: _row,
    blocks.Para: _para,
    blocks.Bullets: _bullets,
    blocks.Box: _box,
    blocks.Blanks: _blanks,
    blocks.Ticks: _ticks,
    blocks.Drawn: _drawn,
    blocks.Gap: _gap,
    blocks.PageBreak: _page_break,
    blocks.Together: _together,
}
