"""The desktop locks, sleeps or changes hands, and the window hears of it: over a real bus."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.ui import idle_sources
from safestation.ui.idle_sources import OwnEvents, idle_source, windows_idle
from safestation.ui.session_watch import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    BusWatch,
    leaves,
)

needs_a_bus = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="no bus to start"
)
LOGIN = "org.freedesktop.login1"


@pytest.fixture
def address() -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.mark.parametrize(
    ("path", "interface", "name", "told", "is_left"),
    [
        ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", [True], True),
        ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", [False], False),
        ("/org/freedesktop/login1/session/_31", f"{LOGIN}.Session", "Lock", [], True),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True], True),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True], True),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [False], False),
        (
            "/org/freedesktop/login1/session/_31",
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            [f"{LOGIN}.Session", {"Active": False}, []],
            True,
        ),
        (
            "/org/freedesktop/login1/session/_31",
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            [f"{LOGIN}.Session", {"Active": True}, []],
            False,
        ),
    ],
)
@needs_a_bus
def test_what_the_desktop_tells_locks_or_does_not(  # noqa: PLR0913, PLR0917 - the columns of a table
    address: str,
    qtbot: QtBot,
    path: str,
    interface: str,
    name: str,
    told: list[object],
    is_left: bool,  # noqa: FBT001 - a column
) -> None:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415 - only with a bus

    here = QDBusConnection.connectToBus(address, f"here {address}")
    there = QDBusConnection.connectToBus(address, f"there {address}")
    owner = QObject()
    watch = BusWatch(owner, here, here)
    bus = "org.freedesktop.DBus"
    here.call(QDBusMessage.createMethodCall(bus, "/", bus, "GetId"))  # it listens by now
    heard: list[bool] = []
    watch.left.connect(lambda: heard.append(True))
    for signal, values in ((name, told), ("Lock", [])):  # the second one comes after the first
        kind = interface if signal == name else f"{LOGIN}.Session"
        message = QDBusMessage.createSignal(path, kind, signal)
        message.setArguments(values)
        assert there.send(message)

    qtbot.waitUntil(lambda: len(heard) >= (2 if is_left else 1))
    assert len(heard) == (2 if is_left else 1)
    for one in (here, there):
        QDBusConnection.disconnectFromBus(one.name())


@pytest.mark.parametrize("code", [0x2, 0x4, 0x6, 0x7])
def test_windows_tells_of_a_lock_and_of_a_console_taken_away(code: int) -> None:
    assert leaves(WM_WTSSESSION_CHANGE, code)


def test_windows_tells_of_sleep_and_of_much_else_that_is_nobodys_concern() -> None:
    assert leaves(WM_POWERBROADCAST, PBT_APMSUSPEND)
    assert not leaves(WM_POWERBROADCAST, 0x12)
    assert not leaves(WM_WTSSESSION_CHANGE, 0x8)
    assert not leaves(0x100, 0x7)


def test_windows_counts_over_the_end_of_its_count(qapp: QApplication) -> None:
    del qapp

    def last(found: ctypes.Array[ctypes.c_uint]) -> int:
        ctypes.cast(found, ctypes.POINTER(idle_sources._LastInput)).contents.time = 0xFFFFFFF0  # noqa: SLF001 - what Windows fills in
        return 1

    user32 = SimpleNamespace(GetLastInputInfo=last)
    kernel32 = SimpleNamespace(GetTickCount=lambda: 16)

    assert windows_idle(user32, kernel32) == 32  # type: ignore[arg-type]  # stand-ins for two libraries


def test_where_the_system_tells_nothing_the_windows_own_events_count(
    qapp: QApplication, qtbot: QtBot
) -> None:
    del qtbot
    source = idle_source(qapp)

    assert isinstance(source, OwnEvents)
    assert 0 <= source.idle_ms() < 60_000
    qapp.removeEventFilter(source)
    source.deleteLater()
