"""A clock that jumps is noticed, forward and back; one that walks is not."""

from datetime import timedelta

import pytest

from safestation.domain.clock_watch import Jump, jump_between, went_back
from tests.factories import NOW


@pytest.mark.parametrize("drift", [-119, -1, 0, 1, 119])
def test_a_clock_that_is_kept_in_step_does_not_jump(drift: int) -> None:
    assert jump_between(NOW, NOW + timedelta(seconds=60 + drift), 60) is None


@pytest.mark.parametrize(("by", "mark"), [(3600, "+3600s"), (-3600, "-3600s"), (121, "+121s")])
def test_a_jump_is_seen_with_its_length(by: int, mark: str) -> None:
    found = jump_between(NOW, NOW + timedelta(seconds=60 + by), 60)

    assert found == Jump(timedelta(seconds=by))
    assert found.mark == mark


def test_hours_of_sleep_are_no_jump_when_they_really_passed() -> None:
    assert jump_between(NOW, NOW + timedelta(hours=9), 9 * 3600) is None


def test_a_clock_before_what_was_written_last_went_back() -> None:
    assert went_back(NOW, NOW - timedelta(days=1)) == Jump(-timedelta(days=1))
    assert went_back(NOW, NOW + timedelta(days=400)) is None
