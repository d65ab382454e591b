"""Writes what a sheet holds in words: answers, their blanks, names, times."""

from dataclasses import dataclass
from datetime import date, datetime

from safestation.domain.answers import Answer, Status
from safestation.domain.form_words import FormWords
from safestation.domain.questions import Kind
from safestation.domain.sheet import Sheet
from safestation.domain.text import Text
from safestation.domain.visit import LATE_AFTER, Entry
from safestation.forms.blocks import Block, Fill, Row

COMMON, BORROWS = "common", "words_from"
_DATE = len("1991-03-04")


@dataclass(frozen=True, slots=True, repr=False)
class Pen:
    """Words and values of one sheet for one form, in the sheet's language."""

    sheet: Sheet
    form: str

    def say(self, key: str, **values: str) -> str:
        """Return a sentence of this form, else of those it borrows from, else of all."""
        found = next((words for words in self._files() if words.has(key)), None)
        return (found or self._own).say(key, self.sheet.language, **values)

    def lines(self, key: str) -> tuple[str, ...]:
        """Return a list of sentences of this form."""
        return self._own.lines(key, self.sheet.language)

    def ids(self, key: str) -> tuple[str, ...]:
        """Return a list of ids of this form or those it borrows from; else nothing."""
        return next((words.ids[key] for words in self._files() if key in words.ids), ())

    def coded(self, table: str, code: str) -> str:
        """Return the words for a code, or the code where nobody wrote words."""
        key = f"{table}.{code}"
        return self.say(key) if any(words.has(key) for words in self._files()) else code

    @property
    def _own(self) -> FormWords:
        return self.sheet.words[self.form]

    def _files(self) -> list[FormWords]:
        borrowed = self._own.ids.get(BORROWS, ())
        return [self.sheet.words[name] for name in (self.form, *borrowed, COMMON)]

    def text(self, text: Text) -> str:
        """Return a text of a content file in the language of the page."""
        return text.in_language(self.sheet.language)

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

    def codes(self, question: str) -> str:
        """Return the field-standard codes of an answer, separated by commas."""
        found = (self._code(question, value) for value in self.sheet.visit.values(question))
        return ", ".join(code for code in found if code)

    def who(self, staff_id: str) -> str:
        """Return the name of a member of staff, or what stands there instead."""
        return self.sheet.staff.get(staff_id, staff_id)

    def moment(self, at: datetime) -> str:
        """Return a time as on the wall: hours only when it is the day of printing."""
        local = at.astimezone(self.sheet.printed_at.tzinfo)
        if local.date() == self.sheet.printed_at.date():
            return f"{local:%H:%M}"
        return f"{self.day(local)} {local:%H:%M}"

    def full_moment(self, at: datetime) -> str:
        """Return a time with its day."""
        local = at.astimezone(self.sheet.printed_at.tzinfo)
        return f"{self.day(local)} {local:%H:%M}"

    def day(self, at: date) -> str:
        """Return a day in words; an aware moment is taken in its own zone."""
        month = self.say(f"month.{at.month}")
        return self.say("day", day=str(at.day), month=month, year=str(at.year))

    def entry_mark(self, entry: Entry) -> str:
        """Return what marks a fact that was written down late; nothing otherwise."""
        if not entry.is_late:
            return ""
        return f" ({self.say('late', at=self.moment(entry.typed_at))})"

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
        return f"{value} {asked.unit}".strip()

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
