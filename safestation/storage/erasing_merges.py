"""Joins of people that name what is erased: they keep names of both, so they cannot stay.

Where a person still has visits, the join is kept for them without the visit that went. Where
one of the two has none left, the join goes, and with it the word that it was taken apart.
"""

from collections.abc import Collection
from dataclasses import replace

from safestation.domain.facts import PeopleMerged, PeopleUnmerged
from safestation.storage import codec
from safestation.storage.driver import Database


def without(fact: PeopleMerged, gone: Collection[str]) -> PeopleMerged | None:
    """Return a join for the visits that stay, or nothing where one of the two has none."""
    sides = tuple(
        replace(one, visits=tuple(v for v in one.visits if v not in gone)) for one in fact.sides
    )
    if not all(one.visits for one in sides):
        return None
    if fact.other not in gone:
        return replace(fact, sides=sides)
    others = (
        new for old, new in zip(fact.sides, sides, strict=True) if fact.other in old.visits
    )
    theirs = next(others, None)
    return None if theirs is None else replace(fact, other=theirs.visits[0], sides=sides)


def settle_merges(db: Database, visits: Collection[str]) -> int:
    """Rewrite or delete the joins that name these visits. Return how many rows went.

    Only for a copy whose guards are off.
    """
    gone, ended = set(visits), 0
    rows = db.conn.execute(
        "SELECT seq, body FROM entry WHERE kind = ?", [PeopleMerged.KIND]
    ).fetchall()
    for seq, body in rows:
        fact = codec.load(PeopleMerged, body)
        if gone.isdisjoint({fact.other, *(v for one in fact.sides for v in one.visits)}):
            continue
        kept = without(fact, gone)
        if kept is not None:
            db.conn.execute("UPDATE entry SET body = ? WHERE seq = ?", [codec.dump(kept), seq])
            continue
        ended += db.conn.execute("DELETE FROM entry WHERE seq = ?", [seq]).rowcount
        ended += db.conn.execute(
            "DELETE FROM entry WHERE kind = ? AND json_extract(body, '$.merge') = ?",
            [PeopleUnmerged.KIND, fact.merge],
        ).rowcount
    return ended
