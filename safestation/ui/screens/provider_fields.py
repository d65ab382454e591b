"""The directory's columns as questions, and a provider's values as answers and back."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from safestation.domain.answers import Value
from safestation.domain.errors import AnswerRefused
from safestation.domain.hours_text import read_hours, write_hours
from safestation.domain.provider_codes import Column, ProviderCodes
from safestation.domain.providers import Known, Provider, with_facts
from safestation.domain.questions import Choice, Kind, Need, Question
from safestation.domain.schedule import Schedule
from safestation.domain.text import Text

# Kept as the source has them, or shown by other means.
LEFT_OUT = frozenset({"id", "external_id", "active", "services"})
KINDS = {
    "codes": Kind.MULTI,
    "open_codes": Kind.MULTI,
    "known": Kind.CHOICE,
    "long": Kind.LONG_TEXT,
    "phone": Kind.PHONE,
    "age": Kind.NUMBER,
    "latitude": Kind.NUMBER,
    "longitude": Kind.NUMBER,
}
LIMITS = {"age": (0, 120), "latitude": (-90, 90), "longitude": (-180, 180)}


def questions_for(codes: ProviderCodes) -> tuple[Question, ...]:
    """Return a question for every column that people type."""
    return tuple(_question(c, codes) for c in codes.columns if c.field not in LEFT_OUT)


def raw_of(provider: Provider, column: Column) -> Value:
    """Return what a field shows for a provider's value; empty when it is not known."""
    value = getattr(provider, column.field)
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    if isinstance(value, Schedule):
        return write_hours(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str("" if value is None else value)


def shown(provider: Provider, column: Column, codes: ProviderCodes, language: str) -> str:
    """Return a provider's value in words, empty when nobody told us."""
    return value_shown(getattr(provider, column.field), column, codes, language)


def value_shown(value: object, column: Column, codes: ProviderCodes, language: str) -> str:
    """Return any value of a column in words."""
    if isinstance(value, tuple):
        labels = (codes.label(column.list, c, language) if column.list else c for c in value)
        return ", ".join(labels)
    if isinstance(value, Schedule):
        return write_hours(value)
    if isinstance(value, Known):
        return "" if value is Known.UNKNOWN else codes.label("known", value, language)
    if isinstance(value, bool):
        return codes.label("known", "yes" if value else "no", language)
    return str("" if value is None else value)


def edited(provider: Provider, typed: Mapping[str, Value], codes: ProviderCodes) -> Provider:
    """Return the provider with what was typed. Raises AnswerRefused, naming the field."""
    asked = {question.id: question for question in questions_for(codes)}
    columns = {column.field: column for column in codes.columns}
    values = {field: _value(columns[field], asked[field], raw) for field, raw in typed.items()}
    return with_facts(provider, values)


def _value(column: Column, question: Question, raw: Value) -> object:
    if column.kind == "hours":
        hours = read_hours(str(raw))
        if hours is None:
            raise AnswerRefused(column.field, "providers.bad_hours")
        return hours
    if column.kind == "phone":
        return str(raw)  # the directory knows short numbers too, and refuses by itself
    value = question.accept(raw)
    return _MADE[column.kind](str(value)) if column.kind in _MADE else value


_MADE: dict[str, Callable[[str], object]] = {
    "known": lambda text: Known(text) if text else Known.UNKNOWN,
    "age": lambda text: int(Decimal(text)) if text else None,
    "latitude": lambda text: Decimal(text) if text else None,
    "longitude": lambda text: Decimal(text) if text else None,
}


def _question(column: Column, codes: ProviderCodes) -> Question:
    low, high = LIMITS.get(column.kind, (None, None))
    listed = codes.lists[column.list] if column.list else ()
    return Question(
        id=column.field,
        kind=KINDS.get(column.kind, Kind.TEXT),
        label=column.title,
        help=column.help if column.kind in {"hours", "name"} else Text(),
        choices=tuple(Choice(one.code, one.label) for one in listed),
        required=Need.NEEDED if column.field == "name" else Need.OPTIONAL,
        minimum=None if low is None else Decimal(low),
        maximum=None if high is None else Decimal(high),
        whole=column.kind == "age",
        max_length=8000 if column.kind == "long" else 500,
    )
