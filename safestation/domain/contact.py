"""Contact details in one form: phone numbers, ZIP codes, states, distances."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import asin, cos, radians, sin, sqrt

from safestation.domain import typed

_NAMES = """
Alabama AL; Alaska AK; Arizona AZ; Arkansas AR; California CA; Colorado CO; Connecticut CT;
Delaware DE; District of Columbia DC; Florida FL; Georgia GA; Hawaii HI; Idaho ID; Illinois IL;
Indiana IN; Iowa IA; Kansas KS; Kentucky KY; Louisiana LA; Maine ME; Maryland MD;
Massachusetts MA; Michigan MI; Minnesota MN; Mississippi MS; Missouri MO; Montana MT;
Nebraska NE; Nevada NV; New Hampshire NH; New Jersey NJ; New Mexico NM; New York NY;
North Carolina NC; North Dakota ND; Ohio OH; Oklahoma OK; Oregon OR; Pennsylvania PA;
Rhode Island RI; South Carolina SC; South Dakota SD; Tennessee TN; Texas TX; Utah UT;
Vermont VT; Virginia VA; Washington WA; West Virginia WV; Wisconsin WI; Wyoming WY;
American Samoa AS; Guam GU; Northern Mariana Islands MP; Puerto Rico PR; Virgin Islands VI
"""
STATE_NAMES = {
    " ".join(name.split()).casefold(): code
    for name, _, code in (one.strip().rpartition(" ") for one in _NAMES.split(";"))
}
# Two-letter codes of the United States Postal Service, territories included.
STATES = frozenset(STATE_NAMES.values())
# States and territories whose ZIP codes begin with 0, which spreadsheets drop.
LEADING_ZERO_STATES = frozenset({"CT", "MA", "ME", "NH", "NJ", "PR", "RI", "VI", "VT"})

_POLE, _DATE_LINE = 90, 180
_EARTH_RADIUS_MILES = 3958.8  # mean radius
_SHORT_NUMBER = re.compile(r"[2-9]\d\d", re.ASCII)  # 988, 211, 911
_ZIP = re.compile(r"(\d{5})(?:-?(\d{4}))?", re.ASCII)
_SHORT_ZIP = re.compile(r"\d{3,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, in degrees."""

    latitude: Decimal
    longitude: Decimal

    def miles_to(self, other: "Place") -> float:
        """Return the distance as the crow flies, in miles (haversine formula)."""
        here, there = radians(self.latitude), radians(other.latitude)
        turn = radians(other.longitude - self.longitude)
        half = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(turn / 2) ** 2
        return 2 * _EARTH_RADIUS_MILES * asin(min(1.0, sqrt(half)))


def is_place(latitude: str, longitude: str) -> bool:
    """Tell whether two texts are decimal degrees on the globe; both empty is no place yet."""
    if not latitude and not longitude:
        return True
    try:
        north, east = Decimal(latitude), Decimal(longitude)
    except InvalidOperation:
        return False
    is_number = north.is_finite() and east.is_finite()
    return is_number and abs(north) <= _POLE and abs(east) <= _DATE_LINE


def clean_phone(text: str) -> str | None:
    """Return a number as 410-555-0142, 410-555-0142 x7 or 988; None when it is none."""
    number = text.strip()
    if _SHORT_NUMBER.fullmatch(number):
        return number
    try:
        return typed.phone(number) if number.isascii() else None
    except typed.DoesNotFit:
        return None


def state_code(text: str) -> str | None:
    """Return the two letters of a state, written so, as N.H. or in full; None for no state."""
    bare = " ".join(text.replace(".", "").split())
    code = bare.upper()
    return code if code in STATES else STATE_NAMES.get(bare.casefold())


def clean_postal_code(text: str) -> str | None:
    """Return a ZIP code as 03101 or 03101-1234, None when it is none."""
    found = _ZIP.fullmatch(text.strip())
    if found is None:
        return None
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def restore_leading_zero(text: str, state: str) -> str | None:
    """Return a ZIP code whose first zeros a spreadsheet dropped, None when unlikely."""
    digits = text.strip()
    is_likely = _SHORT_ZIP.fullmatch(digits) and state in LEADING_ZERO_STATES
    return digits.zfill(5) if is_likely else None
