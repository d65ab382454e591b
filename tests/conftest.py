"""Fixtures that the whole suite shares."""

import gc
import os
from collections.abc import Generator

import pytest

from tests.handed_out import forget_handed_out, handed_out
from tests.offline import block

# Before anything loads Qt. A test that needs a real screen is marked `xvfb`.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# Every test is a proof that nothing here needs a network; so are those they start.
block()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "qtbot" in getattr(item, "fixturenames", ()):
            item.add_marker("ui")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Refuse a test, while its windows stand, that leaves Python what Qt frees by itself."""
    result = yield
    if "qapp" in getattr(item, "fixturenames", ()):
        found = handed_out()
        assert not found, "a layout was put in filled, or an item of one was asked for"
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Collect between the tests of a window and not within, as the app does (ui/tidy.py)."""
    opens = "qapp" in getattr(item, "fixturenames", ())
    if opens:
        gc.disable()
    try:
        return (yield)
    finally:
        if opens:
            gc.enable()
            gc.collect(1)
            forget_handed_out()
