"""The one look of every page (design/paperwork.png): type, colors, measures in points."""

from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.styles import ParagraphStyle

from safestation.domain.station import Paper
from safestation.forms.blocks import Tone
from safestation.forms.glyphs import BOLD, REGULAR

INK = HexColor("#1b1b1b")
SECOND_INK = HexColor("#565c65")
NAVY = HexColor("#162e51")
LINE = HexColor("#b9bec5")
GROUND = HexColor("#f0f0f0")
STAMP = HexColor("#8a5a00")

PAGE_SIZES = {Paper.LETTER: letter, Paper.A4: A4}
GAP = 9.0
SMALLEST = 8.5
TITLE_SIZE = 17.0
LABEL_EMS, TIGHT_LABEL_EMS = 11.0, 14.0  # the column of labels, in ems of body text
LABEL_GAP = 0.6  # ems between a label of more lines and its text
LEADING, TIGHT, TIGHTEST = 1.32, 1.22, 1.18  # line to line, in shares of the size
LARGE_FROM = 16.0  # from this size labels stand above, since beside is too narrow


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles for one size of running text."""

    body: float
    tight: bool = False  # less room between lines, for what has to stand on one page

    @property
    def label_width(self) -> float:
        """Return the width of the column of labels; nothing when labels stand above."""
        ems = TIGHT_LABEL_EMS if self.tight else LABEL_EMS
        return 0.0 if self.body >= LARGE_FROM else ems * self.body

    def tone(self, tone: Tone) -> ParagraphStyle:
        """Return the style of a paragraph's tone."""
        sizes = {
            Tone.SMALL: max(SMALLEST, self.body - 2),
            Tone.LEGAL: max(9.0, self.body - 1.5),
            Tone.LARGE: self.body * 1.7,
        }
        bold = tone in {Tone.STRONG, Tone.LARGE}
        color = SECOND_INK if tone is Tone.SMALL else INK
        small = TIGHT if tone in {Tone.SMALL, Tone.LEGAL} else LEADING
        leading = TIGHTEST if self.tight else small
        return _style(sizes.get(tone, self.body), bold=bold, color=color, leading=leading)

    def heading(self) -> ParagraphStyle:
        """Return the style of a section's heading."""
        return _heading_style(self.body)

    def box(self, tone: Tone) -> ParagraphStyle:
        """Return the style of a tone on gray ground."""
        return _box_style(self.tone(tone))

    def row(self) -> ParagraphStyle:
        """Return the style of a row: the label hangs to the left of the text."""
        return _row_style(self.body, self.label_width, self._leading)

    def row_label(self) -> ParagraphStyle:
        """Return the style of a label that needs more than one line of its column."""
        return _row_label_style(self.body, self._leading)

    def bullet(self) -> ParagraphStyle:
        """Return the style of one sentence in a list."""
        return _row_style(self.body, self.body * (1.1 if self.tight else 1.3), self._leading)

    @property
    def _leading(self) -> float:
        return TIGHTEST if self.tight else LEADING


@cache
def _style(
    size: float, *, bold: bool, color: HexColor, leading: float = LEADING
) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}-{bold}-{leading}",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * leading,
        textColor=color,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        spaceAfter=size * (0.1 if leading == TIGHTEST else 0.22),
    )


@cache
def _heading_style(size: float) -> ParagraphStyle:
    style = _style(size + 1.5, bold=True, color=NAVY)
    return style.clone("heading", keepWithNext=1, spaceAfter=1)


@cache
def _box_style(style: ParagraphStyle) -> ParagraphStyle:
    return style.clone(
        "box", backColor=GROUND, borderPadding=(6, 8, 8, 8), leftIndent=8, rightIndent=8
    )


@cache
def _row_style(size: float, indent: float, leading: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"row-{size}-{indent}-{leading}",
        parent=_style(size, bold=False, color=INK, leading=leading),
        leftIndent=indent,
        bulletIndent=0,
        bulletFontName=BOLD,
        bulletFontSize=size,
        bulletColor=INK,
    )


@cache
def _row_label_style(size: float, leading: float) -> ParagraphStyle:
    style = _style(size, bold=True, color=INK, leading=leading)
    return style.clone(f"label-{size}-{leading}", rightIndent=size * LABEL_GAP)
