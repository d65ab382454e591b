"""Who opened a person's record: what the trail tells, in the order it happened."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, repr=False)
class AccessLine:
    """One act on one record. `act` and `why` are codes; `count` acts in a row are one line."""

    at: datetime
    who: str
    act: str
    why: str = ""
    count: int = 1


def in_short(lines: tuple[AccessLine, ...]) -> tuple[AccessLine, ...]:
    """Return the lines with a run of changes by one person on one day told as one."""
    short: list[AccessLine] = []
    for line in lines:
        last = short[-1] if short else None
        same = last is not None and (last.who, last.act, last.why) == (
            line.who, line.act, line.why,
        )  # fmt: skip
        if last is not None and same and last.at.date() == line.at.date():
            short[-1] = AccessLine(last.at, last.who, last.act, last.why, last.count + 1)
        else:
            short.append(line)
    return tuple(short)
