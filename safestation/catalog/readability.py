"""How hard a text is to read: a school grade for English, INFLESZ points for Spanish.

English: Flesch-Kincaid grade, 0.39 words a sentence + 11.8 syllables a word - 15.59
(Kincaid et al. 1975); at most 8 for our own text, as design asks. Spanish: the perspicuity of
Szigriszt Pazos (1993), 206.835 - 62.3 syllables a word - words a sentence, read on the
INFLESZ scale (Barrio Cantalejo 2008): below 40 very hard, 40-55 rather hard, 55-65 normal,
65-80 rather easy, above 80 very easy. Text for patients should reach normal, 55.

Both are means over a text and say nothing of a few words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_ENDS = re.compile(r"[.!?:;]+(?=[\s\W]|$)")
_SPANISH_WORD = re.compile(r"[a-záéíóúüñ]+")
_CONSONANT = re.compile(r"y(?=[aeiouáéíóúü])")  # as in “ayuda”
_STRONG, _WEAK = "aeoáéóíú", "iuüy"


@dataclass(frozen=True, slots=True)
class Scale:
    """A measure of one language; `is_plain` tells whether a value is plain enough."""

    measure: Callable[[Iterable[str]], float]
    limit: float
    is_plain: Callable[[float], bool]


def grade(texts: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of English texts taken together."""
    text = _joined(texts)
    words = re.findall(r"[a-z]+", _APOSTROPHE.sub("", text.lower()))
    spoken = sum(map(english_syllables, words))
    return 0.39 * len(words) / _sentences(text) + 11.8 * spoken / max(1, len(words)) - 15.59


def perspicuity(texts: Iterable[str]) -> float:
    """Return the points of Spanish texts on the INFLESZ scale, more being easier."""
    text = _joined(texts)
    words = _SPANISH_WORD.findall(text.lower())
    spoken = sum(map(spanish_syllables, words))
    return 206.835 - 62.3 * spoken / max(1, len(words)) - len(words) / _sentences(text)


def english_syllables(word: str) -> int:
    """Count groups of vowels; a final silent e does not count. Near enough for a grade."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def spanish_syllables(word: str) -> int:
    """Count a syllable for each strong vowel, and for weak ones that stand alone."""
    word = _CONSONANT.sub("j", word)
    strong = sum(sign in _STRONG for sign in word)
    alone = re.findall(rf"(?<![{_STRONG}{_WEAK}])[{_WEAK}]+(?![{_STRONG}{_WEAK}])", word)
    return max(1, strong + len(alone))


def _joined(texts: Iterable[str]) -> str:
    return " ".join(t if t.endswith((".", "!", "?")) else f"{t}." for t in texts)


def _sentences(text: str) -> int:
    return max(1, len(_ENDS.findall(text)))


HARDEST_GRADE, LEAST_POINTS = 8.0, 55.0
SCALES: Mapping[str, Scale] = {
    "en": Scale(grade, HARDEST_GRADE, lambda value: value <= HARDEST_GRADE),
    "es": Scale(perspicuity, LEAST_POINTS, lambda value: value >= LEAST_POINTS),
}
