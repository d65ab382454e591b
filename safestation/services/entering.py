"""Opening an encounter by one of the program's entries: checked whole, then kept whole."""

from collections.abc import Mapping

from safestation.domain.answers import Source, Status
from safestation.domain.entries import DISPOSITION
from safestation.domain.errors import AnswerRefused, NotAllowed
from safestation.domain.facts import Closed, Entered
from safestation.domain.opening import (
    AGREES,
    SAID_NO,
    Given,
    is_still_to_come,
    known_from,
    lacks,
    plain_way,
    walk_in,
)
from safestation.domain.outreach import first_try, is_sought
from safestation.domain.program import IN_PERSON, Entry, Program
from safestation.domain.questions import Question
from safestation.domain.station import SiteType, Station
from safestation.services.ports import Clock, Ids
from safestation.services.session import VisitSession


class Entering:
    """Checks what opens an encounter before anything is written, and writes it.

    `me` is the name of the one signed in, who has the first try.
    """

    def __init__(
        self, questions: Mapping[str, Question], clock: Clock, ids: Ids, me: str
    ) -> None:
        self._questions, self._clock, self._ids, self._me = questions, clock, ids, me

    def check(
        self, station: Station, program: Program, entry: str, given: Mapping[str, Given]
    ) -> Entry | None:
        """Return the entry, or nothing for a plain walk-in. Raises as Counter.start does."""
        came = _known(station, program, entry)
        if came is not None and came.needs_agreement and given.get(AGREES) != "yes":
            raise NotAllowed("entry.yes_first")
        if came is not None and lacks(came, given):
            raise NotAllowed("entry.minimum_first")
        for question, value in given.items():
            self._check_answer(question, value)
        return came

    def check_no(self, station: Station, program: Program, entry: str) -> Entry:
        """Return an entry at which a no is counted. Raises NotAllowed for any other."""
        came = _known(station, program, entry)
        if came is None or not came.needs_agreement:
            raise NotAllowed("entry.unknown")
        return came

    def begin(
        self,
        session: VisitSession,
        entry: Entry | None,
        given: Mapping[str, Given],
        site: SiteType,
    ) -> None:
        """Keep the visit, what was said, how they came and who goes first, or none of it."""
        for question, value in given.items():
            if isinstance(value, Status):
                session.answer_unknown(question, value)
            else:
                source = known_from(self._questions[question], given)
                session.answer(question, value, source)
        if entry is not None:
            self._take_way(session, entry, site)
        session.begin()

    def _take_way(self, session: VisitSession, entry: Entry, site: SiteType) -> None:
        at = session.visit.arrived_at
        session.take(Entered(entry.id, entry.kind), at, Source.OBSERVED)
        visit, program, now = session.visit, session.program, session.now
        if is_sought(visit, program, site):
            first = first_try(visit, program, now, self._me, self._ids.new())
            session.take(first, now, Source.SAID)

    @staticmethod
    def begin_no(session: VisitSession, entry: Entry) -> None:
        """Keep that somebody said no, and end it there; not one answer about them."""
        session.answer(AGREES, "no")
        session.answer(DISPOSITION, SAID_NO)
        for fact in (Entered(entry.id, entry.kind), Closed(SAID_NO)):
            session.take(fact, session.now, Source.SAID)
        session.begin()

    def _check_answer(self, question: str, value: Given) -> None:
        """Raise AnswerRefused for what does not fit, or has not happened yet."""
        asked = self._questions.get(question)
        if asked is None or value is Status.ANSWERED:
            raise AnswerRefused(question)
        if isinstance(value, Status):
            return
        if is_still_to_come(question, asked.accept(value), self._clock.now()):
            raise AnswerRefused(question, "answer.date_too_late")


def _known(station: Station, program: Program, entry: str) -> Entry | None:
    """Return an entry of the program; nothing for the walk-in of a program with no other.

    Where a program has no walk-in the way must be named: nobody at the counter becomes
    somebody who was reported, because that is the first way in its file.
    """
    if not station.may_open_visits:
        raise NotAllowed("setup.no_determination")
    if entry in {"", IN_PERSON} and plain_way(program) is not None:
        return None
    came = program.entry(entry) if entry else walk_in(program)
    if came is None:
        raise NotAllowed("entry.unknown")
    return came
