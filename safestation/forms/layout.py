"""Lays pages out: one header, one footer, one look, whatever the form."""

from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from safestation.forms.blocks import Pages
from safestation.forms.flowables import to_flowables
from safestation.forms.furniture import Furniture
from safestation.forms.glyphs import known_characters, missing_glyphs
from safestation.forms.styles import GAP, MARGIN, PAGE_SIZES, Styles
from safestation.forms.tagging import TaggedCanvas, allow_page_extras

MAKER = "SafeStation"
__all__ = ["missing_glyphs", "to_pdf"]


def to_pdf(pages: Pages) -> bytes:
    """Return the pages as PDF. The same pages always give the same bytes."""
    known_characters()
    allow_page_extras()
    story = to_flowables(pages.blocks, Styles(pages.body)) or [Paragraph("")]
    output = BytesIO()
    width, height = PAGE_SIZES[pages.paper]
    furniture = Furniture(pages, width, height)
    frame = Frame(
        MARGIN,
        furniture.foot + GAP,
        width - 2 * MARGIN,
        height - furniture.head - furniture.foot - 2 * GAP,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
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
