"""The station's rules in the record, what has aged, and what was erased.

Satisfies services.retention.RetentionStore. Reads numbers and dates, never an answer.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from safestation.domain.acts import Act
from safestation.domain.disposal import CustodyAct
from safestation.domain.erasure import Erasure
from safestation.domain.facts import HoldPlaced, HoldReleased
from safestation.domain.retention import Aged, Holding, Item, Rules
from safestation.services.retention_ports import Known
from safestation.storage import codec
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.ledger import Ledger
from safestation.storage.moments import moment, utc
from safestation.storage.trail import Hand, Marked, Trail, unmarked

RULES: Final = "retention"
_LAST: Final = "(SELECT {0} FROM entry WHERE visit = v.id AND {1} ORDER BY seq DESC LIMIT 1)"
# What an accounting of disclosures goes back to (42 CFR 2.25, 45 CFR 164.528).
_TOLD: Final = (
    "kind IN ('consent_signed', 'consent_revoked', 'emergency_release', 'report_made')"
    " OR (kind = 'printed' AND"
    " json_extract(body, '$.ground') IN ('consent', 'emergency', 'crime'))"
)
_AGED: Final = f"""
    SELECT v.id, v.number, v.closed_at, v.utc_offset,
      {_LAST.format("json_extract(body, '$.disposition')", "kind = 'closed'")},
      (SELECT max(happened_at) FROM entry WHERE visit = v.id AND ({_TOLD})),
      {_LAST.format("kind", "kind IN ('hold_placed', 'hold_released')")}
    FROM visit AS v WHERE v.state = 'closed' AND v.closed_at < ? ORDER BY v.closed_at, v.seq
"""  # noqa: S608 - our own words


class Retained:
    """What the retention page reads and keeps; nothing here deletes."""

    def __init__(self, db: Database, station: str, marked: Marked = unmarked) -> None:
        self._db, self._station = db, station
        self._trail = Trail(db, marked)

    def rules(self) -> Rules:
        """Return the rules that are set."""
        with translated():
            row = self._db.execute(
                "SELECT value FROM setting WHERE key = ?", [RULES]
            ).fetchone()
        return codec.load(Rules, row[0]) if row else Rules()

    def save_rules(self, rules: Rules, changed: Holding, at: datetime, by: str) -> None:
        """Keep the rules, with a line in the history that tells which changed to what."""
        hand = Hand(self._station, by, at)
        rule = rules.of(changed)
        detail = f"{changed.value} {rule.told if rule else 'unset'}"
        row = {"key": RULES, "value": codec.dump(rules), **hand.columns()}
        with atomic(self._db):
            self._db.table("setting").upsert(row, pk="key")
            self._trail.note(hand, Act.RETENTION_SET, detail=detail)

    def aged(self, before: datetime, placed: Callable[[str], bool]) -> tuple[Aged, ...]:
        """Return the visits closed before a moment, oldest first."""
        with translated():
            rows = self._db.execute(_AGED, [utc(before)]).fetchall()
        return tuple(
            Aged(
                visit, number, moment(closed, off).date(), placed(disposition or ""),
                moment(told, off).date() if told else None, hold == HoldPlaced.KIND,
            )
            for visit, number, closed, off, disposition, told, hold in rows
        )  # fmt: skip

    def ended_items(self, *, handed_over: bool) -> tuple[Item, ...]:
        """Return emptied containers and finished packages; all of them when handed over."""
        ledger = Ledger(self._db)
        ends: dict[str, date] = {}
        done = {e.custody for e in ledger.events() if e.act is CustodyAct.DESTROYED}
        for event in ledger.events():
            ends[event.custody] = max(ends.get(event.custody, date.min), event.on)
        gone = (c for c in ledger.containers() if c.picked_up_on is not None)
        items = [Item(c.id, "container", c.picked_up_on) for c in gone if c.picked_up_on]
        items += [
            Item(c.id, "custody", max(c.surrendered_on, ends.get(c.id, date.min)))
            for c in ledger.custody()
            if handed_over or c.id in done
        ]
        return tuple(items)

    def held(self) -> tuple[Known, ...]:
        """Return the visits under a legal hold, with its reason, who and when."""
        with translated():
            rows = self._db.execute(
                "SELECT v.id, v.number, v.state, e.body, e.happened_at, e.utc_offset, e.by"
                " FROM entry AS e JOIN visit AS v ON v.id = e.visit WHERE e.kind = ? AND e.seq"
                " = (SELECT max(seq) FROM entry WHERE visit = e.visit AND kind IN (?, ?))"
                " ORDER BY e.seq",
                [HoldPlaced.KIND, HoldPlaced.KIND, HoldReleased.KIND],
            ).fetchall()
        return tuple(
            Known(v, n, state == "open", codec.load(HoldPlaced, b).reason, by, moment(at, off))
            for v, n, state, b, at, off, by in rows
        )

    def visit_of(self, number: str) -> Known | None:
        """Return a visit by the number on its papers, or nothing."""
        with translated():
            row = self._db.execute(
                "SELECT id, number, state FROM visit WHERE number = ? COLLATE NOCASE", [number]
            ).fetchone()
        return Known(row[0], row[1], row[2] == "open") if row else None

    def by_ids(self, ids: tuple[str, ...]) -> tuple[Known, ...]:
        """Return visits by id, in the order they were opened in."""
        marks = ",".join("?" * len(ids))
        with translated():
            rows = self._db.execute(
                f"SELECT id, number, state FROM visit WHERE id IN ({marks}) ORDER BY seq",  # noqa: S608 - only marks
                [*ids],
            ).fetchall()
        return tuple(Known(one, number, state == "open") for one, number, state in rows)

    def closed_days(self, ids: tuple[str, ...]) -> tuple[date, ...]:
        """Return the days on which visits were closed."""
        marks = ",".join("?" * len(ids))
        with translated():
            rows = self._db.execute(
                f"SELECT closed_at, utc_offset FROM visit WHERE id IN ({marks})"  # noqa: S608 - only marks
                " AND closed_at IS NOT NULL",
                [*ids],
            ).fetchall()
        return tuple(moment(at, off).date() for at, off in rows)

    def erasures(self) -> tuple[Erasure, ...]:
        """Return what was erased, the newest first."""
        with translated():
            rows = self._db.execute("SELECT body FROM erasure ORDER BY at DESC, id").fetchall()
        return tuple(codec.load(Erasure, body) for (body,) in rows)
