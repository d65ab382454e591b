"""Numbers for any hour, for whoever leaves, declines, or only came to ask."""

from typing import ClassVar

from safestation.forms.base import NOBODY, PaperForm
from safestation.forms.blocks import Block, Bullets, Heading, Para, Row, Tone
from safestation.forms.pen import Pen

NUMBERS = ("lifeline", "two_one_one", "poison_help", "emergency")


class ResourceSheet(PaperForm):
    """Printed for anybody, with no name and no question."""

    id: ClassVar[str] = "resource_sheet"
    audience: ClassVar[str] = NOBODY
    names_visit: ClassVar[bool] = False

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the open door first, then the numbers, then what keeps people alive."""
        station, site = pen.sheet.station, pen.sheet.station.site_type
        numbers = [Row(pen.say(f"number.{one}"), pen.say(f"what.{one}")) for one in NUMBERS]
        here: list[Block] = [
            Row(pen.say("station"), f"{station.phone}\n{station.address}".strip())
        ]
        if station.hotline_text:
            here.append(Row(pen.say("local"), station.hotline_text))
        partners = pen.sheet.program.partners_for(pen.sheet.visit, site)
        known = {p: station.partner_phones.get(p.id, p.phone) for p in partners}
        team: list[Block] = [
            Row(pen.text(partner.name), phone) for partner, phone in known.items() if phone
        ]
        safer: list[Block] = [Heading(pen.say("safer_title")), Bullets(pen.lines("safer"))]
        door = [Para(pen.say("door"), Tone.LARGE), Para(pen.say("door_more"))]
        return [*door, Heading(pen.say("numbers")), *numbers, *here, *team, *safer]
