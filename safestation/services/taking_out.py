"""Take everything out: the whole record in open formats, encrypted to a passphrase.

For the day when a station moves on, or SafeStation does. The file opens with a short script
that lies beside it, and needs nothing of us (peers row 40).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from safestation.domain.acts import NOT_DONE, Act
from safestation.domain.errors import NotAllowed
from safestation.domain.form_words import FormWords
from safestation.domain.permissions import Permission
from safestation.domain.station import Station
from safestation.domain.station_paper import StationPaper
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.ports import Clock
from safestation.services.trail_book import StationPrintable

# Why everything goes out; each has a sentence `takeout.why_<code>`. A code and not a
# sentence: it stands in the history, where no person may be named.
WHYS: Final = ("moving", "closing", "archive", "request", "trial")
READER_NAME: Final = "read_safestation.py"
NAME: Final = "safestation-takeout"
SUFFIX: Final = ".sst"
RETIREMENT: Final = "retirement"


@dataclass(slots=True)
class Progress:
    """How far a worker is; read by the window while it runs. `stopped` makes it give up."""

    done: int = 0
    total: int = 0
    stopped: bool = False

    def stop(self, _page: object = None) -> None:
        """Make it give up; a page that goes away gives itself, which tells nothing."""
        self.stopped = True


@dataclass(frozen=True, slots=True, repr=False)
class TakeOut:
    """What shall be written, and where. `beside` are the files that explain the tables."""

    place: str
    name: str
    passphrase: str
    beside: Mapping[str, bytes]
    reader: bytes
    reader_name: str = READER_NAME


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was written: the file, how many rows, how many bytes; `reader` lies beside it."""

    path: str
    rows: int
    size: int
    reader: str = READER_NAME


class TakeOutStore(Protocol):
    """Writes the file. A worker's."""

    def write(self, wanted: TakeOut, progress: Progress) -> TakenOut:
        """Write the file and the reader beside it. Raises DiskFull, StoreUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class TakeOutJob:
    """One taking out, written down, for a worker. `progress` tells how far it is."""

    store: TakeOutStore
    wanted: TakeOut = field(repr=False)
    progress: Progress

    def run(self) -> TakenOut:
        """Write it. Raises DiskFull, StoreUnavailable; then nothing of it is left."""
        return self.store.write(self.wanted, self.progress)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Prints the paper for the day when it all ends."""

    form: StationPrintable
    words: Mapping[str, FormWords]
    printer: Printer


class TakingOut:
    """What a coordinator may take out, with a reason."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: TakeOutStore,
        beside: Callable[[], Mapping[str, bytes]],
        reader: Callable[[], bytes],
        check: Callable[..., None],
        station: Station,
        sheets: Sheets,
        clock: Clock,
        audit: Audit,
        gate: Gate,
    ) -> None:
        self._store, self._beside, self._reader = store, beside, reader
        self._check, self._station, self._sheets = check, station, sheets
        self._clock, self._audit, self._gate = clock, audit, gate

    @needs(Permission.TAKE_OUT)
    def begin(self, place: str, passphrase: str, again: str, why: str) -> TakeOutJob:
        """Write down that everything goes out, and return the job.

        Raises NotAllowed without a place or a reason, WeakPassphrase, StoreUnavailable.
        """
        if not place.strip():
            raise NotAllowed("takeout.place_needed")
        if why not in WHYS:
            raise NotAllowed("takeout.why_needed")
        self._check(passphrase, self._gate.me.name)
        if passphrase != again:
            raise NotAllowed("takeout.not_the_same")
        name = f"{NAME}-{self._clock.now():%Y%m%d-%H%M%S}"
        wanted = TakeOut(place.strip(), name, passphrase, self._beside(), self._reader())
        self._audit.note(Act.EXPORTED, f"everything {why}")
        return TakeOutJob(self._store, wanted, Progress())

    @needs(Permission.TAKE_OUT)
    def failed(self) -> None:
        """Write down that nothing went out after all."""
        self._audit.note(Act.EXPORTED, "everything", outcome=NOT_DONE)

    @needs(Permission.TAKE_OUT)
    def print_retirement(self, language: str) -> None:
        """Print the checklist for the end of a program, with its wipe report.

        Raises StoreUnavailable, PrintFailed.
        """
        station, sheets = self._station, self._sheets
        paper = StationPaper(
            RETIREMENT, sheets.words, station, self._clock.now(), language, station.training
        )
        with self._audit.sending(Act.PRINTED, RETIREMENT):
            sheets.printer.print_pdf(sheets.form.render(paper), RETIREMENT)
