"""What is typed into a visit is kept as it is meant, and never as it would do harm."""

from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.catalog.dictionary import load_dictionary
from safestation.content import Content
from safestation.domain.answers import Source
from safestation.domain.corrections import written_after_completion
from safestation.domain.errors import AnswerRefused, NotAllowed
from safestation.domain.facts import Closed, Reopened
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


def clock_of(session: VisitSession) -> FakeClock:
    clock = session._clock  # noqa: SLF001 - the clock that was handed in
    assert isinstance(clock, FakeClock)
    return clock


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


def test_a_correction_after_the_end_is_told_with_both_values_and_both_names(
    session: VisitSession,
) -> None:
    clock = clock_of(session)
    session.answer("age", "34")
    session.flush()
    clock.advance(minutes=5)
    session.answer("age", "43")
    clock.advance(minutes=5)
    session.write(Closed("declined"))
    assert written_after_completion(session.visit) == frozenset()
    clock.advance(minutes=5)
    session.answer("age", "44")

    newest, first = session.corrections("age")

    assert (first.before.value, first.was_completed) == ("34", False)
    assert (newest.before.value, newest.was_completed) == ("43", True)
    assert first.after == newest.before
    assert newest.after is session.visit.answers["age"]
    assert newest.at == clock.now()
    assert newest.before.by == "staff-1"
    assert written_after_completion(session.visit) == {"age"}


def test_what_is_written_once_a_visit_goes_on_again_is_not_called_late(
    session: VisitSession,
) -> None:
    clock = clock_of(session)
    session.write(Closed("declined"))
    clock.advance(minutes=5)
    session.write(Reopened("came back"))
    clock.advance(minutes=5)
    session.answer("age", "44")

    assert written_after_completion(session.visit) == frozenset()


def test_an_answer_taken_back_still_tells_what_it_was(session: VisitSession) -> None:
    session.answer("age", "34")
    session.flush()
    clock_of(session).advance(minutes=5)
    session.take_back("age")

    (taken,) = session.corrections("age")

    assert (taken.before.value, taken.after) == ("34", None)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.AUDITOR])
def test_earlier_answers_are_kept_from_whoever_may_not_answer(
    session: VisitSession, role: Role
) -> None:
    session.answer("age", "34")
    session.flush()
    session._wall.gate.me = Staff("staff-9", "V. Okafor", role)  # noqa: SLF001 - who looks

    with pytest.raises(NotAllowed):
        session.corrections("age")


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
