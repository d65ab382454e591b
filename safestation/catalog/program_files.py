"""The text of shipped program files, and reading one that was kept. No file is written.

Satisfies services.editions.ProgramFiles.
"""

from pathlib import Path

from safestation.catalog.known import shipped
from safestation.catalog.mistakes import unless_wrong
from safestation.catalog.programs import read_content
from safestation.catalog.toml_files import read_bytes
from safestation.domain.program import Program
from safestation.paths import resource


class LocalProgramFiles:
    """Reads program files of one folder, the shipped one by default."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or resource("programs")

    def text_of(self, program: str) -> str:
        """Return a file's text, byte for byte; nothing where there is no such file."""
        path = self._folder / f"{program}.toml"
        return read_bytes(path).decode("utf-8") if path.is_file() else ""

    def read(self, program: str, text: str) -> Program:
        """Return the program of a text. Raises ContentRefused for its first mistake."""
        return unless_wrong(read_content(f"{program}.toml", text.encode("utf-8"), shipped()))
