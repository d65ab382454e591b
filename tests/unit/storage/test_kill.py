"""kill -9 at any moment loses nothing that was acknowledged."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.storage.samples import count, new_record, open_again

ROUNDS = 10
ROOT = Path(__file__).parents[3]
WRITE = """
import os, sys
from pathlib import Path
from safestation.storage.database import atomic
from tests.unit.storage.samples import count, open_again

db = open_again(Path(sys.argv[1]))
n = count(db)
while True:
    n += 1
    with atomic(db):
        db.table("note").insert({"id": n, "words": f"note {n} " + "x" * 3000})
        db.table("trail").insert({"id": n, "what": "noted"})
    os.write(1, b"%d\\n" % n)
"""


def write_until_killed(folder: Path, after: int) -> int:
    """Let another process write, kill it `after` acknowledged rows, return the last one."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WRITE, str(folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline() for _ in range(after)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.readlines()
    whole = [int(line) for line in acknowledged if line.endswith(b"\n")]
    return whole[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_at_any_moment_the_record_keeps_every_acknowledged_row(tmp_path: Path) -> None:
    new_record(tmp_path).close()
    chance = random.Random(911)  # noqa: S311 - the same moments in every run

    for _ in range(ROUNDS):
        acknowledged = write_until_killed(tmp_path, after=chance.randint(1, 150))

        with open_again(tmp_path) as db:
            kept, trail = count(db), db.table("trail").count
            assert kept in {acknowledged, acknowledged + 1}  # one may have been on its way
            assert trail == kept  # never half of a block
            assert db.execute("SELECT count(*) FROM note_fts").fetchone() == (kept,)
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("PRAGMA cipher_integrity_check").fetchall() == []
