"""How a person is shown on the board: initials and age, or the handle the staff gave."""

from collections.abc import Mapping
from datetime import date

from safestation.domain.visit import Visit


def age_on(born: str, today: date) -> str:
    """Return the age in full years on a day from an ISO date of birth, or nothing."""
    try:
        day = date.fromisoformat(born)
    except ValueError:
        return ""
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return str(years) if years >= 0 else ""


def known_age(born: str, said: str, today: date) -> str:
    """Return the age from a date of birth, else as it was said, else nothing.

    An age said once may be a year old, and a birthday decides who may sign alone.
    """
    return age_on(born, today) or said


def board_label(values: Mapping[str, str], today: date) -> str:
    """Return initials and age, else the handle in quotes, else nothing.

    Full names are shown only inside the visit (design.md, Words on the wall).
    """
    names = (values.get("first_name", ""), values.get("last_name", ""))
    initials = " ".join(f"{name.strip()[0].upper()}." for name in names if name.strip())
    age = known_age(values.get("date_of_birth", ""), values.get("age", ""), today)
    if initials:
        return f"{initials[:-1]}., {age}" if age else initials
    if handle := values.get("handle", "").strip():
        return f"“{handle}”"
    return ""


def label_of(visit: Visit, today: date) -> str:
    """Return the board's label of a visit, or nothing when none was given yet."""
    asked = ("first_name", "last_name", "age", "date_of_birth", "handle")
    return board_label({question: visit.value(question) for question in asked}, today)


def age_of(visit: Visit, today: date) -> int | None:
    """Return the age in whole years as far as it is known, else nothing."""
    known = known_age(visit.value("date_of_birth"), visit.value("age"), today)
    return int(float(known)) if known else None


def other_age(visit: Visit, today: date) -> str:
    """Return the age by the date of birth where another age was said, else nothing."""
    said, born = visit.value("age"), age_on(visit.value("date_of_birth"), today)
    return born if said and born and int(float(said)) != int(born) else ""


def full_name(visit: Visit) -> str:
    """Return the name for paper and for inside the visit; nothing when none was given."""
    names = (visit.value("first_name"), visit.value("last_name"))
    return " ".join(name for name in names if name)
