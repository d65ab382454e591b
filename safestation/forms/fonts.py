"""The shipped fonts, measured and written faster than ReportLab does, to the same result."""

from functools import cache, lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

KEPT = 16  # subsets of a font; each holds letters, never a text


class _Widths(dict[str, float]):
    """Widths by character, filled as characters come."""

    def __init__(self, face: Any) -> None:  # noqa: ANN401 - ReportLab has no types
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        """Ask the font once for each character."""
        width: float = self._face.getCharWidth(ord(character))
        self[character] = width
        return width


class QuickFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A font whose two busiest methods walk through a text without a step in Python."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file)
        self._widths = _Widths(self.face)
        made = lru_cache(KEPT)(self.face.makeSubset)
        self.face.makeSubset = lambda subset: made(tuple(subset))

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802 - ReportLab's name
        """Return how wide a text is, in points."""
        return float(0.001 * size * sum(map(self._widths.__getitem__, text)))

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[Any]:  # noqa: ANN401, N802 - ReportLab's name
        """Return a text in the codes of this document's subsets of the font.

        A text of characters that the first subset has already is one piece; others go the
        long way, which also takes new characters in.
        """
        state = self.state.get(doc)
        if state is not None and text:
            try:
                return [(0, bytes(map(state.assignments.__getitem__, map(ord, text))))]
            except (KeyError, ValueError):
                pass  # a new character, or one of a further subset
        pieces: list[Any] = super().splitString(text, doc, encoding)
        return pieces

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802 - ReportLab's name
        """Put the font's subsets into a document, packed as they were the last time."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in doc.idToObject.keys() - before:
            made = doc.idToObject[name]
            if isinstance(made, pdfdoc.PDFStream) and made.filters:
                made.filters = [_PACKED]
            elif isinstance(made, pdfdoc.PDFTrueTypeFont):
                made.Widths = _Numbers(made.Widths.sequence)


class _Packed(pdfdoc.PDFStreamFilterZCompress):  # type: ignore[misc]  # ReportLab has no types
    """Packs what is packed again and again once."""

    def __init__(self) -> None:
        self.encode = lru_cache(4 * KEPT)(super().encode)


class _Numbers(pdfdoc.PDFArray):  # type: ignore[misc]  # ReportLab has no types
    """A row of numbers, each spelled once."""

    def format(self, document: Any, IND: bytes = b"\n ") -> bytes:  # noqa: ANN401, ARG002, N803 - ReportLab's names
        """Return the row as ReportLab spells it, ten to a line."""
        told = [_spelled(number) for number in self.sequence]
        lines = (b" ".join(told[at : at + 10]) for at in range(0, len(told), 10))
        return b"[ " + b" \n  ".join(lines) + b" ]"


@cache
def _spelled(number: float) -> bytes:
    return str(pdfdoc.fp_str(number)).encode()


_PACKED = _Packed()
