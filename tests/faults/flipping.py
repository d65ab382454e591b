"""One byte is changed on the disk, or the end of a file is gone: it must be told.

Every class of page of the record, its -wal, the key file, and the three files of a backup.
Whatever still opens must hold exactly what it held.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from safestation.domain.errors import StationError, StoreUnavailable
from tests.faults.judging import where
from tests.faults.station import ME, PASSPHRASE, Bench, fresh_copy, prepared
from tests.faults.tally import Tally

PAGE, RESERVED, SALT = 4096, 80, 16
GROWS = {"trail", "setting"}  # signing in writes to these; their own chain tells of damage
KINDS = {2: "inner index", 5: "inner table", 10: "index", 13: "table"}
Target = tuple[
    str, Path, int, int
]  # a name for it, the file, where, and how many bytes from there


def classes(record: Path, key: bytes) -> dict[str, list[int]]:
    """Return the numbers of the pages of each class, read with the key (AES-256-CBC)."""
    raw, found = record.read_bytes(), dict[str, list[int]]()
    for number in range(len(raw) // PAGE):
        page = raw[number * PAGE : (number + 1) * PAGE]
        start = SALT if number == 0 else 0
        vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
        plain = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        kind = plain.update(page[start : PAGE - RESERVED])[100 - SALT if number == 0 else 0]
        name = "first" if number == 0 else KINDS.get(kind, "overflow or free")
        found.setdefault(name, []).append(number)
    return found


def run(place: Path, chance: random.Random, most: int) -> Tally:
    """Change `most` bytes in each class of page and each kind of file."""
    closed, cut_off, work, tally = place / "closed", place / "cut off", place / "work", Tally()
    closed.mkdir()
    prepared(closed)
    fresh_copy(closed, cut_off)
    leave_journal(cut_off)
    key = _key(fresh_copy(closed, work))
    for base, which in (
        (closed, targets(closed, key, chance, most)),
        (cut_off, in_journal(cut_off, most * 4)),
    ):
        whole = held(fresh_copy(base, work))
        tally.acknowledged += sum(len(rows) for rows in whole.values())
        for story, path, start, length in which:
            _change(fresh_copy(base, work) / path.relative_to(base), start, length, chance)
            tally.tried += 1
            _judge(work, whole, story, tally)
    return tally


def _change(path: Path, start: int, length: int, chance: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    if length:
        raw[start + chance.randrange(length)] ^= 1 << chance.randrange(8)
    else:
        del raw[start:]
    path.write_bytes(raw)


def in_journal(base: Path, most: int) -> Iterator[Target]:
    """Yield what is to be changed in the -wal that a kill left."""
    journal = base / "station" / "record.db-wal"
    for _ in range(most):
        yield "record.db-wal, any byte", journal, 0, journal.stat().st_size


def targets(base: Path, key: bytes, chance: random.Random, most: int) -> Iterator[Target]:
    """Yield what is to be changed; a length of 0 means that the rest is cut off."""
    record, keys = base / "station" / "record.db", base / "station" / "station.keys"
    for name, pages in classes(record, key).items():
        for _ in range(most):
            yield f"record, {name} page", record, chance.choice(pages) * PAGE, PAGE
    (backup,) = (base / "stick").glob("*/safestation-*")
    for path in (record, keys, *sorted(backup.iterdir())):
        size, name = path.stat().st_size, f"{path.parent.name[:11]}/{path.name}"
        for _ in range(most * 2):
            yield f"{name}, any byte", path, 0, size
        for _ in range(most):
            yield f"{name}, cut short", path, chance.randrange(size), 0


def leave_journal(root: Path) -> None:
    """Serve two more people and end as a kill would, with all of it in the -wal alone."""
    child = os.fork()
    if not child:
        bench = Bench(root)
        desk = bench.sign_in()
        for handle in ("Green coat", "Two dogs"):
            bench.visit(desk, handle)
        os._exit(0)
    os.waitpid(child, 0)


def held(root: Path) -> dict[str, list[str]]:
    """Return all that a station and its backups hold. Raises whatever is told of damage."""
    bench = Bench(root)
    try:
        doors = [repr(door) for door in bench.vault.doors()]
        found = {"backups": _backups(bench), "doors": doors}
        desk = bench.sign_in()
        if desk.tail_lost:
            raise StoreUnavailable  # told at the window: look at what was typed last
        desk.backups.checking_record().run()
        db = bench.vault._opened_now  # noqa: SLF001 - every row, also those no page shows
        for name in db.table_names():
            if name not in GROWS and not name.startswith("visit_words"):
                found[name] = sorted(map(repr, db.execute(f"SELECT * FROM {name}").fetchall()))  # noqa: S608 - a table's own name
        return found
    finally:
        bench.vault.release()


def _backups(bench: Bench) -> list[str]:
    """Return what each backup on the stick holds; one that is not whole is not one."""
    found = []
    for kept in bench.vault.rescue.kept(str(bench.stick)):
        unlocked = bench.vault.rescue.unlocking(kept, ME.id, PASSPHRASE)()
        found.append(repr((kept.manifest, unlocked.holds, unlocked.station)))
    return found


def _judge(root: Path, whole: dict[str, list[str]], story: str, tally: Tally) -> None:
    try:
        now = held(root)
    except StationError:
        return  # told at the window, in a sentence
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        tally.blame("untold", f"{story}: {where(error)}")
        return
    now["backups"] = now["backups"] or whole["backups"]  # not offered any more: told as well
    if now != whole:
        wrong = [name for name in whole if now.get(name) != whole[name]]
        tally.blame("silent", f"{story}: {wrong}")


def _key(root: Path) -> bytes:
    bench = Bench(root)
    try:
        key = getattr(bench.vault.prove(ME.id, PASSPHRASE), "key", b"")
    finally:
        bench.vault.release()
    assert isinstance(key, bytes)
    return key
