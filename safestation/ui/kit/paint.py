"""Strokes that several widgets share: rounded boxes, the focus ring, the key cap, words.

A painter that is given a pen or a brush makes every enumeration of Qt known to Python, once:
17 ms before the locked screen can be seen. So what stands there is painted without: shapes by
way of the background, words with the pen that a painter of the widget is born with.
"""

from functools import lru_cache

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPalette, QPen

from safestation.ui.style.theme import SEMIBOLD, Look

RING = 3
NOTHING = QColor(0, 0, 0, 0)

# How words stand: the numbers of Qt.AlignmentFlag and Qt.TextFlag, for the reason above.
LEFT = 0x0001 | 0x0080  # AlignLeft, AlignVCenter
CENTER = 0x0004 | 0x0080  # AlignHCenter, AlignVCenter
WRAPPED = LEFT | 0x1000  # TextWordWrap
CENTERED = CENTER | 0x1000
ONE_LINE = CENTER | 0x0100  # TextSingleLine


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor,
    edge: tuple[QColor, float] = (NOTHING, 0),
) -> None:
    """Paint a rounded box whose border lies inside `rect`, crisp at any scale."""
    line, width = edge
    outer = QRectF(rect)
    inner = outer.adjusted(width, width, -width, -width)
    within = max(0.0, radius - width)
    if width and line.alpha():
        path = _rounded(outer, radius)
        if not fill.alpha():  # the border alone: what lies in both is in neither
            path.addRoundedRect(inner, within, within)
        fill_path(painter, path, line)
    if fill.alpha():
        fill_path(painter, _rounded(inner, within), fill)


def _rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def fill_path(painter: QPainter, path: QPainterPath, color: QColor) -> None:
    """Paint what lies inside a path. Whatever the painter was clipped to is not heeded."""
    painter.save()
    painter.setClipPath(path)
    palette = _in_one_color(color.rgba())
    painter.setBackground(palette.window())
    painter.eraseRect(path.boundingRect())
    painter.restore()


@lru_cache
def _in_one_color(rgba: int) -> QPalette:
    """Return a palette that holds the brush of a color, which cannot be made here."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor.fromRgba(rgba))
    return palette


def ring(painter: QPainter, rect: QRect | QRectF, radius: float, color: QColor) -> None:
    """Paint the focus ring, three pixels wide, along the inside of `rect`."""
    box(painter, rect, radius, NOTHING, (color, RING))


def text_height(text: str, font: QFont, width: int) -> int:
    """Return how high a text stands when it wraps at `width` pixels."""
    metrics = QFontMetrics(font)
    return metrics.boundingRect(0, 0, max(1, width), 10_000, WRAPPED, text).height()


def text_width(text: str, font: QFont) -> int:
    """Return how wide a text runs on one line."""
    return QFontMetrics(font).horizontalAdvance(text)


def keycap_width(text: str, now: Look) -> int:
    """Return how wide the cap of a key is; nothing for no key."""
    font = now.font(13, SEMIBOLD)
    return max(now.px(22), text_width(text, font) + now.px(12)) if text else 0


def keycap(painter: QPainter, left: float, middle: float, text: str) -> None:
    """Paint the cap of a key in the painter's pen, from `left`, centered on `middle`."""
    metrics = QFontMetrics(painter.font())
    height = metrics.height() + 4
    width = max(height, metrics.horizontalAdvance(text) + 12)
    rect = QRectF(round(left), round(middle - height / 2), width, height)
    box(painter, rect, 4, NOTHING, (painter.pen().color(), 1))
    painter.drawText(rect, CENTERED, text)


def check(painter: QPainter, middle: QPointF, size: float, color: QColor) -> None:
    """Paint a check mark around `middle`, `size` pixels wide."""
    named = QtCore.Qt
    corners = (
        QPointF(-size / 2, 0),
        QPointF(-size / 8, size / 3),
        QPointF(size / 2, -size / 3),
    )
    painter.setBrush(named.BrushStyle.NoBrush)
    cap, join = named.PenCapStyle.RoundCap, named.PenJoinStyle.RoundJoin
    painter.setPen(QPen(color, size / 5, named.PenStyle.SolidLine, cap, join))
    painter.drawPolyline([middle + corner for corner in corners])
