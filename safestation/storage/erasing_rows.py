"""Which rows belong to what is erased, in the order in which they may go."""

import json
from collections.abc import Iterable
from typing import Final

from safestation.domain.errors import RecordDamaged
from safestation.domain.retention import Targets
from safestation.storage.driver import Database
from safestation.storage.erasing_merges import settle_merges

IN: Final = "IN (SELECT value FROM json_each(?))"
# Links in other visits would name what is not there any more.
_LINKS: Final = "kind IN ('joined_with', 'parted_from') AND json_extract(body, '$.visit')"
_VISITS: Final = (
    ("visit_words", f"rowid IN (SELECT -seq FROM visit WHERE id {IN})"),  # noqa: S608 - our own words
    ("entry", f"{_LINKS} {IN}"),
    ("entry", f"visit {IN}"),
    ("answer_version", f"visit {IN}"),
    ("answer", f"visit {IN}"),
    ("visit", f"id {IN}"),
)
_LEDGER: Final = (
    ("container", f"id {IN}"),
    ("custody_event", f"custody {IN}"),
    ("custody", f"id {IN}"),
)
DELETES: Final = (
    "entry", "answer_version", "answer", "visit", "container", "custody_event", "custody",
)  # fmt: skip


def as_list(ids: Iterable[str]) -> str:
    """Return ids as the JSON that `IN` reads."""
    return json.dumps([*ids])


def delete_rows(db: Database, targets: Targets) -> dict[str, int]:
    """Delete what belongs to the targets. Return how many rows went, by table."""
    gone = dict.fromkeys((*DELETES, "visit_words"), 0)
    things = (*targets.containers, *targets.custody)
    for steps, ids in ((_VISITS, targets.visits), (_LEDGER, things)):
        for table, where in steps:
            sql = f"DELETE FROM {table} WHERE {where}"  # noqa: S608 - our own words
            gone[table] += db.conn.execute(sql, [as_list(ids)]).rowcount
    gone["entry"] += settle_merges(db, targets.visits)
    return gone


def check_gone(db: Database, targets: Targets) -> None:
    """Raise RecordDamaged while a row names a target; the history and tombstones may."""
    ids = as_list(targets.every)
    asked = [("visit", "id"), *((t, "visit") for t in ("answer", "answer_version", "entry"))]
    asked += [("container", "id"), ("custody", "id"), ("custody_event", "custody")]
    for table, column in asked:
        sql = f"SELECT 1 FROM {table} WHERE {column} {IN} LIMIT 1"  # noqa: S608 - our own names
        if db.execute(sql, [ids]).fetchone():
            raise RecordDamaged
