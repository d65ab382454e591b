"""The person's own card. Its first page can lie on a table and tells nothing (law §1.4).

Where, when, a number, whom to ask for. A name that says what kind of place it is, and any
free text with a telling word in it, stands on the second page only.
"""

from typing import ClassVar

from safestation.domain.eligibility import PROCEED
from safestation.domain.facts import EligibilityDecided, RidePlanned
from safestation.domain.sheet import LEGAL_STATUS, WHERE_AND_WHEN
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Bullets, Heading, PageBreak, Para, Row, Tone
from safestation.forms.duties_part import duties
from safestation.forms.pen import Pen


class PersonCard(PaperForm):
    """A neutral cover, and the inside."""

    id: ClassVar[str] = "person_card"
    audience: ClassVar[str] = PERSON
    information: ClassVar[frozenset[str]] = frozenset({WHERE_AND_WHEN, LEGAL_STATUS})
    size: ClassVar[float] = 15.0

    def station_line(self, pen: Pen) -> str:
        """Return the station's name, unless that alone would tell."""
        station = pen.sheet.station
        return neutral(pen, super().station_line(pen)) or station.phone

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the cover, then the inside on a page of its own."""
        return [*self._cover(pen), PageBreak(), *self._inside(pen)]

    def _cover(self, pen: Pen) -> list[Block]:
        place, visit = pen.sheet.destination, pen.sheet.visit
        ride = visit.last(RidePlanned)
        leaves = ride[1].leaves_at if ride else None
        told = {
            "when": pen.full_moment(leaves) if leaves else "",
            "where": place.address,
            "phone": place.phone,
            "ask_for": place.spoke_to,
        }
        inside = pen.say("inside")
        rows: list[Block] = [
            Row(pen.say(f"label.{name}"), neutral(pen, text) or inside)
            for name, text in told.items()
            if text
        ]
        rows = rows or [Para(pen.say("no_place"))]
        code = pen.say("come_back", number=visit.number)
        bring: list[Block] = [Heading(pen.say("bring_title")), Bullets(pen.lines("bring"))]
        end: list[Block] = [
            Heading(pen.say("back_title")),
            Para(code),
            Para(visit.number, Tone.LARGE),
        ]
        return [*rows, *bring, *end]

    def _inside(self, pen: Pen) -> list[Block]:
        place, station = pen.sheet.destination, pen.sheet.station
        told = {
            "place": place.name,
            "where": place.address,
            "phone": place.phone,
            "ask_for": place.spoke_to,
            "they_say": place.bring,
        }
        rows = [Row(pen.say(f"label.{name}"), text) for name, text in told.items() if text]
        here = pen.say(
            "station", title=station.title, phone=station.phone, address=station.address
        )
        nothing = [Para(pen.say("no_place"))] if not rows else []
        return [
            Heading(pen.say("inside_title")), *rows, *nothing, *_instead(pen), *duties(pen),
            Heading(pen.say("help_title")), Bullets(pen.lines("help")), Para(here),
        ]  # fmt: skip


def _instead(pen: Pen) -> list[Block]:
    """Return what is done instead, where the program could not simply go ahead."""
    decided = pen.sheet.visit.last(EligibilityDecided)
    if decided is None or decided[1].outcome == PROCEED or not decided[1].alternative:
        return []
    return [Heading(pen.say("instead_title")), Para(decided[1].alternative)]


def neutral(pen: Pen, text: str) -> str:
    """Return `text`, or nothing when it has a word that tells what this is about."""
    plain = text.casefold()
    return "" if any(word in plain for word in pen.ids("never_on_cover")) else text
