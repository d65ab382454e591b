"""Who the person is, as a page may say it: name, birth, age."""

from safestation.domain.labels import full_name, known_age
from safestation.forms.blocks import Block
from safestation.forms.pen import Pen


def person(pen: Pen) -> list[Block]:
    """Return name, birth and age."""
    return [
        pen.labeled("name", name(pen)),
        *([pen.row("alias")] if pen.is_answered("alias") else []),
        pen.labeled("date_of_birth", born(pen)),
        pen.row("sex"),
    ]


def name(pen: Pen) -> str:
    """Return the name as given, with what the person goes by."""
    visit = pen.sheet.visit
    whole, preferred = full_name(visit), visit.value("preferred_name")
    if not whole:
        return preferred or pen.answer("first_name")
    return pen.say("called", name=whole, preferred=preferred) if preferred else whole


def born(pen: Pen) -> str:
    """Return the date of birth with the age, or the age alone."""
    visit = pen.sheet.visit
    today = pen.sheet.printed_at.date()
    age = known_age(visit.value("date_of_birth"), visit.value("age"), today)
    if not pen.is_answered("date_of_birth"):
        return pen.say("years", age=age) if age else pen.answer("date_of_birth")
    return pen.say("born", born=pen.answer("date_of_birth"), age=age)
