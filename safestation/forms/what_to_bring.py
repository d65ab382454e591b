"""What to bring, and what better stays behind."""

from typing import ClassVar

from safestation.forms.base import NOBODY, PaperForm
from safestation.forms.blocks import Block, Heading, Para, Ticks, Tone
from safestation.forms.pen import Pen


class WhatToBring(PaperForm):
    """A list to tick; no name on it."""

    id: ClassVar[str] = "what_to_bring"
    audience: ClassVar[str] = NOBODY
    names_visit: ClassVar[bool] = False

    def blocks(self, pen: Pen) -> list[Block]:
        """Return both lists. The place's own rules come before ours."""
        return [
            Para(pen.say("opening")),
            Heading(pen.say("bring_title")),
            Ticks(pen.lines("bring")),
            Heading(pen.say("ask_title")),
            Ticks(pen.lines("ask")),
            Para(pen.say("nothing"), Tone.STRONG),
        ]
