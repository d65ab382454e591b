"""Checks what people read in a program file: plain enough, and shaming nobody.

A hard word keeps no counter shut, so these mistakes are told by the content check alone.
"""

from collections.abc import Mapping

from safestation.catalog.nodes import Report
from safestation.catalog.program_sense import texts_of
from safestation.catalog.readability import SCALES
from safestation.catalog.wording import shaming_words

# A measure is a mean: of fewer words it says nothing; of one sentence it may be further off.
OF_A_TABLE, OF_A_TEXT = 50, 10
FAR = {"en": 2.0, "es": -15.0}  # ours: two grades; one step of the INFLESZ scale
NAMES = ("name", "sources")  # a program is called what it is called
SAID = {"en": "The English", "es": "The Spanish"}
REMEDY = "Use shorter words and sentences."
Words = Mapping[str, str]


def check_words(tables: Mapping[str, object], report: Report) -> None:
    """Note every text of a program file that is hard to read or shames somebody."""
    for key, value in tables.items():
        if key not in NAMES:
            texts = list(texts_of(value, key))
            _check_together(key, texts, report)
            for place, words in texts:
                _check_one(place, words, report)


def _check_together(key: str, texts: list[tuple[str, Words]], report: Report) -> None:
    for language, scale in SCALES.items():
        said = [(place, w[language]) for place, w in texts if language in w]
        if sum(len(text.split()) for _, text in said) < OF_A_TABLE:
            continue
        value = scale.measure([text for _, text in said])
        if not scale.is_plain(value):
            told = f"{SAID[language]} of all of `{key}` is too hard ({value:.1f}"
            report.add(key, f"{told}; the limit is {scale.limit:.0f}). {REMEDY}")


def _check_one(place: str, words: Words, report: Report) -> None:
    for language, text in words.items():
        for word, better in shaming_words(text, language):
            report.add(f"{place}.{language}", f"Do not write “{word}”. Say: {better}.")
        scale = SCALES.get(language)
        if scale is None or len(text.split()) < OF_A_TEXT:
            continue
        value = scale.measure([text])
        if not scale.is_plain(value - FAR[language]):
            limit, aim = scale.limit + FAR[language], scale.limit
            told = (
                f"This is too hard to read ({value:.1f}; the limit of one text is {limit:.0f}"
            )
            told += f", of all together {aim:.0f})."
            report.add(f"{place}.{language}", f"{told} {REMEDY}")
