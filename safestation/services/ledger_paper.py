"""Paper from the ledger of turned-in items.

A print leaves no line in the timed trail: a time beside an act of the ledger could be held
against the times of visits, and tell who turned something in.
"""

from collections.abc import Callable, Mapping

from safestation.domain.errors import NotAllowed
from safestation.domain.form_words import FormWords
from safestation.domain.ledger_paper import NOT_DESTROYED, container_log, destruction_record
from safestation.domain.permissions import Permission
from safestation.domain.station import Station
from safestation.domain.station_paper import StationPaper
from safestation.services.disposal import Disposal
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.ports import Clock
from safestation.services.trail_book import StationPrintable

DESTRUCTION, CONTAINERS = "destruction_record", "container_log"
NEEDLE_STICK = "needle_stick"


class LedgerPaper:
    """Prints what the ledger holds, with the day and never the time."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        disposal: Disposal,
        forms: Mapping[str, StationPrintable],
        words: Mapping[str, FormWords],
        station: Station,
        clock: Clock,
        printer: Printer,
        gate: Gate,
    ) -> None:
        self._disposal, self._forms, self._words = disposal, forms, words
        self._station, self._clock, self._printer = station, clock, printer
        self._gate = gate

    @needs(Permission.KEEP_LEDGER)
    def print_destruction(self, custody: str, language: str) -> None:
        """Print the record of a package's destruction, to be signed by both witnesses.

        Raises NotAllowed while it is not destroyed, and PrintFailed.
        """
        found = next((p for p in self._disposal.packages() if p.custody.id == custody), None)
        if found is None:
            raise NotAllowed(NOT_DESTROYED)
        self._print(
            DESTRUCTION,
            language,
            lambda paper: destruction_record(paper, found.custody, found.events),
        )

    @needs(Permission.KEEP_LEDGER)
    def print_containers(self, language: str) -> None:
        """Print the log of every container. Raises NotAllowed for none, and PrintFailed."""
        found = self._disposal.containers()
        self._print(CONTAINERS, language, lambda paper: container_log(paper, found))

    @needs(Permission.KEEP_LEDGER)
    def print_needle_stick(self, language: str) -> None:
        """Print the blank form for one of the staff who was stuck. Raises PrintFailed.

        Nothing is kept, not even that it was printed (29 CFR 1910.1030(h)(5)).
        """
        self._print(NEEDLE_STICK, language, lambda paper: paper)

    def _print(
        self, form: str, language: str, filled: Callable[[StationPaper], StationPaper]
    ) -> None:
        blank = StationPaper(
            form,
            self._words,
            self._station,
            self._clock.now(),
            language,
            self._station.training,
        )
        self._printer.print_pdf(self._forms[form].render(filled(blank)), form)
