"""Retention: periods the station enters, legal holds, and what is due. Nothing deletes here.

Erasing itself is `services.erasing`.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from safestation.domain.acts import Act
from safestation.domain.answers import Source
from safestation.domain.errors import NotAllowed
from safestation.domain.facts import HoldPlaced, HoldReleased
from safestation.domain.permissions import Permission
from safestation.domain.retention import Holding, Plan, Rule, Rules, check_rule, plans
from safestation.domain.station import Station
from safestation.domain.visit import Entry, VisitId
from safestation.services.audit import Audit
from safestation.services.counter import PLACED
from safestation.services.gate import Gate, needs
from safestation.services.ports import Changes, Clock, Ids, VisitStore
from safestation.services.retention_ports import Known, RetentionStore

DAY: Final = timedelta(days=1)


class Retention:
    """What a coordinator may set, hold and look up."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: RetentionStore,
        visits: VisitStore,
        station: Station,
        clock: Clock,
        ids: Ids,
        audit: Audit,
        gate: Gate,
    ) -> None:
        self._store, self._visits, self._station = store, visits, station
        self._clock, self._ids, self._audit, self._gate = clock, ids, audit, gate

    @needs(Permission.SET_RETENTION)
    def rules(self) -> Rules:
        """Return the rules that are set."""
        return self._store.rules()

    @needs(Permission.SET_RETENTION)
    def set_rule(self, holding: Holding, rule: Rule | None) -> None:
        """Keep a rule, or take it back. Raises NotAllowed for half a rule."""
        now = self._clock.now()
        if rule is not None:
            check_rule(rule, now.date())
        rules = self._store.rules().with_rule(holding, rule)
        self._store.save_rules(rules, holding, now, self._gate.me.id)

    @needs(Permission.SET_RETENTION)
    def due(self) -> tuple[Plan, ...]:
        """Return what is due today, one plan a class; nothing under a class that is unset."""
        rules = self._store.rules()
        if not rules.by_class:
            return ()
        now = self._clock.now()
        # By the local day, and a day more for the zones.
        last = rules.latest_start(now.date())
        before = None if last is None else datetime.combine(last, time.max, now.tzinfo) + DAY
        aged = self._store.aged(before, _is_placed) if before is not None else ()
        handed_over = not self._station.site_type.keeps_items
        items = self._store.ended_items(handed_over=handed_over)
        return plans(aged, items, rules, now.date())

    @needs(Permission.SET_RETENTION)
    def held(self) -> tuple[Known, ...]:
        """Return the visits under a legal hold, with why, by whom and since when."""
        return self._store.held()

    @needs(Permission.SET_RETENTION)
    def hold(self, number: str, reason: str) -> None:
        """Keep a visit whatever the periods say. Raises NotAllowed."""
        visit = self._found(number)
        if any(one.id == visit.id for one in self._store.held()):
            raise NotAllowed("retention.held_already")
        self._write(visit, HoldPlaced(_told(reason)), Act.HELD)

    @needs(Permission.SET_RETENTION)
    def release(self, visit: Known, reason: str) -> None:
        """End a hold. Raises NotAllowed without a reason."""
        self._write(visit, HoldReleased(_told(reason)), Act.RELEASED)

    def _found(self, number: str) -> Known:
        visit = self._store.visit_of(number.strip())
        if visit is None:
            raise NotAllowed("retention.no_such_visit")
        return visit

    def _write(self, known: Known, fact: HoldPlaced | HoldReleased, act: Act) -> None:
        now, me = self._clock.now(), self._gate.me.id
        visit = self._visits.load(VisitId(known.id))
        entry = Entry(self._ids.new(), now, now, me, Source.OBSERVED, fact)
        after = replace(visit, entries=(*visit.entries, entry))
        self._audit.note(act, visit=known.id)
        self._visits.save(after, Changes(entries=(entry,)), now, me)


def _is_placed(disposition: str) -> bool:
    return disposition in PLACED


def _told(reason: str) -> str:
    if not reason.strip():
        raise NotAllowed("retention.reason_needed")
    return reason.strip()
