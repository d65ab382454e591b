"""The words of a form for one sheet: sentences, codes, names, days and times."""

from dataclasses import dataclass
from datetime import date, datetime

from safestation.domain.form_words import FormWords
from safestation.domain.sheet import Sheet
from safestation.domain.text import Text

COMMON, BORROWS = "common", "words_from"


@dataclass(frozen=True, slots=True, repr=False)
class Wording:
    """Words of one sheet for one form, in the sheet's language."""

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
