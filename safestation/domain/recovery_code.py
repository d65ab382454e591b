"""The code on a recovery sheet: seven groups of five characters that tell a slip at its group.

Four characters of a group are the secret (28 of 32 possibilities: 140 bits), the fifth
checks them. The check is a weighted sum in the field of 32 elements, with another weight for
each place and another start for each group. So one wrong character, two characters
changed round, and two groups changed round are told always, not only mostly.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from safestation.domain.errors import CodeMistyped

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U
GROUPS: Final = 7
SECRET_IN_GROUP: Final = 4
GROUP: Final = SECRET_IN_GROUP + 1
SYMBOLS: Final = GROUPS * SECRET_IN_GROUP
SECRET_BITS: Final = SYMBOLS * 5

_LOOK_ALIKES: Final = str.maketrans("ILOU", "110V")
_FIELD: Final = 0b100101  # x^5 + x^2 + 1
_WEIGHTS: Final = (2, 4, 8, 16)  # the check itself has weight 1
_BREAK = re.compile(r"[^0-9A-Z]+")


def spell(symbols: Sequence[int]) -> str:
    """Return the code of 28 numbers from 0 to 31, as it is printed."""
    if len(symbols) != SYMBOLS:
        raise ValueError(f"{SYMBOLS} symbols expected")
    starts = range(0, SYMBOLS, SECRET_IN_GROUP)
    parts = (symbols[start : start + SECRET_IN_GROUP] for start in starts)
    return "-".join(_group(number, part) for number, part in enumerate(parts, 1))


def read(typed: str) -> str:
    """Return the code that was typed or scanned, as it is printed.

    Spaces, dashes, small letters and look-alikes do not matter. Raises CodeMistyped with
    the numbers of the groups that are wrong or missing.
    """
    wrong = wrong_groups(typed)
    if wrong:
        raise CodeMistyped(wrong)
    return "-".join(_pieces(typed))


def wrong_groups(typed: str) -> tuple[int, ...]:
    """Return the numbers, from 1, of the groups that are wrong, missing or too many."""
    pieces = _pieces(typed)
    there = (n for n, piece in enumerate(pieces, 1) if n > GROUPS or not _is_right(n, piece))
    return (*there, *range(len(pieces) + 1, GROUPS + 1))


def _pieces(typed: str) -> list[str]:
    """Return the groups as typed, else every five characters one."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    pieces = [piece for piece in _BREAK.split(plain) if piece]
    if len(pieces) != GROUPS:
        whole = "".join(pieces)
        pieces = [whole[at : at + GROUP] for at in range(0, len(whole), GROUP)]
    return [piece.translate(_LOOK_ALIKES) for piece in pieces]


def _is_right(number: int, piece: str) -> bool:
    if len(piece) != GROUP:
        return False
    symbols = [ALPHABET.index(letter) for letter in piece]
    return _check(number, symbols[:-1]) == symbols[-1]


def _group(number: int, symbols: Sequence[int]) -> str:
    return "".join(ALPHABET[one] for one in (*symbols, _check(number, symbols)))


def _check(number: int, symbols: Sequence[int]) -> int:
    total = number
    for weight, symbol in zip(_WEIGHTS, symbols, strict=True):
        total ^= _times(weight, symbol)
    return total


def _times(one: int, other: int) -> int:
    """Multiply in the field of 32 elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        other >>= 1
        one <<= 1
        if one & 0b100000:
            one ^= _FIELD
    return product
