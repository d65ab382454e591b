"""A label that is wider than its column: it breaks there, and its text stands beside it."""

from typing import Any

from reportlab.platypus import Flowable

from safestation.forms.said import Said

TAG = "P"


class Beside(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The label in its own column, the text in the next; both begin on one line.

    Where the text is longer than the page it goes on over it, and the label is not said again.
    """

    def __init__(self, label: Said, text: Said) -> None:
        super().__init__()
        self._label, self._text = label, text
        self._tall = (0.0, 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that is needed: that of the longer of the two."""
        beside = float(self._text.style.leftIndent)
        self._tall = (self._label.wrap(beside, height)[1], self._text.wrap(width, height)[1])
        self.width, self.height = width, max(self._tall)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """Return what fits here with the label, and the rest of the text."""
        self.wrap(width, height)
        parts = self._text.split(width, height)
        if self._tall[0] > height or len(parts) < len(("here", "over the page")):
            return []
        first, *rest = parts
        return [type(self)(self._label, first), *rest]

    def draw(self) -> None:
        """Draw both as one thing to whoever has the page read aloud."""
        with self.canv.tagged(TAG):
            for one, tall in zip((self._label, self._text), self._tall, strict=True):
                one.drawOn(self.canv, 0, self.height - tall)

    # ReportLab's own

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the room that a row leaves after it."""
        return float(self._text.getSpaceAfter())
