"""What a program's values are called and how they read, in the language of the window."""

from safestation.domain.lengths import plain_length
from safestation.domain.overrides import LENGTHS, NO, YES, Override, Shape, Value, text_of
from safestation.domain.program import MINUTES
from safestation.domain.text import Text
from safestation.ui.words import Words


def name_of(value: Value, words: Words) -> str:
    """Return which value it is: whose, and what of it."""
    return words(f"program.value_{value.kind.id}", of=value.of.in_language(words.language))


def shown(value: Value, text: Text, words: Words) -> str:
    """Return a value as people read it; nothing where there is none."""
    said = text.in_language(words.language)
    if not said:
        return ""
    if value.kind.shape is Shape.FLAG:
        return words({YES: "kit.answer.yes", NO: "kit.answer.no"}[said])
    if value.kind.shape in LENGTHS:
        unit, _ = LENGTHS[value.kind.shape]
        return length(int(said) * MINUTES[unit], words)
    return said


def to_edit(value: Value, kept: str, words: Words) -> str:
    """Return a value as it stands in the line where it is typed: a length with its unit."""
    return shown(value, Text.of(kept), words) if value.kind.shape in LENGTHS else kept


def change_shown(value: Value, change: Override, words: Words) -> str:
    """Return the station's own value as people read it."""
    return shown(value, text_of(change), words)


def length(minutes: int, words: Words) -> str:
    """Return a length of time: 45 minutes, 72 hours, 30 days."""
    count, unit = plain_length(minutes)
    return words(f"program.{unit}", count=count)
