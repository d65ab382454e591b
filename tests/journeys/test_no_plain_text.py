"""What people say is found in no file: not in the record, beside it, in temp, or in a log.

Another process fills a real record with marked words, as staff would at the counter, and
dies without closing it. Then every byte it left is read. Only the names of accounts may be
read without a passphrase: they stand on the tiles of the locked screen.
"""

import os
import subprocess
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain.answers import Source, Status
from safestation.domain.errors import AnswerRefused
from safestation.domain.facts import FACTS, Fact
from safestation.domain.questions import Kind, Question
from safestation.domain.station import Role
from safestation.forms.handoff_summary import HandoffSummary
from safestation.services.desk import Desk
from safestation.services.session import VisitSession
from safestation.storage.kdf import Kdf
from safestation.training import open_training_station
from tests.factories import make_sheet
from tests.fakes import NIGHT, FakeClock, MemoryPrinter

CHEAP = Kdf(m_kib=19456, t=2, p=1)
ROOT = Path(__file__).parents[2]
MARK = "Zqx7Marked"
BIRTHDAY, PHONE = "1951-03-07", "410-555-0173"
DIED = 70
ASKS_A_DATE = frozenset({Kind.DATE, Kind.DATETIME})
WRITE = """
import logging, os, sys, traceback
from pathlib import Path
from safestation.domain.errors import AnswerRefused
from tests.journeys.test_no_plain_text import say_everything

logging.basicConfig(level=logging.DEBUG)
try:
    say_everything(Path(sys.argv[1]), sys.argv[2])
except AnswerRefused:
    traceback.print_exc()
    sys.stderr.flush()
    os._exit(70)  # dies here: nothing is closed, nothing tidied up
"""


class Marks:
    """Words that no program would write by itself, each different from all before it."""

    def __init__(self, around: str = "") -> None:
        self._around = around
        self._numbers = count(1)

    def new(self) -> str:
        return f"{MARK}{next(self._numbers)} {self._around}".strip()

    def value(self, hint: Any) -> Any:  # noqa: ANN401, PLR0911 - one line for each kind of hint
        """Return a marked value of a type, for a fact or a part of it."""
        if hint in _PLAIN:
            return _PLAIN[hint]
        if hint is str:
            return self.new()
        origin, parts = get_origin(hint), get_args(hint)
        if origin in {Union, types.UnionType}:
            return self.value(next(part for part in parts if part is not type(None)))
        if origin is tuple:
            inner = parts[:1] * 2 if parts[-1] is Ellipsis else parts
            return tuple(self.value(part) for part in inner)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return MappingProxyType({self.new(): self.value(parts[1])})
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        return self.dataclass(hint)

    def dataclass(self, kind: type[Any]) -> Any:  # noqa: ANN401 - any fact, any part of one
        assert is_dataclass(kind), kind
        hints = get_type_hints(kind)
        return kind(**{f.name: self.value(hints[f.name]) for f in fields(kind)})


_PLAIN: dict[Any, Any] = {
    bool: True, int: 1, float: 0.5, date: NIGHT.date(), datetime: NIGHT,
}  # fmt: skip


def typed_into(question: Question, marks: Marks) -> Iterator[str | tuple[str, ...]]:
    """Yield marked words, and something that this kind of field takes."""
    yield marks.new()
    if question.kind in ASKS_A_DATE:
        yield BIRTHDAY + (" 03:41" if question.kind is Kind.DATETIME else "")
    if question.kind is Kind.PHONE:
        yield PHONE
    if question.kind is Kind.MULTI:
        yield (marks.new(), marks.new())


def answer_everything(desk: Desk, session: VisitSession, marks: Marks) -> int:
    """Type marked words into every field there is; return how many were taken."""
    taken = 0
    for section in desk.sections.values():
        for question in section.questions:
            for words in typed_into(question, marks):
                with suppress(AnswerRefused):
                    session.answer(question.id, words)
                    taken += 1
        session.flush()
    for instrument in desk.instruments.values():
        for item in instrument.items:
            session.answer(f"{instrument.id}.{item.id}", marks.new())
    session.flush()
    return taken


