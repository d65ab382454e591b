"""What leaves the screen: no small count, and none that can be worked out."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.domain.small_cells import SMALLEST, Cell, Screen, Shown, Sum
from safestation.domain.solving import solved

MOST = 24
Counts = list[int]
slowly = settings(deadline=None)  # each tries every way in which a table can be


def table(counts: Counts, first: int = 1) -> Sum:
    """Return a table whose lines add up; each line is a set of its own."""
    cells = tuple(Cell(n, first << i if n else 0) for i, n in enumerate(counts))
    members = 0
    for cell in cells:
        members ^= cell.members
    return Sum(Cell(sum(counts), members), cells)


def readings(screen: Screen, one: Sum) -> Iterator[tuple[int, ...]]:
    """Yield every way in which the lines of a printed table can be, by trying them all."""
    whole = screen.shown(one.whole, one)
    withheld = all(screen.shown(c, one) is Shown.LEFT_OUT for c in one.parts)
    choices = []
    for cell in one.parts:
        match screen.shown(cell, one):
            case Shown.TRUE:
                choices.append([cell.count])
            case Shown.SMALL:
                choices.append(list(range(1, SMALLEST)))
            case _:  # whoever knows how it is done knows that this is no small count
                low = 0 if withheld else SMALLEST
                choices.append(list(range(low, MOST * 2)))
    told = whole is Shown.TRUE
    for found in product(*(choices[:-1] if told else choices)):
        rest = one.whole.count - sum(found)
        every = (*found, rest) if told else found
        if told and rest not in choices[-1]:
            continue
        if whole is Shown.SMALL and not 0 < sum(every) < SMALLEST:
            continue
        yield every


@slowly
@given(st.lists(st.integers(0, MOST), min_size=1, max_size=3))
def test_no_small_count_of_any_table_can_be_worked_out(counts: Counts) -> None:
    one = table(counts)
    screen = Screen([one])

    possible = list(readings(screen, one))

    for place, cell in enumerate(one.parts):
        if cell.is_small:
            assert screen.shown(cell, one) is not Shown.TRUE
            assert len({found[place] for found in possible}) > 1


@slowly
@given(st.lists(st.integers(0, MOST), min_size=2, max_size=3))
def test_what_is_left_out_of_a_table_is_not_a_small_count_together(counts: Counts) -> None:
    one = table(counts)
    screen = Screen([one])

    if screen.shown(one.whole, one) is Shown.TRUE:
        out = [c.count for c in one.parts if screen.shown(c, one) is not Shown.TRUE]
        assert not 0 < sum(out) < SMALLEST


@slowly
@given(
    st.lists(st.integers(0, MOST), min_size=2, max_size=2),
    st.lists(st.integers(0, MOST), min_size=2, max_size=2),
)
def test_a_count_left_out_of_one_table_stands_in_no_other(a: Counts, b: Counts) -> None:
    """The whole of the second table is a line of the first."""
    second = table(b, first=1 << 20)
    first = Sum(
        Cell(sum(a) + second.whole.count, 3 ^ second.whole.members),
        (Cell(a[0], 1 if a[0] else 0), Cell(a[1], 2 if a[1] else 0), second.whole),
    )
    screen = Screen([first, second])

    outer = {found[2] for found in readings(screen, first)}
    inner = {found for found in readings(screen, second) if sum(found) in outer}
    totals = {sum(found) for found in inner}
    outer_rows = [found for found in readings(screen, first) if found[2] in totals]

    for place, cell in enumerate(second.parts):
        if cell.is_small:
            assert len({found[place] for found in inner}) > 1
    for place, cell in enumerate(first.parts):
        if cell.is_small:
            assert len({found[place] for found in outer_rows}) > 1


def test_a_small_count_beside_a_total_takes_the_next_smallest_with_it() -> None:
    one = table([4, 90, 40])
    screen = Screen([one])

    assert [screen.shown(cell, one) for cell in (*one.parts, one.whole)] == [
        Shown.SMALL, Shown.TRUE, Shown.LEFT_OUT, Shown.TRUE,
    ]  # fmt: skip


def test_nothing_small_means_nothing_left_out_and_zero_is_told() -> None:
    one = table([0, 11, 40])
    screen = Screen([one])

    assert {screen.shown(cell, one) for cell in (*one.parts, one.whole)} == {Shown.TRUE}


def test_two_counts_of_ten_that_add_up_to_twenty_are_not_told_by_their_sum() -> None:
    one = table([10, 10, 0])
    screen = Screen([one])

    assert {screen.shown(cell, one) for cell in one.parts} == {Shown.LEFT_OUT}


def test_of_lines_that_overlap_the_few_who_are_not_in_one_are_not_told_either() -> None:
    most, whole = Cell(95, 1), Cell(98, 3)
    one = Sum(whole, (most,), whole.without(most))
    screen = Screen([one])

    assert screen.shown(most, one) is Shown.LEFT_OUT
    assert screen.shown(whole, one) is Shown.TRUE


def test_two_counts_that_are_left_out_of_two_tables_do_not_tell_a_third_by_their_sum() -> None:
    one, other, few = Cell(7, 1), Cell(9, 2), Cell(5, 4)
    both = Sum(Cell(16, 3), (one, other))
    three = Sum(Cell(21, 7), (one, other, few))

    screen = Screen([both, three])

    assert screen.shown(few, three) is not Shown.TRUE
    assert Shown.TRUE not in {screen.shown(both.whole), screen.shown(three.whole)} or (
        screen.shown(both.whole) is not screen.shown(three.whole)
    )


@pytest.mark.parametrize(
    ("equations", "known"),
    [
        ([{"a": 1, "b": 1}], set()),
        ([{"a": 1, "b": 1}, {"a": 1, "b": 1, "c": 1}], {"c"}),
        ([{"a": 1, "b": 1}, {"a": 1, "b": -1}], {"a", "b"}),
        ([{"a": 2}, {"b": 1, "c": 1, "a": 3}], {"a"}),
        ([{"a": 1, "b": 1}, {"b": 1, "c": 1}, {"a": 1, "c": -1}], set()),
    ],
)
def test_equations_tell_exactly_the_unknowns_that_have_one_value(
    equations: list[dict[str, int]], known: set[str]
) -> None:
    assert solved(equations) == known
