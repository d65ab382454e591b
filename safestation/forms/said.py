"""Paragraphs, set without ReportLab's parser and its drawing machine wherever they are plain.

Nearly all are: one font, one color, lines from the left. What carries marks of its own or
stands on a ground goes ReportLab's long way. Both break lines with ReportLab's own rules.
"""

from functools import cache
from typing import Any, Self

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import split, strip

from safestation.forms.glyphs import marked_up, printable

_MARKS = "&<>\n"
_AFTER_BULLET = 0.6  # of the bullet's size: ReportLab's own room between bullet and text


class Said(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph that measures itself once for each width, and draws itself briefly."""

    _measured: float | None = None

    @classmethod
    def of(cls, text: str, style: ParagraphStyle, bullet: str | None = None) -> Self:
        """Return the paragraph for a text in which nothing is read as markup."""
        shown = printable(text)
        if not shown.strip() or any(mark in shown for mark in _MARKS):
            return cls(marked_up(text), style, bulletText=bullet)
        return cls(None, style, bulletText=bullet, frags=[_fragment(style).clone(text=shown)])

    @property
    def pushes(self) -> bool:
        """Tell whether what hangs to the left is wider than its column."""
        return self._bullet_end() > float(self.style.leftIndent)

    # ReportLab's own

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that is needed. What keeps together asks, and the frame again."""
        if self._measured != width or not hasattr(self, "blPara"):
            self._measured = width
            return super().wrap(width, height)  # type: ignore[no-any-return]  # see above
        return self.width, self.height

    def breakLines(self, width: list[float]) -> Any:  # noqa: ANN401, N802 - ReportLab's name
        """Return the lines, broken by ReportLab's rules without its questions to each word."""
        broken = None if self.pushes else _broken(self.frags, self.style, width)
        return super().breakLines(width) if broken is None else broken

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: ANN401, N802, N803 - ReportLab's names
        """Draw the paragraph with its lower left corner here."""
        if self._is_plain():
            self._set(canvas, x, y)
        else:
            super().drawOn(canvas, x, y, _sW)

    def _is_plain(self) -> bool:
        style, broken = self.style, self.blPara
        return (
            broken.kind == 0
            and style.alignment == TA_LEFT
            and not style.backColor
            and not style.firstLineIndent
        )

    def _set(self, canvas: Any, x: float, y: float) -> None:  # noqa: ANN401 - ReportLab has no types
        broken, style = self.blPara, self.style
        if not broken.lines:
            return
        level = y + self.height - broken.fontSize
        shift = self._hang(canvas, x, level) if self.bulletText else 0.0
        canvas.setFillColor(broken.textColor)
        text = canvas.beginText(x + style.leftIndent + shift, level)
        text.setFont(broken.fontName, broken.fontSize, style.leading)
        for extra, words in broken.lines:
            gaps = len(words) - 1
            tight = extra < 0 and gaps > 0
            if tight:
                text.setWordSpace(extra / gaps)
            text.textLine(" ".join(words))
            if tight:
                text.setWordSpace(0)
            if shift:
                text.setXPos(-shift)
                shift = 0.0
        canvas.drawText(text)

    def _hang(self, canvas: Any, x: float, level: float) -> float:  # noqa: ANN401 - ReportLab has no types
        """Draw what hangs to the left; return by how much it pushes the first line on."""
        style = self.style
        canvas.setFillColor(style.bulletColor)
        canvas.setFont(style.bulletFontName, style.bulletFontSize)
        canvas.drawString(x + style.bulletIndent, level, self.bulletText)
        return max(0.0, self._bullet_end() - float(style.leftIndent))

    def _bullet_end(self) -> float:
        """Return where text may begin beside what hangs to the left."""
        if not self.bulletText:
            return 0.0
        style = self.style
        wide = stringWidth(self.bulletText, style.bulletFontName, style.bulletFontSize)
        return float(style.bulletIndent + wide + style.bulletFontSize * _AFTER_BULLET)


def _broken(frags: list[Any], style: ParagraphStyle, width: list[float]) -> Any:  # noqa: ANN401 - ReportLab has no types
    """Return one fragment with its lines; nothing where a word needs more than a line."""
    if len(frags) != 1 or not hasattr(frags[0], "text") or width[0] != width[-1]:
        return None
    told, room = frags[0], width[0]
    words = split(strip(told.text))
    font, size = told.fontName, told.fontSize
    wide = [stringWidth(word, font, size) for word in words]
    if not wide or max(wide) > room:
        return None
    space = stringWidth(" ", font, size)
    shrinks = style.spaceShrinkage * space
    lines: list[tuple[float, list[str]]] = []
    line: list[str] = []
    used = -space
    for word, needed in zip(words, wide, strict=True):
        longer = used + space + needed
        if line and longer > room + shrinks * len(line):
            lines.append((room - used, line))
            line, used = [word], needed
        else:
            line.append(word)
            used = longer
    lines.append((room - used, line))
    ascent, descent = getAscentDescent(font, size)
    return told.clone(kind=0, lines=lines, ascent=ascent, descent=descent, fontSize=size)


@cache
def _fragment(style: ParagraphStyle) -> Any:  # noqa: ANN401 - ReportLab has no types
    """Return what ReportLab's parser makes of one letter in a style."""
    return Paragraph("x", style).frags[0]
