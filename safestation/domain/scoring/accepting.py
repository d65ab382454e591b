"""Decides which answers fit. What does not fit is refused and never scored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from safestation.domain.answers import Value
from safestation.domain.conditions import Answers, chosen
from safestation.domain.instrument import Instrument
from safestation.domain.items import Item, Kind
from safestation.domain.scoring.result import AnswerProblem

UNKNOWN_ITEM = "answer.unknown_item"
UNLISTED = "answer.unlisted"
ONE_ONLY = "answer.one_only"
LIST_NEEDED = "answer.list_needed"
TWICE = "answer.twice"
STANDS_ALONE = "answer.stands_alone"
NOT_A_NUMBER = "answer.not_a_number"
OUT_OF_RANGE = "answer.out_of_range"
WRITE_IN_UNASKED = "answer.write_in_unasked"


@dataclass(frozen=True, slots=True, repr=False)
class Accepted:
    """The answers that fit, and why the others do not."""

    answers: Answers
    problems: tuple[AnswerProblem, ...]

    def __repr__(self) -> str:
        return f"Accepted({len(self.answers)} answers, {len(self.problems)} refused)"


def accept(instrument: Instrument, answers: Answers) -> Accepted:
    """Sort answers by item id into those that fit and those that do not."""
    reasons = {name: _refusal(instrument, name, answers) for name in answers}
    fitting = {name: value for name, value in answers.items() if reasons[name] is None}
    problems = [AnswerProblem(n, reason) for n, reason in reasons.items() if reason is not None]
    return Accepted(fitting, tuple(sorted(problems, key=lambda problem: problem.item)))


def refusal(item: Item, value: Value) -> str | None:
    """Return why a value does not fit an item (a message key), or None when it fits.

    A blank fits everywhere: it says that nothing was answered.
    """
    return None if not chosen({item.id: value}, item.id) else CHECKS[item.kind](item, value)


def _refusal(instrument: Instrument, name: str, answers: Answers) -> str | None:
    item = instrument.item(name)
    if item is not None:
        return refusal(item, answers[name])
    for owner in instrument.items:
        if name in owner.side_ids:
            return _side_refusal(owner, name, answers)
    return UNKNOWN_ITEM


def _side_refusal(owner: Item, name: str, answers: Answers) -> str | None:
    needs = owner.side_ids[name]
    if not isinstance(answers[name], str):
        return ONE_ONLY
    asked = needs is None or needs in chosen(answers, owner.id)
    return None if asked or not chosen(answers, name) else WRITE_IN_UNASKED


def _check_single(item: Item, value: Value) -> str | None:
    if not isinstance(value, str):
        return ONE_ONLY
    return None if item.option(value) else UNLISTED


def _check_multi(item: Item, value: Value) -> str | None:
    if isinstance(value, str):
        return LIST_NEEDED
    options = [item.option(one) for one in value]
    if None in options:
        return UNLISTED
    if len(set(value)) < len(value):
        return TWICE
    alone = any(option is not None and option.exclusive for option in options)
    return STANDS_ALONE if alone and len(value) > 1 else None


def _check_integer(item: Item, value: Value) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return NOT_A_NUMBER
    if len(digits) > len(str(item.maximum or 0)) + 3 or text.startswith("-"):
        return OUT_OF_RANGE
    low = item.minimum if item.minimum is not None else 0
    high = item.maximum if item.maximum is not None else int(text)
    return None if low <= int(text) <= high else OUT_OF_RANGE


def _check_text(_item: Item, value: Value) -> str | None:
    return None if isinstance(value, str) else ONE_ONLY


CHECKS: Mapping[Kind, Callable[[Item, Value], str | None]] = {
    Kind.SINGLE_CHOICE: _check_single,
    Kind.MULTI_CHOICE: _check_multi,
    Kind.INTEGER: _check_integer,
    Kind.TEXT: _check_text,
}
