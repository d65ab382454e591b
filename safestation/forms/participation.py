"""The program's conditions, and that taking part is a choice. Only if the program has any."""

from typing import ClassVar

from safestation.domain.labels import full_name
from safestation.domain.sheet import IDENTITY
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Bullets, Fill, Heading, Para, Row
from safestation.forms.pen import Pen
from safestation.forms.signing import place_to_sign


class Participation(PaperForm):
    """What the person agrees to; the program file writes the conditions."""

    id: ClassVar[str] = "participation"
    audience: ClassVar[str] = PERSON
    information: ClassVar[frozenset[str]] = frozenset({IDENTITY})

    def blocks(self, pen: Pen) -> list[Block]:
        """Return name, conditions, the free choice, and where to sign."""
        name, label = full_name(pen.sheet.visit), pen.say("person")
        who: Block = Row(label, name) if name else Fill(label)
        conditions = tuple(pen.text(text) for text in pen.sheet.program.participation)
        agreed: list[Block] = [Heading(pen.say("conditions")), Bullets(conditions)]
        free: list[Block] = [Heading(pen.say("free_title")), Bullets(pen.lines("free"))]
        opening = Para(pen.say("opening", program=pen.text(pen.sheet.program.name)))
        places = [place_to_sign(pen, "patient"), place_to_sign(pen, "witness")]
        return [who, opening, *(agreed if conditions else []), *free, *places]
