"""Notices that the desktop is locked, sleeps, or somebody else sits down: then we lock too.

Linux: signals of logind, and of the desktop's screen saver, over D-Bus. Windows: the session
messages of WTS and power broadcasts. macOS: the notification that the screen is locked.
The last two are written to their documentation and were not run by us.

It only listens. D-Bus is a socket inside this computer; nothing is sent but the wish to hear.
"""

from __future__ import annotations  # what is only named here is not loaded for it

import ctypes
import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection
    from PySide6.QtWidgets import QApplication

    from safestation.ui.window import Window

LOGIN = "org.freedesktop.login1"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
# Console or remote connection taken away, logged off, locked.
WTS_LEAVES = frozenset({0x2, 0x4, 0x6, 0x7})
_MAC = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"


class BusWatch(QObject):
    """Listens on the two buses. `left` says that nobody sits here any more."""

    left = Signal()

    def __init__(
        self, parent: QObject, system: QDBusConnection, session: QDBusConnection
    ) -> None:
        super().__init__(parent)
        for bus, interface, name, slot in (
            (system, f"{LOGIN}.Manager", "PrepareForSleep", "on_flag(bool)"),
            (system, f"{LOGIN}.Session", "Lock", "on_left()"),
            (system, PROPERTIES, "PropertiesChanged", "on_seat(QString,QVariantMap)"),
            *((session, saver, "ActiveChanged", "on_flag(bool)") for saver in SAVERS),
        ):
            bus.connect("", "", interface, name, self, SLOT(slot))  # type: ignore[call-overload]  # the stub wants bytes, the binding refuses them

    @Slot(bool)
    def on_flag(self, begins: bool) -> None:  # noqa: FBT001 - a slot
        """Sleep begins, or the screen saver does; their end is nobody's concern."""
        if begins:
            self.left.emit()

    @Slot()
    def on_left(self) -> None:
        """Take the wish of the desktop to lock."""
        self.left.emit()

    @Slot(str, "QVariantMap")
    def on_seat(self, interface: str, changed: dict[str, object]) -> None:
        """Notice that the seat was given to somebody else, or the session says it is locked."""
        if interface != f"{LOGIN}.Session":
            return
        if changed.get("Active") is False or changed.get("LockedHint") is True:
            self.left.emit()


class WindowsWatch(QAbstractNativeEventFilter):
    """Looks at the messages of Windows to this application."""

    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left

    # Qt's own

    def nativeEventFilter(self, kind: object, message: int) -> object:
        """Lock with the session, before sleep, and when the console goes to somebody else."""
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[call-overload]  # a QByteArray
            found = _Message.from_address(int(message))
            if leaves(found.message, found.w):
                self._left()
        return False, 0


class _Message(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("w", ctypes.c_size_t),
    )


def leaves(message: int, w: int) -> bool:
    """Tell whether a message of Windows means that nobody sits here any more."""
    if message == WM_WTSSESSION_CHANGE:
        return w in WTS_LEAVES
    return message == WM_POWERBROADCAST and w == PBT_APMSUSPEND


def watch_session(app: QApplication, window: Window) -> object | None:
    """Lock `window` with the session. Return what must be kept alive for that, if anything."""

    def lock() -> None:
        window.lock("session")

    if platform.system() == "Linux":
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - not at the door

        watch = BusWatch(window, QDBusConnection.systemBus(), QDBusConnection.sessionBus())
        watch.left.connect(lock)
        return watch
    return _watch_windows(app, window, lock) or _watch_mac(lock)


def _watch_windows(
    app: QApplication, window: Window, lock: Callable[[], None]
) -> WindowsWatch | None:
    dll = getattr(ctypes, "windll", None)
    if dll is None:
        return None
    dll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)  # this session's
    watch = WindowsWatch(lock)
    app.installNativeEventFilter(watch)
    return watch


def _watch_mac(lock: Callable[[], None]) -> object | None:
    """Ask macOS to be told when the screen is locked."""
    try:
        core = ctypes.CDLL(_MAC)
    except OSError:
        return None
    core.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint]
    handler = ctypes.CFUNCTYPE(None, *([ctypes.c_void_p] * 5))(lambda *_: lock())
    name = core.CFStringCreateWithCString(None, b"com.apple.screenIsLocked", 0x08000100)
    core.CFNotificationCenterAddObserver.argtypes = [ctypes.c_void_p] * 5 + [ctypes.c_long]
    core.CFNotificationCenterAddObserver.restype = None
    center = core.CFNotificationCenterGetDistributedCenter()
    core.CFNotificationCenterAddObserver(
        center, None, ctypes.cast(handler, ctypes.c_void_p), name, None, 4
    )  # fmt: skip
    return handler
