"""What whoever drives needs: who, where, when, whom to call. Nothing about why."""

from typing import ClassVar

from safestation.domain.facts import RidePlanned
from safestation.domain.sheet import CONTACT, IDENTITY, WHERE_AND_WHEN
from safestation.forms import person_part
from safestation.forms.base import RECIPIENT, PaperForm
from safestation.forms.blocks import Blanks, Block, Bullets, Heading, Row, Together
from safestation.forms.pen import Pen


class DriverSheet(PaperForm):
    """Name or handle, where, when, phone."""

    id: ClassVar[str] = "driver_sheet"
    version: ClassVar[str] = "2"
    audience: ClassVar[str] = RECIPIENT
    information: ClassVar[frozenset[str]] = frozenset({IDENTITY, CONTACT, WHERE_AND_WHEN})
    needs: ClassVar[frozenset[str]] = frozenset({WHERE_AND_WHEN})
    size: ClassVar[float] = 13.0  # read in a van at night

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the ride, then what to do on the way and on arrival."""
        rows = [Row(pen.say("label.who"), self._who(pen)), *self._when(pen), *self._where(pen)]
        if CONTACT in pen.sheet.covered:
            rows.append(Row(pen.say("label.phone"), pen.answer("phone")))
        station = pen.sheet.station
        numbers = {"phone": station.phone, "emergency": station.emergency_phone}
        todo = tuple(line.format(**numbers) for line in pen.lines("on_the_way"))
        parts = tuple(
            (pen.say(f"blank.{one}"), 0.33) for one in ("left", "arrived", "taken_in")
        )
        end = Together((Heading(pen.say("arrival")), Blanks(parts)))
        return [*rows, Heading(pen.say("remember")), Bullets(todo), end]

    def _who(self, pen: Pen) -> str:
        visit = pen.sheet.visit
        known = visit.value("preferred_name") or visit.value("first_name")
        if IDENTITY in pen.sheet.covered and known:
            return person_part.name(pen)
        return visit.value("handle") or pen.say("no_name")

    def _when(self, pen: Pen) -> list[Block]:
        found = pen.sheet.visit.last(RidePlanned)
        expected = pen.sheet.destination.expected_at
        ride = found[1] if found else None
        told = {
            "leaves": pen.moment(ride.leaves_at) if ride and ride.leaves_at else "",
            "expected": pen.moment(expected) if expected else "",
            "drivers": ", ".join(ride.drivers) if ride else "",
            "vehicle": ride.vehicle if ride else "",
        }
        return [Row(pen.say(f"label.{name}"), text) for name, text in told.items() if text]

    def _where(self, pen: Pen) -> list[Block]:
        place = pen.sheet.destination
        told = {
            "where": place.name,
            "address": place.address,
            "their_phone": place.phone,
            "ask_for": place.spoke_to,
        }
        rows: list[Block] = [
            Row(pen.say(f"label.{name}"), text) for name, text in told.items() if text
        ]
        return rows or [Row(pen.say("label.where"), pen.say("no_place"))]
