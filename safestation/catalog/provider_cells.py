"""Reads one cell of a provider file into a value, or says what would be right.

`READERS` is the one table of cell kinds; a column of resources/providers/columns.toml
names its kind.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from safestation.domain.contact import (
    STATES,
    clean_phone,
    clean_postal_code,
    restore_leading_zero,
    state_code,
)
from safestation.domain.hours_text import UNKNOWN_HOURS, read_hours
from safestation.domain.provider_codes import Column, ProviderCodes
from safestation.domain.providers import Known, tidy_line

_SHORTENED = re.compile(r"[+-]?\d+([.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?", re.ASCII)
_LOOSE = re.compile(r"\s*[,/|]\s*")
_SEVERAL = frozenset({"codes", "open_codes", "texts"})
_MOST_LETTERS = {"long": 8000, "texts": 30000}
_USUAL_LETTERS = 500
_OLDEST = 120
_DEGREES = {"latitude": 90, "longitude": 180}

Value = object


class Misfit(Exception):  # noqa: N818 - reads as what happened
    """A cell that cannot be taken; becomes a RowProblem with row and column.

    `part` is what is wrong in it, when that is not the whole cell.
    """

    def __init__(self, key: str, *suggestions: str, part: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.part = part
        self.suggestions = suggestions


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell may look at beside its own text."""

    codes: ProviderCodes
    column: Column
    state: str = ""


def read_cell(text: str, context: Context) -> Value:
    """Return the value of a cell that is not empty. Raises Misfit."""
    kind = context.column.kind
    tidy = tidy_line(";".join(text.splitlines()) if kind in _SEVERAL else text)
    most = _MOST_LETTERS.get(kind, _USUAL_LETTERS)
    if len(tidy) > most:
        raise Misfit("too_long", str(most))
    if tidy == context.codes.clear:
        if kind not in CLEARED:
            raise Misfit("name_missing" if kind == "name" else "unknown_code")
        return CLEARED[kind]
    return READERS[kind](tidy, context)


def _text(text: str, _context: Context) -> Value:
    return text


def _id(text: str, _context: Context) -> Value:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""


def _phone(text: str, _context: Context) -> Value:
    if _SHORTENED.fullmatch(text):
        raise Misfit("shortened_number")
    phone = clean_phone(text)
    if phone is None:
        raise Misfit("bad_phone")
    return phone


def _state(text: str, _context: Context) -> Value:
    code = state_code(text)
    if code is None:
        near = sorted(one for one in STATES if text and one[0] == text[0].upper())
        raise Misfit("bad_state", *near[:3])
    return code


def _zip(text: str, context: Context) -> Value:
    if _SHORTENED.fullmatch(text):
        raise Misfit("shortened_number")
    found = clean_postal_code(text) or restore_leading_zero(text, context.state)
    if found is None:
        is_short = text.isascii() and text.isdigit() and len(text) in {3, 4}
        raise Misfit("bad_zip", *([text.zfill(5)] if is_short else []))
    return found


def _degrees(text: str, context: Context) -> Value:
    most = _DEGREES[context.column.kind]
    try:
        value = Decimal(text) if len(text) < 30 else Decimal("NaN")  # noqa: PLR2004 - digits
    except InvalidOperation:
        raise Misfit("bad_number") from None
    if not _NUMBER.fullmatch(text):
        raise Misfit("bad_number")
    if abs(value) > most:
        raise Misfit("out_of_range", f"-{most} … {most}")
    return value


def _age(text: str, _context: Context) -> Value:
    if not (text.isascii() and text.isdigit()):
        raise Misfit("bad_number")
    if len(text) > len(str(_OLDEST)) or int(text) > _OLDEST:
        raise Misfit("out_of_range", f"0 … {_OLDEST}")
    return int(text)


def _codes(text: str, context: Context) -> Value:
    name = context.column.list
    found = []
    for part in _pieces(text, context):
        code = context.codes.find(name, part)
        if code is None:
            raise Misfit("unknown_code", *context.codes.nearest(name, part), part=part)
        found.append(code)
    return tuple(dict.fromkeys(found))


def _open_codes(text: str, context: Context) -> Value:
    find = context.codes.find
    found = (find(context.column.list, part) or part for part in _pieces(text, context))
    return tuple(dict.fromkeys(found))


def _texts(text: str, _context: Context) -> Value:
    return tuple(dict.fromkeys(_parts(text)))


def _known(text: str, context: Context) -> Value:
    code = context.codes.find(context.column.list or "known", text)
    if code is None:
        raise Misfit("unknown_code", *context.codes.nearest("known", text))
    return Known(code)


def _flag(text: str, context: Context) -> Value:
    code = context.codes.find("known", text)
    if code not in {Known.YES, Known.NO}:
        labels = (context.codes.label("known", one) for one in (Known.YES, Known.NO))
        raise Misfit("unknown_code", *labels)
    return code == Known.YES


def _hours(text: str, _context: Context) -> Value:
    hours = read_hours(text)
    if hours is None:
        raise Misfit("bad_hours")
    return hours


def _pieces(text: str, context: Context) -> Iterator[str]:
    """Yield the values of a cell; commas and slashes part them where no value has them."""
    for part in _parts(text):
        words = [word.strip() for word in _LOOSE.split(part) if word.strip()]
        if context.codes.find(context.column.list, part) or not words[1:]:
            yield part
        else:
            yield from _joined(words, context)


def _joined(words: list[str], context: Context) -> Iterator[str]:
    """Yield as many words at a time as are one value of the list, else one of them."""
    while words:
        ends = range(len(words), 1, -1)
        tried = ((end, ", ".join(words[:end])) for end in ends)
        known = ((e, t) for e, t in tried if context.codes.find(context.column.list, t))
        end, text = next(known, (1, words[0]))
        yield text
        words = words[end:]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


READERS: Mapping[str, Callable[[str, Context], Value]] = MappingProxyType(
    {
        "id": _id,
        "name": _text,
        "text": _text,
        "long": _text,
        "phone": _phone,
        "state": _state,
        "zip": _zip,
        "latitude": _degrees,
        "longitude": _degrees,
        "age": _age,
        "codes": _codes,
        "open_codes": _open_codes,
        "texts": _texts,
        "known": _known,
        "flag": _flag,
        "hours": _hours,
    }
)
# What a cleared cell of each kind means; a name and the flag cannot be cleared.
_EMPTY: dict[str, Value] = {"known": Known.UNKNOWN, "hours": UNKNOWN_HOURS}
CLEARED: Mapping[str, Value] = MappingProxyType(
    dict.fromkeys(("id", "text", "long", "phone", "state", "zip"), "")
    | dict.fromkeys(("codes", "open_codes", "texts"), ())
    | dict.fromkeys(("latitude", "longitude", "age"))
    | _EMPTY
)
