"""One start in a process of its own: `bare`, or the app over the record in a folder.

Prints the moment of the first paint (monotonic seconds) and the most memory held (MB). The
app is started through its own front door; only its event loop ends at the first paint.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

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
    """Start the app as anybody does, with a loop that ends at the sign-in screen."""
    from safestation.__main__ import main  # noqa: PLC0415 - bare must not pay for it

    def until_painted() -> int:
        (window,) = QApplication.topLevelWidgets()
        FirstPaint(vars(window)["signin"])
        return run_loop()

    QApplication.exec = staticmethod(until_painted)  # type: ignore[method-assign]  # see above
    return main(["--data", folder])


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(ours(sys.argv[2]) if sys.argv[1] == "ours" else bare())
