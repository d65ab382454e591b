"""A canvas that counts its pages before it writes them, and tags what it writes.

ReportLab's open-source library writes no tags by itself; it lets the catalog and the
pages carry the entries (PDF 1.7, 14.7 and 14.8). "Tagged" is what we claim, not PDF/UA.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from safestation.forms.glyphs import REGULAR

Furniture = Callable[["TaggedCanvas", int, int], None]
_PAGE_EXTRAS = ("StructParents", "Tabs")


@dataclass(slots=True)
class _Mark:
    tag: str
    alt: str
    page: Any = None
    reference: Any = None


class _Element(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An element of the structure tree, written in one go: a page has a hundred of them."""

    def __init__(self, mark: _Mark, number: int, parent: str, page: str) -> None:
        self._mark, self._number, self._parent, self._page = mark, number, parent, page

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - ReportLab has no types
        """Return the dictionary (PDF 1.7, 14.7.2)."""
        numbers = document.idToObjectNumberAndVersion
        mark, parent, page = self._mark, numbers[self._parent][0], numbers[self._page][0]
        alt = pdfdoc.PDFString(mark.alt).format(document) + b" " if mark.alt else b""
        told = f"/S /{mark.tag} /P {parent} 0 R /Pg {page} 0 R /K {self._number}"
        return (
            b"<</Type /StructElem " + (b"/Alt " + alt if alt else b"") + told.encode() + b">>"
        )


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Draws pages in two passes: `furniture(canvas, page, pages)` completes each page."""

    def __init__(
        self, *args: object, furniture: Furniture, language: str, **options: object
    ) -> None:
        options |= {"invariant": 1, "lang": language, "pdfVersion": (1, 7)}
        options |= {"initialFontName": REGULAR, "pageCompression": 1}
        super().__init__(*args, **options)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setViewerPreference("PrintScaling", "None")
        self._furniture = furniture
        self._kept: list[dict[str, Any]] = []
        self._marks: list[_Mark] = []
        self._all_marks: list[list[_Mark]] = []

    @contextmanager
    def tagged(self, tag: str, alt: str = "") -> Iterator[None]:
        """Mark what is drawn inside as `tag` (H1, H2, P, Figure), in reading order."""
        self._code.append(f"/{tag} <</MCID {len(self._marks)}>> BDC")
        self._marks.append(_Mark(tag, alt))
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as furniture, which nobody reads aloud."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    # ReportLab's own

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Keep the page for later, since nobody knows yet how many there will be."""
        self._kept.append(dict(self.__dict__))
        self._marks = []
        self._startPage()

    def save(self) -> None:
        """Complete and write every kept page, then the tags."""
        total = len(self._kept)
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            self._furniture(self, number, total)
            self._finish_page(number - 1)
        self._write_structure()
        super().save()

    def _finish_page(self, index: int) -> None:
        marks = self._marks
        add = self._doc.addPage

        def add_tagged(page: Any) -> None:  # noqa: ANN401 - ReportLab has no types
            page.StructParents, page.Tabs = index, pdfdoc.PDFName("S")
            # Packed alone: ReportLab would spell it out in letters too, a fourth longer.
            page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
            for mark in marks:
                mark.page = page
            add(page)

        self._doc.addPage = add_tagged
        super().showPage()
        self._doc.addPage = add
        self._all_marks.append(marks)

    def _write_structure(self) -> None:
        name, reference = pdfdoc.PDFName, self._doc.Reference
        root = pdfdoc.PDFDictionary({"Type": name("StructTreeRoot")})
        document = pdfdoc.PDFDictionary({"Type": name("StructElem"), "S": name("Document")})
        root_reference, document_reference = reference(root), reference(document)
        document["P"], root["K"] = root_reference, document_reference
        kids, parents = [], []
        for index, marks in enumerate(self._all_marks):
            made = [self._element(m, i, document_reference) for i, m in enumerate(marks)]
            heads = [one for one, m in zip(made, marks, strict=True) if m.tag == "H1"]
            kids.extend([*heads, *(one for one in made if one not in heads)])
            parents.extend([index, reference(pdfdoc.PDFArray(made))])
        document["K"] = pdfdoc.PDFArray(kids)
        root["ParentTree"] = reference(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(parents)}))
        root["ParentTreeNextKey"] = len(self._all_marks)
        self._doc.Catalog.StructTreeRoot = root_reference
        self._doc.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def _element(self, mark: _Mark, number: int, parent: Any) -> object:  # noqa: ANN401 - ReportLab has no types
        page = self._doc.Reference(mark.page)
        return self._doc.Reference(_Element(mark, number, parent.name, page.name))


def allow_page_extras() -> None:
    """Let a page carry the two entries of tagging, which ReportLab does not list."""
    for extra in _PAGE_EXTRAS:
        if extra not in pdfdoc.PDFPage.__NoDefault__:
            pdfdoc.PDFPage.__NoDefault__.append(extra)
