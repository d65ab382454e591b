"""Paints the kit into pictures: `python -m tests.ui.gallery FOLDER`, then look at them."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from safestation import paths
from safestation.catalog.strings import load_strings
from safestation.hands import let_pass
from safestation.ui.style.theme import apply_theme
from safestation.ui.words import Words
from tests.ui.gallery_pages import PAGES

SIZES = ((1366, 768), (1024, 640))


def paint(folder: Path, suffix: str) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setCursorFlashTime(0)
    strings = paths.resource("strings")
    words = Words({code: load_strings(strings, code) for code in ("en", "es")}, strict=True)
    for theme in ("light", "night"):
        apply_theme(app, theme)
        for name, page in PAGES.items():
            for width, height in SIZES:
                window = page(words)
                window.resize(width, height)
                window.show()
                QApplication.sendPostedEvents()
                let_pass(1)
                window.grab().save(str(folder / f"{name}-{theme}-{width}{suffix}.png"))
                window.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    paint(folder, "@2x" if "--double" in sys.argv else "")
    if "--double" not in sys.argv:
        environment = os.environ | {"QT_SCALE_FACTOR": "2"}
        again = [sys.executable, "-m", "tests.ui.gallery", str(folder), "--double"]
        subprocess.run(again, env=environment, check=True)  # noqa: S603 - our own module


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
