"""Checks any content file: finds out what it is, and every mistake in it.

What a file is follows from its folder (`programs/`, `dictionary/`, …) and, elsewhere, from
what stands in it, so that a file can be checked before it is put in its place.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from safestation.catalog.attempts import check_attempts_file
from safestation.catalog.dictionary import load_dictionary, read_dictionary
from safestation.catalog.first_mistake import check_directory_file
from safestation.catalog.form_checks import check_form_file
from safestation.catalog.instruments import check_instrument_file
from safestation.catalog.known import Known, known_from
from safestation.catalog.law import PINNED, check_law_file
from safestation.catalog.measures import check_measures_file
from safestation.catalog.mistakes import problem_of
from safestation.catalog.programs import check_program_file
from safestation.catalog.strings_check import check_strings_file, check_strings_folder
from safestation.catalog.toml_files import parse, read_bytes
from safestation.catalog.toml_lines import line_of
from safestation.catalog.wording import check_wording_file
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused
from safestation.paths import resource

Check = Callable[[Path], tuple[Problem, ...]]
SHIPPED = (
    "dictionary",
    "programs",
    "instruments",
    "forms",
    "strings",
    "codes",
    "providers",
    "law",
)
_NAMED = re.compile(r"correct the key `([^`]+)`")
ENDINGS = {".toml", ".json", ".txt"}
SCHEMA = ".schema.json"  # for editors; a test holds it to the reader


def check_content(paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return every mistake in these files and folders; in all that ships when none is given."""
    wanted = [Path(path) for path in paths] or [resource(name) for name in SHIPPED]
    found = (problem for path in wanted for problem in _check(path))
    return tuple(dict.fromkeys(found))


def format_problems(problems: Sequence[Problem]) -> str:
    """Return the mistakes as lines of text, one each, with a last line that counts them."""
    if not problems:
        return "Nothing is wrong."
    count = len(problems)
    lines = [str(problem) for problem in problems]
    return "\n".join([*lines, f"{count} {'problem' if count == 1 else 'problems'}."])


def _check(path: Path) -> Iterator[Problem]:
    if not path.is_dir():
        yield from _located(path)
        return
    files = [file for file in sorted(path.rglob("*")) if _is_content(file)]
    if not files:
        yield Problem(path.name, "the folder", "Check the path: no content file is in it.")
    for file in files:
        yield from _located(file)
    for language in sorted({file.parent for file in path.rglob("strings/*/*.toml")}):
        yield from check_strings_folder(language.parent, language.name)


def _located(path: Path) -> Iterator[Problem]:
    """Yield the mistakes of a file, each with its line where that can be found."""
    problems = _kind_of(path)(path)
    text = path.read_bytes().decode("utf-8", "replace") if problems and path.is_file() else ""
    for problem in problems:
        is_toml = path.suffix == ".toml" and problem.file == path.name
        yield replace(problem, line=_line(text, problem)) if is_toml else problem


def _line(text: str, problem: Problem) -> int:
    """Return the line of the key that a remedy names, else of the place."""
    named = _NAMED.search(problem.remedy)
    whole = "" if problem.place == "the file" else problem.place
    inside = f"{whole}.{named[1]}".lstrip(".") if named else whole
    return line_of(text, inside)


def _is_content(file: Path) -> bool:
    is_ours = file.suffix in ENDINGS and not file.name.endswith(SCHEMA)
    return file.is_file() and is_ours and not file.name.startswith(".")


def _kind_of(path: Path) -> Check:
    """Return the check that fits a file: by its folder, else by what stands in it."""
    folder = (
        path.parent.parent.name if path.parent.parent.name == "strings" else path.parent.name
    )
    by_folder = _BY_FOLDER.get(folder)
    if by_folder is not None and path.exists():
        return by_folder
    if path.name in PINNED:
        return check_law_file
    if path.suffix == ".json":
        return check_instrument_file
    return _check_by_shape if path.suffix == ".toml" else _check_unknown


def _check_by_shape(path: Path) -> tuple[Problem, ...]:
    try:
        keys = parse(path.name, read_bytes(path)).keys()
    except ContentRefused as refused:
        return (problem_of(refused),)
    if keys & {"section", "list"}:
        return _check_dictionary_file(path)
    if keys & {"step", "notice", "partner", "packet"}:
        return _check_program_file(path)
    if "version" in keys:
        return check_form_file(path)
    return _check_unknown(path)


def _check_program_file(path: Path) -> tuple[Problem, ...]:
    try:
        return check_program_file(path, _known_beside(path))
    except ContentRefused as refused:  # the dictionary or the forms' words are wrong
        return (problem_of(refused),)


def _known_beside(path: Path) -> Known:
    """Return what the program may name: of the same set of files, else what ships."""
    root = path.parent.parent
    dictionary, instruments = root / "dictionary", root / "instruments"
    sections = load_dictionary(dictionary if dictionary.is_dir() else None)
    return known_from(sections, instruments if instruments.is_dir() else None)


def _check_dictionary_file(path: Path) -> tuple[Problem, ...]:
    """Check one file together with those it shares ids and lists with."""
    folder = path.parent if path.parent.name == "dictionary" else resource("dictionary")
    others = [file for file in sorted(folder.glob("*.toml")) if file.name != path.name]
    _, problems = read_dictionary([*others, path])
    return tuple(problem for problem in problems if problem.file == path.name)


def _check_code_file(path: Path) -> tuple[Problem, ...]:
    """Check a list of codes: one with its own reader by its name, else the directory's."""
    return _CODES.get(path.name, check_directory_file)(path)


def _check_unknown(path: Path) -> tuple[Problem, ...]:
    if not path.exists():
        return (Problem(path.name, "the file", "Check the path: there is no such file."),)
    remedy = f"Put it in a folder that says what it is: {', '.join(SHIPPED)}."
    return (Problem(path.name, "the file", remedy),)


_CODES: dict[str, Check] = {
    "attempts.toml": check_attempts_file,
    "measures.toml": check_measures_file,
    "wording.toml": check_wording_file,
}
_BY_FOLDER: dict[str, Check] = {
    "codes": _check_code_file,
    "dictionary": _check_dictionary_file,
    "forms": check_form_file,
    "instruments": check_instrument_file,
    "law": check_law_file,
    "programs": _check_program_file,
    "providers": check_directory_file,
    "strings": check_strings_file,
}
