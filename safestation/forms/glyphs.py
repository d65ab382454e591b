"""Which characters the shipped font can print, and what stands for the others.

A box on paper reads like a word that somebody crossed out, so a character without a
picture is replaced by something that can be seen and is counted.
"""

import re
import unicodedata
from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics

from safestation import paths
from safestation.forms.fonts import QuickFont

REGULAR, BOLD = "Inter", "Inter-Bold"
FILES = {REGULAR: "Inter-Regular.ttf", BOLD: "Inter-Bold.ttf"}
STAND_IN = "[?]"
_UNSEEN = {"Cc", "Cf"}  # control characters and direction marks have no picture


@cache
def known_characters() -> frozenset[int]:
    """Load the fonts once and return the code points that all of them can print."""
    known: set[int] | None = None
    for name, file in FILES.items():
        font = QuickFont(name, str(paths.resource("fonts", file)))
        pdfmetrics.registerFont(font)
        has = {code for code, glyph in font.face.charToGlyph.items() if glyph}
        known = has if known is None else known & has
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD)
    return frozenset(known or ())


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that cannot be printed, each once, in order."""
    if text.isascii():
        return ()
    known = known_characters()
    return tuple(sorted({c for c in _tidy(text) if ord(c) not in known and c != "\n"}))


def printable(text: str) -> str:
    """Return `text` with a visible stand-in for each run that cannot be printed."""
    missing = missing_glyphs(text)
    if not missing:
        return _tidy(text)
    run = f"[{re.escape(''.join(missing))}]+"
    return re.sub(run, STAND_IN, _tidy(text))


def marked_up(text: str) -> str:
    """Return printable text for a paragraph: nothing in it is read as markup."""
    return escape(printable(text)).replace("\n", "<br/>")


def _tidy(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return composed.translate(_SEEN)


class _Seen(dict[int, int | None]):
    """Which characters stay, filled as they come: single ones, never a text."""

    def __missing__(self, code: int) -> int | None:
        """Judge a character that is met for the first time."""
        stays = code == ord("\n") or unicodedata.category(chr(code)) not in _UNSEEN
        self[code] = code if stays else None
        return self[code]


_SEEN = _Seen()
