"""What a program's values are called and how they read, in the language of the window."""

from safestation.domain.overrides import NO, YES, Override, Shape, Value, text_of
from safestation.domain.text import Text
from safestation.ui.words import Words

LONG = 120  # minutes; from here whole hours are said as hours


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
    if value.kind.shape is Shape.MINUTES:
        return length(int(said), words)
    if value.kind.shape is Shape.DELAY:
        return words("program.hours", count=int(said))
    return said


def change_shown(value: Value, change: Override, words: Words) -> str:
    """Return the station's own value as people read it."""
    return shown(value, text_of(change), words)


def length(minutes: int, words: Words) -> str:
    """Return a length of time: 45 minutes, 6 hours."""
    if minutes >= LONG and minutes % 60 == 0:
        return words("program.hours", count=minutes // 60)
    return words("program.minutes", count=minutes)
