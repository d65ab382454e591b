"""Who opened my record: a list for the person, from the trail."""

from typing import ClassVar

from safestation.domain.access import AccessLine, in_short
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Heading, Para, Row, Tone
from safestation.forms.pen import Pen


class AccessList(PaperForm):
    """Names everybody who opened, changed or printed the record, and when."""

    id: ClassVar[str] = "access_list"
    audience: ClassVar[str] = PERSON

    def blocks(self, pen: Pen) -> list[Block]:
        """Return one line for each act; a run of changes in one day is one line."""
        lines = in_short(pen.sheet.access)
        rows: list[Block] = [Row(pen.full_moment(line.at), _told(pen, line)) for line in lines]
        told = rows or [Para(pen.say("nobody"))]
        head = Heading(pen.say("list", number=pen.sheet.visit.number))
        return [Para(pen.say("about")), head, *told, Para(pen.say("ask"), Tone.SMALL)]


def _told(pen: Pen, line: AccessLine) -> str:
    act = pen.say(f"act.{line.act}")
    if line.count > 1:
        act = pen.say("times", act=act, count=str(line.count))
    why = pen.say(f"why.{line.why}") if line.why else ""
    return pen.say("line_why" if why else "line", who=line.who, act=act, why=why)
