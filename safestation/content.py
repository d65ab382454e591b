"""The shipped content as everything behind the door knows it, read once at the start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safestation.catalog.attempts import load_attempts
from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.form_words import load_form_words
from safestation.catalog.instruments import load_instruments
from safestation.catalog.known import known_from
from safestation.catalog.law import load_law_texts
from safestation.catalog.program_folder import ProgramFolder
from safestation.catalog.strings import languages, load_strings
from safestation.domain.attempts import Attempts
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused, ProgramMissing
from safestation.domain.form_words import FormWords
from safestation.domain.instrument import Instrument
from safestation.domain.program import Program
from safestation.domain.questions import Question, Section
from safestation.paths import resource


@dataclass(frozen=True, slots=True)
class Content:
    """Every content file, read once at the start; of the programs, one when it is asked for.

    `refused` names what is wrong with the files of other programs.
    """

    programs: Mapping[str, Program]
    sections: Mapping[str, Section]
    instruments: Mapping[str, Instrument]
    form_words: Mapping[str, FormWords]
    law: Mapping[str, str]
    attempts: Attempts = field(default_factory=lambda: MappingProxyType({}))
    refused: Callable[[], tuple[Problem, ...]] = tuple

    @property
    def questions(self) -> Mapping[str, Question]:
        """Return every question of the dictionary by its id."""
        every = (one for section in self.sections.values() for one in section.questions)
        return {question.id: question for question in every}

    def need(self, program: str) -> None:
        """Read a program now. Raises ContentRefused when its file is wrong or is not there."""
        try:
            self.programs[program]
        except ContentRefused:
            raise
        except KeyError as gone:
            raise ProgramMissing(program) from gone


def load_content() -> Content:
    """Read the shipped content. Raises ContentRefused, naming file, place and remedy."""
    sections = load_dictionary()
    known = known_from(sections)  # behind the door, where nobody waits for it yet
    programs = ProgramFolder(known=lambda: known)
    return Content(
        programs, sections, load_instruments(), load_form_words(),
        load_law_texts(), load_attempts(), programs.refused,
    )  # fmt: skip


def load_words() -> dict[str, Mapping[str, str]]:
    """Return the window's words by language."""
    folder = resource("strings")
    return {language: load_strings(folder, language) for language in languages(folder)}
