"""Which backups stay, and when the next is due: pure rules."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safestation.domain.backups import (
    DAYS,
    MONTHS,
    UPGRADES,
    WEEKS,
    Holds,
    Kept,
    Manifest,
    Memory,
    Why,
    is_daily_due,
    reminders,
    surplus,
)
from tests.factories import EASTERN

START = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 3 * 365 * 24).map(lambda hours: START + timedelta(hours=hours))
folders = st.lists(st.tuples(moments, st.sampled_from(Why)), max_size=60)


def kept(made: list[tuple[datetime, Why]]) -> list[Kept]:
    return [
        Kept(f"{place}", Manifest("r", False, at, why, "", Holds(1, {}, 0, ""), "", ""))  # noqa: FBT003 - a row
        for place, (at, why) in enumerate(made)
    ]


@given(folders)
def test_the_newest_always_stays_and_there_is_an_end_to_them(
    made: list[tuple[datetime, Why]],
) -> None:
    every = kept(made)
    gone = {one.path for one in surplus(every)}
    left = [one for one in every if one.path not in gone]

    assert len(left) <= DAYS + WEEKS + MONTHS + UPGRADES
    if every:
        assert max(one.at for one in left) == max(one.at for one in every)
    assert surplus(left) == ()


def test_a_backup_a_day_for_two_years_leaves_a_year_of_months() -> None:
    every = kept([(START + timedelta(days=day), Why.DAILY) for day in range(730)])
    gone = {one.path for one in surplus(every)}
    left = sorted((one.at for one in every if one.path not in gone), reverse=True)

    assert [(left[0] - at).days for at in left[:DAYS]] == list(range(DAYS))
    assert (left[0] - left[-1]).days > 330


def test_the_day_is_the_stations_own() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=EASTERN)

    assert not is_daily_due(late - timedelta(hours=20), late)
    assert is_daily_due(late, late + timedelta(hours=1))
    assert is_daily_due(None, late)


def test_what_was_never_done_counts_from_the_first_day() -> None:
    memory = Memory(since=START)

    assert reminders(memory, START + timedelta(days=7)) == ()
    assert reminders(memory, START + timedelta(days=8)) == ("inside",)
    assert reminders(memory, START + timedelta(days=91)) == ("inside", "away", "drill")
