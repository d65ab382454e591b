"""Nothing asks the binding for what Qt's layouts keep for themselves (see ui/kit/layouts.py).

A layout that joins another one filled, and an item that is asked for, leave Python with an
item that Qt frees when it likes.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HANDS_OUT = {
    "addLayout",
    "insertLayout",
    "addSpacerItem",
    "insertSpacerItem",
    "itemAt",
    "itemAtPosition",
    "takeAt",
    "QSpacerItem",
    "QWidgetItem",
}
PUTS_IN = ROOT / "safestation/ui/kit/layouts.py"
SHOWS_WHY = ROOT / "tests/ui/test_kit_layouts.py"
ASKS_A_LAYOUT_OF_OURS = ROOT / "tests/handed_out.py"


def _uses(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        if name in HANDS_OUT:
            yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {name}"


def test_a_layout_joins_another_in_one_module_alone() -> None:
    may = {PUTS_IN, SHOWS_WHY, ASKS_A_LAYOUT_OF_OURS}
    files = {p for room in ("safestation", "tests") for p in (ROOT / room).rglob("*.py")}

    assert all(list(_uses(path)) for path in may)
    assert [use for path in sorted(files - may) for use in _uses(path)] == []
