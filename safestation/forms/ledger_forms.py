"""Forms from the ledger of turned-in items: a day in the header, never a time."""

from typing import ClassVar

from safestation.domain.ledger_paper import LINERS
from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import (
    Blanks,
    Block,
    Fill,
    Gap,
    Heading,
    Para,
    Row,
    Together,
    Tone,
)
from safestation.forms.station_form import StationForm, staff_signs

TURNED_IN = ("received_from", "surrendered", "station", "officer", "witness", "first_place")
INVENTORY = ("category", "package", "sealed_weight", "property_number", "hazards")
LOOKED_AT = ("seal_intact", "weighed_again")
WITNESS_LINES = (("signature", 0.36), ("title_agency", 0.42), ("date_and_time", 0.22))
DESTROYED = ("authority", "transport", "destroyed", "method", "unusual")


class LedgerForm(StationForm):
    """A paper of the ledger. A time on it could lead to a visit."""

    def right(self, paper: StationPaper) -> tuple[str, ...]:
        """Return the day alone."""
        return (paper.day(paper.made_at),)


class DestructionRecord(LedgerForm):
    """What 37 Tex. Admin. Code 13.163(c) asks for, as a model; two witnesses sign."""

    id: ClassVar[str] = "destruction_record"

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return where it came from, what it was, how it ended, who saw it."""
        body: list[Block] = [Para(paper.say("what"))]
        body += self._section(paper, "turned_in", TURNED_IN)
        body += self._section(paper, "inventory", INVENTORY)
        moves = [Row(day, told) for day, told in paper.rows]
        if moves:
            body += [Heading(paper.say("section.between")), *moves]
        body += self._section(paper, "looked_at", LOOKED_AT)
        body += self._section(paper, "destroyed", DESTROYED)
        return [*body, self._witnesses(paper)]

    def _section(self, paper: StationPaper, name: str, keys: tuple[str, ...]) -> list[Block]:
        rows = [
            Row(paper.say(f"label.{key}"), paper.values[key])
            for key in keys
            if key in paper.values
        ]
        return [Heading(paper.say(f"section.{name}")), *rows]

    def _witnesses(self, paper: StationPaper) -> Block:
        head: list[Block] = [
            Heading(paper.say("section.witnesses")),
            Para(paper.say("witnessed")),
        ]
        blanks = Blanks(tuple((paper.say(caption), share) for caption, share in WITNESS_LINES))
        for which in ("first", "second"):
            head += [Para(paper.say(f"signed_{which}"), Tone.STRONG), blanks]
        return Together(tuple(head))


class ContainerLog(LedgerForm):
    """Every container: when it was put up, closed, picked up, by whom, which manifest."""

    id: ClassVar[str] = "container_log"

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return one row a container, and for liners lines for what is not kept here."""
        rows = [Row(name, told) for name, told in paper.rows]
        body: list[Block] = [Para(paper.say("what")), Heading(paper.say("list")), *rows]
        if paper.values[LINERS]:
            body += [
                Heading(paper.say("distributor")),
                Para(paper.say("distributor_note"), Tone.SMALL),
                *(Fill(paper.say(f"label.{one}")) for one in ("address", "registration")),
            ]
        return [*body, Gap(), staff_signs(paper, "checked_by")]
