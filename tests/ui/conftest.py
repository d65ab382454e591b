"""What every test of a widget stands on: no screen, the theme, strict words."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from safestation import paths
from safestation.catalog.strings import load_strings
from safestation.ui.style.theme import apply_theme
from safestation.ui.words import Words

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def words() -> Words:
    folder = paths.resource("strings")
    return Words({code: load_strings(folder, code) for code in ("en", "es")}, strict=True)


@pytest.fixture(autouse=True)
def light(request: pytest.FixtureRequest) -> None:
    if "qtbot" in request.fixturenames:
        app = request.getfixturevalue("qapp")
        assert isinstance(app, QApplication)
        app.setCursorFlashTime(0)
        apply_theme(app, "light")
