import re
import subprocess
import sys
from pathlib import Path

import pytest

import safestation.storage

ROOM = Path(safestation.storage.__file__).parent
MODULES = sorted(path.stem for path in ROOM.glob("*.py") if path.stem != "__init__")
ASK = (
    "import sqlite_utils.utils, sqlcipher3; "
    "assert sqlite_utils.utils.sqlite3 is sqlcipher3, 'not encrypted'; "
    "assert sqlite_utils.utils.OperationalError is sqlcipher3.dbapi2.OperationalError"
)


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("first", ["database", "driver", "schema_guard", "transform"])
def test_sqlite_utils_uses_the_cipher_whichever_module_comes_first(first: str) -> None:
    result = run(f"import safestation.storage.{first}; {ASK}")

    assert result.returncode == 0, result.stderr


def test_a_sqlite_utils_that_was_there_before_is_refused_aloud() -> None:
    result = run("import sqlite_utils; import safestation.storage.driver")

    assert result.returncode == 1
    assert "import safestation.storage.driver first" in result.stderr


def test_only_the_driver_module_touches_the_driver_packages() -> None:
    touches = re.compile(r"(?m)^\s*(?:from|import)\s+(?:sqlite_utils|sqlcipher3|sqlite3)\b")

    guilty = {
        path.stem
        for path in ROOM.parent.rglob("*.py")
        if touches.search(path.read_text("utf-8"))
    }

    assert guilty == {"driver"}
