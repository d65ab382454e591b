"""Editions: a program exactly as it was when a visit began, kept for that visit.

An edition is the very text of the program's file with the station's changes in force. Its name
is `<version>+<8 hex>`; the eight are of a SHA-256 over both, so that any change is another one.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from safestation.domain.overrides import Override

MARK: Final = "+"
SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Edition:
    """A program's file, word for word, and what the station had changed of it."""

    program: str
    version: str
    sha256: str
    text: str
    overrides: tuple[Override, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether the text is still the one that was kept."""
        return hashlib.sha256(self.text.encode()).hexdigest() == self.sha256


def edition_of(program: str, version: str, text: str, overrides: Iterable[Override]) -> Edition:
    """Return the edition of a file's text under the station's changes."""
    kept = tuple(sorted(overrides, key=lambda one: one.path))
    whole = hashlib.sha256(text.encode())
    file_hash = whole.hexdigest()
    if kept:
        told = [(one.path, one.value, one.value_es) for one in kept]
        whole.update(json.dumps(told, ensure_ascii=False).encode())
    name = f"{version}{MARK}{whole.hexdigest()[:SHOWN]}"
    return Edition(program, name, file_hash, text, kept)


def is_edition(version: str) -> bool:
    """Tell whether a visit's version names an edition; older visits have a bare version."""
    return MARK in version


def published(version: str) -> str:
    """Return the version as the file has it, without what tells editions apart."""
    return version.rpartition(MARK)[0] if is_edition(version) else version
