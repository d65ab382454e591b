"""Line icons, drawn in the color of the theme and crisp at any scale."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from safestation import paths
from safestation.ui.style.theme import look


@lru_cache(maxsize=256)
def icon_image(name: str, color: str, size: int, ratio: float = 1.0) -> QImage:
    """Return an icon of resources/icons in a color, `size` pixels wide on screen."""
    # The locked screen shows no icon, and comes up sooner without the module for them.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    source = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
    dots = round(size * ratio)
    image = QImage(dots, dots, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: str) -> None:
    """Paint an icon into a square."""
    ratio = painter.device().devicePixelRatio()
    painter.drawImage(rect.topLeft(), icon_image(name, color, round(rect.width()), ratio))


class Icon(QWidget):
    """One icon in the color of a token. It is decoration: the word beside it speaks."""

    def __init__(
        self, name: str, size: int = 24, color: str = "ink", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._color = name, color
        self._size = look().px(size)
        self.setFixedSize(QSize(self._size, self._size))

    def show_icon(self, name: str, color: str = "ink") -> None:
        """Show another icon or another color."""
        self._name, self._color = name, color
        self.update()

    # Qt's own
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        del event
        painter = QPainter(self)
        color = look().color(self._color).name()
        paint_icon(painter, QRectF(0, 0, self._size, self._size), self._name, color)
        painter.end()
