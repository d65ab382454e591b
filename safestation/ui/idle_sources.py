"""How long nobody has touched the whole computer, where the system tells; else this window.

Each asks the system's own library by its C door and needs nothing installed. X11: the
XScreenSaver extension of libXss. Windows: GetLastInputInfo. macOS: CoreGraphics. Elsewhere,
Wayland among them, only what reaches this window counts, which locks earlier, never later.
Windows and macOS: written to their documentation, not run by us.
"""

import ctypes
import ctypes.util
from collections.abc import Callable
from typing import ClassVar, Protocol

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_MAC = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType
_SESSION = 0  # kCGEventSourceStateCombinedSessionState


class IdleSource(Protocol):
    """Tells how long nobody has touched anything."""

    def idle_ms(self) -> int:
        """Return milliseconds since the last key, click or move."""
        ...


class OwnEvents(QObject):
    """What reaches this application's own windows. Where the system tells nothing more."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._since = QElapsedTimer()
        self._since.start()
        app.installEventFilter(self)

    def idle_ms(self) -> int:
        """Return milliseconds since the last key, click or move in a window of ours."""
        return int(self._since.elapsed())

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin anew with every touch, click and key."""
        del watched
        if event.type() in TOUCHES:
            self._since.start()
        return False


class Desktop:
    """The whole computer, by a question to the system."""

    def __init__(self, ask: Callable[[], int]) -> None:
        self._ask = ask

    def idle_ms(self) -> int:
        """Return milliseconds since the last key, click or move anywhere."""
        return max(0, self._ask())


class _LastInput(ctypes.Structure):
    _fields_: ClassVar = [("size", ctypes.c_uint), ("time", ctypes.c_uint)]


class _ScreenSaver(ctypes.Structure):
    _fields_: ClassVar = [
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("events", ctypes.c_ulong),
    ]


def idle_source(app: QApplication) -> IdleSource:
    """Return the best this system has."""
    asks: dict[str, Callable[[], Callable[[], int] | None]] = {
        "xcb": _x11,
        "windows": _windows,
        "cocoa": _mac,
    }
    make = asks.get(QGuiApplication.platformName())
    ask = make() if make is not None else None
    return Desktop(ask) if ask is not None else OwnEvents(app)


def _x11() -> Callable[[], int] | None:
    """Return the question to an X server, over a connection of our own; None without one."""
    names = [ctypes.util.find_library(name) for name in ("X11", "Xss")]
    if None in names:
        return None
    try:
        x11, xss = (ctypes.CDLL(name) for name in names)
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        xss.XScreenSaverAllocInfo.restype = ctypes.POINTER(_ScreenSaver)
        display = x11.XOpenDisplay(None)
    except (OSError, AttributeError):
        return None
    if not display:
        return None
    handle = ctypes.c_void_p(display)
    event, error = ctypes.c_int(), ctypes.c_int()
    if not xss.XScreenSaverQueryExtension(handle, ctypes.byref(event), ctypes.byref(error)):
        return None
    root = ctypes.c_ulong(x11.XDefaultRootWindow(handle))
    info = xss.XScreenSaverAllocInfo()

    def ask() -> int:
        xss.XScreenSaverQueryInfo(handle, root, info)
        return int(info.contents.idle)

    return ask


def _windows() -> Callable[[], int] | None:
    """Return the question to Windows."""
    dll = getattr(ctypes, "windll", None)
    if dll is None:
        return None
    return lambda: windows_idle(dll.user32, dll.kernel32)


def windows_idle(user32: ctypes.CDLL, kernel32: ctypes.CDLL) -> int:
    """Return the milliseconds; both counts run over after 49.7 days."""
    last = _LastInput(ctypes.sizeof(_LastInput), 0)
    user32.GetLastInputInfo(ctypes.byref(last))
    return int((kernel32.GetTickCount() - last.time) & 0xFFFFFFFF)


def _mac() -> Callable[[], int] | None:
    """Return the question to macOS."""
    try:
        ask = ctypes.CDLL(_MAC).CGEventSourceSecondsSinceLastEventType
    except (OSError, AttributeError):
        return None
    ask.restype, ask.argtypes = ctypes.c_double, [ctypes.c_int32, ctypes.c_uint32]
    return lambda: int(ask(_SESSION, _ANY_INPUT) * 1000)


TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
}
