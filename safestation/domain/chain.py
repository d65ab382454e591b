"""The chain of the history: each line carries a hash of itself and of all before it.

Whoever changes, drops or reorders a line breaks every hash after it. Whoever rewrites the
whole chain cannot rewrite the head that was printed and signed on paper that day.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

START: Final = ""  # what the first line follows
_FORMAT: Final = 1
# A text as JSON, letters left as they are. An encoder of the whole line is made anew for each
# and takes twice the time, for each letter that is typed and each line that is checked.
_said: Final = json.encoder.encode_basestring


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the record holds it. `at` is UTC text, `utc_offset` minutes."""

    seq: int
    station: str
    at: str
    utc_offset: int
    by: str
    act: str
    visit: str
    detail: str
    outcome: str
    clock: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold: at which line, and how."""

    seq: int
    what: str


MISSING: Final = "missing"
ALTERED: Final = "altered"


def link(line: Line, before: str) -> str:
    """Return the hash of a line that follows the hash `before`: SHA-256, as hex.

    Taken over compact JSON of the format's number, the line's own columns in their order,
    and `before`, in UTF-8; so any program can follow it.
    """
    texts = (line.by, line.act, line.visit, line.detail, line.outcome, line.clock, before)
    told = (
        f"[{_FORMAT},{line.seq},{_said(line.station)},{_said(line.at)},{line.utc_offset},"
        f"{','.join(map(_said, texts))}]"
    )
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def first_break(lines: Iterable[Line], before: str = START, seq: int = 0) -> Break | None:
    """Return where a chain that goes on after line `seq` breaks first, or nothing.

    A number left out, given twice or out of order is a missing line there.
    """
    for line in lines:
        seq += 1
        if line.seq != seq:
            return Break(seq, MISSING)
        if line.hash != link(line, before):
            return Break(seq, ALTERED)
        before = line.hash
    return None
