"""kill -9 in the middle of an erasing leaves one record that opens, old or new, and whole."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from safestation.storage import erased
from safestation.storage.copies import check_whole
from safestation.storage.erasing_swap import ASIDE, Opened, catch_up
from safestation.storage.migrations import migrations
from safestation.storage.swap import finish_what_was_begun
from safestation.storage.trail import Hand
from tests.fakes import NIGHT
from tests.unit.storage.test_erasing import MARK, Station, decrypted

ROOT = Path(__file__).parents[3]
ROUNDS = 6
NEVER = 1_000_000
ERASE = """
import os, signal, sys
from pathlib import Path
from safestation.domain.retention import Targets
from safestation.storage import erased, erasing, erasing_swap, files, swap
from safestation.storage.backup import Source
from safestation.storage.erasing import prepare
from safestation.storage.erasing_swap import put_in_place, shred_old
from safestation.storage.migrations import migrations
from tests.fakes import NIGHT
from tests.unit.storage.test_erasing import KEY, wanted

WATCHED = {m.__file__ for m in (erased, erasing, erasing_swap, files, swap)}
left = int(sys.argv[2])

def count(frame, event, _arg):
    global left
    if frame.f_code.co_filename not in WATCHED:
        return None
    if event == "line":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return count

folder = Path(sys.argv[1])
source = Source(folder / "record.db", folder / "station.keys", KEY)
targets = Targets(visits=tuple(sys.argv[3:]))
sys.settrace(count)
prepare(source, migrations, wanted(targets))
put_in_place(source, targets, NIGHT)
shred_old(folder)
sys.settrace(None)
print(left)
"""


def erase_until_killed(here: Station, after: int) -> tuple[int, str]:
    """Let another process erase and die after so many lines; return how it ended."""
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", ERASE, str(here.folder), str(after), *here.targets.visits],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return ran.returncode, ran.stdout


def lines_of_a_whole_one(folder: Path) -> int:
    """Let another process erase to the end; return through how many lines it went."""
    here = new_station(folder)
    code, left = erase_until_killed(here, NEVER)
    assert code == 0
    return NEVER - int(left)


def new_station(folder: Path) -> Station:
    folder.mkdir()
    here = Station(folder)
    here.db.close()
    return here


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.timeout(240)
def test_killed_at_any_moment_one_record_opens_and_it_is_whole(tmp_path: Path) -> None:
    chance = random.Random(118)  # noqa: S311 - the same moments in every run
    lines = lines_of_a_whole_one(tmp_path / "whole")
    # The later half is where files change places.
    moments = {*chance.sample(range(1, lines), ROUNDS), *range(lines - 60, lines, 12)}
    ends = set()
    for after in sorted(moments):
        folder = tmp_path / str(after)
        here = new_station(folder)
        ended, _ = erase_until_killed(here, after)
        finish_what_was_begun(folder)  # as every start does
        here.open()
        opened = Opened(here.db, here.source, migrations)
        here.db = catch_up(opened, Hand("station-12", "staff-1", NIGHT), "e-2")

        check_whole(here.db)
        gone = here.first not in here.ids()
        assert here.ids() in ({here.other}, {here.first, here.second, here.other})
        assert gone is bool(erased.listed(folder))
        here.db.close()
        assert (MARK.lower().encode() in decrypted(here.source.record).lower()) is not gone
        assert not list(folder.glob(f"{ASIDE}*"))
        ends.add((ended, gone))

    assert {(-9, False), (-9, True)} <= ends
