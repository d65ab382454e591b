"""The front door: arguments, then bootstrap, then the event loop, then an exit code."""

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from safestation import __version__
from safestation.domain.errors import ContentRefused, StationError
from safestation.guards import shut_dumps
from safestation.wanted import Wanted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from safestation.bootstrap import LocalVault
    from safestation.threshold import LocalThreshold
    from safestation.ui.printing import StationPrinter
    from safestation.ui.window import Window


def main(arguments: Sequence[str] | None = None) -> int:
    """Start SafeStation and return its exit code."""
    shut_dumps()
    _say_whatever_it_is()
    wanted = _understood(sys.argv[1:] if arguments is None else arguments)
    gc.disable()  # until the window stands: loading makes no garbage worth a search
    try:
        return RUNS[wanted.run](wanted)
    except ContentRefused as error:
        print(f"safestation: {error}", file=sys.stderr)  # noqa: T201 - a command's own words
    except StationError as error:
        print(f"safestation: {_sentence(error)}", file=sys.stderr)  # noqa: T201 - likewise
    return 1


def _say_whatever_it_is() -> None:
    """Let a command name any file on a console that knows few letters, rather than break."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a window without a console has none
            stream.reconfigure(errors="backslashreplace")


def _understood(arguments: Sequence[str]) -> Wanted:
    """Return what the words ask for. A plain start asks for nothing, and looks no further."""
    if not arguments:
        return Wanted()
    from safestation.arguments import parse  # noqa: PLC0415 - a plain start need not wait for it

    return parse(arguments)


def data_folder() -> Path:
    """Return where this system keeps an application's data."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home)) / "SafeStation"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "SafeStation"
    return Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "safestation"


def _open(wanted: Wanted) -> int:
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


def _say_why_not(wanted: Wanted, folder: Path, error: StationError) -> int:
    """Say calmly in a window, and to the terminal, why SafeStation did not start."""
    from safestation.content import load_words  # noqa: PLC0415 - a bad day, and a rare one
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


def _demo(wanted: Wanted) -> int:
    if wanted.tour is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from safestation.tour import run_tour  # noqa: PLC0415 - Qt must know its platform

        return run_tour(wanted.tour, wanted.theme or "light")
    return _open_training(wanted, (wanted.data or data_folder()) / "training")


def _open_training(wanted: Wanted, folder: Path) -> int:
    from safestation.content import load_content, load_words  # noqa: PLC0415 - likewise
    from safestation.threshold import RandomIds  # noqa: PLC0415 - likewise
    from safestation.training import make_training_station, training_vault  # noqa: PLC0415 - likewise
    from safestation.ui import app as ui  # noqa: PLC0415 - likewise

    content, words = load_content(), load_words()
    desk = None
    try:
        vault = training_vault(folder, content, _printer())
        if wanted.wipe:
            desk = vault.wipe_training()
        elif not vault.exists():
            desk = make_training_station(vault, content)
    except StationError as error:
        return _say_why_not(wanted, folder, error)
    app, language = _dressed(wanted, vault.window.load())
    ui.install_crash_handler(folder, __version__)
    window = ui.make_shell(vault, content.programs, RandomIds(), words, language)
    if desk is not None:
        window.enter(desk)
    else:
        _let_trainee_in(window, vault)
    return _until_closed(app, window, vault)


def _let_trainee_in(window: "Window", vault: "LocalVault") -> None:
    """Open the training station by the passphrase that everybody knows.

    Where somebody practiced changing it, or the record is damaged, the window says what to
    do, as it does at a real station.
    """
    from safestation.training import PASSPHRASE  # noqa: PLC0415 - not at a real station

    with suppress(StationError):  # what is wrong with the keys stands on the locked screen
        window.let_in(vault.prove_known(PASSPHRASE))


def _dressed(wanted: Wanted, kept: Mapping[str, str]) -> "tuple[QApplication, str]":
    """Return the application as it looked last, or as is wanted now, and its language."""
    from safestation.ui.app import make_app  # noqa: PLC0415 - a check needs no window

    language = wanted.language or kept.get("language", "en")
    return make_app(
        wanted.theme or kept.get("theme", "light"), language, wanted.scale
    ), language


def _until_closed(app: "QApplication", window: "Window", held: "LocalThreshold") -> int:
    """Show the window and stay until it is closed; then let go of the folder."""
    from safestation.ui.app import lock_when_left  # noqa: PLC0415 - a check needs no window
    from safestation.ui.tidy import Tidy  # noqa: PLC0415 - likewise

    lock_when_left(app, window)
    stand(window)
    gc.freeze()  # what was loaded to get here is never garbage, and need not be looked through
    Tidy(app)
    code = int(app.exec())
    held.release()
    return code


def stand(window: "Window") -> None:
    """Show the window; whoever is in already begins on the page, not at the top of all."""
    window.resize(1366, 768)
    window.show()
    if window.current:
        window.show_screen(window.current)


def _printer() -> "StationPrinter":
    from safestation.ui.printing import system_printer  # noqa: PLC0415 - not before sign-in

    return system_printer()


def _check_content(wanted: Wanted) -> int:
    from safestation.catalog.checks import check_content, format_problems  # noqa: PLC0415

    problems = check_content(wanted.paths)
    print(format_problems(problems))  # noqa: T201 - a command's own words
    return 1 if problems else 0


def _check_record(wanted: Wanted) -> int:
    from safestation.record_check import run  # noqa: PLC0415 - only when it is needed

    name = "training" if wanted.training else "station"
    return run((wanted.data or data_folder()) / name, wanted.line, wanted.seal)


def _support(wanted: Wanted) -> int:
    from safestation.support import run  # noqa: PLC0415 - only when it is needed

    name = "training" if wanted.training else "station"
    return run((wanted.data or data_folder()) / name, wanted.folder)


def _sentence(error: StationError) -> str:
    from safestation.content import load_words  # noqa: PLC0415 - only when it is needed

    return load_words()["en"].get(error.message_key, error.message_key)


RUNS: Mapping[str, Callable[[Wanted], int]] = {
    "open": _open,
    "demo": _demo,
    "check_content": _check_content,
    "check_record": _check_record,
    "support": _support,
}

if __name__ == "__main__":
    sys.exit(main())
