"""Reads measurements as they were typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from safestation.domain.conditions import Answers, chosen
from safestation.domain.conversions import fahrenheit_to_celsius, round_half_up, to_number
from safestation.domain.instrument import Instrument
from safestation.domain.parameters import Category, Parameter
from safestation.domain.scoring.accepting import NOT_A_NUMBER, UNKNOWN_ITEM, UNLISTED
from safestation.domain.scoring.result import AnswerProblem

NOT_PLAUSIBLE = "answer.not_plausible"
WHOLE = Decimal(100)  # nothing can be more than 100 percent of itself


@dataclass(frozen=True, slots=True, repr=False)
class Measured:
    """One measurement: a number or a category, or nothing, with the reason if refused."""

    parameter: Parameter
    number: Decimal | None = None
    category: Category | None = None
    refused: str | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether there is a usable value."""
        return self.number is not None or self.category is not None

    def __repr__(self) -> str:
        return f"Measured({self.parameter.id})"


def measure(parameter: Parameter, inputs: Answers) -> Measured:
    """Read one parameter, from degrees Fahrenheit where its file says so."""
    typed = _typed(inputs, parameter.id)
    fahrenheit = _typed(inputs, parameter.fahrenheit_from) if parameter.fahrenheit_from else ""
    if typed and parameter.categories:
        return _category(parameter, typed)
    number = to_number(typed or fahrenheit)
    if number is None:
        return Measured(parameter, refused=NOT_A_NUMBER if typed or fahrenheit else None)
    exact = number if typed else fahrenheit_to_celsius(number)
    return _within(parameter, round_half_up(exact, parameter.resolution))


def unknown_inputs(instrument: Instrument, inputs: Answers) -> tuple[AnswerProblem, ...]:
    """Name the entries that the instrument does not take."""
    known = instrument.input_ids
    return tuple(AnswerProblem(name, UNKNOWN_ITEM) for name in inputs if name not in known)


def refusals(measured: Iterable[Measured]) -> tuple[AnswerProblem, ...]:
    """Name the measurements that were refused, with the reason."""
    refused = (one for one in measured if one.refused)
    return tuple(AnswerProblem(one.parameter.id, one.refused or "") for one in refused)


def _typed(inputs: Answers, name: str) -> str:
    return "".join(chosen(inputs, name)).strip()


def _category(parameter: Parameter, typed: str) -> Measured:
    named = next((one for one in parameter.categories if one.value == typed), None)
    return Measured(parameter, category=named, refused=None if named else UNLISTED)


def _within(parameter: Parameter, number: Decimal) -> Measured:
    too_much = parameter.unit == "%" and number > WHOLE
    limits = parameter.plausible
    outside = limits is not None and not limits[0] <= number <= limits[1]
    if too_much or outside:
        return Measured(parameter, refused=NOT_PLAUSIBLE)
    return Measured(parameter, number=number)
