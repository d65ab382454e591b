"""Checks what people read in a program file: plain enough, and shaming nobody.

A hard word keeps no counter shut, so these mistakes are told by the content check alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from safestation.catalog.nodes import Report
from safestation.catalog.readability import SCALES
from safestation.catalog.wording import shaming_words
from safestation.domain.languages import ENGLISH

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
            texts = list(_texts(value, key))
            _check_together(key, texts, report)
            for place, words in texts:
                _check_one(place, words, report)


def _texts(value: Any, place: str) -> Iterator[tuple[str, Words]]:  # noqa: ANN401 - TOML
    if isinstance(value, dict):
        if isinstance(value.get(ENGLISH), str):
            yield place, {k: v for k, v in value.items() if isinstance(v, str)}
            return
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{place}[{number}]")


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
            limit = scale.limit + FAR[language]
            told = f"This is too hard to read ({value:.1f}; the limit is {limit:.0f})."
            report.add(f"{place}.{language}", f"{told} {REMEDY}")
