"""The font can write what staff and people say; each asset carries its licence."""

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from safestation.paths import resource

WEIGHTS = ("Regular", "SemiBold", "Bold")
LATIN_1 = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) - {0xAD}  # soft hyphen has no shape
LATIN_EXTENDED_A = set(range(0x100, 0x180)) - {0x149}  # withdrawn by Unicode
PUNCTUATION = {ord(c) for c in "–—“”‘’…·•×→←✓§†≥≤"}  # noqa: RUF001 - the signs we print
ICONS = sorted(resource("icons").glob("*.svg"))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_font_has_every_letter_that_we_print(weight: str) -> None:
    face = TTFontFace(str(resource("fonts", f"Inter-{weight}.ttf")))

    missing = (LATIN_1 | LATIN_EXTENDED_A | PUNCTUATION) - set(face.charToGlyph)

    assert not [chr(code) for code in sorted(missing)]


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_takes_its_color_from_the_theme(icon: Path) -> None:
    assert 'stroke="currentColor"' in icon.read_text("utf-8")


@pytest.mark.parametrize("licence", ["fonts/OFL.txt", "icons/LICENSE.txt"])
def test_licences_lie_beside_what_they_cover_and_are_named_in_the_notice(licence: str) -> None:
    assert resource(*licence.split("/")).stat().st_size > 1000
    assert licence in resource("NOTICE.md").read_text("utf-8")
