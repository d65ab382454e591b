"""What every test of a widget stands on: no screen, the theme, strict words."""

import os

import pytest
from PySide6.QtWidgets import QApplication, QWidget

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


@pytest.fixture(autouse=True)
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[QWidget]:
    """Hold every window until its test is over.

    qtbot holds them weakly; one that is in a cycle would be collected while it paints,
    as soon as the test function has returned, and take the process with it.
    """
    held: list[QWidget] = []
    if "qtbot" in request.fixturenames:
        qtbot = request.getfixturevalue("qtbot")
        add = qtbot.addWidget

        def keep(widget: QWidget, **more: object) -> None:
            held.append(widget)
            add(widget, **more)

        monkeypatch.setattr(qtbot, "addWidget", keep)
    return held