def write_every_fact(session: VisitSession, marks: Marks) -> None:
    for kind in FACTS.values():
        fact: Fact = marks.dataclass(kind)
        session.write(fact, source=Source.RECEIVED)


def change_and_take_back(session: VisitSession, clock: FakeClock, marks: Marks) -> None:
    """Leave earlier versions behind, and deleted words."""
    clock.advance(minutes=5)
    session.answer("first_name", marks.new())
    session.flush()
    session.answer_unknown("last_name", Status.RATHER_NOT_SAY)
    session.take_back("handle")
    session.flush()


def say_everything(folder: Path, around: str) -> None:
    """Fill a record, search it, draw a page of it, and break off with a bug."""
    clock, marks = FakeClock(), Marks(around)
    content = load_content()
    vault = LocalVault(folder, content, MemoryPrinter(), training=True, clock=clock, kdf=CHEAP)
    desk = open_training_station(vault, content)
    desk.people.add(desk.me, marks.new(), Role.VOLUNTEER, marks.new())
    vault.arrivals.note(clock.now())
    session = desk.counter.start()
    taken = answer_everything(desk, session, marks)
    write_every_fact(session, marks)
    change_and_take_back(session, clock, marks)
    found = desk.counter.search().find(f"{MARK} {MARK}")
    board = desk.counter.board()
    HandoffSummary().render(make_sheet(visit=session.visit))
    sys.stdout.write(f"taken {taken} found {len(found)} on the board {len(board.cards)}\n")
    sys.stdout.flush()
    raise AnswerRefused(repr((session, session.visit, found, board)))


def run_writer(place: Path, around: str = "") -> tuple[str, bytes]:
    """Let another process say everything; return its own words, and all that it left."""
    folders = {name: place / name for name in ("data", "temp", "home", "cwd")}
    for folder in folders.values():
        folder.mkdir()
    temp = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(folders["temp"]))
    home = {"HOME": str(folders["home"]), "USERPROFILE": str(folders["home"])}
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-X", "utf8", "-c", WRITE, str(folders["data"] / "record"), around],
        capture_output=True,
        check=False,
        cwd=folders["cwd"],
        env={**os.environ, **temp, **home, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == DIED, ran.stderr.decode()
    names = "\n".join(str(path) for path in place.rglob("*"))
    left = [path.read_bytes() for path in place.rglob("*") if path.is_file()]
    return ran.stdout.decode(), b"\n".join([*left, ran.stdout, ran.stderr, names.encode()])


def traces(words: Iterable[str], left: bytes) -> list[str]:
    """Return the words that can be read in what was left, in any case and encoding."""
    low = left.lower()
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    return [word for word in words if any(word.lower().encode(code) in low for code in codes)]


def test_nothing_said_is_found_in_any_file(tmp_path: Path) -> None:
    told, left = run_writer(tmp_path)

    files = {path.name for path in (tmp_path / "data" / "record").iterdir()}
    assert {"record.db", "record.db-wal", "record.db-shm", "station.keys"} <= files
    assert told.endswith("found 1 on the board 1\n")
    assert int(told.split()[1]) > 30, "the fields refused what was typed"
    assert traces([MARK, BIRTHDAY, PHONE, "4105550173"], left) == []


@given(around=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_else_is_typed_nothing_is_found(
    tmp_path_factory: pytest.TempPathFactory, around: str
) -> None:
    _told, left = run_writer(tmp_path_factory.mktemp("said"), around)

    assert traces([MARK, BIRTHDAY, PHONE], left) == []


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_for_marks_would_find_one(code: str) -> None:
    assert traces([MARK], b"\x00\x01" + MARK.upper().encode(code)) == [MARK]


def test_every_kind_of_fact_that_says_anything_is_marked() -> None:
    marks = Marks()
    said = {name: marks.dataclass(kind) for name, kind in FACTS.items() if fields(kind)}

    bare = [
        name
        for name, fact in said.items()
        if MARK not in repr([getattr(fact, each.name) for each in fields(fact)])
    ]

    assert len(said) > 30
    assert bare == []
