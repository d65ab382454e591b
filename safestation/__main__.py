"""The front door: arguments, then bootstrap, then the event loop, then an exit code."""

import argparse
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safestation import __version__
from safestation.domain.errors import ContentRefused, StationError
from safestation.guards import shut_dumps

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from safestation.threshold import LocalThreshold
    from safestation.ui.printing import StationPrinter
    from safestation.ui.window import Window


def main(arguments: Sequence[str] | None = None) -> int:
    """Start SafeStation and return its exit code."""
    shut_dumps()
    wanted = _parser().parse_args(arguments)
    gc.disable()  # until the window stands: loading makes no garbage worth a search
    try:
        return int(wanted.run(wanted))
    except ContentRefused as error:
        print(f"safestation: {error}", file=sys.stderr)  # noqa: T201 - a command's own words
    except StationError as error:
        print(f"safestation: {_sentence(error)}", file=sys.stderr)  # noqa: T201 - likewise
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="safestation")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--data", type=Path, default=None, help="folder of the record")
    parser.add_argument("--theme", choices=("light", "night"), default="")
    parser.add_argument("--language", choices=("en", "es"), default="")
    parser.add_argument(
        "--allow-shared-folder",
        action="store_true",
        help="keep the record in a folder that is copied or shared; this is written down",
    )
    parser.add_argument("--scale", type=float, default=1.0, help="1.0 is 100 %%")
    parser.set_defaults(run=_open)
    commands = parser.add_subparsers()
    demo = commands.add_parser("demo", help="open the training station")
    demo.add_argument("--tour", type=Path, help="drive one visit, leave pictures and PDF here")
    demo.add_argument("--wipe", action="store_true", help="start the training station afresh")
    demo.set_defaults(run=_demo)
    check = commands.add_parser("check", help="check content files")
    kinds = check.add_subparsers(required=True)
    content = kinds.add_parser("content", help="check program, instrument and text files")
    content.add_argument("paths", nargs="*", type=Path)
    content.set_defaults(run=_check_content)
    record = kinds.add_parser("record", help="check the record and its history")
    record.add_argument("--training", action="store_true", help="the training station's")
    record.add_argument("--line", type=int, default=0, help="line number on a signed seal")
    record.add_argument("--seal", default="", help="code or words on a signed seal")
    record.set_defaults(run=_check_record)
    support = commands.add_parser(
        "support", help="write a file without names for whoever helps"
    )
    support.add_argument("folder", type=Path, help="where to write it")
    support.add_argument("--training", action="store_true", help="the training station's")
    support.set_defaults(run=_support)
    return parser


