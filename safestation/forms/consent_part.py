"""The text of a consent as blocks: on its own paper, and as the copy that goes along."""

from safestation.domain.consent import Consent
from safestation.domain.consent_seal import as_signed
from safestation.domain.consent_text import (
    AUTHORITATIVE,
    ELEMENT,
    NOTE,
    TITLE,
    ConsentLine,
    consent_lines,
    consent_sha256,
)
from safestation.domain.errors import DisclosureRefused
from safestation.forms.blocks import Block, Fill, Heading, Para, Row, Tone
from safestation.forms.pen import Pen

SHOWN_OF_HASH = 12
TEXT_CHANGED = "disclosure.text_changed"


def consent_text(pen: Pen, consent: Consent) -> list[Block]:
    """Return the whole text of a consent, in the language it was written in.

    One that was signed is printed as it was signed. Raises DisclosureRefused when that
    cannot be told any more: somebody changed it, or it was signed before the text was kept
    and the wording or the station's name is another one now.
    """
    sheet = pen.sheet
    is_new = not consent.signatures  # what was signed without its text knew no such lines
    today = consent_lines(
        consent,
        sheet.words["consent"],
        sheet.station.title,
        consent.language,
        hipaa_covered=is_new and sheet.station.hipaa_covered,
    )
    lines = as_signed(consent, today) if consent.signatures else today
    if lines is None:
        raise DisclosureRefused(TEXT_CHANGED)
    digest = consent_sha256(lines, consent.template_version)
    mark = sheet.words["consent"].say(
        "text_mark",
        sheet.language,
        mark=digest[:SHOWN_OF_HASH],
        version=consent.template_version,
    )
    return [*(_block(line) for line in lines), Para(mark, Tone.SMALL)]


def _block(line: ConsentLine) -> Block:
    if line.kind == TITLE:
        return Heading(line.text)
    if line.kind == ELEMENT:
        is_there = bool(line.text.strip())
        return Row(line.label, line.text) if is_there else Fill(line.label)
    if line.kind in {AUTHORITATIVE, NOTE}:
        return Para(line.text, Tone.SMALL)
    return Para(line.text)
