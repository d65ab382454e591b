"""Checks files whose readers stop at the first mistake: the provider directory's lists."""

from collections.abc import Callable
from pathlib import Path

from safestation.catalog.mistakes import problem_of
from safestation.catalog.provider_codes import load_provider_codes
from safestation.catalog.toml_files import parse, read_bytes
from safestation.catalog.training_providers import load_training_providers
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused

READERS: dict[str, Callable[[Path], object]] = {
    "providers.toml": lambda path: load_provider_codes(codes=path),
    "provider_sentences.toml": lambda path: load_provider_codes(sentences=path),
    "columns.toml": lambda path: load_provider_codes(columns=path),
    "training.toml": load_training_providers,
}


def check_directory_file(path: Path) -> tuple[Problem, ...]:
    """Return the first mistake in a file of the provider directory, known by its name."""
    read = READERS.get(path.name)
    if read is None:
        remedy = f"Rename it to what it is: {', '.join(READERS)}."
        return (Problem(path.name, "the file name", remedy),)
    return _first(path, read)


def _first(path: Path, read: Callable[[Path], object]) -> tuple[Problem, ...]:
    try:
        parse(path.name, read_bytes(path))
        read(path)
    except ContentRefused as refused:
        return (problem_of(refused),)
    except (AttributeError, KeyError, TypeError) as error:  # these readers trust the shape
        remedy = f"Give it the shape of the shipped file: {error}."
        return (Problem(path.name, "the file", remedy),)
    return ()
