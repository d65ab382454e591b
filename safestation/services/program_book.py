"""The station's program: its values beside the shipped ones, who approved each, its papers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from safestation.domain.acts import Act
from safestation.domain.edition import published
from safestation.domain.errors import NotAllowed
from safestation.domain.form_words import FormWords
from safestation.domain.overrides import (
    Override,
    Shape,
    Value,
    check_beside,
    checked,
    in_force,
    left_open,
    values,
)
from safestation.domain.permissions import Permission
from safestation.domain.program import Program
from safestation.domain.program_card import program_card
from safestation.domain.sheet import Sheet
from safestation.domain.station import Station
from safestation.domain.station_paper import StationPaper
from safestation.domain.visit import Visit, VisitId
from safestation.services.audit import Audit
from safestation.services.editions import Editions
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.people import People
from safestation.services.ports import Clock, Form
from safestation.services.trail_book import StationPrintable

CARD: Final = "program_card"


@dataclass(frozen=True, slots=True)
class Line:
    """One value: as shipped, and what the station wants instead, if anything.

    `older` is a phone number from before changes had a name to them. `is_asked` tells that
    the program leaves it to the station, `is_open` that nobody has said it yet.
    """

    shipped: Value
    own: Override | None
    older: str = ""
    is_asked: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether the station still has to set it."""
        return self.is_asked and self.own is None and not self.older


def lines_of(
    program: Program, own: Mapping[str, Override], station: Station
) -> tuple[Line, ...]:
    """Return every value of a shipped program beside what the station made of it."""
    asked = {value.path for value in left_open(program)}
    lines = []
    for value in values(program):
        is_phone = value.kind.shape is Shape.PHONE
        older = station.partner_phones.get(value.path.split(".")[1], "") if is_phone else ""
        lines.append(Line(value, own.get(value.path), older, value.path in asked))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class CardPress:
    """What makes the program's papers: the forms, their words, the printer."""

    card: StationPrintable
    notice: Form
    words: Mapping[str, FormWords]
    law: Mapping[str, str]
    printer: Printer


class ProgramBook:
    """Shows and changes the station's values of its program, and prints what hangs out."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        editions: Editions,
        people: People,
        station: Station,
        clock: Clock,
        press: CardPress,
        audit: Audit,
        gate: Gate,
    ) -> None:
        self._editions, self._people, self._station = editions, people, station
        self._clock, self._press, self._audit, self._gate = clock, press, audit, gate

    @needs(Permission.SEE_STAFF)
    def lines(self) -> tuple[Line, ...]:
        """Return every value that may be changed, in the order of the program."""
        return self._lines()

    @needs(Permission.SEE_BOARD)
    def open_lines(self) -> tuple[Line, ...]:
        """Return what the station still has to set; a visit can begin all the same."""
        return tuple(line for line in self._lines() if line.is_open)

    @needs(Permission.SEE_STAFF)
    def history(self) -> tuple[tuple[Override, str], ...]:
        """Return every change of this program with the name of who typed it, newest first."""
        mine = self._station.program
        told = [one for one in self._editions.changes if one.program == mine]
        return tuple((one, self._people.name_of(one.by)) for one in reversed(told))

    @needs(Permission.SEE_STAFF)
    def version(self) -> str:
        """Return the version of the program as its file has it, for people to read."""
        return published(self._editions.version)

    @needs(Permission.CHANGE_STATION)
    def change(self, wanted: Override) -> None:
        """Keep a change; an empty value goes back to the shipped one.

        Raises OverrideRefused with what is wrong, StoreUnavailable. Nothing changes then.
        """
        mine = replace(wanted, program=self._station.program)
        tidy = checked(self._editions.shipped, mine, self._clock.now().date())
        check_beside(self._editions.shipped, self._editions.current, tidy)
        self._editions.add(tidy)
        _, item, *rest = tidy.path.split(".")
        if rest == ["phone"] and item in self._station.partner_phones:
            left = {k: v for k, v in self._station.partner_phones.items() if k != item}
            self._station = replace(self._station, partner_phones=MappingProxyType(left))
            self._people.save_station(self._gate.me, self._station)

    @needs(Permission.CHANGE_STATION)
    def choose(self, program: str) -> None:
        """Run another program from now on; open visits go on under theirs.

        Phone numbers from before changes had a name stay with the program they were for.
        Raises NotAllowed where the program has no host of this kind, StoreUnavailable.
        """
        station, me = self._station, self._gate.me
        if station.site_type not in self._editions.program(program).hosts:
            raise NotAllowed("setup.not_a_host")
        today = self._clock.now().date()
        for line in self.lines():
            if line.older and line.own is None:
                path, mine = line.shipped.path, station.program
                self._editions.add(Override(mine, path, line.older, me.name, today))
        self._station = replace(station, program=program, partner_phones=MappingProxyType({}))
        self._people.save_station(me, self._station)

    @needs(Permission.PRINT)
    def card(self, language: str) -> bytes:
        """Return the program card as it would be printed now. It names nobody served."""
        editions, station = self._editions, self._station
        blank = StationPaper(
            CARD, self._press.words, station, self._clock.now(), language, station.training,
            MappingProxyType({"version": editions.version}),
        )  # fmt: skip
        unset = (line.shipped.path for line in self._lines() if line.is_open)
        return self._press.card.render(
            program_card(blank, editions.shipped, editions.current, self._own(), unset)
        )

    @needs(Permission.PRINT)
    def notice(self, language: str) -> bytes:
        """Return the visitor's notice for the wall. Raises NotAllowed without a contact."""
        station, now = self._station, self._clock.now()
        nobody = Visit(VisitId(""), "", station.id, station.program, "", now, opened_by="")
        return self._press.notice.render(
            Sheet(
                visit=nobody,
                station=station,
                program=self._editions.current,
                words=self._press.words,
                law=self._press.law,
                printed_at=now,
                language=language,
                paper=station.paper,
                training=station.training,
            )
        )

    @needs(Permission.PRINT)
    def print_card(self, language: str) -> None:
        """Print the card. Raises PrintFailed, StoreUnavailable."""
        self._print(CARD, self.card(language))

    @needs(Permission.PRINT)
    def print_notice(self, language: str) -> None:
        """Print the notice. Raises NotAllowed, PrintFailed, StoreUnavailable."""
        self._print(self._press.notice.id, self.notice(language))

    def _own(self) -> Mapping[str, Override]:
        return in_force(self._editions.changes, self._editions.shipped.id)

    def _lines(self) -> tuple[Line, ...]:
        return lines_of(self._editions.shipped, self._own(), self._station)

    def _print(self, form: str, pdf: bytes) -> None:
        with self._audit.sending(Act.PRINTED, form):
            self._press.printer.print_pdf(pdf, form)
