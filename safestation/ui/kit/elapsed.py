"""Quiet clocks. They are told the time; they never ask for it."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from safestation.ui.kit.label import Label

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LONG = 2 * _DAY  # from here on hours say little, and a case may last for months


def elapsed_words(span: timedelta) -> str:
    """Return a duration as "2 h 10 m", "40 m" or "0 m"; from two days on as "13 d"."""
    if span.total_seconds() >= _LONG:
        return f"{int(span.total_seconds()) // _DAY} d"
    minutes = max(0, int(span.total_seconds())) // _MINUTE
    hours, rest = divmod(minutes, _MINUTE)
    return f"{hours} h {rest} m" if hours else f"{rest} m"


def clock_words(span: timedelta, *, seconds: bool = False) -> str:
    """Return a running duration as "1:12", or as "0:04:09" with seconds; days as "13 d"."""
    whole = max(0, int(span.total_seconds()))
    if whole >= _LONG:
        return f"{whole // _DAY} d"
    text = f"{whole // _HOUR}:{whole % _HOUR // _MINUTE:02}"
    return f"{text}:{whole % _MINUTE:02}" if seconds else text


class Elapsed(Label):
    """A running duration behind a word, such as "here 1:12"."""

    def __init__(
        self, lead: str = "", role: str = "muted", parent: QWidget | None = None
    ) -> None:
        super().__init__("", role, wrap=False, parent=parent)
        self._lead = lead

    def show_elapsed(self, span: timedelta, *, seconds: bool = False) -> None:
        """Show how long it has been."""
        self.show_text(clock_words(span, seconds=seconds), self._lead)


class Stopwatch(Elapsed):
    """A running duration in minutes and seconds; amber once it is over its limit."""

    def __init__(self, lead: str = "", limit: timedelta | None = None) -> None:
        super().__init__(lead, "strong")
        self._limit = limit

    def show_elapsed(self, span: timedelta, *, seconds: bool = True) -> None:
        """Show how long it has been, in amber once the limit is reached."""
        late = self._limit is not None and span >= self._limit
        self.set_role("clock" if late else "strong")
        super().show_elapsed(span, seconds=seconds)
