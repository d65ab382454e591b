"""Changing a table's shape without losing what guards it."""

import re
from typing import Any

from safestation.storage.driver import Database

# What sqlite-utils does not carry over to the rebuilt table.
_LOST_ON_THE_WAY = re.compile(r"\bWITHOUT\s+ROWID\b|\bGENERATED\b", re.IGNORECASE)


def safe_transform(db: Database, table: str, **changes: Any) -> None:  # noqa: ANN401 - passed on
    """Transform `table` as sqlite-utils does, and keep its triggers and full-text index.

    sqlite-utils rebuilds the table and silently drops every trigger on it (its issue #611):
    an append-only guard would be gone and the index would go stale. `changes` are those of
    `Table.transform`. For migrations only. Rowids are not kept where there is no integer
    primary key (its issue #592), hence the rebuilt index. Checks are kept. Raises ValueError
    for a table WITHOUT ROWID or with generated columns, and for a column that a trigger
    names: write the new shape by hand.
    """
    subject = db.table(table)
    if _LOST_ON_THE_WAY.search(subject.schema):
        raise ValueError(f"{table} has a storage or columns that a transformation would lose")
    triggers = [trigger.sql for trigger in subject.triggers]
    going = {*changes.get("drop", ()), *changes.get("rename", {})}
    for column in going:
        if any(re.search(rf"\b{re.escape(column)}\b", sql) for sql in triggers):
            raise ValueError(f"a trigger on {table} names {column} and would guard no longer")
    with db.atomic():
        subject.transform(**changes)
        for sql in triggers:
            db.execute(sql)
        if subject.detect_fts():
            subject.rebuild_fts()
