"""A keystroke's save against a bare commit of one small row. Aim: at most twice.

Timed is the save, from the pause in typing to the disk; the letter was taken in before that,
on the key (checked and put into the visit in hand, 0.01 to 0.05 ms). Both sides have the same
cipher, the same settings and the same disk. Ours also keeps the answer's status, source, times
and author, and the line in the chained history: two pages where the bare commit writes one.
The visit is open, as it is while somebody types at the counter; a name is then found where it
stands. A name corrected after closing goes into the search index with each pause, which takes
2 to 3 ms and is not measured here.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.bulk import KEY
from benchmarks.measure import Line, in_turns
from safestation.catalog.dictionary import load_dictionary
from safestation.domain.station import Role, Staff
from safestation.services.counter import Counter
from safestation.services.gate import Gate
from safestation.services.session import VisitSession
from safestation.storage.arrivals import Arrivals
from safestation.storage.database import _SETTINGS, open_record
from safestation.storage.driver import sqlcipher
from safestation.storage.migrations import migrations
from safestation.storage.visits import Visits
from tests.factories import make_editions, make_program, make_station, make_wall
from tests.fakes import CountedIds, FakeClock

ROUNDS = 300
AIM = 2.0
ME = Staff("staff-1", "R. Alvarez", Role.FIREFIGHTER)


def lines(folder: Path) -> Iterator[Line]:
    """Yield a line for a plain answer and one for a name, by which the visit is found."""
    for question, what in (("allergies", "an answer"), ("last_name", "a name")):
        place = folder / question
        place.mkdir()
        clock = FakeClock()
        session, commit = _session(place, clock), _bare_commit(place)
        press = partial(_press, session, question, clock, count(1))
        ours, theirs = in_turns(session.flush, commit, ROUNDS, before=press)
        yield Line(f"save a keystroke of {what}", ours, theirs, AIM, "a bare commit")


def _press(
    session: VisitSession, question: str, clock: FakeClock, letters: Iterator[int]
) -> None:
    clock.advance(milliseconds=180)
    session.answer(question, f"Penicillin {next(letters)}")


def _session(folder: Path, clock: FakeClock) -> VisitSession:
    db = open_record(folder / "ours.db", KEY, migrations, create=True)
    station, program = make_station(), make_program()
    every = (q for section in load_dictionary().values() for q in section.questions)
    visits = Visits(db, station.number)
    visits.rehearse()  # as signing in does
    counter = Counter(
        visits,
        Arrivals(folder / "arrivals.json"),
        station,
        make_editions(program, clock),
        {question.id: question for question in every},
        clock,
        CountedIds(),
        make_wall(clock, Gate(ME)),
    )
    session = counter.start()
    for _ in range(3):  # the board and the search box are used in between
        counter.board(), counter.search().find("ana")
    return session


def _bare_commit(folder: Path) -> Callable[[], object]:
    connection = sqlcipher.connect(str(folder / "bare.db"), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    for name, value, _read_back in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT) STRICT")
    letters = count(1)

    def commit() -> None:
        row = (1, f"Penicillin {next(letters)}")
        connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", row)

    return commit
