"""Fixtures that the whole suite shares."""

import os

import pytest

from tests.offline import block

# Before anything loads Qt. A test that needs a real screen is marked `xvfb`.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# Every test is a proof that nothing here needs a network; so are those they start.
block()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "qtbot" in getattr(item, "fixturenames", ()):
            item.add_marker("ui")
