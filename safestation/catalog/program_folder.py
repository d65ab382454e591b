"""The programs of a folder, each read and checked when somebody asks for it.

A station needs one of them. Reading all at start would cost more than the rest of the
content together, and a file that no visit here needs would keep the counter shut.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Lock

from safestation.catalog.known import Known, shipped
from safestation.catalog.programs import load_program
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused
from safestation.domain.program import Program
from safestation.paths import resource


class ProgramRefused(ContentRefused, KeyError):  # noqa: N818 - reads as what happened
    """The file is wrong: to whoever looks the program up, it is not there."""

    __str__ = Exception.__str__  # a KeyError would show itself in quotation marks


class ProgramFolder(Mapping[str, Program]):
    """Programs by id. Going through all reads all, and passes over those that are wrong.

    Asking for one raises ProgramRefused with file, place and remedy when its file is wrong,
    and KeyError when there is none.
    """

    def __init__(
        self, folder: Path | None = None, known: Callable[[], Known] = shipped
    ) -> None:
        self._folder = folder or resource("programs")
        self._known, self._kept = known, dict[str, Program | ContentRefused]()
        self._lock = Lock()  # the first look is behind the door, later ones in the window

    def __getitem__(self, program: str) -> Program:
        """Return a program, read now if it was not yet. Raises ProgramRefused, KeyError."""
        found = self._read(program)
        if isinstance(found, ContentRefused):
            raise ProgramRefused(found.file, found.place, found.remedy)
        return found

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the programs that can be read."""
        return (one for one in self._files() if not self._is_wrong(one))

    def __len__(self) -> int:
        """Return how many can be read."""
        return sum(1 for _ in self)

    def refused(self) -> tuple[Problem, ...]:
        """Return the first mistake of every file that is wrong."""
        found = (self._read(one) for one in self._files())
        wrong = (one for one in found if isinstance(one, ContentRefused))
        return tuple(Problem(one.file, one.place, one.remedy) for one in wrong)

    def _files(self) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in self._folder.glob("*.toml")))

    def _is_wrong(self, program: str) -> bool:
        return isinstance(self._read(program), ContentRefused)

    def _read(self, program: str) -> Program | ContentRefused:
        with self._lock:
            if program not in self._kept:
                path = self._folder / f"{program}.toml"
                if program not in self._files():
                    raise KeyError(program)
                try:
                    self._kept[program] = load_program(path, self._known())
                except ContentRefused as refused:
                    self._kept[program] = refused
            return self._kept[program]
