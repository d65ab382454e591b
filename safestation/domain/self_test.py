"""What SafeStation finds when it looks at itself."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How something stands."""

    GOOD = "good"
    BAD = "bad"
    TOLD = "told"  # neither: only to be known
    UNKNOWN = "unknown"  # cannot be told on this computer


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. Its words are `self_test.<name>_<verdict>`.

    `told` is what the sentence names: a number, a version, a moment as the screen shows it.
    """

    name: str
    verdict: Verdict
    told: str = ""
