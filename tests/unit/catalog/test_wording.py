"""Our own words are plain and put the person first. Prescribed texts are not ours."""

import re
from collections.abc import Iterable, Iterator

import pytest

from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.programs import load_programs
from safestation.catalog.readability import grade, perspicuity, spanish_syllables
from safestation.catalog.wording import shaming_words
from safestation.domain.program import Program
from safestation.domain.questions import Section
from safestation.domain.text import Text

PROGRAMS = load_programs()
SECTIONS = load_dictionary()
HIGHEST_GRADE = 8.0  # design.md: grade 8 or below for our own text
HARD = (
    "The aforementioned participant acknowledges the confidentiality stipulations "
    "incorporated in the institutional authorization documentation."
)


def shaming(texts: Iterable[Text]) -> list[str]:
    said = [(w, t) for text in texts for w, t in text.by_language.items()]
    assert said
    return [word for language, text in said for word, _ in shaming_words(text, language)]


def notice(program: Program) -> Iterator[Text]:
    yield from (program.notice.title, *program.notice.promises, *program.notice.limits)
    yield from program.notice.written_down


def scripts(program: Program) -> Iterator[Text]:
    yield from (step.say for step in program.steps)
    yield from (partner.script for partner in program.partners)


def guides(program: Program) -> Iterator[Text]:
    for step in program.steps:
        yield from (step.title, *step.do, step.why)
    for policy in program.items.values():
        yield from (policy.sharps, policy.drugs, policy.weapons)
    for entry in program.entries:
        yield from (entry.title, *entry.do)
    for clock in program.clocks:
        yield from (text for text in (clock.escalate, clock.ended) if text)
    for owed in program.follow_ups:
        yield from (text for text in (owed.met, owed.run_out) if text)
    yield from program.participation


def rules(program: Program) -> Iterator[Text]:
    for rule in program.rules:
        yield from (rule.title, rule.note)
        for outcome in rule.outcomes:
            yield from (outcome.decider, outcome.alternative)
            for decision in outcome.decisions:
                yield from (decision.title, decision.alternative)


def everything(program: Program) -> Iterator[Text]:
    for part in (notice, scripts, guides, rules):
        yield from part(program)
    for partner in program.partners:
        yield from (partner.name, partner.role)
    for role in program.roles:
        yield from (role.name, role.does)
    yield from (clock.title for clock in program.clocks)
    yield from (recipient.name for recipient in program.recipients)
    yield from (follow_up.title for follow_up in program.follow_ups)


def asked(section: Section) -> Iterator[Text]:
    yield section.title
    for question in section.questions:
        yield from (question.label, question.help, *(c.label for c in question.choices))


def english(texts: Iterable[Text]) -> list[str]:
    return [str(text) for text in texts if text]


each_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=list(PROGRAMS))
each_section = pytest.mark.parametrize("section", SECTIONS.values(), ids=list(SECTIONS))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat.", -2.0, 2.0),
        ("You may leave when you want, and come back when you want.", 0.0, 5.0),
        (HARD, 14.0, 60.0),
    ],
)  # fmt: skip
def test_the_measure_tells_plain_from_hard(text: str, low: float, high: float) -> None:
    assert low <= grade([text]) <= high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("No está. Voy con él.", 100.0, 160.0),
        ("Puede entrar a cualquier hora y pedir ayuda con drogas o alcohol.", 60.0, 90.0),
        ("La administración departamental determinará la documentación correspondiente.", -90.0,
         10.0),
    ],
)  # fmt: skip
def test_the_spanish_measure_tells_plain_from_hard(text: str, low: float, high: float) -> None:
    assert low <= perspicuity([text]) <= high


@pytest.mark.parametrize(
    ("word", "count"),
    [("casa", 2), ("día", 2), ("agua", 2), ("que", 1), ("ciudad", 2), ("país", 2), ("y", 1),
     ("guía", 2), ("teatro", 3), ("construir", 2), ("pingüino", 3), ("ayuda", 3), ("voy", 1)],
)  # fmt: skip
def test_spanish_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


@each_program
@pytest.mark.parametrize("part", [notice, scripts, guides, rules], ids=lambda p: p.__name__)
def test_what_people_hear_and_read_is_at_grade_8_or_below(
    program: Program, part: object
) -> None:
    assert callable(part)
    assert grade(english(part(program))) <= HIGHEST_GRADE


@each_program
def test_no_single_sentence_of_notice_and_scripts_is_far_above(program: Program) -> None:
    texts = english([*notice(program), *scripts(program)])

    assert {t: round(grade([t])) for t in texts if grade([t]) > HIGHEST_GRADE + 2} == {}


@each_section
def test_questions_are_asked_at_grade_8_or_below(section: Section) -> None:
    sentences = [text for text in english(asked(section)) if " " in text]

    assert grade(sentences) <= HIGHEST_GRADE


@each_program
def test_a_program_shames_nobody(program: Program) -> None:
    assert shaming(everything(program)) == []


@each_section
def test_a_question_shames_nobody(section: Section) -> None:
    assert shaming(asked(section)) == []


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("The addict is waiting.", "en", "addict"),
        ("Is the user sober now?", "en", "user"),
        ("Drug abuse.", "en", "abuse"),
        ("Got clean.", "en", "clean"),
        ("Un adicto.", "es", "adicto"),
        ("Está Sucia.", "es", "Sucia"),
    ],
)
def test_a_shaming_word_is_noticed_and_a_better_one_said(
    text: str, language: str, word: str
) -> None:
    ((found, better),) = shaming_words(text, language)

    assert found == word
    assert better


@pytest.mark.parametrize("text", ["A cleaner room.", "The bumper.", "Under the sun.", "Habits"])
def test_a_word_that_only_begins_so_is_fine(text: str) -> None:
    assert list(shaming_words(text, "en")) == []


@each_program
def test_no_script_asks_where_drugs_came_from(program: Program) -> None:
    asking = re.compile(
        r"where .*(get|got|buy|bought|came from).*\?|who .*(sold|gave)", re.IGNORECASE
    )

    assert [t for t in english(scripts(program)) if asking.search(t.lower())] == []
