"""Draws blocks: each kind of block becomes what ReportLab calls a flowable."""

from collections.abc import Callable
from typing import Any

from reportlab.platypus import (
    HRFlowable,
    KeepTogether,
    PageBreak,
    Spacer,
)

from safestation.forms import blocks
from safestation.forms.beside import Beside
from safestation.forms.code_drawing import CodeToType
from safestation.forms.drawings import (
    SIGNATURE_WIDTH,
    AmountLine,
    FillLine,
    Strokes,
    TickBox,
    WritingLines,
)
from safestation.forms.glyphs import marked_up, printable
from safestation.forms.said import Said
from safestation.forms.styles import INK, LINE, Styles

Flowables = list[Any]


class Tagged(Said):
    """A paragraph that says what it is to whoever has the page read aloud."""

    tag = "P"

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: ANN401, N802, N803 - ReportLab's names
        """Draw the paragraph as marked content."""
        with canvas.tagged(self.tag):
            super().drawOn(canvas, x, y, _sW)


class TaggedHeading(Tagged):
    """A section's heading, to readers too."""

    tag = "H2"


class Rule(HRFlowable):  # type: ignore[misc]  # ReportLab has no types
    """A thin line that is furniture."""

    def draw(self) -> None:
        """Draw the line, which nobody reads aloud."""
        with self.canv.artifact():
            super().draw()


def to_flowables(items: tuple[blocks.Block, ...], styles: Styles) -> Flowables:
    """Return what ReportLab lays out for these blocks, in order."""
    return [one for item in _with_heads(items) for one in _DRAWN_BY[type(item)](item, styles)]


def _with_heads(items: tuple[blocks.Block, ...]) -> list[blocks.Block]:
    """Return the blocks with each heading inside what is kept together below it.

    ReportLab keeps a heading with a paragraph, but leaves it alone at the end of a page
    above something that is kept together itself.
    """
    joined: list[blocks.Block] = []
    for item in reversed(items):
        below = joined[-1] if joined else None
        if isinstance(item, blocks.Heading) and isinstance(below, blocks.Together):
            joined[-1] = blocks.Together((item, *below.blocks))
        else:
            joined.append(item)
    return joined[::-1]


def _heading(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    below = 2 if styles.tight else 4
    rule = Rule(width="100%", thickness=0.6, color=LINE, spaceBefore=1, spaceAfter=below)
    rule.keepWithNext = 1
    room = Spacer(1, styles.body * (0.2 if styles.tight else 0.45))
    return [room, TaggedHeading.of(block.text, styles.heading()), rule]


def _row(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    if styles.label_width:
        style = styles.row()
        row = Tagged.of(block.text, style, printable(block.label))
        if not row.pushes:
            return [row]
        return [Beside(Said.of(block.label, styles.row_label()), Said.of(block.text, style))]
    text = f"<b>{marked_up(block.label)}</b><br/>{marked_up(block.text)}"
    return [Tagged(text, styles.tone(blocks.Tone.BODY))]


def _amount(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    label = Tagged.of(block.label, styles.tone(blocks.Tone.BODY))
    return [AmountLine(label, (block.number, block.share), styles.body)]


def _para(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [Tagged.of(block.text, styles.tone(block.tone))]


def _bullets(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    style = styles.bullet()
    return [Tagged.of(item, style, "•") for item in block.items]


def _box(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    title = f"<b>{marked_up(block.title)}</b><br/>" if block.title else ""
    return [
        Spacer(1, 12),
        Tagged(title + marked_up(block.text), styles.box(block.tone)),
        Spacer(1, 12),
    ]


def _blanks(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [WritingLines(block.parts, styles.body)]


def _fill(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [FillLine(block.label, styles.body, styles.label_width)]


def _ticks(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    style = styles.tone(blocks.Tone.BODY)
    return [TickBox(Tagged.of(item, style), styles.body) for item in block.items]


def _drawn(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    caption = Tagged.of(block.caption, styles.tone(blocks.Tone.SMALL))
    rule = Rule(width=SIGNATURE_WIDTH, thickness=0.8, color=INK, hAlign="LEFT", spaceAfter=3)
    return [KeepTogether([Strokes(block.signature.strokes), rule, caption])]


def _code(block: Any, _styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [CodeToType(block.groups, block.scanned, block.alt)]


def _gap(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [Spacer(1, styles.body * 1.32 * block.lines)]


def _page_break(_block: Any, _styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    return [PageBreak()]


def _together(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    inner = [part for one in block.blocks for part in getattr(one, "blocks", (one,))]
    return [KeepTogether(to_flowables(tuple(inner), styles))]


def _one_page(block: Any, styles: Styles) -> Flowables:  # noqa: ANN401 - see the table below
    """Return what it holds as it stands: the layout has found the size by then."""
    return to_flowables(block.blocks, styles)


# The table is keyed by type, so each function gets its own kind of block.
_DRAWN_BY: dict[type[Any], Callable[[Any, Styles], Flowables]] = {
    blocks.Heading: _heading,
    blocks.Row: _row,
    blocks.Amount: _amount,
    blocks.Para: _para,
    blocks.Bullets: _bullets,
    blocks.Box: _box,
    blocks.Fill: _fill,
    blocks.Blanks: _blanks,
    blocks.Ticks: _ticks,
    blocks.Drawn: _drawn,
    blocks.Code: _code,
    blocks.Gap: _gap,
    blocks.PageBreak: _page_break,
    blocks.Together: _together,
    blocks.OnePage: _one_page,
}
