"""What a program can report: each measure with what is counted and who asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from safestation.domain.text import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of resources/codes/measures.toml; a program names it under `reports`."""

    id: str
    label: Text
    counts: Text
    source: str


Measures = Mapping[str, Measure]
