"""Reads what people type: dates, hours, numbers, telephone numbers.

Each reader returns the one form that is kept, or raises DoesNotFit with a message key.
Dates are read in the order of the United States, month first, unless the year leads.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

_US_DIGITS = 10
_MOST_DIGITS = 15  # E.164
_FEWEST_DIGITS = 7
_COMPACT_DATE = re.compile(r"(\d{2})(\d{2})(\d{4})")
_HOUR = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:x|ext\.?|extension|#)\s*(\d{1,8})\s*$", re.IGNORECASE)


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class DoesNotFit(Exception):  # noqa: N818 - reads as what happened
    """What was typed does not fit. `reason` is a message key; the text is not kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def tidy(raw: str, *, keep_lines: bool = False) -> str:
    """Return `raw` composed (NFC), without control characters and outer space.

    What turns the direction of writing goes too: it would garble the words after it.
    """
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    lines = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    allowed = {"\n", "\t"} if keep_lines else set()
    kept = (" " if c in "\n\t" and c not in allowed else c for c in lines if not is_hidden(c))
    return "".join(kept).strip()


def is_hidden(sign: str) -> bool:
    """Tell whether a character is a control, half a pair, or turns the writing; not a line."""
    if sign in "\n\t":
        return False
    return sign in _TURNS or unicodedata.category(sign) in {"Cc", "Cs"}


def day(text: str) -> str:
    """Return an ISO date from "3/4/1991", "1991-03-04", "03041991" or "3.4.1991"."""
    compact = _COMPACT_DATE.fullmatch(text)
    parts = list(compact.groups()) if compact else re.split(r"[-/.\s]+", text)
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004 - month, day, year
        raise DoesNotFit("answer.not_a_date")
    year, month, day_ = parts if len(parts[0]) == len("1991") else (parts[2], *parts[:2])
    if len(year) != len("1991"):
        raise DoesNotFit("answer.year_in_full")
    try:
        return date(int(year), int(month), int(day_)).isoformat()
    except ValueError:
        raise DoesNotFit("answer.not_a_date") from None


def hour(text: str) -> str:
    """Return "HH:MM" from "3:41", "0341", "341", "3 pm" or "15h05"."""
    padded = text.zfill(4) if text.isdigit() and len(text) == len("341") else text
    match = _HOUR.fullmatch(padded)
    if not match:
        raise DoesNotFit("answer.not_a_time")
    hours, minutes, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hours <= 12:  # noqa: PLR2004 - the clock face
        raise DoesNotFit("answer.not_a_time")
    hours = hours % 12 + (12 if half == "p" else 0) if half else hours
    if hours > 23 or minutes > 59:  # noqa: PLR2004 - the clock face
        raise DoesNotFit("answer.not_a_time")
    return f"{hours:02}:{minutes:02}"


def moment(text: str) -> str:
    """Return "YYYY-MM-DDTHH:MM", station time, from a date, a gap and an hour."""
    head, gap, tail = text.replace("T", " ", 1).partition(" ")
    if not gap:
        raise DoesNotFit("answer.not_a_date")
    return f"{day(head)}T{hour(tail.strip())}"


def phone(text: str) -> str:
    """Return "443-555-0199", with " x12" when there is an extension, or "+52..."."""
    found = _EXTENSION.search(text)
    extension = f" x{found[1]}" if found else ""
    body = text[: found.start()] if found else text
    if re.search(r"[^\d\s().+\-]", body):
        raise DoesNotFit("answer.not_a_phone")
    digits = "".join(str(unicodedata.digit(c)) for c in body if c.isdecimal())
    if body.strip().startswith("+") and not digits.startswith("1"):
        if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
            raise DoesNotFit("answer.not_a_phone")
        return f"+{digits}{extension}"
    digits = digits.removeprefix("1") if len(digits) == _US_DIGITS + 1 else digits
    if len(digits) != _US_DIGITS:
        raise DoesNotFit("answer.not_a_phone")
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}{extension}"


def number(text: str, minimum: Decimal | None, maximum: Decimal | None) -> str:
    """Return a plain decimal ("1200", "37.5") that lies within the bounds, both included."""
    if not re.fullmatch(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?", text):
        raise DoesNotFit("answer.not_a_number")
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise DoesNotFit("answer.not_a_number") from None
    if minimum is not None and value < minimum:
        raise DoesNotFit("answer.too_low")
    if maximum is not None and value > maximum:
        raise DoesNotFit("answer.too_high")
    return plain(value)


def check_day(value: str, earliest: date | None, latest: date | None, *, dated: bool) -> None:
    """Refuse a kept date outside the bounds, both included; let anything else pass."""
    if not dated or not value:
        return
    given = date.fromisoformat(value[: len("1991-03-04")])
    if latest is not None and given > latest:
        raise DoesNotFit("answer.date_too_late")
    if earliest is not None and given < earliest:
        raise DoesNotFit("answer.date_too_early")


def plain(value: Decimal | None) -> str:
    """Return a number without exponent or idle zeros; nothing for None."""
    if value is None:
        return ""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
