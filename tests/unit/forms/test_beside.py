"""A label wider than its column breaks there, and every line of its text stands beside it."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.platypus import Frame

from safestation.forms.beside import Beside
from safestation.forms.blocks import Row
from safestation.forms.flowables import to_flowables
from safestation.forms.glyphs import known_characters
from safestation.forms.styles import Styles
from safestation.forms.tagging import TaggedCanvas, allow_page_extras

LONG = "A warrant does not close the door"
SAID = "The crisis team still comes, and somebody stays with the person all the while."
STYLES = Styles(12.0, tight=True)
WIDE = 360.0


def drawn(*rows: Row) -> list[tuple[float, float, str]]:
    """Return where each line stands, from the top left, and its words."""
    known_characters()
    allow_page_extras()
    output = BytesIO()
    canvas = TaggedCanvas(output, pagesize=(WIDE, 700), furniture=_nothing, language="en")
    frame = Frame(0, 0, WIDE, 700, 0, 0, 0, 0)
    frame.addFromList(to_flowables(rows, STYLES), canvas)
    canvas.showPage()
    canvas.save()
    found = []

    def keep(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        if text.strip():
            found.append((cm[4] + tm[4], -(cm[5] + tm[5]), " ".join(text.split())))

    PdfReader(BytesIO(output.getvalue())).pages[0].extract_text(visitor_text=keep)
    return found


def _nothing(*_page: object) -> None:
    """Draw no header and no footer."""


@pytest.mark.parametrize("text", [SAID, f"{SAID}\n{SAID}", "Call."])
def test_a_long_label_breaks_in_its_column_and_its_text_stands_beside_it(text: str) -> None:
    pieces = drawn(Row(LONG, text), Row("Under 18", SAID))
    column = STYLES.label_width

    assert " ".join(said for _, _, said in pieces) == " ".join(
        f"{LONG} {text} Under 18 {SAID}".split()
    )
    assert {round(left, 2) for left, _, _ in pieces} == {0.0, column}
    first = next(top for left, top, _ in pieces if left)
    assert first == pytest.approx(pieces[0][1]), "label and text begin on one line"
    below = next(top for _, top, said in pieces if said.startswith("Under"))
    assert below > max(top for _, top, said in pieces[: len(LONG.split())] if said in LONG)


def test_a_text_longer_than_its_page_goes_on_and_says_its_label_once() -> None:
    (row,) = to_flowables((Row(LONG, SAID * 30),), STYLES)
    assert isinstance(row, Beside)
    _, whole = row.wrap(WIDE, 700)

    here, rest = row.split(WIDE, whole / 2)

    assert isinstance(here, Beside)
    assert not isinstance(rest, Beside)
    assert here.wrap(WIDE, 700)[1] + rest.wrap(WIDE, 700)[1] == pytest.approx(whole)


def test_a_label_is_never_cut_off_from_its_text() -> None:
    (row,) = to_flowables((Row(LONG, SAID),), STYLES)

    assert row.split(WIDE, 14.0) == []
