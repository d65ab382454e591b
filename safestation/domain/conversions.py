"""Numbers as they are typed, and the few conversions that instruments ask for."""

import re
from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?")


def to_number(typed: str) -> Decimal | None:
    """Return a typed measurement as a number, or None when it is not one.

    Plain digits with an optional point only. Signs, exponents and commas are refused: no
    measurement of a living person needs them, and each of them is a usual typing error.
    """
    text = typed.strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def round_half_up(number: Decimal, resolution: Decimal) -> Decimal:
    """Round to a multiple of `resolution`, halves upwards (NEWS2 file, `half_up_0.1`)."""
    steps = (number / resolution).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return steps * resolution


def fahrenheit_to_celsius(degrees: Decimal) -> Decimal:
    """Convert with (F - 32) * 5 / 9, rounded half up to 0.1 degree Celsius."""
    return round_half_up((degrees - 32) * 5 / 9, TENTH)
