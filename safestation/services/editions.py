"""Which program a visit runs under: the very one it began with, whatever came since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from safestation.domain.edition import Edition, edition_of, is_edition
from safestation.domain.errors import ContentRefused, OverrideRefused
from safestation.domain.overrides import Override, apply, check_kept, in_force, live
from safestation.domain.program import Program
from safestation.domain.station import Staff, Station
from safestation.domain.visit import Visit
from safestation.services.ports import Clock

EARLIER: Final = "earlier"  # it goes on under the program as it was then
NOT_KEPT: Final = "not_kept"  # opened before programs were kept, and the file is another now
NOT_READ: Final = "not_read"  # it is kept, and this SafeStation cannot read it any more


class ProgramFiles(Protocol):
    """The shipped program files, and how one is read."""

    def text_of(self, program: str) -> str:
        """Return the text of a shipped file, word for word; nothing where there is none."""
        ...

    def read(self, program: str, text: str) -> Program:
        """Return the program of a file's text. Raises ContentRefused."""
        ...


class EditionStore(Protocol):
    """Keeps programs as visits began under them, and what the station changed."""

    def keep(self, edition: Edition, at: datetime, by: str) -> None:
        """Keep an edition, once."""
        ...

    def edition(self, program: str, version: str) -> Edition | None:
        """Return an edition by its name, or nothing."""
        ...

    def overrides(self) -> tuple[Override, ...]:
        """Return every change the station made, the oldest first."""
        ...

    def add_override(self, override: Override, at: datetime, by: str) -> None:
        """Append a change with its line in the history."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """The program of a visit; `told` says why it is not today's, if it is not."""

    program: Program
    told: str = ""


class Editions:
    """Gives each visit its program, and keeps the present one when a visit begins."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        shipped: Mapping[str, Program],
        files: ProgramFiles,
        store: EditionStore,
        station: Station,
        clock: Clock,
        me: Staff,
    ) -> None:
        self._shipped, self._files, self._store = shipped, files, store
        self._station, self._clock, self._me = station, clock, me
        self._read: dict[tuple[str, str], Opened] = {}
        self._changes: tuple[Override, ...] | None = None
        self._present: dict[str, tuple[Edition | None, Program]] = {}

    @property
    def changes(self) -> tuple[Override, ...]:
        """Return every change the station made to any program, the oldest first."""
        if self._changes is None:
            self._changes = self._store.overrides()
        return self._changes

    @property
    def shipped(self) -> Program:
        """Return the station's program as its file has it."""
        return self._shipped[self._station.program]

    def program(self, program: str) -> Program:
        """Return any shipped program as its file has it."""
        return self._shipped[program]

    @property
    def current(self) -> Program:
        """Return the station's program with the station's own values."""
        return self._now(self._station.program)[1]

    @property
    def version(self) -> str:
        """Return the name of the present edition; the file's version where none is kept."""
        edition, program = self._now(self._station.program)
        return edition.version if edition is not None else program.version

    def begin(self) -> str:
        """Keep the station's program for a visit that begins. Return the edition's name."""
        edition, program = self._now(self._station.program)
        if edition is None:
            return program.version
        if (edition.program, edition.version) not in self._read:
            self._store.keep(edition, self._clock.now(), self._me.id)
            self._read[edition.program, edition.version] = Opened(program)
        return edition.version

    def of(self, visit: Visit) -> Opened:
        """Return the program a visit was opened under, with today's phone numbers."""
        return self.named(visit.program, visit.program_version)

    def named(self, program: str, version: str) -> Opened:
        """Return a program by the name that its visits keep."""
        if program in self._shipped:
            edition, present = self._now(program)
            if edition is not None and edition.version == version:
                return Opened(present)
        if (program, version) not in self._read:
            self._read[program, version] = self._opened(program, version)
        return self._read[program, version]

    def add(self, change: Override) -> None:
        """Keep a change of the station; it counts from now on."""
        self._store.add_override(change, self._clock.now(), self._me.id)
        self._changes = None
        self._present.clear()
        self._read.clear()

    def _opened(self, program: str, version: str) -> Opened:
        if not is_edition(version):
            found = self._shipped.get(program, self.shipped)
            is_same = found.id == program and found.version == version
            return Opened(self._with_live(found), "" if is_same else NOT_KEPT)
        edition = self._store.edition(program, version)
        if edition is None or not edition.is_whole:
            return Opened(self._instead(program), NOT_READ)
        try:
            read = self._files.read(program, edition.text)
            return Opened(self._with_live(apply(read, edition.overrides)), EARLIER)
        except (ContentRefused, OverrideRefused):
            return Opened(self._instead(program), NOT_READ)

    def _instead(self, program: str) -> Program:
        return self._now(program if program in self._shipped else self._station.program)[1]

    def _with_live(self, program: Program) -> Program:
        wanted = live(in_force(self.changes, program.id).values())
        return apply(program, _fitting(program, wanted))

    def _now(self, program: str) -> tuple[Edition | None, Program]:
        """Return the edition and the values of a program as they are today."""
        if program not in self._present:
            found, text = self._shipped[program], self._files.text_of(program)
            wanted = _fitting(found, in_force(self.changes, program).values())
            at_once = live(wanted)
            kept = [one for one in wanted if one not in at_once]
            edition = edition_of(program, found.version, text, kept) if text else None
            self._present[program] = edition, apply(found, wanted)
        return self._present[program]


def _fitting(program: Program, wanted: Iterable[Override]) -> tuple[Override, ...]:
    """Return the changes that fit the program; a newer file may have no place for one."""
    found = []
    for one in wanted:
        try:
            check_kept(program, one)
        except OverrideRefused:
            continue
        found.append(one)
    return tuple(found)
