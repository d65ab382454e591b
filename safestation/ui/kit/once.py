"""Keys that act once, however long they are held down."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(keys: str, owner: QWidget, act: Callable[[], object]) -> None:
    """Do something when `keys` are pressed while `owner` is in reach.

    A key held a moment too long, by a glove, would repeat as Qt has it: each repeat would
    start somebody's visit, write another dose, or go on by another step.
    """
    QShortcut(QKeySequence(keys), owner, autoRepeat=False).activated.connect(act)
