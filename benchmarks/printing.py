"""The handoff packet against bare ReportLab drawing the same text. Aim: at most twice.

Bare means: the lines of the packet's pages, read back from our own PDF, drawn one by one
with ReportLab as it comes: the same two embedded fonts (each line in its own), the same sizes,
the same places; no frames, no paragraphs, no lines or boxes, no colors, no tags.
"""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Line, in_turns
from safestation import paths
from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.instruments import load_instruments
from safestation.domain.facts import Fact, PlacementAccepted, ProviderCalled, VitalsTaken
from safestation.domain.sheet import Sheet
from safestation.forms.consent import ConsentForm
from safestation.forms.glyphs import BOLD, FILES, REGULAR
from safestation.forms.handoff_summary import HandoffSummary
from safestation.forms.part2_notice import Part2Notice
from tests.factories import make_sheet, make_visit

ROUNDS = 15
AIM = 2.0
PACKET = (Part2Notice(), ConsentForm(), HandoffSummary())
SAID = {
    "first_name": "Toni", "last_name": "Reyes", "age": "34", "date_of_birth": "1992-02-11",
    "primary_substance": "opioids", "last_use_at": "this morning", "phone": "410-555-0142",
    "allergies": "Penicillin", "medications": "Metformin 500 mg twice a day\nSertraline 50 mg",
    "medical_conditions": "Type 2 diabetes", "county": "Anne Arundel", "city": "Eastport",
    "safe_hours": "after 6 in the evening", "support_person": "A sister", "member_id": "K55501",
}  # fmt: skip
DONE: tuple[Fact, ...] = (
    VitalsTaken({"hr": "88", "spo2": "97", "rr": "16", "temp_c": "36.9"}, "ok"),
    ProviderCalled("provider-2", "Harbor Light", "no_bed", "Desk"),
    ProviderCalled("provider-1", "Bayview House", "bed_now", "Sofia R."),
    PlacementAccepted("provider-1", "Bayview House", "residential"),
)

PLAIN = {REGULAR: "Plain", BOLD: "PlainBold"}  # the same files, without what we add

Words = list[tuple[float, float, str, float, str]]  # place, font, size, text


def lines(folder: Path) -> Iterator[Line]:
    """Yield one line; nothing is written to the folder."""
    del folder
    _register_plain_fonts()
    sheet = _sheet()
    pages = [_words(pdf) for pdf in _packet(sheet)]
    ours, theirs = in_turns(lambda: _packet(sheet), lambda: _bare(pages), ROUNDS)
    count = sum(len(each) for each in pages)
    yield Line(f"the packet, {count} pages", ours, theirs, AIM, "bare ReportLab")


def _register_plain_fonts() -> None:
    for name, file in FILES.items():
        font = TTFont(PLAIN[name], str(paths.resource("fonts", file)))
        font.face.name = PLAIN[
            name
        ].encode()  # one face is one font to ReportLab, ours or plain
        pdfmetrics.registerFont(font)


def _sheet() -> Sheet:
    visit = make_visit(SAID, DONE)
    return make_sheet(visit=visit, sections=load_dictionary(), instruments=load_instruments())


def _packet(sheet: Sheet) -> list[bytes]:
    return [form.render(sheet) for form in PACKET]


def _words(pdf: bytes) -> list[Words]:
    """Return each page's pieces of text with place, font and size, in points."""
    pages: list[Words] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        found: Words = []

        page.extract_text(visitor_text=partial(_keep, found))
        pages.append(found)
    return pages


def _keep(  # noqa: PLR0913, PLR0917 - what the reader tells of each piece
    found: Words,
    text: str,
    cm: list[float],
    tm: list[float],
    font: dict[str, str],
    size: float,
) -> None:
    if text.strip():
        name = PLAIN[BOLD if BOLD in font["/BaseFont"] else REGULAR]
        found.append((cm[4] + tm[4], cm[5] + tm[5], name, size, text.strip()))


def _bare(packet: list[list[Words]]) -> list[bytes]:
    made = []
    for pages in packet:
        output = BytesIO()
        canvas = Canvas(output, letter, invariant=1)
        for page in pages:
            for x, y, font, size, text in page:
                canvas.setFont(font, size)
                canvas.drawString(x, y, text)
            canvas.showPage()
        canvas.save()
        made.append(output.getvalue())
    return made
