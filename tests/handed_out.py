"""Finds what Qt's layouts keep for themselves and the binding has handed out all the same."""

from __future__ import annotations  # what is only named here is not loaded for it

from typing import TYPE_CHECKING

from shiboken6 import Shiboken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayoutItem


def handed_out() -> list[str]:
    """Return the kind of every item of a layout that Python holds and Qt will free."""
    return [type(item).__name__ for item in _items()]


def forget_handed_out() -> None:
    """Know none of them any more.

    A test that failed holds what it had in hand, and each one after it would be refused.
    """
    for item in list(_items()):
        Shiboken.invalidate(item)


def _items() -> Iterator[QLayoutItem]:
    """Return them. Those of a layout written here are its own: it lets go of each in time."""
    from PySide6.QtWidgets import QLayout, QLayoutItem  # noqa: PLC0415 - not every test needs Qt

    from safestation.ui.kit.flow_layout import FlowLayout  # noqa: PLC0415 - likewise

    known = Shiboken.getAllValidWrappers()
    flows = [one for one in known if isinstance(one, FlowLayout)]
    held = {id(flow.itemAt(place)) for flow in flows for place in range(flow.count())}
    items = (i for i in known if isinstance(i, QLayoutItem) and not isinstance(i, QLayout))
    return (item for item in items if id(item) not in held)
