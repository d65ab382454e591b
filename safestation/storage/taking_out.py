"""Everything in the record, in open formats, in one encrypted file.

Satisfies services.taking_out.TakeOutStore. The tables are read in one transaction of their
own connection, so that the file holds one moment while others write on.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from safestation.domain.errors import StoreUnavailable
from safestation.domain.facts import Printed
from safestation.services.taking_out import NAME, SUFFIX, Progress, TakenOut, TakeOut
from safestation.storage.backup import Source
from safestation.storage.copies import reading
from safestation.storage.disk import on_disk
from safestation.storage.driver import Database
from safestation.storage.failures import translated
from safestation.storage.files import (
    PART,
    create_private,
    part_of,
    private_folder,
    settle_file,
    settle_folder,
    write_private,
)
from safestation.storage.kdf import Kdf
from safestation.storage.sealed_file import SealedFile

_STEP: Final = 500
ABANDONED: Final = 3600  # seconds without a change; a file in work changes all the time
# Without the indexes that are tables: of the words of the answers, and of whose lines of the
# history stand where. The rest is SQLite's own.
_OURS: Final = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
    " ESCAPE '\\' AND name NOT LIKE 'visit\\_words%' ESCAPE '\\'"
    " AND name NOT LIKE '\\_%' ESCAPE '\\' AND name <> 'trail_run' ORDER BY name"
)
_PAPER: Final = (
    "form", "form_version", "sha256", "pages", "recipient", "ground", "reprint",
)  # fmt: skip
# Columns that hold JSON in a text, compact and on one line, as `codec` writes it.
_JSON: Final = frozenset({"value", "body"})
_said: Final = json.encoder.encode_basestring  # letters stay letters


class LocalTakeOut:
    """Writes the file. Everything here runs in a worker."""

    def __init__(self, source: Source, kdf: Kdf) -> None:
        self._source, self._kdf = source, kdf

    def write(self, wanted: TakeOut, progress: Progress) -> TakenOut:
        """Write the file and the reader beside it. Raises DiskFull or StoreUnavailable.

        Nothing half stays behind; a file there already is never written over.
        """
        folder = Path(wanted.place)
        private_folder(folder)
        with on_disk():
            path = _free(folder, wanted.name)
        part = part_of(path)
        create_private(part)
        try:
            _remove_cut_short(part)
            rows = self._write(part, wanted, progress)
            settle_file(part)
            reader = _put_reader(folder, wanted)
            with on_disk():
                part.rename(path)
                settle_folder(folder)
                size = path.stat().st_size
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        return TakenOut(str(path), rows, size, reader)

    def _write(self, part: Path, wanted: TakeOut, progress: Progress) -> int:
        with (
            on_disk(),
            part.open("r+b") as file,
            translated(),
            reading(self._source.record, self._source.key, closed=False) as db,
        ):
            db.execute("BEGIN")
            sealed = SealedFile(file, wanted.passphrase, self._kdf)
            with zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as packed:
                rows = _Packing(packed, progress).pack(db, wanted.beside)
            sealed.finish()
        return rows


class _Packing:
    def __init__(self, packed: zipfile.ZipFile, progress: Progress) -> None:
        self._packed, self._progress = packed, progress
        self._files: dict[str, dict[str, object]] = {}

    def pack(self, db: Database, beside: Mapping[str, bytes]) -> int:
        tables = db.execute(_OURS).fetchall()
        counts = {name: _count(db, name) for name, _ in tables}
        self._progress.total = sum(counts.values())
        for name, rows in counts.items():
            self._add(f"tables/{name}.jsonl", self._lines(db, name), rows)
        self._add("papers.csv", iter([_papers(db)]), None)
        schema = "".join(f"{sql};\n\n" for _, sql in tables).encode()
        for name, content in {"schema.sql": schema, **beside}.items():
            self._add(name, iter([content]), None)
        told = {"format": "safestation-takeout", "version": 1, "files": self._files}
        self._packed.writestr("manifest.json", json.dumps(told, indent=1))
        return self._progress.total

    def _add(self, name: str, parts: Iterator[bytes], rows: int | None) -> None:
        digest = hashlib.sha256()
        with self._packed.open(name, "w", force_zip64=True) as member:
            for content in parts:
                digest.update(content)
                member.write(content)
        self._files[name] = {"sha256": digest.hexdigest(), "rows": rows}

    def _lines(self, db: Database, table: str) -> Iterator[bytes]:
        cursor = db.conn.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table's own name
        columns = [(f"{_said(name[0])}: ", name[0] in _JSON) for name in cursor.description]
        while rows := cursor.fetchmany(_STEP):
            if self._progress.stopped:
                raise StoreUnavailable
            told = "".join(_line(columns, row) for row in rows)
            yield told.encode("utf-8", "surrogatepass")
            self._progress.done += len(rows)


def _line(columns: list[tuple[str, bool]], row: tuple[object, ...]) -> str:
    """Return a row as one line of JSON; what is JSON already is put in as it is."""
    told = (
        name + (value if is_json and isinstance(value, str) else _value(value))
        for (name, is_json), value in zip(columns, row, strict=True)
    )
    return "{" + ", ".join(told) + "}\n"


def _value(value: object) -> str:
    return _said(value) if isinstance(value, str) else json.dumps(value)


def _count(db: Database, table: str) -> int:
    (count,) = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - likewise
    return int(count)


def _free(folder: Path, name: str) -> Path:
    names = (name, *(f"{name}-{n}" for n in range(2, 100)))
    paths = (folder / f"{one}{SUFFIX}" for one in names)
    return next(path for path in paths if not path.exists() and not part_of(path).exists())


def _put_reader(folder: Path, wanted: TakeOut) -> str:
    """Put the reader there and return its name; what is another file keeps its own.

    An older reader may be the one that opens an older file beside it.
    """
    name = Path(wanted.reader_name)
    names = (name.name, *(f"{name.stem}-{n}{name.suffix}" for n in range(2, 100)))
    for path in (folder / one for one in names):
        with on_disk():
            if path.is_file() and path.read_bytes() == wanted.reader:
                return path.name
            is_free = not path.exists()
        if is_free:
            write_private(path, wanted.reader)
            return path.name
    raise StoreUnavailable


def _remove_cut_short(mine: Path) -> None:
    """Remove what takings out left half that were cut short by a kill or a pulled stick.

    One that another process still writes has just changed. Both times are the disk's own,
    so no clock is asked.
    """
    with suppress(OSError):
        now = mine.stat().st_mtime
        for left in mine.parent.glob(f"{NAME}-*{SUFFIX}{PART}"):
            if now - left.stat().st_mtime > ABANDONED:
                left.unlink()


def _papers(db: Database) -> bytes:
    """Return a line for each page set that was printed, with the hash of its PDF."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(("visit", "printed_at", *_PAPER))
    rows = db.conn.execute(
        "SELECT v.number, e.happened_at, e.body FROM entry AS e JOIN visit AS v"
        " ON v.id = e.visit WHERE e.kind = ? ORDER BY e.seq",
        [Printed.KIND],
    )
    for number, at, body in rows:
        told = json.loads(body)
        writer.writerow((number, at, *(told[name] for name in _PAPER)))
    return page.getvalue().encode("utf-8")
