"""What is set faster is set as before: the same lines at the same places in the same font."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFArray
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from safestation import paths
from safestation.forms.blocks import Tone
from safestation.forms.fonts import QuickFont, _Numbers
from safestation.forms.glyphs import FILES, REGULAR, known_characters, marked_up
from safestation.forms.said import Said
from safestation.forms.styles import Styles
from tests.unit.forms.samples import LONG_SPANISH

STYLES = Styles(10.5)
TONES = [*(STYLES.tone(tone) for tone in Tone), STYLES.heading()]
EVERY = [
    *((style, None) for style in TONES),
    *((STYLES.row(), label) for label in ("Name", "A label far wider than its column is")),
    (STYLES.bullet(), "•"),
]
TEXTS = (
    "one", "a & b <i>", "two\nlines", "x" * 300, "¿Dónde? “Allí” … \N{NO-BREAK SPACE}5 km",
    "It is the station that asks, and nobody has to answer. " * 9, LONG_SPANISH, "  a   b  ",
)  # fmt: skip
FILE = str(paths.resource("fonts", FILES[REGULAR]))
OURS, THEIRS = QuickFont("Ours", FILE), TTFont("Theirs", FILE)


def drawn(paragraph: Paragraph, width: float) -> list[tuple[float, float, str, float, str]]:
    """Return each piece of text with place, font and size."""
    output = BytesIO()
    canvas = Canvas(output, invariant=1)
    paragraph.wrapOn(canvas, width, 2000)
    paragraph.drawOn(canvas, 72, 300)
    canvas.save()
    found = []

    def keep(
        text: str, cm: list[float], tm: list[float], font: dict[str, str], size: float
    ) -> None:
        if text.strip():
            place = round(cm[4] + tm[4], 3), round(cm[5] + tm[5], 3)
            found.append((*place, str(font["/BaseFont"]), size, text.strip()))

    PdfReader(BytesIO(output.getvalue())).pages[0].extract_text(visitor_text=keep)
    return found


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("style", "bullet"), EVERY)
def test_a_plain_paragraph_stands_where_it_stood(
    text: str, style: ParagraphStyle, bullet: str | None
) -> None:
    known_characters()

    for width in (140, 400):
        theirs = drawn(Paragraph(marked_up(text), style, bulletText=bullet), width)

        assert theirs
        assert drawn(Said.of(text, style, bullet), width) == theirs


@given(st.text("ab é\N{NO-BREAK SPACE}-.", max_size=200), st.floats(60, 300))
def test_lines_break_as_they_did(text: str, width: float) -> None:
    known_characters()
    ours, theirs = (
        Said.of(text, STYLES.tone(Tone.BODY)),
        Paragraph(marked_up(text), STYLES.tone(Tone.BODY)),
    )

    assert ours.wrap(width, 2000) == theirs.wrap(width, 2000)
    assert [tuple(line) for line in ours.blPara.lines] == [
        tuple(line) for line in theirs.blPara.lines
    ]


@given(st.lists(st.text(), max_size=5), st.floats(5, 40))
def test_a_font_measures_and_spells_as_it_did(texts: list[str], size: float) -> None:
    page, other = Canvas(BytesIO()), Canvas(BytesIO())

    for text in texts:
        assert OURS.stringWidth(text, size) == THEIRS.stringWidth(text, size)
        assert OURS.splitString(text, document_of(page)) == THEIRS.splitString(
            text, document_of(other)
        )


@given(st.lists(st.integers(0, 3000) | st.floats(0, 3000), max_size=50))
def test_numbers_are_spelled_as_they_were(numbers: list[float]) -> None:
    document = document_of(Canvas(BytesIO()))

    assert _Numbers(numbers).format(document) == PDFArray(numbers).format(document)


def test_a_second_document_carries_the_same_font_whole() -> None:
    known_characters()

    for text in ("one · two", "two ₂ one", "one · two"):
        canvas, other = Canvas(BytesIO()), Canvas(BytesIO())
        canvas.setFont(REGULAR, 10)
        canvas.drawString(72, 72, text)
        THEIRS.splitString(text, document_of(other))
        subset = THEIRS.state[document_of(other)].subsets[0]
        canvas.save()

        files = {k: v for k, v in document_of(canvas).idToObject.items() if "fontFile" in k}
        assert [file.content for file in files.values()] == [THEIRS.face.makeSubset(subset)]


def document_of(canvas: Canvas) -> Any:  # noqa: ANN401 - ReportLab has no types
    return canvas._doc  # noqa: SLF001 - where a font keeps what it has spelled
