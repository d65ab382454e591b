"""The front door: arguments, then bootstrap, then the event loop, then an exit code."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from safestation import __version__
from safestation.domain.errors import ContentRefused, StationError


def main(arguments: Sequence[str] | None = None) -> int:
    """Start SafeStation and return its exit code."""
    wanted = _parser().parse_args(arguments)
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
    folder = (wanted.data or data_folder()) / "station"
    return _run(wanted, folder, training=False)


def _demo(wanted: argparse.Namespace) -> int:
    if wanted.tour is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from safestation.tour import run_tour  # noqa: PLC0415 - Qt must know its platform

        return int(run_tour(wanted.tour, wanted.theme or "light"))
    folder = (wanted.data or data_folder()) / "training"
    if wanted.wipe and folder.is_dir():
        shutil.rmtree(folder)
    return _run(wanted, folder, training=True)


def _run(wanted: argparse.Namespace, folder: Path, *, training: bool) -> int:
    from safestation import bootstrap  # noqa: PLC0415 - a check needs no window
    from safestation.training import open_training_station, training_vault  # noqa: PLC0415 - likewise
    from safestation.ui import app as ui  # noqa: PLC0415 - likewise
    from safestation.ui.printing import system_printer  # noqa: PLC0415 - likewise

    content = bootstrap.load_content()
    make = training_vault if training else bootstrap.LocalVault
    vault = make(folder, content, system_printer())
    kept = vault.window.load()
    language = wanted.language or kept.get("language", "en")
    app = ui.make_app(wanted.theme or kept.get("theme", "light"), language, wanted.scale)
    ui.install_crash_handler(folder, __version__)
    desk = open_training_station(vault, content) if training else None
    strings = bootstrap.load_words()
    ids = bootstrap.RandomIds()
    shell = ui.make_shell(vault, content.programs, ids, strings, language)
    if desk is not None:
        shell.enter(desk)
    ui.IdleLock(app, shell)
    shell.resize(1366, 768)
    shell.show()
    code = int(app.exec())
    vault.release()
    return code


def _check_content(wanted: argparse.Namespace) -> int:
    from safestation.catalog.checks import check_content, format_problems  # noqa: PLC0415

    problems = check_content(wanted.paths)
    print(format_problems(problems))  # noqa: T201 - a command's own words
    return 1 if problems else 0


def _sentence(error: StationError) -> str:
    from safestation.bootstrap import load_words  # noqa: PLC0415 - only when it is needed

    return load_words()["en"].get(error.message_key, error.message_key)


if __name__ == "__main__":
    sys.exit(main())
