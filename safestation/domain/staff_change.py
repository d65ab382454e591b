"""What the history keeps of a change to somebody who works here: rights, and no names."""

from dataclasses import dataclass

from safestation.domain.station import Staff


@dataclass(frozen=True, slots=True)
class StaffChange:
    """One thing that changed: `role`, `vitals`, `until` (ISO days) or `active` (yes, no).

    Empty before somebody was there, and where there was no last day. A name or a badge
    changed without either value: the row of the member of staff has what counts.
    """

    what: str
    before: str = ""
    after: str = ""


def told(before: Staff | None, after: Staff) -> str:
    """Return whom it is about, by id, and what changed: `id role:officer>coordinator`."""
    was, now = _rights(before), _rights(after)
    changes = [f"{what}:{was[what]}>{now[what]}" for what in now if was[what] != now[what]]
    if before is not None and before.name != after.name:
        changes.append("name:>")
    if before is not None and before.badge != after.badge:
        changes.append("badge:>")
    return " ".join([after.id, *changes])


def read(detail: str) -> tuple[str, tuple[StaffChange, ...]]:
    """Return whom a line is about, and what changed; lines of earlier apps tell no changes."""
    about, *changes = detail.split(" ")
    return about, tuple(_change(one) for one in changes if ":" in one and ">" in one)


def _change(text: str) -> StaffChange:
    what, _, values = text.partition(":")
    before, _, after = values.partition(">")
    return StaffChange(what, before, after)


def _rights(person: Staff | None) -> dict[str, str]:
    if person is None:
        return dict.fromkeys(("role", "vitals", "until", "active"), "")
    return {
        "role": person.role.value,
        "vitals": _said(person.takes_vitals),
        "until": person.until.isoformat() if person.until else "",
        "active": _said(person.active),
    }


def _said(value: bool) -> str:  # noqa: FBT001 - one value in, one word out
    return "yes" if value else "no"
