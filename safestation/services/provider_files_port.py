"""What the screens need of provider files, without knowing how files are read or made."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import ImportReading
from safestation.domain.providers import Provider


class ProviderFiles(Protocol):
    """Reads and writes provider files, and knows the words of the directory's codes."""

    @property
    def codes(self) -> ProviderCodes:
        """Return the code lists with their plain words."""
        ...

    def read(self, path: Path) -> ImportReading:
        """Return the rows of a file. Raises ImportRefused when it cannot be read at all."""
        ...

    def template(self, language: str) -> bytes:
        """Return the workbook to fill."""
        ...

    def as_xlsx(self, providers: Iterable[Provider]) -> bytes:
        """Return the directory as a workbook that `read` reads back unchanged."""
        ...

    def as_csv(self, providers: Iterable[Provider]) -> bytes:
        """Return the directory as CSV that `read` reads back unchanged."""
        ...

    def save(self, path: Path, content: bytes) -> None:
        """Put a file where the person chose, whole, and its owner's alone.

        Raises FileNotSaved; then nothing is there.
        """
        ...