def data_folder() -> Path:
    """Return where this system keeps an application's data."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home)) / "SafeStation"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "SafeStation"
    return Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "safestation"


def _open(wanted: argparse.Namespace) -> int:
    from safestation.doorstep import Doorstep, first_words  # noqa: PLC0415 - a check needs no window
    from safestation.ui import app as ui  # noqa: PLC0415 - likewise

    folder = (wanted.data or data_folder()) / "station"
    try:
        door = Doorstep(folder, _printer, allow_shared=wanted.allow_shared_folder)
    except StationError as error:
        return _say_why_not(wanted, folder, error)
    app, language = _dressed(wanted, door.window.load())
    ui.install_crash_handler(folder, __version__)
    window = ui.make_window(door, door.behind, first_words(language), language)
    return _until_closed(app, window, door)


def _say_why_not(wanted: argparse.Namespace, folder: Path, error: StationError) -> int:
    """Say calmly in a window, and to the terminal, why SafeStation did not start."""
    from safestation.bootstrap import load_words  # noqa: PLC0415 - a bad day, and a rare one
    from safestation.storage.window_file import WindowFile  # noqa: PLC0415 - likewise
    from safestation.threshold import WINDOW_NAME  # noqa: PLC0415 - likewise
    from safestation.ui.screens.start_trouble import NotStartedPage  # noqa: PLC0415 - likewise
    from safestation.ui.words import Words  # noqa: PLC0415 - likewise

    app, language = _dressed(wanted, WindowFile(folder / WINDOW_NAME).load())
    page = NotStartedPage(error, Words(load_words(), language))
    page.left.connect(app.quit)
    page.resize(900, 560)
    page.show()
    print(f"safestation: {_sentence(error)}", file=sys.stderr)  # noqa: T201 - a command's own words
    app.exec()
    return 1


def _demo(wanted: argparse.Namespace) -> int:
    if wanted.tour is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from safestation.tour import run_tour  # noqa: PLC0415 - Qt must know its platform

        return int(run_tour(wanted.tour, wanted.theme or "light"))
    folder = (wanted.data or data_folder()) / "training"
    if wanted.wipe and folder.is_dir():
        import shutil  # noqa: PLC0415 - only to wipe

        shutil.rmtree(folder)
    return _open_training(wanted, folder)


def _open_training(wanted: argparse.Namespace, folder: Path) -> int:
    from safestation import bootstrap  # noqa: PLC0415 - a check needs no window
    from safestation.threshold import RandomIds  # noqa: PLC0415 - likewise
    from safestation.training import open_training_station, training_vault  # noqa: PLC0415 - likewise
    from safestation.ui import app as ui  # noqa: PLC0415 - likewise

    content, words = bootstrap.load_content(), bootstrap.load_words()
    try:
        vault = training_vault(folder, content, _printer())
    except StationError as error:
        return _say_why_not(wanted, folder, error)
    app, language = _dressed(wanted, vault.window.load())
    ui.install_crash_handler(folder, __version__)
    desk = open_training_station(vault, content)
    window = ui.make_shell(vault, content.programs, RandomIds(), words, language)
    window.enter(desk)
    return _until_closed(app, window, vault)


def _dressed(wanted: argparse.Namespace, kept: Mapping[str, str]) -> "tuple[QApplication, str]":
    """Return the application as it looked last, or as is wanted now, and its language."""
    from safestation.ui.app import make_app  # noqa: PLC0415 - a check needs no window

    language = wanted.language or kept.get("language", "en")
    return make_app(
        wanted.theme or kept.get("theme", "light"), language, wanted.scale
    ), language


def _until_closed(app: "QApplication", window: "Window", held: "LocalThreshold") -> int:
    """Show the window and stay until it is closed; then let go of the folder."""
    from safestation.ui.app import lock_when_left  # noqa: PLC0415 - a check needs no window

    lock_when_left(app, window)
    window.resize(1366, 768)
    window.show()
    gc.freeze()  # what was loaded to get here is never garbage, and need not be looked through
    gc.enable()
    code = int(app.exec())
    held.release()
    return code


def _printer() -> "StationPrinter":
    from safestation.ui.printing import system_printer  # noqa: PLC0415 - not before sign-in

    return system_printer()


def _check_content(wanted: argparse.Namespace) -> int:
    from safestation.catalog.checks import check_content, format_problems  # noqa: PLC0415

    problems = check_content(wanted.paths)
    print(format_problems(problems))  # noqa: T201 - a command's own words
    return 1 if problems else 0


def _check_record(wanted: argparse.Namespace) -> int:
    from safestation.record_check import run  # noqa: PLC0415 - only when it is needed

    name = "training" if wanted.training else "station"
    return run((wanted.data or data_folder()) / name, wanted.line, wanted.seal)


def _support(wanted: argparse.Namespace) -> int:
    from safestation.support import run  # noqa: PLC0415 - only when it is needed

    name = "training" if wanted.training else "station"
    return run((wanted.data or data_folder()) / name, wanted.folder)


def _sentence(error: StationError) -> str:
    from safestation.bootstrap import load_words  # noqa: PLC0415 - only when it is needed

    return load_words()["en"].get(error.message_key, error.message_key)


if __name__ == "__main__":
    sys.exit(main())
