"""Questions: what is asked, when, and which answers fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from safestation.domain import typed
from safestation.domain.answers import Source, Value
from safestation.domain.errors import AnswerRefused
from safestation.domain.text import Text

SHORT_TEXT = 200
LONG_TEXT = 4000
NOTHING = Text()


class Kind(StrEnum):
    """The shapes an answer can take. One field exists for each."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    MULTI = "multi"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    PHONE = "phone"


class Need(StrEnum):
    """How much the handoff waits for an answer (R, C and O of the dictionary)."""

    NEEDED = "needed"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be picked. `code` is the field-standard code, if any."""

    value: str
    label: Text
    code: str = ""
    letter: str = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """Asks a question only when an earlier one was answered with any of these."""

    question: str
    any_of: tuple[str, ...]

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Tell whether the earlier answer is one of those that call for this."""
        given = values.get(self.question, ())
        return bool(
            {given} & set(self.any_of)
            if isinstance(given, str)
            else set(given) & set(self.any_of)
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked at the counter, and what fits as its answer.

    A `whole` number is a count or an age: of beds and of years there are no halves.
    """

    id: str
    kind: Kind
    label: Text
    help: Text = NOTHING
    choices: tuple[Choice, ...] = ()
    required: Need = Need.OPTIONAL
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False
    when: tuple[When, ...] = ()
    sensitive: bool = False
    source: Source = Source.SAID
    columns: int = 0
    max_length: int = 0

    def applies(self, values: Mapping[str, Value]) -> bool:
        """Tell whether the question is asked, given the answers so far."""
        return all(condition.holds(values) for condition in self.when)

    def accept(
        self, raw: Value, *, earliest: date | None = None, latest: date | None = None
    ) -> Value:
        """Return the answer as it will be kept, or raise AnswerRefused.

        Empty text and an empty choice are kept as they are: they take an answer back.
        `earliest` and `latest` bound dates, so that the caller can refuse a birth
        in the future without this room having a clock.
        """
        try:
            if self.kind is Kind.MULTI:
                return self._accept_many((raw,) if isinstance(raw, str) else raw)
            value = self._accept_one(raw if isinstance(raw, str) else " ".join(raw))
            typed.check_day(value, earliest, latest, dated=self.kind in _DATED)
        except typed.DoesNotFit as misfit:
            raise AnswerRefused(self.id, misfit.reason) from None
        return value

    def limits(self) -> dict[str, str]:
        """Return what a sentence about a refusal may name; never the answer."""
        return {
            "minimum": typed.plain(self.minimum),
            "maximum": typed.plain(self.maximum),
            "unit": self.unit,
            "length": str(self._longest()),
        }

    def _accept_one(self, raw: str) -> str:
        text = typed.tidy(raw, keep_lines=self.kind is Kind.LONG_TEXT)
        if not text:
            return ""
        if len(text) > self._longest():
            raise typed.DoesNotFit("answer.too_long")
        if self.kind is Kind.NUMBER:
            return self._accept_number(text)
        if self.kind in _READERS:
            return _READERS[self.kind](text)
        if self.kind in {Kind.CHOICE, Kind.YES_NO} and text not in self._values():
            raise typed.DoesNotFit("answer.not_a_choice")
        return text

    def _accept_number(self, text: str) -> str:
        value = typed.number(text, self.minimum, self.maximum)
        if self.whole and "." in value:
            raise typed.DoesNotFit("answer.not_whole")
        return value

    def _accept_many(self, raw: tuple[str, ...]) -> tuple[str, ...]:
        picked = {typed.tidy(value) for value in raw} - {""}
        if picked - self._values():
            raise typed.DoesNotFit("answer.not_a_choice")
        alone = {choice.value for choice in self.choices if choice.exclusive}
        if picked & alone and len(picked) > 1:
            raise typed.DoesNotFit("answer.stands_alone")
        return tuple(choice.value for choice in self.choices if choice.value in picked)

    def _values(self) -> set[str]:
        if self.kind is Kind.YES_NO and not self.choices:
            return {"yes", "no"}
        return {choice.value for choice in self.choices}

    def _longest(self) -> int:
        return self.max_length or (LONG_TEXT if self.kind is Kind.LONG_TEXT else SHORT_TEXT)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together on a page."""

    id: str
    title: Text
    questions: tuple[Question, ...]


_DATED = {Kind.DATE, Kind.DATETIME}
_READERS = {
    Kind.DATE: typed.day,
    Kind.TIME: typed.hour,
    Kind.DATETIME: typed.moment,
    Kind.PHONE: typed.phone,
}
