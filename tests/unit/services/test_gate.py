"""Nobody acts outside their role, whatever a screen offers."""

from dataclasses import replace

import pytest

from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import ALLOWED, Permission, may
from safestation.domain.station import Role, Staff
from safestation.services.gate import Gate, needs

ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)


class Bell:
    """A service with one act."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    @needs(Permission.SEAL_DAY)
    def ring(self, times: int) -> str:
        """Ring."""
        return "ding" * times


def test_every_role_has_its_permissions() -> None:
    assert set(ALLOWED) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_a_guarded_act_is_done_for_those_who_may_and_nobody_else(role: Role) -> None:
    bell = Bell(Gate(replace(ME, role=role)))

    if may(role, Permission.SEAL_DAY):
        assert bell.ring(2) == "dingding"
    else:
        with pytest.raises(NotAllowed):
            bell.ring(2)


def test_somebody_who_left_may_nothing() -> None:
    gone = Gate(replace(ME, active=False))

    assert not any(gone.allows(permission) for permission in Permission)


def test_a_guarded_act_tells_what_it_needs() -> None:
    assert vars(Bell.ring)["needs"] is Permission.SEAL_DAY
