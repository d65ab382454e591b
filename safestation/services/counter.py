"""The counter: who is here, starting an encounter, finding one, going on with one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from safestation.domain.answers import Source
from safestation.domain.board import Card, Ended, card, ended, median
from safestation.domain.entries import MISTAKE
from safestation.domain.errors import ReasonNeeded
from safestation.domain.facts import JoinedWith
from safestation.domain.labels import label_of
from safestation.domain.opening import Given
from safestation.domain.permissions import Permission
from safestation.domain.program import Program
from safestation.domain.questions import Question
from safestation.domain.returns import BEEN_HERE, lasting
from safestation.domain.station import SiteType, Station
from safestation.domain.visit import Visit, VisitId, VisitState
from safestation.domain.wall import WHYS
from safestation.services.editions import Editions
from safestation.services.entering import Entering
from safestation.services.gate import needs
from safestation.services.ports import ArrivalStore, Clock, Ids, VisitStore
from safestation.services.searching import Search
from safestation.services.session import VisitSession
from safestation.services.wall import Wall

DAY = timedelta(hours=24)
MANY = 20
CAME_BACK = "came_back"
NOTHING: Mapping[str, Given] = MappingProxyType({})
PLACED = frozenset({"placed_same_visit", "appointment_made", "returned_to_current_provider"})


@dataclass(frozen=True, slots=True, repr=False)
class Board:
    """What the counter's page shows."""

    cards: tuple[Card, ...]
    last_day: tuple[Ended, ...]
    placed: int
    median_door_to_placement: timedelta | None
    noted_arrivals: tuple[datetime, ...]

    @property
    def visits(self) -> int:
        """Return how many of the last day were visits, and not opened by mistake."""
        return sum(row.disposition != MISTAKE for row in self.last_day)


