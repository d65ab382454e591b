"""Conditions on answers, as the instrument files write them under `if` and `ask_if`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from safestation.domain.answers import Value

Answers = Mapping[str, Value]


def chosen(answers: Answers, item_id: str) -> tuple[str, ...]:
    """Return what was chosen for an item; nothing when it is blank or was not asked."""
    value = answers.get(item_id, ())
    values = (value,) if isinstance(value, str) else value
    return tuple(one for one in values if one.strip())


class Condition(Protocol):
    """Anything that is true or false of a set of answers."""

    def holds(self, answers: Answers) -> bool:
        """Tell whether the condition is true of `answers`."""


@dataclass(frozen=True, slots=True)
class AnyIn:
    """True when any of the items has any of the values: `items` with `any_in`."""

    items: tuple[str, ...]
    values: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Tell whether one item was answered with one of the values."""
        return any(
            value in self.values for item in self.items for value in chosen(answers, item)
        )


@dataclass(frozen=True, slots=True)
class MissingAny:
    """True when any of the items has no answer: `missing_any`."""

    items: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Tell whether one item is unanswered."""
        return any(not chosen(answers, item) for item in self.items)


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is true: `all`."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Tell whether every part is true."""
        return all(part.holds(answers) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false, so also when its item was never answered: `not`."""

    part: Condition

    def holds(self, answers: Answers) -> bool:
        """Tell whether the part is false."""
        return not self.part.holds(answers)


@dataclass(frozen=True, slots=True)
class Always:
    """True of any answers; closes a list of rules: `always`."""

    def holds(self, answers: Answers) -> bool:  # noqa: ARG002 - the answers do not matter
        """Return True."""
        return True
