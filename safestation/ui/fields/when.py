"""Fields for dates and hours: typed as people write them, never spun."""

from safestation.domain.answers import Value
from safestation.ui.fields.text import LineField


class DateField(LineField):
    """A date, typed in any order that can be read; shown month first in the US way."""

    hint = "kit.field.date_hint"

    def _display(self, value: Value) -> None:
        super()._display(us_date(value) if isinstance(value, str) else value)


class TimeField(LineField):
    """An hour of the day, kept in 24 hours."""

    hint = "kit.field.time_hint"


class DateTimeField(LineField):
    """A date and an hour in one line."""

    hint = "kit.field.datetime_hint"

    def _display(self, value: Value) -> None:
        text = value if isinstance(value, str) else " ".join(value)
        day, _gap, hour = text.partition("T")
        super()._display(f"{us_date(day)} {hour}".strip())


def us_date(kept: str) -> str:
    """Return a kept date ("1991-03-04") as it is written here ("03/04/1991")."""
    parts = kept.split("-")
    if [len(part) for part in parts] != [4, 2, 2]:
        return kept
    year, month, day = parts
    return f"{month}/{day}/{year}"
