"""One start in a process of its own, over the record in a folder.

`bare` shows an empty PySide6 window. `ours` starts the app through its own front door, up to
the locked screen. `board` goes on from there: it types the passphrase into the first picture
and presses Enter at once, up to the board. `eager` does the same in a window for which
everything was read before it was shown.

Prints the moment of the paint (monotonic seconds) and the most memory held until then (MB).
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

if TYPE_CHECKING:
    from safestation.ui.window import Window

PASSPHRASE = "lanterns over the quiet harbor"  # noqa: S105 - opens an empty record, once
PROC = Path("/proc/self/status")
run_loop = QApplication.exec


class FirstPaint(QObject):
    """Waits until a widget is painted, tells when that was, and ends the loop.

    It watches this one widget: a filter on the application would have the binding work out
    the type of everything that gets an event, and what it costs would count as ours.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice the paint; the answer is given once it is on the screen."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        sys.stdout.write(f"{time.monotonic()} {most_memory()}\n")
        sys.stdout.flush()
        QCoreApplication.quit()


def most_memory() -> float:
    """Return the most memory this process has held, in MB; 0 where that cannot be asked."""
    if not PROC.exists():
        return 0.0
    (line,) = (each for each in PROC.read_text("utf-8").splitlines() if "VmHWM" in each)
    return int(line.split()[1]) / 1024


def bare() -> int:
    """Show an empty PySide6 window."""
    app = QApplication([])
    window = QMainWindow()
    label = QLabel("SafeStation")
    window.setCentralWidget(label)
    window.resize(1366, 768)
    FirstPaint(label)
    window.show()
    return app.exec()


def ours(folder: str) -> int:
    """Start the app as anybody does, with a loop that ends at the locked screen."""
    return _start(folder, lambda window: FirstPaint(window.signin))


def board(folder: str) -> int:
    """Start the app as anybody does, and sign in as soon as there is something to see."""
    return _start(folder, _sign_in)


def eager(folder: str) -> int:
    """Read everything, show the window, and sign in as soon as there is something to see."""
    from safestation import bootstrap  # noqa: PLC0415 - bare must not pay for it
    from safestation.content import load_content, load_words  # noqa: PLC0415 - likewise
    from safestation.threshold import RandomIds  # noqa: PLC0415 - likewise
    from safestation.ui import app as ui  # noqa: PLC0415 - likewise
    from safestation.ui.printing import system_printer  # noqa: PLC0415 - likewise

    content, words = load_content(), load_words()
    vault = bootstrap.LocalVault(Path(folder) / "station", content, system_printer())
    app = ui.make_app()
    window = ui.make_shell(vault, content.programs, RandomIds(), words)
    _sign_in(window)
    window.resize(1366, 768)
    window.show()
    return app.exec()


def _start(folder: str, watch: "Callable[[Window], object]") -> int:
    import safestation.__main__ as front_door  # noqa: PLC0415 - bare must not pay for it

    def watched() -> int:
        from safestation.ui.window import Window  # noqa: PLC0415 - likewise

        (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
        watch(window)
        return run_loop()

    QApplication.exec = staticmethod(watched)  # type: ignore[method-assign]  # see above
    front_door.data_folder = lambda: Path(folder)
    return front_door.main([])


def _sign_in(window: "Window") -> None:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - bare must not pay for it
    from PySide6.QtTest import QTest  # noqa: PLC0415 - likewise

    def type_and_enter() -> None:
        line = window.signin.passphrase.line
        QTest.keyClicks(line, PASSPHRASE)
        QTest.keyClick(line, Qt.Key.Key_Return)

    window.signin.painted.connect(type_and_enter)
    window.entered.connect(lambda: FirstPaint(window.screens["counter"]))


KINDS: dict[str, Callable[[str], int]] = {
    "ours": ours,
    "board": board,
    "eager": eager,
    "bare": lambda _folder: bare(),
}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(KINDS[sys.argv[1]](sys.argv[2]))
