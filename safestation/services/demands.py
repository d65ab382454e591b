"""Legal demands: the log, and a letter that neither confirms nor denies (42 CFR 2.13(c))."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from safestation.domain.acts import Act
from safestation.domain.demands import Demand, check_demand
from safestation.domain.form_words import FormWords
from safestation.domain.permissions import Permission
from safestation.domain.station import Station
from safestation.domain.station_paper import StationPaper
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.ports import Clock, Ids
from safestation.services.trail_book import StationPrintable

FORM = "legal_reply"


class DemandStore(Protocol):
    """Keeps the log of demands."""

    def every(self) -> tuple[Demand, ...]:
        """Return every demand, the oldest first."""
        ...

    def add(self, demand: Demand, at: datetime, by: str) -> None:
        """Keep one more, with its line in the history."""
        ...


class LegalDemands:
    """What a coordinator does about a demand. Nothing here opens or prints a visit."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: DemandStore,
        form: StationPrintable,
        words: Mapping[str, FormWords],
        station: Station,
        clock: Clock,
        ids: Ids,
        printer: Printer,
        audit: Audit,
        gate: Gate,
    ) -> None:
        self._store, self._form, self._words = store, form, words
        self._station, self._clock, self._ids = station, clock, ids
        self._printer, self._audit, self._gate = printer, audit, gate

    @needs(Permission.SET_RETENTION)
    def every(self) -> tuple[Demand, ...]:
        """Return the log, the newest first."""
        return tuple(reversed(self._store.every()))

    @needs(Permission.SET_RETENTION)
    def log(self, demand: Demand) -> Demand:
        """Keep a demand. Raises NotAllowed for half a line, or a release without both."""
        now = self._clock.now()
        check_demand(demand, now.date())
        kept = replace(demand, id=self._ids.new())
        self._store.add(kept, now, self._gate.me.id)
        return kept

    @needs(Permission.SET_RETENTION)
    def print_reply(self, demand: Demand, language: str) -> None:
        """Print the neutral letter, written down first.

        Raises StoreUnavailable and PrintFailed.
        """
        paper = StationPaper(
            FORM, self._words, self._station, self._clock.now(), language,
            self._station.training,
        )  # fmt: skip
        values = {
            "sender": demand.sender,
            "kind": demand.kind.value,
            "received": paper.day(demand.received_on),
            "contact": ", ".join(
                part
                for part in (self._station.contact_name, self._station.contact_phone)
                if part
            ),
        }
        pdf = self._form.render(replace(paper, values=MappingProxyType(values)))
        with self._audit.sending(Act.DEMAND_ANSWERED, demand.kind.value):
            self._printer.print_pdf(pdf, FORM)
