"""How a page of the rail is laid out: margins, the head, and what scrolls below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit.layouts import column_in
from safestation.ui.kit.scroll import GUTTER, Scroll
from safestation.ui.style.theme import look

_EDGE, TOP, _GAP = 24, 20, 16
BELOW_TABS = 12


def lay_out_page(owner: QWidget, *parts: QWidget, top: int = TOP) -> Scroll:
    """Put parts one under another on a page; the last one scrolls. Returns its scroll.

    Every part ends on the same line at the right; the bar stands in the margin. A page under
    tabs begins nearer to them: `top` is BELOW_TABS there.
    """
    now = look()
    *above, inside = parts
    scroll = Scroll(inside, gutter=True)
    whole = QVBoxLayout(owner)
    whole.setContentsMargins(
        now.px(_EDGE), now.px(top), now.px(_EDGE) - now.px(GUTTER), now.px(TOP)
    )
    whole.setSpacing(now.px(_GAP))
    head = column_in(whole)
    head.setContentsMargins(0, 0, now.px(GUTTER), 0)
    head.setSpacing(now.px(_GAP))
    for part in above:
        head.addWidget(part)
    whole.addWidget(scroll, 1)
    return scroll
