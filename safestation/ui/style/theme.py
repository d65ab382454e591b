"""Puts a theme on the application, and tells widgets that paint what it is."""

from pathlib import Path
from string import Template
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from safestation import paths
from safestation.ui.style.tokens import THEMES, Tokens

FAMILY = "Inter"
BODY = 16
REGULAR, SEMIBOLD, BOLD = 400, 600, 700
_SHEET = Path(__file__).with_name("app.qss")
_LARGEST = 160  # pixels; the style sheet names no larger measure
_ROOMY = (960, 560)  # pixels of the design; the smallest window of 100 % has more


class Look(NamedTuple):
    """The theme in force: its colors, its scale (1.0 is 100 %), and whether room is short.

    It is `tight` in a window that shows less of the design than the smallest one of 100 %:
    at 200 % on a small screen, words break into more lines and what stood beside goes below.
    """

    tokens: Tokens
    scale: float = 1.0
    tight: bool = False

    def px(self, pixels: float) -> int:
        """Return a measure of the design in device-independent pixels, scaled."""
        return round(pixels * self.scale)

    def font(self, pixels: float = BODY, weight: int = REGULAR) -> QFont:
        """Return the font of the house at a size of the design and a weight of 100-900."""
        font = QFont(FAMILY)
        font.setPixelSize(max(1, self.px(pixels)))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def color(self, token: str) -> QColor:
        """Return the color of one token."""
        return QColor(self.tokens[token])


_LIGHT = Look(THEMES["light"])
_LOOKS: "WeakKeyDictionary[QCoreApplication, Look]" = WeakKeyDictionary()


def look() -> Look:
    """Return the theme that is on the running application; light until one is put on."""
    app = QApplication.instance()
    return _LIGHT if app is None else _LOOKS.get(app, _LIGHT)


def measure_room(app: QApplication, room: QSize) -> bool:
    """Note how large the window is now; tell whether that changed what is tight."""
    now = look()
    tight = room.width() < now.px(_ROOMY[0]) or room.height() < now.px(_ROOMY[1])
    _LOOKS[app] = now._replace(tight=tight)
    return tight != now.tight


def new_app(name: str) -> QApplication:
    """Return the application, born with the style that the sheet builds on.

    Setting it later would first make half of QStyle known to Python, which takes 5 ms.
    """
    app = QApplication([name, "-style", "fusion"])
    _begin(app)
    return app


def apply_theme(app: QApplication, theme: str, scale: float = 1.0) -> None:
    """Put "light" or "night" on the application. `scale` enlarges type and controls.

    Call once before the first widget, and again whenever the theme changes; widgets
    measure themselves when they are made, so a new scale needs new widgets.
    """
    if app not in _LOOKS:  # made elsewhere, as tests do
        app.setStyle("Fusion")
        _begin(app)
    now = _LOOKS[app] = Look(THEMES[theme], scale, look().tight)
    app.setFont(now.font())
    app.setPalette(_palette(now.tokens))
    app.setStyleSheet(style_sheet(now))


def _begin(app: QApplication) -> None:
    for path in sorted(paths.resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    _LOOKS[app] = _LIGHT


def style_sheet(now: Look) -> str:
    """Return the one style sheet, filled with a theme's colors and measures."""
    measures = {f"px{pixels}": f"{now.px(pixels)}px" for pixels in range(_LARGEST + 1)}
    return Template(_SHEET.read_text(encoding="utf-8")).substitute(measures, **now.tokens)


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for key, color in {
        role.Window: tokens["canvas"],
        role.WindowText: tokens["ink"],
        role.Base: tokens["card"],
        role.AlternateBase: tokens["canvas"],
        role.Text: tokens["ink"],
        role.Button: tokens["card"],
        role.ButtonText: tokens["ink"],
        role.PlaceholderText: tokens["ink2"],
        role.Highlight: tokens["primary_fill"],
        role.HighlightedText: tokens["on_primary"],
        role.ToolTipBase: tokens["card"],
        role.ToolTipText: tokens["ink"],
        role.Link: tokens["primary"],
        role.Mid: tokens["line"],
    }.items():
        palette.setColor(key, QColor(color))
    return palette
