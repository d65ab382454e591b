"""Lays pages out: one header, one footer, one look, whatever the form."""

from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from safestation.forms.blocks import OnePage, Pages
from safestation.forms.flowables import Flowables, to_flowables
from safestation.forms.furniture import Furniture
from safestation.forms.glyphs import known_characters, missing_glyphs
from safestation.forms.styles import GAP, PAGE_SIZES, Styles
from safestation.forms.tagging import TaggedCanvas, allow_page_extras

MAKER = "SafeStation"
__all__ = ["missing_glyphs", "to_pdf"]


def to_pdf(pages: Pages) -> bytes:
    """Return the pages as PDF. The same pages always give the same bytes."""
    known_characters()
    allow_page_extras()
    output = BytesIO()
    width, height = PAGE_SIZES[pages.paper]
    furniture = Furniture(pages, width, height)
    room = (width - 2 * pages.margin, height - furniture.head - furniture.foot - 2 * GAP)
    frame = _frame(pages.margin, furniture.foot + GAP, *room)
    story = _story(pages, room) or [Paragraph("")]
    document = BaseDocTemplate(
        output,
        pagesize=(width, height),
        invariant=1,
        title=pages.name,
        author=MAKER,
        creator=MAKER,
        subject=" ",
    )
    document.addPageTemplates(PageTemplate("page", [frame]))

    def make_canvas(*args: object, **options: object) -> TaggedCanvas:
        return TaggedCanvas(
            *args,
            furniture=furniture.draw,
            language=pages.language,
            **options,
        )

    document.build(story, canvasmaker=make_canvas)
    return output.getvalue()


def _story(pages: Pages, room: tuple[float, float]) -> Flowables:
    story: Flowables = []
    for block in pages.blocks:
        styles = Styles(pages.body)
        if isinstance(block, OnePage):
            styles = Styles(_size(block, room), tight=True)
        story += to_flowables((block,), styles)
    return story


def _size(block: OnePage, room: tuple[float, float]) -> float:
    """Return the largest size at which the blocks stand on one page, by half points."""
    size = block.largest
    while size > block.smallest and not _fits(block, size, room):
        size -= 0.5
    return size


def _fits(block: OnePage, size: float, room: tuple[float, float]) -> bool:
    left = to_flowables(block.blocks, Styles(size, tight=True))
    nowhere = TaggedCanvas(BytesIO(), pagesize=room, furniture=_nothing, language="")
    _frame(0, 0, *room).addFromList(left, nowhere)
    return not left


def _nothing(*_page: object) -> None:
    """Draw no header and no footer."""


def _frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(
        x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
