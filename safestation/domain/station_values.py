"""What a station may be called and reached by: what is printed and spoken must be usable."""

import re
from datetime import date
from typing import Final

from safestation.domain.signers import HIGHEST_MAJORITY

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
# It starts every visit number, which is said on the phone and typed into Find.
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,11}")
PART_2_BEGAN: Final = date(1975, 8, 1)  # 40 FR 27802: 42 CFR Part 2 takes effect


def is_email(text: str) -> bool:
    """Tell whether mail could go there; nothing is no address yet."""
    return not text or _EMAIL.fullmatch(text) is not None


def is_station_number(text: str) -> bool:
    """Tell whether visit numbers can begin with it: letters, digits and dashes, 12 at most."""
    return _NUMBER.fullmatch(text) is not None


def may_be_signed_on(day: date, today: date) -> bool:
    """Tell whether counsel can have signed a determination on a day."""
    return PART_2_BEGAN <= day <= today


def are_ages(majority: str, consent: str) -> bool:
    """Tell whether two texts are an age of majority and one of consent, not above it."""
    if not (majority.isdecimal() and consent.isdecimal()):
        return False
    return int(consent) <= int(majority) <= HIGHEST_MAJORITY
