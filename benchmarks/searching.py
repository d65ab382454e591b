"""Board, find and opening a visit: 100,000 visits in the record against 1,000.

Aim: at most twice, and each under 100 ms on the machine that runs it. Five visits are open
in both, and as many ended in the last day, so that the same is shown. Opening a visit, nearly
always a closed one, has its reason, and its line in the history: one commit. So has a search,
when its first letter is typed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bulk import fill
from benchmarks.measure import Line, in_turns
from safestation.domain.station import Role, Staff
from safestation.domain.visit import VisitId
from safestation.domain.wall import WHYS
from safestation.services.audit import Audit
from safestation.services.counter import Counter
from safestation.services.gate import Gate
from safestation.services.wall import Wall
from safestation.storage.arrivals import Arrivals
from safestation.storage.audits import Audits
from safestation.storage.driver import Database
from safestation.storage.visits import Visits
from tests.factories import WORDS, make_editions, make_program, make_station
from tests.fakes import CountedIds, FakeClock

MANY, FEW = 100_000, 1_000
ROUNDS = 15
AIM, MOST_MS = 2.0, 100.0
ME = Staff("staff-1", "R. Alvarez", Role.FIREFIGHTER)
TYPED = ("m", "mab", "mabaez", "al den", "12-2026", "blue jacket", "nobody")

Acts = dict[str, Callable[[], object]]


def lines(folder: Path) -> Iterator[Line]:
    """Yield a line for the board, one for each thing typed into find, and one for opening."""
    many, few = (_acts(folder, count) for count in (MANY, FEW))
    for what, act in many.items():
        ours, theirs = in_turns(act, few[what], ROUNDS)
        beside = f"among {FEW:,}"
        yield Line(f"{what} among {MANY:,}", ours, theirs, AIM, beside, most=MOST_MS)


def _acts(folder: Path, count: int) -> Acts:
    db = fill(folder / f"{count}.db", count)
    counter = _counter(db, folder)
    visits = _turning(db, count)
    finds = {f"find “{typed}”": _find(counter, typed) for typed in TYPED}
    why = next(iter(WHYS))
    opening = {"open a visit": lambda: counter.resume(visits(), why)}
    return {"board": counter.board, **finds, **opening}


def _find(counter: Counter, typed: str) -> Callable[[], object]:
    return lambda: counter.search().find(typed)


def _turning(db: Database, count: int) -> Callable[[], VisitId]:
    """Return a function that names another visit of all each time."""
    step, last = 7919, [0]

    def turn() -> VisitId:
        last[0] = (last[0] + step) % count
        row = db.execute("SELECT id FROM visit WHERE seq = ?", [last[0] + 1]).fetchone()
        return VisitId(row[0])

    return turn


def _counter(db: Database, folder: Path) -> Counter:
    station, program, clock, gate = make_station(), make_program(), FakeClock(), Gate(ME)
    audit = Audit(Audits(db), station, clock, ME)
    return Counter(
        Visits(db, station.number),
        Arrivals(folder / "arrivals.json"),
        station,
        make_editions(program, clock),
        {},
        clock,
        CountedIds(),
        Wall(gate, audit, clock, WORDS["information"].ids),
    )
