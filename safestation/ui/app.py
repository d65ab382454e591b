"""The Qt application: theme, wheel guard, what happens when something breaks."""

from __future__ import annotations  # what is only named here is not loaded for it

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication

from safestation.domain.languages import ENGLISH
from safestation.ui.moments import speak
from safestation.ui.style.theme import apply_theme, new_app
from safestation.ui.tasks import PoolTasks
from safestation.ui.window import Window
from safestation.ui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from safestation.domain.program import Program
    from safestation.services.ports import Ids
    from safestation.services.vault import Behind, Threshold, Vault

    Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def make_app(theme: str = "light", language: str = "en", scale: float = 1.0) -> QApplication:
    """Return the application with its look and its own words in a language."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else new_app(sys.argv[0])
    app.setApplicationName("SafeStation")
    speak(language)
    if language != ENGLISH:
        _translate(app)
    apply_theme(app, theme, scale)
    return app


def _translate(app: QApplication) -> None:
    """Let Qt's own words, such as those of a line's menu, be in the language as well."""
    from PySide6.QtCore import QLibraryInfo, QTranslator  # noqa: PLC0415 - Qt speaks English

    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(translator)


def make_shell(
    vault: Vault,
    programs: Mapping[str, Program],
    ids: Ids,
    strings: Mapping[str, Mapping[str, str]],
    language: str = "en",
) -> Window:
    """Return the window over a vault, where everything behind it is read already."""
    from safestation.services.vault import Behind  # noqa: PLC0415 - not at the door

    ready = Behind(vault, programs, ids, strings)
    return make_window(vault, lambda: ready, strings, language)


def make_window(
    threshold: Threshold,
    behind: Callable[[], Behind],
    strings: Mapping[str, Mapping[str, str]],
    language: str = "en",
) -> Window:
    """Return the locked window; what is behind it is built in the background.

    `strings` are those of the locked screen. The background work stops with the window.
    """
    tasks = PoolTasks()
    window = Window(threshold, behind, Words(strings, language), tasks)
    tasks.setParent(window)
    return window


def install_crash_handler(folder: Path, version: str) -> None:
    """Write what broke, without a word anybody said, and keep the window going.

    Only type, file and line: an exception's own text may hold what somebody typed.
    """
    before: Hook = sys.excepthook

    def handle(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        lines = [f"SafeStation {version}: {kind.__name__}"]
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        report = "\n".join(lines)
        sys.stderr.write(report + "\n")
        path = folder / "crash.txt"
        path.touch(mode=0o600, exist_ok=True)
        path.write_text(report + "\n", encoding="utf-8")

    sys.excepthook = handle


def lock_when_left(app: QApplication, window: Window) -> None:
    """Lock when nobody touches the computer any more, and together with the desktop."""
    _Watch(app, window)


class _Watch(QObject):
    """Begins to look after whoever is in when somebody first comes in."""

    def __init__(self, app: QApplication, window: Window) -> None:
        super().__init__(window)
        self._window, self._app = window, app
        self._kept: tuple[object, ...] = ()
        window.entered.connect(self._begin)
        if window.desk is not None:
            self._begin()

    def _begin(self) -> None:
        if not self._kept:
            from safestation.ui.idle import IdleLock  # noqa: PLC0415 - not at the door
            from safestation.ui.session_watch import watch_session  # noqa: PLC0415 - likewise

            idle = IdleLock(self._app, self._window)
            self._kept = (idle, watch_session(self._app, self._window))