class Counter:
    """Opens, finds and lists visits for the person signed in."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        store: VisitStore,
        arrivals: ArrivalStore,
        station: Station,
        editions: Editions,
        questions: Mapping[str, Question],
        clock: Clock,
        ids: Ids,
        wall: Wall,
    ) -> None:
        self._gate, self._wall = wall.gate, wall
        self._store = store
        self._arrivals = arrivals
        self.station = station
        self._editions = editions
        self._questions = questions
        self._clock = clock
        self._ids = ids
        self._entering = Entering(questions, clock, ids, self._gate.me.name)

    @property
    def program(self) -> Program:
        """Return the program this station runs, with the station's own values."""
        return self._editions.current

    def program_of(self, visit: Visit) -> Program:
        """Return the very program a visit was opened under, whatever its file is now."""
        return self._editions.of(visit).program

    def told_of(self, visit: Visit) -> str:
        """Return why a visit's program is not today's (services.editions), or nothing."""
        return self._editions.of(visit).told

    @needs(Permission.SEE_BOARD)
    def board(self) -> Board:
        """Return who is here and how the last 24 hours ended."""
        now = self._clock.now()
        site = self.station.site_type
        cards = tuple(self._card(visit, site, now) for visit in self._store.open_visits())
        past = self._store.ended_since(now - DAY) if self._sees_closed() else ()
        rows = tuple(ended(visit, self.program_of(visit), now) for visit in past)
        spans = [row.door_to_placement for row in rows if row.door_to_placement is not None]
        placed = sum(row.disposition in PLACED for row in rows)
        return Board(cards, rows, placed, median(spans), self._arrivals.noted())

    @needs(Permission.OPEN_VISIT)
    def start(
        self,
        arrived_at: datetime | None = None,
        entry: str = "",
        answers: Mapping[str, Given] = NOTHING,
    ) -> VisitSession:
        """Open a visit by one of the program's entries; as a walk-in when none is named.

        `arrived_at` is a moment noted on the locked screen, or when a report came in; the
        visit takes it. Raises NotAllowed while counsel's determination is missing, for an
        entry that the program does not have, and where the person's own yes or the minimum
        is missing; AnswerRefused for an answer that does not fit; StoreUnavailable. Then
        nothing is kept: not a visit without how the person came, nor one half told.
        """
        came = self._entering.check(self.station, self.program, entry, answers)
        session = self._new(arrived_at)
        self._entering.begin(session, came, answers, self.station.site_type)
        if arrived_at is not None:
            self._arrivals.take(arrived_at)
        return session

    @needs(Permission.OPEN_VISIT)
    def note_no(self, entry: str, arrived_at: datetime | None = None) -> None:
        """Count somebody who said no to a referral. Nothing about them is kept.

        Raises NotAllowed for an entry that the program does not have, or does not ask.
        """
        came = self._entering.check_no(self.station, self.program, entry)
        self._entering.begin_no(self._new(arrived_at), came)

    def _new(self, arrived_at: datetime | None) -> VisitSession:
        """Return a visit of which nothing is kept yet."""
        visit = Visit(
            id=VisitId(self._ids.new()),
            number="",
            station=self.station.id,
            program=self.program.id,
            program_version=self._editions.begin(),
            arrived_at=arrived_at or self._clock.now(),
            opened_by=self._gate.me.id,
        )
        return self._session(visit)

    @needs(Permission.OPEN_VISIT)
    def start_again(
        self, before: VisitId, entry: str = "", answers: Mapping[str, Given] = NOTHING
    ) -> VisitSession:
        """Open a visit for somebody who came back and wishes to go on from before.

        Raises NotAllowed and AnswerRefused as `start` does.
        """
        came = self._entering.check(self.station, self.program, entry, answers)
        self._wall.note_view(before, CAME_BACK)
        session = self._new(None)
        session.carry(lasting(self._store.load(before)))
        session.answer(BEEN_HERE, "yes")
        session.take(JoinedWith(before), session.now, Source.SAID)
        self._entering.begin(session, came, answers, self.station.site_type)
        return session

    @needs(Permission.SEE_BOARD)
    def resume(self, visit: VisitId, why: str = "") -> VisitSession:
        """Go on with a visit where it was left, and write down that it was opened.

        Raises ReasonNeeded for one that is closed unless `why` is one of wall.WHYS, and
        NotAllowed for whoever may not open those.
        """
        return self._session(self._opened(visit, why))

    @needs(Permission.SEE_BOARD)
    def papers_of(self, visit: VisitId) -> VisitSession:
        """Return an open visit for its packet; `note_view` when a page of it is shown.

        Raises ReasonNeeded for one that is closed: `resume` opens that one.
        """
        found = self._store.load(visit)
        if found.state is VisitState.CLOSED:
            raise ReasonNeeded
        return self._session(found)

    @needs(Permission.SEE_BOARD)
    def note_view(self, visit: VisitId) -> None:
        """Write down that a page of this visit is shown now."""
        self._wall.note_view(visit)

    @needs(Permission.SEE_BOARD)
    def look(self, visit: VisitId, why: str = "") -> Visit:
        """Return a visit as last kept, as far as the one signed in may see it.

        Written down, and a closed one refused without a reason, as `resume` does.
        """
        return self._wall.seen(self._opened(visit, why))

    @needs(Permission.FIND_PERSON)
    def search(self) -> Search:
        """Return a search for a person, to be asked as somebody types."""
        return Search(self._wall, lambda text: self._store.find(text, MANY))

    @needs(Permission.OPEN_VISIT)
    def dismiss_arrival(self, at: datetime) -> None:
        """Forget a noted arrival: the person left before anybody came."""
        self._arrivals.take(at)

    def _opened(self, visit: VisitId, why: str) -> Visit:
        """Return a visit once it may be seen, and that it was is written down."""
        found = self._store.load(visit)
        if found.state is VisitState.CLOSED:
            self._gate.need(Permission.OPEN_CLOSED)
            if why not in WHYS:
                raise ReasonNeeded
        self._wall.note_view(visit, why)
        return found

    def _card(self, visit: Visit, site: SiteType, now: datetime) -> Card:
        """Return a card of the whole visit, its label only as far as it may be seen."""
        whole = card(visit, self.program_of(visit), site, now)
        seen = self._wall.seen(visit)
        return whole if seen is visit else replace(whole, label=label_of(seen, now.date()))

    def _sees_closed(self) -> bool:
        return self._gate.allows(Permission.OPEN_CLOSED)

    def _session(self, visit: Visit) -> VisitSession:
        return VisitSession(
            self._wall.seen(visit),
            self.program_of(visit),
            self._questions,
            self._store,
            self._clock,
            self._ids,
            self._wall,
        )
