"""Questions of an instrument, and the options they offer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from safestation.domain.conditions import Answers, Condition, chosen
from safestation.domain.text import Text

DEFAULT_STRATUM = "unspecified"
COUNTS_AS_YES = frozenset({"yes", "unsure"})  # instructions of the files that use it
_VARIANT = re.compile(r"\{[^{}]*\}")


class Kind(StrEnum):
    """How an item is answered."""

    SINGLE_CHOICE = "single_choice"
    MULTI_CHOICE = "multi_choice"
    INTEGER = "integer"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One listed answer. A `score` of None scores nothing: it counts as unanswered."""

    value: str
    label: Text
    score: int | None = None
    help: Text = field(default_factory=Text)
    exclusive: bool = False
    write_in: bool = False
    show_if: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    codes: Mapping[str, int | None] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `skip_if` and `ask_if` decide whether it is asked at all."""

    id: str
    text: Text
    kind: Kind
    options: tuple[Option, ...] = ()
    group: str = ""
    action_if_yes: Text = field(default_factory=Text)
    action_if_need: Text = field(default_factory=Text)
    note: str = ""
    follow_ups: tuple[Text, ...] = ()
    variants: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    minimum: int | None = None
    maximum: int | None = None
    skip_if: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    score_when_skipped: int | None = None
    ask_if: Condition | None = None
    scored: bool = True
    off_by_default: bool = False

    def option(self, value: str) -> Option | None:
        """Return a listed option by its value, or None."""
        return next((option for option in self.options if option.value == value), None)

    def wording(self, language: str, stratum: str = DEFAULT_STRATUM) -> str:
        """Return the question, with the `{a|b}` part replaced as fits the stratum (sex)."""
        text = self.text.in_language(language)
        variant = self.variants.get(stratum) or self.variants.get(DEFAULT_STRATUM, "")
        return _VARIANT.sub(lambda _found: variant, text) if self.variants else text

    def action_for(self, value: str) -> Text:
        """Return what to do on this answer; an empty text when there is nothing to do."""
        if value in COUNTS_AS_YES and self.action_if_yes:
            return self.action_if_yes
        option = self.option(value)
        return self.action_if_need if option is not None and option.score else Text()

    def is_skipped(self, answers: Answers) -> bool:
        """Tell whether earlier answers skip this item: all of `skip_if` must be met."""
        return bool(self.skip_if) and all(
            any(value in values for value in chosen(answers, earlier))
            for earlier, values in self.skip_if.items()
        )

    def is_asked(self, answers: Answers) -> bool:
        """Tell whether the item is to be asked, given the answers so far."""
        wanted = self.ask_if is None or self.ask_if.holds(answers)
        return wanted and not self.is_skipped(answers)

    def write_in_id(self, value: str) -> str:
        """Name the answer that holds the words written beside an option."""
        return f"{self.id}.{value}"

    def follow_up_id(self, number: int) -> str:
        """Name the answer to a follow-up, counted from 1."""
        return f"{self.id}.follow_up_{number}"

    @property
    def side_ids(self) -> Mapping[str, str | None]:
        """Map every extra free-text answer to the option it needs (None: no option)."""
        write_ins = {self.write_in_id(o.value): o.value for o in self.options if o.write_in}
        count = len(self.follow_ups)
        return write_ins | {self.follow_up_id(n): None for n in range(1, count + 1)}
