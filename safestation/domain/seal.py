"""A seal: the head of the history in a form that people can print, sign and type back.

A chain proves nothing against whoever can write it anew. Its head on paper, signed on the
day, does: whoever changes an earlier line cannot make the paper agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

# Crockford's base 32: no I, L, O or U, which are read and typed as others.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES: Final = str.maketrans("ILO", "110")
_CODE_BYTES: Final = 10  # 80 bits: nobody makes another history with the same by trying
_WORDS: Final = 6
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Seal:
    """The last line's number and hash at a moment, and who took it down."""

    seq: int
    hash: str
    at: datetime
    by: str


def is_owed(last: date | None, began: date, today: date) -> bool:
    """Tell whether a day that is over has no seal on paper.

    `last` is the day of the newest seal, `began` that of the history's first line. Today's
    may still come until midnight.
    """
    yesterday = today - timedelta(days=1)
    return began < today if last is None else last < yesterday


def code_of(hash_: str) -> str:
    """Return the code of a hash given as hex: 16 characters in groups of four."""
    number = int(hash_[: _CODE_BYTES * 2], 16)
    letters = ""
    for _ in range(_CODE_BYTES * 8 // 5):
        number, place = divmod(number, 32)
        letters = _LETTERS[place] + letters
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def words_of(hash_: str, words: Sequence[str]) -> str:
    """Return the first bytes of a hash as words to read aloud; `words` are 256."""
    return " ".join(words[byte] for byte in bytes.fromhex(hash_[: _WORDS * 2]))


def agrees(typed: str, hash_: str, words: Sequence[str]) -> bool:
    """Tell whether a code or the words typed in from paper are those of a hash."""
    bare = "".join(typed.upper().translate(_LOOK_ALIKES).replace("-", " ").split())
    if bare == code_of(hash_).replace("-", ""):
        return True
    return " ".join(typed.lower().replace(",", " ").split()) == words_of(hash_, words)
