"""The few words by which somebody at the counter looks for a visit.

A closed visit's words stand in the index. An open visit's are read where they stand, in its
answers: few are open at once, and so a letter typed into a name costs no more than any other
letter, and a search sees it at once. A visit enters the index as it is closed.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from safestation.domain.labels import board_label
from safestation.domain.visit import Visit, VisitId
from safestation.services.ports import Found
from safestation.storage.driver import Database
from safestation.storage.moments import moment

QUESTIONS = frozenset(
    {"first_name", "last_name", "preferred_name", "alias", "handle", "date_of_birth"}
)
_SHOWN = (
    "'first_name', 'last_name', 'preferred_name', 'alias', 'handle', 'age', 'date_of_birth'"
)
_WORD = re.compile(r"\w+", re.UNICODE)

Shown = dict[str, dict[str, str]]


class _Row(NamedTuple):
    """What is read of a visit itself, in this order."""

    seq: int
    id: str
    number: str
    arrived_at: str
    utc_offset: int
    state: str


def index(db: Database, visit: Visit) -> None:
    """Put a closed visit's words into the index in place of the earlier ones.

    The row's number is the visit's, negated: the newest comes first in rising order, which
    FTS5 reads 40 times as fast as falling order where freed memory is wiped (0.3 and 12 ms
    among 100,000 visits).
    """
    (seq,) = db.execute("SELECT seq FROM visit WHERE id = ?", [visit.id]).fetchone()
    spoken = [visit.number, *(visit.value(question) for question in sorted(QUESTIONS))]
    db.execute("DELETE FROM visit_words WHERE rowid = ?", [-seq])
    db.execute(
        "INSERT INTO visit_words (rowid, words) VALUES (?, ?)", [-seq, " ".join(folded(spoken))]
    )


def find(db: Database, text: str, limit: int) -> tuple[Found, ...]:
    """Return the newest visits in which every word typed starts some word."""
    typed = folded([text])
    if not typed:
        return ()
    closed = _closed(db, typed, limit)
    shown = _shown(db, [row.id for row in closed])
    here = (row for row in _open(db) if _fits(row, shown.get(row.id, {}), typed))
    newest = sorted([*here, *closed], reverse=True)[:limit]
    return tuple(_found(row, shown.get(row.id, {})) for row in newest)


def folded(texts: Iterable[str]) -> list[str]:
    """Return the words of texts as they are compared: small letters without their marks."""
    apart = unicodedata.normalize("NFD", " ".join(texts).lower())
    bare = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    return _WORD.findall(unicodedata.normalize("NFC", bare))


def _open(db: Database) -> Iterable[_Row]:
    rows = db.execute(
        "SELECT seq, id, number, arrived_at, utc_offset, state FROM visit WHERE state = 'open'"
    )
    return map(_Row._make, rows.fetchall())


def _fits(row: _Row, shown: dict[str, str], typed: list[str]) -> bool:
    said = (text for question, text in shown.items() if question in QUESTIONS)
    known = folded([row.number, *said])
    return all(any(word.startswith(start) for word in known) for start in typed)


def _closed(db: Database, typed: list[str], limit: int) -> list[_Row]:
    # A visit that was opened again still has its earlier words in the index. CROSS JOIN is
    # SQLite's word for "look into the index first": left to itself it reads every visit.
    rows = db.execute(
        "SELECT v.seq, v.id, v.number, v.arrived_at, v.utc_offset, v.state "
        "FROM visit_words AS f CROSS JOIN visit AS v ON v.seq = -f.rowid "
        "WHERE visit_words MATCH ? AND v.state = 'closed' ORDER BY f.rowid LIMIT ?",
        [" ".join(f'"{word}"*' for word in typed), limit],
    )
    return [_Row._make(row) for row in rows.fetchall()]


def _shown(db: Database, closed: list[str]) -> Shown:
    """Return what the labels are made of, by visit: of these, and of all that are open."""
    kept = db.execute(
        "SELECT visit, question, value FROM answer WHERE visit IN (SELECT id FROM visit WHERE "  # noqa: S608 - fixed words
        "state = 'open' UNION ALL SELECT value FROM json_each(?)) "
        f"AND question IN ({_SHOWN}) AND status = 'answered'",
        [json.dumps(closed)],
    )
    shown: Shown = {}
    for visit, question, value in kept.fetchall():
        shown.setdefault(visit, {})[question] = json.loads(value)
    return shown


def _found(row: _Row, shown: dict[str, str]) -> Found:
    arrived = moment(row.arrived_at, row.utc_offset)
    label = board_label(shown, arrived.date())
    return Found(VisitId(row.id), row.number, label, arrived, row.state == "open")
