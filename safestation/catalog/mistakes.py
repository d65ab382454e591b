"""What is wrong with a file: the first mistake refuses it, a check tells every one."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused

T = TypeVar("T")


def unless_wrong(read: tuple[T, tuple[Problem, ...]]) -> T:
    """Return what was read. Raises ContentRefused for the first of its mistakes."""
    found, problems = read
    for problem in problems:
        raise ContentRefused(problem.file, problem.place, problem.remedy)
    return found


def problem_of(refused: ContentRefused) -> Problem:
    """Return what kept a file from being read, as a check tells it."""
    return Problem(refused.file, refused.place, refused.remedy)


def every_mistake(
    check: Callable[[Path], tuple[Problem, ...]], path: Path
) -> tuple[Problem, ...]:
    """Return what a check finds; of a file that cannot be read at all, the reason alone."""
    try:
        return check(path)
    except ContentRefused as refused:
        return (problem_of(refused),)
    except RecursionError:  # keys with hundreds of points are read, and too deep to walk
        return (Problem(path.name, "the file", "Take out the nesting: it is too deep."),)
