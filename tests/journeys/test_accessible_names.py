"""Whoever cannot see the window hears the name of everything that takes the focus."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QWidget

from tests.journeys.conftest import Counter
from tests.journeys.walking import frame_of, go, pages_of, walk_in

pytestmark = pytest.mark.journey

QT_OWN = "qt_"  # parts inside Qt's own widgets; the widget around them has the name


def focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        is_part = widget.objectName().startswith(QT_OWN)
        if takes and not is_part and widget.isVisibleTo(root) and not widget.focusProxy():
            yield widget


def name_of(widget: QWidget) -> str:
    """Return what is read out; on Linux, Qt reads out a drop-down's value instead."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName().strip()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def nameless(root: QWidget) -> list[str]:
    """Return what takes the focus without a name of its own; a value is not a name."""
    found = []
    for widget in focusable(root):
        name = name_of(widget)
        is_value = isinstance(widget, QComboBox) and name == widget.currentText()
        if not name or is_value:
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def test_everything_on_every_step_has_a_name(counter: Counter) -> None:
    walk_in(counter)
    counter.hands.pick("visitor_type", "concerned_person")
    go(counter, "medical")
    counter.hands.pick("immediate_danger.amb_minor", "yes")
    bare: dict[str, list[str]] = {}
    for step in pages_of(counter):
        go(counter, step)
        assert any(focusable(frame_of(counter)))
        bare[step] = nameless(counter.shell)

    assert bare == {each: [] for each in bare}
    assert {"concerned", "minor", "consent", "handoff"} <= set(bare)


def test_everything_in_an_emergency_has_a_name(counter: Counter) -> None:
    walk_in(counter)
    counter.hands.key(Qt.Key.Key_F9)

    assert nameless(counter.shell) == []


def test_everything_on_every_page_of_the_rail_has_a_name(counter: Counter) -> None:
    bare: dict[str, list[str]] = {}
    for name in counter.shell.screens:
        key = Qt.Key(Qt.Key.Key_1 + len(bare))
        counter.hands.key(key, Qt.KeyboardModifier.AltModifier)
        assert counter.shell.current == name
        bare[name] = nameless(counter.shell)

    assert bare == {each: [] for each in bare}


@pytest.mark.parametrize("key", [Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F12])
def test_everything_that_a_key_opens_has_a_name(counter: Counter, key: Qt.Key) -> None:
    counter.hands.key(key)

    assert nameless(counter.shell) == []


def test_a_line_without_a_name_would_be_found(counter: Counter) -> None:
    line = QComboBox(counter.shell)
    line.addItem("Only a value")
    line.show()

    assert "QComboBox in Window" in nameless(counter.shell)
