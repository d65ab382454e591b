"""A length of time is read as people write it, and never without its unit."""

import pytest

from safestation.domain.lengths import plain_length, read_length


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45), ("45min.", 45), ("72 h", 72 * 60), ("72 hours", 72 * 60),
        ("72 horas", 72 * 60), ("1 hour", 60), ("3 days", 3 * 1440), ("3 d\u00edas", 3 * 1440),
        ("3 dias", 3 * 1440), ("1 d\u00cdA", 1440), ("1 h 30 min", 90),
        ("  720\u00a0h ", 43200),
    ],
)  # fmt: skip
def test_a_length_is_read_in_either_language(text: str, minutes: int) -> None:
    assert read_length(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "720", "soon", "h", "1.5 h", "-3 h", "3 months", "3 m", "72 h or so", "9" * 30 + " h",
     "\u0663 h", "720 720 h", "1e3 min"],
)  # fmt: skip
def test_what_names_no_unit_is_not_read(text: str) -> None:
    assert read_length(text) is None


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (45, (45, "minutes")), (90, (90, "minutes")), (360, (6, "hours")),
        (72 * 60, (72, "hours")), (43200, (30, "days")), (43260, (721, "hours")),
    ],
)  # fmt: skip
def test_a_length_is_said_in_the_unit_that_people_would_use(
    minutes: int, said: tuple[int, str]
) -> None:
    assert plain_length(minutes) == said
