"""The plan when no bed is open tonight, in the person's hand."""

from typing import ClassVar

from safestation.domain.facts import BridgePlanned
from safestation.domain.sheet import WHERE_AND_WHEN
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Bullets, Heading, Para, Row
from safestation.forms.pen import Pen

PLANNED = ("tonight", "tomorrow", "appointment", "call_back", "naloxone", "return_to", "owner")


class BridgePlan(PaperForm):
    """Tonight, tomorrow, whom to call, where to return."""

    id: ClassVar[str] = "bridge_plan"
    audience: ClassVar[str] = PERSON
    information: ClassVar[frozenset[str]] = frozenset({WHERE_AND_WHEN})

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the plan line by line; what is not planned yet says so."""
        rows = [Row(pen.say(f"label.{one}"), self._line(pen, one)) for one in PLANNED]
        station = pen.sheet.station
        here = pen.say(
            "station", title=station.title, address=station.address, phone=station.phone
        )
        numbers: list[Block] = [Heading(pen.say("help_title")), Bullets(pen.lines("help"))]
        return [Para(pen.say("opening")), *rows, *numbers, Para(here)]

    def _line(self, pen: Pen, one: str) -> str:
        question = f"bridge_{one}"
        found = pen.sheet.visit.last(BridgePlanned)
        plan = found[1].plan if found else {}
        kept = plan.get(question) or plan.get(one, "")
        if kept:
            return pen.choice(question, kept)
        return pen.answer(question) if pen.is_answered(question) else pen.say("open")
