"""The gate: every service asks it before an act, whoever shows or hides a button."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from safestation.domain.clock_watch import Furthest
from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission, may
from safestation.domain.station import Staff
from safestation.services.ports import Clock

REFUSED = "permission.not_yours"


class Gate:
    """Knows who is signed in, and what their role may do.

    `refused` is told each time something is refused, so that the trail has it.
    """

    def __init__(
        self,
        me: Staff,
        clock: Clock | None = None,
        refused: Callable[[Permission], None] | None = None,
        furthest: Furthest | None = None,
    ) -> None:
        self.me = me
        self._furthest = furthest or Furthest(None)
        self._clock = clock
        self._refused = refused

    def allows(self, permission: Permission) -> bool:
        """Tell whether the one signed in may do something now; an account may have ended."""
        ended = self._clock is not None and not self.me.works_on(
            self.reached(self._clock.now()).date()
        )
        return self.me.active and not ended and may(self.me.role, permission)

    def reached(self, now: datetime) -> datetime:
        """Return how late it is for what has an end: never before what was already told."""
        return self._furthest.reached(now)

    def begin_again(self, now: datetime) -> None:
        """Believe the clock again, which somebody said is right."""
        self._furthest.begin_again(now)

    def need(self, permission: Permission) -> None:
        """Raise NotAllowed unless the one signed in may do it."""
        if self.allows(permission):
            return
        if self._refused is not None:
            self._refused(permission)
        raise NotAllowed(REFUSED)


class Gated(Protocol):
    """A service that stands behind a gate."""

    _gate: Gate


S = TypeVar("S", bound=Gated)
P = ParamSpec("P")
R = TypeVar("R")


def needs(
    permission: Permission,
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Let a service's method through only for who may; `method.needs` tells it to a test."""

    def guard(act: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        @wraps(act)
        def guarded(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            self._gate.need(permission)
            return act(self, *args, **kwargs)

        vars(guarded)["needs"] = permission
        return guarded

    return guard
