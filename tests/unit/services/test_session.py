"""What is typed into a visit is kept as it is meant, and never as it would do harm."""

from pathlib import Path

import pytest

from safestation.bootstrap import Content, LocalVault
from safestation.catalog.dictionary import load_dictionary
from safestation.domain.answers import Source
from safestation.domain.errors import AnswerRefused
from safestation.domain.questions import LONG_TEXT
from safestation.domain.station import Role, Staff
from safestation.services.session import VisitSession
from safestation.services.vault import SetUp
from tests.factories import WORDS, make_program, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

TOO_LONG = "x" * 10_000
SECTIONS = load_dictionary()
QUESTIONS = [q for section in SECTIONS.values() for q in section.questions]


@pytest.fixture
def session(tmp_path: Path) -> VisitSession:
    program = make_program()
    content = Content({program.id: program}, SECTIONS, {}, WORDS, {})
    vault = LocalVault(
        tmp_path, content, MemoryPrinter(), training=True, clock=FakeClock(),
        ids=CountedIds(), kdf=CHEAP,
    )  # fmt: skip
    me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
    return vault.create(SetUp(make_station(), me, "seven blue herons at dawn")).counter.start()


@pytest.mark.parametrize("question", ["partner.spoke_to", "substance_snapshot.other", "handle"])
def test_a_page_pasted_into_a_line_is_refused_and_what_was_there_stays(
    session: VisitSession, question: str
) -> None:
    session.answer(question, "Dana")
    with pytest.raises(AnswerRefused) as refusal:
        session.answer(question, TOO_LONG)

    assert refusal.value.reason == "answer.too_long"
    assert session.visit.value(question) == "Dana"


@pytest.mark.parametrize("question", ["partner.spoke_to", "first_name", "medical_conditions"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Da\x00na", "Dana"),
        ("  Dana\t", "Dana"),
        ("\u202eanaD", "anaD"),
        ("\u2067Dana\u2069", "Dana"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\u05d3\u05e0\u05d4", "\u05d3\u05e0\u05d4"),
        ("Dana \U0001f642", "Dana \U0001f642"),
        ("'; DROP TABLE visit; --", "'; DROP TABLE visit; --"),
    ],
)
def test_odd_signs_do_no_harm_and_names_of_every_script_stay(
    session: VisitSession, question: str, typed: str, kept: str
) -> None:
    session.answer(question, typed)
    session.flush()

    assert session.visit.value(question) == kept


@pytest.mark.parametrize("typed", [TOO_LONG, "\x00", "\ud800", "31.02.2026", "1e999", "-"])
def test_no_question_of_the_dictionary_breaks_on_what_makes_no_sense(
    session: VisitSession, typed: str
) -> None:
    reasons = set()
    for question in QUESTIONS:
        try:
            session.answer(question.id, typed)
        except AnswerRefused as refusal:
            reasons.add(refusal.reason.partition(".")[0])
    session.flush()

    assert reasons <= {"answer"}
    kept = [len(str(answer.value)) for answer in session.visit.answers.values()]
    assert max(kept, default=0) <= LONG_TEXT


def test_where_an_answer_came_from_can_be_said_and_stays_while_it_is_typed_on(
    session: VisitSession,
) -> None:
    def source() -> Source:
        return session.visit.answers["allergies"].source

    session.came_from("allergies", Source.RECEIVED)
    assert "allergies" not in session.visit.answers
    session.answer("allergies", "penicillin")
    before = source()
    session.came_from("allergies", Source.RECEIVED)
    session.answer("allergies", "penicillin, latex")
    meanwhile = source()
    session.take_back("allergies")
    session.answer("allergies", "none known")

    assert (before, meanwhile, source()) == (Source.SAID, Source.RECEIVED, Source.SAID)
