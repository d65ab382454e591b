"""The search index: the few words by which somebody at the counter looks for a visit."""

import re

from safestation.domain.labels import board_label
from safestation.domain.visit import Visit, VisitId
from safestation.services.ports import Found
from safestation.storage.driver import Database
from safestation.storage.moments import moment

QUESTIONS = frozenset({"first_name", "last_name", "preferred_name", "handle", "date_of_birth"})
_WORD = re.compile(r"\w+", re.UNICODE)


def index(db: Database, visit: Visit) -> None:
    """Put a visit's words into the index in place of the earlier ones."""
    (seq,) = db.execute("SELECT seq FROM visit WHERE id = ?", [visit.id]).fetchone()
    spoken = [visit.number, *(visit.value(question) for question in sorted(QUESTIONS))]
    db.execute("DELETE FROM visit_words WHERE rowid = ?", [seq])
    db.execute("INSERT INTO visit_words (rowid, words) VALUES (?, ?)", [seq, " ".join(spoken)])


def find(db: Database, text: str, limit: int) -> tuple[Found, ...]:
    """Return the newest visits in which every word typed starts some word."""
    query = " ".join(f'"{word}"*' for word in _WORD.findall(text.replace("\x00", " ")))
    if not query:
        return ()
    rows = db.query(
        "SELECT v.* FROM visit_words AS f JOIN visit AS v ON v.seq = f.rowid "
        "WHERE visit_words MATCH ? ORDER BY f.rowid DESC LIMIT ?",
        [query, limit],
    )
    return tuple(_found(db, row) for row in list(rows))


def _found(db: Database, row: dict[str, object]) -> Found:
    kept = db.execute(
        "SELECT question, value ->> '$' FROM answer WHERE visit = ? AND status = 'answered' "
        "AND question IN ('first_name', 'last_name', 'preferred_name', 'handle', 'age', "
        "'date_of_birth')",
        [row["id"]],
    )
    arrived = moment(str(row["arrived_at"]), int(str(row["utc_offset"])))
    return Found(
        VisitId(str(row["id"])),
        str(row["number"]),
        board_label(dict(kept.fetchall()), arrived.date()),
        arrived,
        row["state"] == "open",
    )
