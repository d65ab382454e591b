"""Reads the words by which a seal of the history is read aloud."""

from pathlib import Path
from typing import Final

from safestation.domain.errors import ContentRefused
from safestation.paths import resource

HOW_MANY: Final = 256


def load_seal_words(file: Path | None = None) -> tuple[str, ...]:
    """Return the 256 words of resources/seal/words.txt, one for each byte, in their order.

    Empty lines and lines that start with # are left out. Raises ContentRefused.
    """
    path = file or resource("seal", "words.txt")
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    words = tuple(line for line in lines if line and line[0] != "#")
    if len(words) != HOW_MANY or len(set(words)) != HOW_MANY:
        raise ContentRefused(path.name, "the words", f"Keep {HOW_MANY} different words.")
    return words
