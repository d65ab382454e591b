"""Hours as people write them."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.domain.hours_text import read_hours, write_hours
from safestation.domain.schedule import ALWAYS, Schedule, Span


@pytest.mark.parametrize("text", ["24/7", "24 h", "Daily 00:00-24:00", "Mon-Sun 24 h"])
def test_day_and_night_can_be_written_in_several_ways(text: str) -> None:
    hours = read_hours(text)

    assert hours is not None
    assert set(hours.spans) == set(ALWAYS.spans)
    assert write_hours(hours) == "24/7"


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Mon-Fri 08:00-17:00; Sat 09:00-12:00", "Mon-Fri 08:00-17:00; Sat 09:00-12:00"),
        ("mon - fri 8am \u2013 5pm", "Mon-Fri 08:00-17:00"),
        ("Mon, Wed: 8:30-12, 13-17; Sun closed", "Mon 08:30-12:00, 13:00-17:00; "),
        ("weekends 21:00-05:00", "Sat-Sun 21:00-05:00"),
        ("Lun-Mi\u00e9 08:00-12:00", "Mon-Wed 08:00-12:00"),
        ("Fri-Mon 10:00-11:00", "Mon 10:00-11:00; Fri-Sun 10:00-11:00"),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, again: str) -> None:
    hours = read_hours(text)

    assert hours is not None
    assert write_hours(hours).startswith(again)


@pytest.mark.parametrize(
    "text", ["sometimes", "Mon-Fri", "Mon 9-5", "Mon 08:00", "Mon-Tue-Wed 08:00-09:00",
             "Mon 08:00-25:00", "Blursday 08:00-09:00", "Sun closed", "Mon 08:00-08:00"],
)  # fmt: skip
def test_hours_that_could_mean_anything_are_not_guessed(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize("text", ["", "  ", "unknown"])
def test_no_hours_are_unknown_hours(text: str) -> None:
    assert read_hours(text) == Schedule()


def test_a_line_that_is_open_past_midnight_is_open_the_next_morning() -> None:
    hours = read_hours("Fri 20:00-02:00")

    assert hours is not None
    assert hours.is_open(datetime(2026, 11, 28, 1, 59, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 11, 28, 2, 0, tzinfo=UTC))


minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
spans = st.builds(Span, st.integers(0, 6), minutes, minutes).filter(
    lambda span: span.opens != span.closes or span.opens == time(0)
)


@given(st.lists(spans, max_size=8))
def test_what_is_written_is_read_back(some: list[Span]) -> None:
    again = read_hours(write_hours(Schedule(tuple(some))))

    assert again is not None
    assert set(again.spans) == set(some)


@given(st.text(max_size=60))
def test_any_text_is_either_hours_or_refused(text: str) -> None:
    assert read_hours(text) is None or isinstance(read_hours(text), Schedule)
