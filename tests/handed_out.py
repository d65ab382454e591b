"""Finds what Qt's layouts keep for themselves and the binding has handed out all the same."""

from shiboken6 import Shiboken


def handed_out() -> list[str]:
    """Return the kind of every item of a layout that Python holds and Qt will free.

    The items of a layout written here are its own: it holds them, and lets go of each in time.
    """
    from PySide6.QtWidgets import QLayout, QLayoutItem  # noqa: PLC0415 - not every test needs Qt

    from safestation.ui.kit.flow_layout import FlowLayout  # noqa: PLC0415 - likewise

    known = Shiboken.getAllValidWrappers()
    flows = [one for one in known if isinstance(one, FlowLayout)]
    held = {id(flow.itemAt(place)) for flow in flows for place in range(flow.count())}
    items = (i for i in known if isinstance(i, QLayoutItem) and not isinstance(i, QLayout))
    return [type(item).__name__ for item in items if id(item) not in held]
