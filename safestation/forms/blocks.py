"""What a page is made of, as plain values. Only `press` knows how they are drawn."""

from dataclasses import dataclass
from enum import StrEnum

from safestation.domain.consent import Signature
from safestation.domain.station import Paper

MARGIN = 54.0  # points


class Tone(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    LEGAL = "legal"
    LARGE = "large"


@dataclass(frozen=True, slots=True, repr=False)
class Heading:
    """Opens a section: navy, with a line beneath."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A label and what belongs to it, side by side."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Amount:
    """A line of a table: words at the left, a number and its share in columns at the right."""

    label: str
    number: str
    share: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Para:
    """Running text; line breaks in it are kept."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True, repr=False)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Box:
    """Gray ground behind something that must not be missed."""

    title: str
    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True, repr=False)
class Fill:
    """A label with a line beside it, to be filled in by hand."""

    label: str


@dataclass(frozen=True, slots=True, repr=False)
class Blanks:
    """Lines to write on, side by side: caption and share of the width each."""

    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Ticks:
    """Empty boxes to tick by hand."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """A signature as it was drawn, with words beneath that say whose it is."""

    signature: Signature
    caption: str


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """A code in groups to type, numbered, beside a square of the same for a scanner."""

    groups: tuple[str, ...]
    scanned: str
    alt: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty room, in lines of body text."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block opens a page."""


@dataclass(frozen=True, slots=True, repr=False)
class Together:
    """Blocks that are not torn apart by the end of a page, if they fit on one."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True, repr=False)
class OnePage:
    """Blocks that stand on one page, in the largest type that fits, never below the smallest.

    What does not fit even then goes on over the page: no word is left out.
    """

    blocks: tuple["Block", ...]
    largest: float
    smallest: float


Block = (
    Heading
    | Row
    | Amount
    | Para
    | Bullets
    | Box
    | Fill
    | Blanks
    | Ticks
    | Drawn
    | Code
    | Gap
    | PageBreak
    | Together
    | OnePage
)


@dataclass(frozen=True, slots=True, repr=False)
class Pages:
    """A page set, ready to be drawn. `right` are the lines of the block on the right.

    `page_of` and `glyph_note` are sentences with the blanks {page} and {pages}, and {count};
    `name` stands in the file's own title, so it never holds a person's name. `body` is the
    size of running text in points, `margin` the room at the left and the right.
    """

    name: str
    title: str
    station: str
    right: tuple[str, ...]
    footer: tuple[str, ...]
    page_of: str
    glyph_note: str
    blocks: tuple[Block, ...]
    language: str = "en"
    body: float = 10.5
    paper: Paper = Paper.LETTER
    stamp: str = ""
    statement: str = ""
    margin: float = MARGIN
