"""Checks the contracts of `pyproject.toml` on which room may import which."""

import sys

from importlinter.cli import lint_imports


def forced_doors() -> int:
    """Print each broken contract with its chain of imports; return 0 when all hold."""
    return lint_imports(no_cache=True)


if __name__ == "__main__":
    sys.exit(forced_doors())
