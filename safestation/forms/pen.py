"""Writes what a sheet holds in words: answers and how they are blank, codes, lateness."""

from dataclasses import dataclass
from datetime import datetime

from safestation.domain.answers import Answer, Status
from safestation.domain.questions import Kind
from safestation.domain.visit import LATE_AFTER, Entry
from safestation.forms.blocks import Block, Fill, Row
from safestation.forms.wording import Wording

_DATE = len("1991-03-04")


@dataclass(frozen=True, slots=True, repr=False)
class Pen(Wording):
    """Words and values of one sheet for one form, in the sheet's language."""

    def answer(self, question: str) -> str:
        """Return an answer in words; a blank says which of the three blanks it is."""
        given = self.sheet.visit.answers.get(question)
        if given is None or not given.is_answered:
            return self.say(f"status.{(given.status if given else Status.NOT_ASKED).value}")
        values = given.value if isinstance(given.value, tuple) else (given.value,)
        said = ", ".join(self._label(question, value) for value in values)
        return f"{said}{self._late(given)}" if said else self.say("status.not_asked")

    def is_answered(self, question: str) -> bool:
        """Tell whether there is a value to print."""
        return bool(self.sheet.visit.values(question))

    def first_of(self, *questions: str) -> str:
        """Return the first that was answered, in words, else how the first is blank."""
        for question in questions:
            if self.is_answered(question):
                return self.answer(question)
        return self.answer(questions[0])

    def row(self, *questions: str) -> Block:
        """Return a row for the first of these questions that was answered.

        Its label is this form's `label.<first question>`. On a blank form: a line to fill.
        """
        return self.labeled(questions[0], self.first_of(*questions))

    def labeled(self, label: str, text: str) -> Block:
        """Return a row with this form's `label.<label>`. On a blank form: a line to fill."""
        words = self.say(f"label.{label}")
        return Fill(words) if self.sheet.blank else Row(words, text)

    def choice(self, question: str, value: str) -> str:
        """Return the words of the dictionary for a value that a fact kept."""
        return self._label(question, value)

    def codes(self, *questions: str) -> str:
        """Return the field-standard codes of answers, each once, separated by commas."""
        visit = self.sheet.visit
        found = (
            self._code(asked, value) for asked in questions for value in visit.values(asked)
        )
        return ", ".join(dict.fromkeys(code for code in found if code))

    def entry_mark(self, entry: Entry) -> str:
        """Return what marks a fact written late or by a clock in doubt; nothing otherwise."""
        late = self.say("late", at=self.moment(entry.typed_at)) if entry.is_late else ""
        doubt = self.say("clock_doubt") if entry.clock else ""
        told = ", ".join(part for part in (late, doubt) if part)
        return f" ({told})" if told else ""

    def _late(self, given: Answer) -> str:
        if given.typed_at - given.happened_at <= LATE_AFTER:
            return ""
        return f" ({self.say('late', at=self.moment(given.typed_at))})"

    def _label(self, question: str, value: str) -> str:
        if option := self._option_label(question, value):
            return option
        asked = self.sheet.question(question)
        if asked is None:
            return value
        label = next((c.label for c in asked.choices if c.value == value), None)
        if label:
            return self.text(label)
        if asked.kind is Kind.YES_NO:
            return self.coded("yes_no", value)
        if asked.kind in {Kind.DATE, Kind.DATETIME}:
            return self._read_day(value)
        return self._counted(value, asked.unit) if asked.unit else value

    def _counted(self, value: str, unit: str) -> str:
        return f"{value} {self.coded('unit_one' if value == '1' else 'unit', unit)}"

    def _option_label(self, question: str, value: str) -> str:
        name, _, item_id = question.partition(".")
        instrument = self.sheet.instruments.get(name)
        item = instrument.item(item_id) if instrument else None
        option = item.option(value) if item else None
        return self.text(option.label) if option else ""

    def _read_day(self, value: str) -> str:
        try:
            day = datetime.fromisoformat(value)
        except ValueError:
            return value
        return self.day(day) if len(value) == _DATE else f"{self.day(day)} {day:%H:%M}"

    def _code(self, question: str, value: str) -> str:
        name, _, item_id = question.partition(".")
        instrument = self.sheet.instruments.get(name)
        item = instrument.item(item_id) if instrument else None
        if item is not None:
            option = item.option(value)
            told = [c for c in (option.codes.values() if option else ()) if c is not None]
            return str(told[0]) if told else ""
        asked = self.sheet.question(question)
        choices = asked.choices if asked else ()
        return next((c.code for c in choices if c.value == value), "")
