"""Makes a record as this version of SafeStation writes it, to be kept for ever.

`python -m tests.records.make` writes `m000N/` beside this file, N being the schema of the
code it runs with. A folder that is there already is never written again: run it once, with
the code of a release, before the next migration lands. Everybody in it is invented.
"""

from pathlib import Path

from safestation.content import load_content
from safestation.domain.facts import ComfortGiven, NoteAdded, SatWith
from safestation.storage.kdf import Kdf
from safestation.storage.migrations import migrations
from safestation.training import open_training_station, training_vault
from tests.fakes import FakeClock, MemoryPrinter

HERE = Path(__file__).parent
KEPT = ("record.db", "station.keys")
HANDLES = ("Blue cap", "Green coat", "Two dogs")
NOTE = "Asked for a blanket"


def make(folder: Path) -> None:
    """Write a record with three visits into `folder`."""
    content, clock = load_content(), FakeClock()
    cheap = Kdf(19456, 2, 1)  # a test opens it often
    vault = training_vault(folder, content, MemoryPrinter(), clock=clock, kdf=cheap)
    desk = open_training_station(vault, content)
    for handle in HANDLES:
        clock.advance(minutes=20)
        session = desk.counter.start()
        session.answer("handle", handle)
        session.write(SatWith("R. Alvarez"))
        session.write(ComfortGiven(("blanket",)))
        session.write(NoteAdded(NOTE))
        session.flush()
    vault.release()
    for path in folder.iterdir():
        if path.name not in KEPT:
            path.unlink()


if __name__ == "__main__":
    count = len(migrations._migrations)  # noqa: SLF001 - no public list
    target = HERE / f"m{count:04}"
    if target.exists():
        raise SystemExit(f"{target.name} is there already")
    make(target)
