"""What is turned in: containers and police custody, with no way back to a visit."""

from dataclasses import dataclass, replace
from datetime import date

from safestation.domain.disposal import (
    FILL_ORDER,
    Container,
    ContainerKind,
    ContainerState,
    Custody,
    CustodyAct,
    CustodyEvent,
    Fill,
    Shift,
    check_closing,
    check_container,
    check_custody,
    check_destruction,
    check_event,
    check_next,
    check_pair,
    same_person,
    shift_at,
)
from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission
from safestation.domain.station import Station
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock, Ids, LedgerStore


@dataclass(frozen=True, slots=True)
class Package:
    """A package in custody with everything that happened to it."""

    custody: Custody
    events: tuple[CustodyEvent, ...]

    @property
    def where(self) -> CustodyEvent | None:
        """Return the newest act on it, or nothing since it was taken over."""
        return self.events[-1] if self.events else None


class Disposal:
    """The ledger of turned-in items. Every act on custody needs two different people."""

    def __init__(
        self, store: LedgerStore, station: Station, clock: Clock, ids: Ids, gate: Gate
    ) -> None:
        self._gate = gate
        self._store = store
        self._station = station
        self._clock = clock
        self._ids = ids

    @property
    def today(self) -> date:
        """Return the local day; nothing finer is kept."""
        return self._clock.now().date()

    @property
    def shift(self) -> Shift:
        """Return the part of the day."""
        return shift_at(self._clock.now().hour)

    @needs(Permission.KEEP_LEDGER)
    def containers(self) -> tuple[Container, ...]:
        """Return the containers, open ones first, then by label."""
        order = list(ContainerState)
        found = self._store.containers()
        return tuple(sorted(found, key=lambda c: (order.index(c.state), c.label)))

    @needs(Permission.KEEP_LEDGER)
    def open_container(
        self, kind: ContainerKind, label: str, place: str, size: str = ""
    ) -> Container:
        """Put up a fresh container. Raises NotAllowed for a take-back liner at a fire site."""
        self.check_label(label)
        container = Container(
            self._ids.new(), label.strip(), kind, place.strip(), size.strip(),
            ContainerState.OPEN, Fill.EMPTY, self.today,
        )  # fmt: skip
        check_container(container, self._station.site_type)
        self._store.save_container(container, self._station.id)
        return container

    @needs(Permission.KEEP_LEDGER)
    def check_label(self, label: str) -> None:
        """Refuse a number that is missing, or on another container. Raises NotAllowed.

        A number is free again once the container that had it was picked up.
        """
        if not label.strip():
            raise NotAllowed("disposal.label_needed")
        here = (c for c in self._store.containers() if c.state is not ContainerState.PICKED_UP)
        if any(same_person(one.label, label) for one in here):
            raise NotAllowed("disposal.label_taken")

    @needs(Permission.KEEP_LEDGER)
    def set_fill(self, container: Container, fill: Fill) -> Container:
        """Note how full a container is, by eye. Never less than before while it is open."""
        container = self._as_kept(container)
        if container.state is not ContainerState.OPEN:
            raise NotAllowed("disposal.not_open")
        if FILL_ORDER.index(fill) < FILL_ORDER.index(container.fill):
            raise NotAllowed("disposal.fill_falls")
        return self._keep(replace(container, fill=fill))

    @needs(Permission.KEEP_LEDGER)
    def close(self, container: Container, by: str, second: str = "") -> Container:
        """Close a container for good. It is closed before it is moved (29 CFR 1910.1030).

        A take-back liner is sealed by two different people. Raises NotAllowed.
        """
        container = self._as_kept(container)
        if container.state is not ContainerState.OPEN:
            raise NotAllowed("disposal.not_open")
        if not by.strip():
            raise NotAllowed("disposal.who_closed")
        check_closing(container, by, second)
        return self._keep(
            replace(
                container,
                state=ContainerState.CLOSED,
                closed_on=self.today,
                closed_by=", ".join(one.strip() for one in (by, second) if one.strip()),
            )
        )

    @needs(Permission.KEEP_LEDGER)
    def pick_up(self, container: Container, vendor: str, manifest: str) -> Container:
        """Note that a closed container left, with the hauler's manifest number."""
        container = self._as_kept(container)
        if container.state is not ContainerState.CLOSED:
            raise NotAllowed("disposal.close_first")
        if not vendor.strip() or not manifest.strip():
            raise NotAllowed("disposal.manifest_needed")
        return self._keep(
            replace(
                container,
                state=ContainerState.PICKED_UP,
                vendor=vendor.strip(),
                manifest=manifest.strip(),
                picked_up_on=self.today,
            )
        )

    @needs(Permission.KEEP_LEDGER)
    def packages(self) -> tuple[Package, ...]:
        """Return the packages in custody, the newest day first."""
        events = self._store.events()
        found = [
            Package(custody, self._in_order(events, custody.id))
            for custody in self._store.custody()
        ]
        return tuple(
            sorted(
                found, key=lambda p: (p.custody.surrendered_on, p.custody.seal), reverse=True
            )
        )

    @needs(Permission.KEEP_LEDGER)
    def take_over(self, custody: Custody) -> Custody:
        """Note a sealed package going to police. Raises NotAllowed with the reason."""
        kept = replace(custody, id=self._ids.new(), surrendered_on=self.today, shift=self.shift)
        check_custody(kept, self._station.site_type)
        self._store.add_custody(kept, self._station.id)
        return kept

    @needs(Permission.KEEP_LEDGER)
    def act(self, event: CustodyEvent) -> CustodyEvent:
        """Note a later act on a package. Raises NotAllowed with the reason."""
        kept = replace(event, id=self._ids.new(), on=self.today)
        check_event(kept)
        package = next(p for p in self.packages() if p.custody.id == event.custody)
        check_next(kept, package.events)
        check_destruction(kept, package.custody)
        for before in self._last_destructions():
            check_pair(kept, before)
        self._store.add_event(kept, self._station.id)
        return kept

    def _last_destructions(self) -> list[CustodyEvent]:
        """Return the destructions of the last day: within a day the ledger has no order."""
        destroyed = [e for e in self._store.events() if e.act is CustodyAct.DESTROYED]
        last = max((e.on for e in destroyed), default=None)
        return [e for e in destroyed if e.on == last]

    def _in_order(
        self, events: tuple[CustodyEvent, ...], custody: str
    ) -> tuple[CustodyEvent, ...]:
        acts = list(CustodyAct)
        own = (e for e in events if e.custody == custody)
        return tuple(sorted(own, key=lambda e: (e.on, acts.index(e.act))))

    def _as_kept(self, container: Container) -> Container:
        """Return a container as the ledger has it: a form may have been open for long."""
        known = (c for c in self._store.containers() if c.id == container.id)
        return next(known, container)

    def _keep(self, container: Container) -> Container:
        self._store.save_container(container, self._station.id)
        return container
