"""How one cell of a list looks, and what it says."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from safestation.ui.kit.chip import chip_size, paint_chip
from safestation.ui.kit.paint import CENTERED, NOTHING, WRAPPED, box, text_height, text_width
from safestation.ui.style.theme import BOLD, REGULAR, SEMIBOLD, Look

PAD = 10
LEAST = 44


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: a text, as a chip when `chip` names a tone, over a detail.

    `tone` colors the text: ink2, primary, danger, clock or done. `circled` draws a ring
    around a rank. A `whole` chip is never cut: of a day, what is left may be another day.
    """

    text: str
    chip: str = ""
    detail: str = ""
    bold: bool = False
    tone: str = ""
    circled: bool = False
    whole: bool = False

    def spoken(self) -> str:
        """Return everything the cell says, for a screen reader."""
        return ", ".join(part for part in (self.text, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. A faded row is out of the question, and its cells say why.

    A `heading` stands over the rows that follow, across all columns; nobody can select it.
    """

    id: str
    cells: tuple[Cell | str, ...]
    faded: bool = False
    heading: bool = False

    def cell(self, column: int) -> Cell:
        """Return the cell of a column; an empty one past the end."""
        held = self.cells[column] if column < len(self.cells) else ""
        return Cell(held) if isinstance(held, str) else held


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and its share of the room that is left (0 fits the text)."""

    title: str
    stretch: int = 0


def cell_width(cell: Cell, now: Look) -> int:
    """Return how wide a cell would like to be."""
    if cell.chip:
        return chip_size(cell.text, now).width() + 2 * now.px(PAD)
    wide = max(text_width(cell.text, _font(cell, now)), text_width(cell.detail, now.font(13)))
    return wide + 2 * now.px(PAD)


def cell_floor(cell: Cell, now: Look) -> int:
    """Return how narrow a cell may be: its longest word, since a word does not break."""
    if cell.chip:
        return cell_width(cell, now) if cell.whole else 0
    words = [text_width(word, _font(cell, now)) for word in cell.text.split()]
    words += [text_width(word, now.font(13)) for word in cell.detail.split()]
    return max(words, default=0) + 2 * now.px(PAD)


def cell_height(cell: Cell, width: int, now: Look) -> int:
    """Return how high a cell stands when its column is `width` pixels wide."""
    room = width - 2 * now.px(PAD)
    lines = text_height(cell.text, _font(cell, now), room) if cell.text else 0
    lines += text_height(cell.detail, now.font(13), room) if cell.detail else 0
    return max(now.px(LEAST), lines + now.px(20 if cell.detail else 16))


def paint_cell(painter: QPainter, rect: QRectF, cell: Cell, now: Look, *, faded: bool) -> None:
    """Paint one cell."""
    pad = now.px(PAD)
    inner = rect.adjusted(pad, 0, -pad, 0)
    if cell.chip:
        size = chip_size(cell.text, now)
        top = rect.center().y() - size.height() / 2
        wide = min(float(size.width()), inner.width())
        paint_chip(
            painter, QRectF(inner.left(), top, wide, size.height()), cell.text, cell.chip, now
        )
        return
    ink = now.color("ink2" if faded and not cell.tone else cell.tone or "ink")
    if cell.circled:
        _paint_rank(painter, inner, cell, now)
        return
    high = text_height(cell.text, _font(cell, now), int(inner.width()))
    more = text_height(cell.detail, now.font(13), int(inner.width())) if cell.detail else 0
    top = rect.center().y() - (high + more) / 2
    painter.setFont(_font(cell, now))
    painter.setPen(ink)
    painter.drawText(QRectF(inner.left(), top, inner.width(), high), WRAPPED, cell.text)
    if cell.detail:
        painter.setFont(now.font(13, REGULAR))
        painter.setPen(now.color("ink2"))
        below = QRectF(inner.left(), top + high, inner.width(), more)
        painter.drawText(below, WRAPPED, cell.detail)


def _paint_rank(painter: QPainter, inner: QRectF, cell: Cell, now: Look) -> None:
    size = now.px(22)
    circle = QRectF(inner.left(), inner.center().y() - size / 2, size, size)
    ink = now.color(cell.tone or "ink")
    box(painter, circle, size / 2, NOTHING, (ink, 1.5))
    painter.setFont(now.font(13, SEMIBOLD))
    painter.setPen(ink)
    painter.drawText(circle, CENTERED, cell.text)


def _font(cell: Cell, now: Look) -> QFont:
    return now.font(15, BOLD if cell.bold else REGULAR)
