"""Checks a form's words against what the page needs: every sentence, every id."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.form_words import blanks, load_form_file
from safestation.catalog.instruments import load_instruments
from safestation.catalog.known import FORMS
from safestation.catalog.mistakes import problem_of
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused
from safestation.domain.facts import FACTS
from safestation.domain.form_words import FormWords
from safestation.domain.languages import ENGLISH
from safestation.paths import resource

FACTS_OF, EVERY_ITEM = "facts.", ".*"
LISTS_QUESTIONS = frozenset({"information", "handoff_summary"})


def check_form_file(path: Path) -> tuple[Problem, ...]:
    """Return what a form's file lacks, and every id in it that means nothing."""
    try:
        own = load_form_file(path)
    except ContentRefused as refused:
        return (problem_of(refused),)
    shipped = resource("forms", path.name)
    lacking = _lacking(own, load_form_file(shipped)) if shipped.is_file() else iter(())
    return tuple(Problem(path.name, *found) for found in (*lacking, *_unknown(own)))


def _lacking(own: FormWords, needed: FormWords) -> Iterator[tuple[str, str]]:
    """Yield the place of every sentence and list that the page would look for in vain."""
    for key in needed.texts.keys() - own.texts.keys():
        yield key, f"Add this sentence: the page needs it. It began: “{needed.texts[key]}”."
    for key in sorted(needed.texts.keys() & own.texts.keys()):
        wanted = blanks(needed.texts[key].in_language(ENGLISH))
        if blanks(own.texts[key].in_language(ENGLISH)) != wanted:
            told = ", ".join(f"{{{one}}}" for one in sorted(wanted)) or "none"
            yield key, f"Use the blanks that the page fills here, each once or more: {told}."
    for key in needed.lists.keys() - own.lists.keys():
        yield key, "Add this list of sentences: the page needs it."
    for key in needed.ids.keys() - own.ids.keys():
        yield f"ids.{key}", "Add this list: the page needs it."


def _unknown(own: FormWords) -> Iterator[tuple[str, str]]:
    for key, listed in own.ids.items():
        exists, what = _rule(own.id, key)
        for one in listed:
            if not exists(one):
                yield f"ids.{key}", f"Correct or remove `{one}`: there is no such {what}."


def _rule(form: str, key: str) -> tuple[Callable[[str], bool], str]:
    if key.startswith(FACTS_OF):
        return FACTS.__contains__, "kind of fact"
    if key == "words_from":
        return FORMS.__contains__, "form"
    if form in LISTS_QUESTIONS:
        return _questions().__contains__, "question or instrument"
    return bool, "word"


@cache
def _questions() -> frozenset[str]:
    """Return what a form may list: questions, instruments, their items, all of one's items."""
    asked = {q.id for section in load_dictionary().values() for q in section.questions}
    instruments = load_instruments()
    items = {f"{one.id}.{item.id}" for one in instruments.values() for item in one.items}
    every = {f"{name}{EVERY_ITEM}" for name in instruments}
    return frozenset(asked | set(instruments) | items | every)
