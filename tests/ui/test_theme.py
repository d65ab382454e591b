"""Both themes can be read by everybody, and nothing else sets a style."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

import safestation
from safestation.ui.style.theme import Look, apply_theme, look, style_sheet
from safestation.ui.style.tokens import PAIRS, THEMES

SOURCES = Path(safestation.__file__).parent
STYLED = re.compile(r"setStyleSheet|\bstyleSheet\b")


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_of_colors_can_be_read(
    theme: str, front: str, back: str, least: float
) -> None:
    tokens = THEMES[theme]

    assert contrast(tokens[front], tokens[back]) >= least


def test_day_and_night_have_a_color_for_the_same_meanings() -> None:
    assert set(THEMES["light"]) == set(THEMES["night"])


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_is_filled_to_the_last_token(theme: str) -> None:
    assert "$" not in style_sheet(Look(THEMES[theme]))


def test_a_larger_scale_enlarges_every_measure_of_the_style_sheet() -> None:
    assert "font-size: 32px" in style_sheet(Look(THEMES["light"], 2.0))


def test_only_the_theme_sets_a_style() -> None:
    setters = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if STYLED.search(path.read_text(encoding="utf-8"))
    }

    assert setters == {"ui/style/theme.py"}


def test_no_type_is_smaller_than_thirteen_pixels() -> None:
    sizes = re.findall(r"font-size: (\d+)px", style_sheet(Look(THEMES["light"])))

    assert min(map(int, sizes)) >= 13


@pytest.mark.usefixtures("qtbot")
def test_putting_on_the_night_changes_what_painters_see(
    qapp: QApplication,
) -> None:
    apply_theme(qapp, "night", 1.5)

    assert look().tokens is THEMES["night"]
    assert look().px(10) == 15
    assert "Inter" in QFontDatabase.families()
    apply_theme(qapp, "light")
