"""A length of time as people write it: 45 min, 72 h, 3 days, 1 h 30 min; Spanish as well.

A bare number is none: 720 meant hours to whoever typed it, and was kept as minutes.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from safestation.domain.program import MINUTES

WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "minutes": frozenset({"min", "mins", "minute", "minutes", "minuto", "minutos"}),
        "hours": frozenset({"h", "hr", "hrs", "hour", "hours", "hora", "horas"}),
        "days": frozenset({"d", "day", "days", "dia", "dias"}),
    }
)
MOST_DIGITS: Final = 9
SOON: Final = 120  # minutes; from here whole hours are said as hours
FAR: Final = 4 * 24 * 60  # and from here whole days as days: windows of 72 hours stay hours
_PART: Final = re.compile(rf"(\d{{1,{MOST_DIGITS}}})\s*([a-z]+)\.?", re.ASCII)
_WHOLE: Final = re.compile(rf"{_PART.pattern}(?:\s+{_PART.pattern})*", re.ASCII)


def read_length(text: str) -> int | None:
    """Return the minutes that a text means, None when it names no unit or cannot be read."""
    plain = " ".join(text.casefold().replace("\u00ed", "i").split())
    if not _WHOLE.fullmatch(plain):
        return None
    total = 0
    for count, word in _PART.findall(plain):
        unit = next((unit for unit, said in WORDS.items() if word in said), "")
        if not unit:
            return None
        total += int(count) * MINUTES[unit]
    return total


def plain_length(minutes: int) -> tuple[int, str]:
    """Return a length in the unit that it is said in: 45 minutes, 72 hours, 30 days."""
    if minutes >= FAR and minutes % MINUTES["days"] == 0:
        return minutes // MINUTES["days"], "days"
    if minutes >= SOON and minutes % MINUTES["hours"] == 0:
        return minutes // MINUTES["hours"], "hours"
    return minutes, "minutes"
