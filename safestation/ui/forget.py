"""Letting go of a page for good: of the widget, and of what Python still holds of it."""

from PySide6.QtCore import QObject, QTimer


def forget(page: QObject) -> None:
    """Delete a page soon, and then empty what Python keeps of everything inside.

    A wrapper whose widget is gone can outlive it in a ring that the binding does not show
    to Python's collector (measured: a visit's page kept its answers that way). Empty, it
    holds nobody's words.
    """
    inside = [page, *page.findChildren(QObject)]

    def empty() -> None:
        for one in inside:
            vars(one).clear()
        inside.clear()

    # Not in `destroyed` itself: then what is inside still lives, and may still be asked.
    page.destroyed.connect(lambda: QTimer.singleShot(0, empty))
    page.deleteLater()
