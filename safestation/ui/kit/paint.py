"""Strokes that several widgets share: rounded boxes, the focus ring, the key cap."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from safestation.ui.style.theme import SEMIBOLD, Look

RING = 3
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
CENTERED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
ONE_LINE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
NOTHING = QColor(0, 0, 0, 0)


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor,
    edge: tuple[QColor, float] = (NOTHING, 0),
) -> None:
    """Paint a rounded box whose border lies inside `rect`, crisp at any scale."""
    line, width = edge
    half = width / 2
    painter.setPen(QPen(line, width) if width else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, max(0.0, radius - half), max(0.0, radius - half))


def ring(painter: QPainter, rect: QRect | QRectF, radius: float, color: QColor) -> None:
    """Paint the focus ring, three pixels wide, along the inside of `rect`."""
    box(painter, rect, radius, NOTHING, (color, RING))


def text_height(text: str, font: QFont, width: int) -> int:
    """Return how high a text stands when it wraps at `width` pixels."""
    flags = int(WRAPPED.value)
    return QFontMetrics(font).boundingRect(0, 0, max(1, width), 10_000, flags, text).height()


def text_width(text: str, font: QFont) -> int:
    """Return how wide a text runs on one line."""
    return QFontMetrics(font).horizontalAdvance(text)


def keycap_width(text: str, now: Look) -> int:
    """Return how wide the cap of a key is; nothing for no key."""
    font = now.font(13, SEMIBOLD)
    return max(now.px(22), text_width(text, font) + now.px(12)) if text else 0


def keycap(painter: QPainter, left: float, middle: float, text: str, color: QColor) -> None:
    """Paint the cap of a key from `left`, centered on the line `middle`."""
    metrics = QFontMetrics(painter.font())
    height = metrics.height() + 4
    width = max(height, metrics.horizontalAdvance(text) + 12)
    rect = QRectF(round(left), round(middle - height / 2), width, height)
    box(painter, rect, 4, NOTHING, (color, 1))
    painter.setPen(color)
    painter.drawText(rect, int(CENTERED.value), text)


def check(painter: QPainter, middle: QPointF, size: float, color: QColor) -> None:
    """Paint a check mark around `middle`, `size` pixels wide."""
    corners = (
        QPointF(-size / 2, 0),
        QPointF(-size / 8, size / 3),
        QPointF(size / 2, -size / 3),
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(color, size / 5, Qt.PenStyle.SolidLine, cap, join))
    painter.drawPolyline([middle + corner for corner in corners])
