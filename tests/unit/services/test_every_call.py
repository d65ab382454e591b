"""Every call of every service, by every role: the table holds, whatever a screen offers."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import Content
from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission, may
from safestation.domain.station import Role, Staff
from safestation.services.audit import Audit
from safestation.services.desk import Desk
from safestation.services.gate import Gate
from safestation.services.provider_files_port import ProviderFiles
from safestation.services.vault import SetUp
from tests.factories import WORDS, law_texts, make_program, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

# What tells nothing of the record, each with why nobody is asked for it.
OPEN = {
    "Counter.program": "the station's own program, from a file",
    "Counter.program_of": "a program, from a file",
    "Counter.told_of": "whether that program is today's",
    "Disposal.today": "the clock",
    "Disposal.shift": "the clock",
    "Timekeeping.is_in_doubt": "the clock",
    "Timekeeping.look": "the clock",
}
NOT_SERVICES = (Gate, Audit, ProviderFiles)  # the gate itself, the trail, files of providers


def services() -> Iterator[tuple[str, type]]:
    hints = get_type_hints(Desk)
    for field in fields(Desk):
        kind = hints[field.name]
        is_ours = inspect.isclass(kind) and kind.__module__.startswith("safestation.services")
        if is_ours and kind not in NOT_SERVICES and kind.__name__ not in {"Clock", "Ids"}:
            yield field.name, kind


def calls() -> list[tuple[str, str, str, Permission]]:
    found = []
    for name, kind in services():
        for call, member in vars(kind).items():
            act = member.fget if isinstance(member, property) else member
            if call.startswith("_") or not callable(act):
                continue
            if f"{kind.__name__}.{call}" not in OPEN:
                found.append((name, kind.__name__, call, needed(act, kind.__name__)))
    return found


def needed(act: Callable[..., Any], kind: str) -> Permission:
    permission = vars(act).get("needs")
    assert isinstance(permission, Permission), f"{kind}.{act.__name__} asks no gate"
    return permission


def reaches(desk: Desk, service: str, call: str) -> bool:
    """Tell whether a call without arguments passes the gate; what is behind it may fail."""
    try:
        act = getattr(getattr(desk, service), call)
        if callable(act):
            act()
    except NotAllowed as refused:
        return refused.reason != "permission.not_yours"
    except TypeError:
        return True  # the act itself, asking for what it needs
    return True


@pytest.fixture(params=list(Role), ids=lambda role: role.value)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    program, me = make_program(), Staff("staff-1", "R. Alvarez", request.param)
    content = Content({program.id: program}, {}, {}, WORDS, law_texts())
    vault = LocalVault(
        tmp_path, content, MemoryPrinter(),
        training=True, clock=FakeClock(), ids=CountedIds(), kdf=CHEAP,
    )  # fmt: skip
    yield vault.create(SetUp(make_station(), me, "seven blue herons at dawn"))
    vault.release()


def test_a_role_reaches_exactly_the_calls_that_are_its_own(desk: Desk) -> None:
    role, every = desk.me.role, calls()

    reached = {(s, c) for s, _, c, _ in every if reaches(desk, s, c)}

    assert len(every) > 30
    assert reached == {(s, c) for s, _, c, needs in every if may(role, needs)}


def test_somebody_whose_account_has_ended_reaches_nothing(desk: Desk) -> None:
    ended = replace(desk.me, until=desk.clock.now().date().replace(year=2020))
    gate = Gate(ended, desk.clock)

    assert not any(gate.allows(permission) for permission in Permission)
