"""Provider files for the screens. Satisfies services.provider_files_port.ProviderFiles.

What reads and writes workbooks is loaded when a file is asked for: it takes as long as a
quarter of the whole start, and most starts never need it.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from safestation.catalog.provider_codes import load_provider_codes
from safestation.domain.errors import FileNotSaved, StoreUnavailable
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import ImportReading
from safestation.domain.providers import Provider


class LocalProviderFiles:
    """Reads and writes files of this computer. Holds nobody's data but the directory's.

    `write` puts a file in its place, whole or not at all, and its owner's alone.
    """

    def __init__(
        self, write: Callable[[Path, bytes], None], codes: ProviderCodes | None = None
    ) -> None:
        self._write = write
        self.codes = codes or load_provider_codes()

    def read(self, path: Path) -> ImportReading:
        """Return the rows of a file. Raises ImportRefused when it cannot be read at all."""
        from safestation.catalog.provider_files import read_provider_file  # noqa: PLC0415 - see the top

        return read_provider_file(path, codes=self.codes)

    def template(self, language: str) -> bytes:
        """Return the workbook to fill."""
        from safestation.catalog.provider_template import write_template  # noqa: PLC0415 - see the top

        packed = BytesIO()
        write_template(packed, self.codes, language)
        return packed.getvalue()

    def as_xlsx(self, providers: Iterable[Provider]) -> bytes:
        """Return the directory as a workbook that `read` reads back unchanged."""
        from safestation.catalog.provider_writing import write_xlsx  # noqa: PLC0415 - see the top

        return write_xlsx(providers, self.codes)

    def as_csv(self, providers: Iterable[Provider]) -> bytes:
        """Return the directory as CSV that `read` reads back unchanged."""
        from safestation.catalog.provider_writing import write_csv  # noqa: PLC0415 - see the top

        return write_csv(providers, self.codes)

    def save(self, path: Path, content: bytes) -> None:
        """Put a file where the person chose, whole or not at all. Raises FileNotSaved."""
        try:
            self._write(path, content)
        except (StoreUnavailable, ValueError) as error:  # ValueError: a path no system can hold
            raise FileNotSaved from error
