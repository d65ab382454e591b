"""Seals on paper, and what the record notices when its history was touched."""

from pathlib import Path

import pytest

from safestation.catalog.seal_words import load_seal_words
from safestation.domain.chain import ALTERED, MISSING, Break
from safestation.domain.seal import Seal, agrees, code_of, words_of
from safestation.storage.audits import Audits
from safestation.storage.database import open_record
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.migrations import migrations
from safestation.storage.seals import Seals
from tests.fakes import NIGHT

KEY = bytes(range(32))
WORDS = load_seal_words()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    db = open_record(tmp_path / "record.db", KEY, migrations, create=True)
    for act in ("signed_in", "opened", "changed", "printed", "changed"):
        Audits(db).note(act, "station-1", NIGHT, "staff-1", "1 answers", "")
    db.close()
    return tmp_path / "record.db"


def opened(path: Path) -> Database:
    return open_record(path, KEY, migrations, create=False)


def forge(path: Path, *statements: str) -> None:
    """Do to the file what somebody with the key and without our code could do."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in names.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_an_untouched_history_holds(path: Path) -> None:
    assert Seals(opened(path)).first_break() is None


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE trail SET by = 'x' WHERE seq = 3", Break(3, ALTERED)),
        ("UPDATE trail SET at = '2020' WHERE seq = 1", Break(1, ALTERED)),
        ("DELETE FROM trail WHERE seq = 2", Break(2, MISSING)),
        ("UPDATE trail SET hash = 'x' WHERE seq = 5", Break(5, ALTERED)),
    ],
)
def test_the_first_line_that_was_touched_is_found(
    path: Path, statement: str, found: Break
) -> None:
    forge(path, statement)

    assert Seals(opened(path)).first_break() == found


def test_lines_cut_off_the_end_are_missed_once_the_record_was_closed(path: Path) -> None:
    db = opened(path)
    Seals(db).mark("station-1", NIGHT, "staff-1")
    db.close()
    forge(path, "DELETE FROM trail WHERE seq > 3")

    assert Seals(opened(path)).first_break() == Break(5, MISSING)


def test_a_history_written_anew_does_not_agree_with_the_paper(path: Path) -> None:
    db = opened(path)
    seals = Seals(db)
    seals.keep(Seal(*seals.head(), NIGHT, "staff-1"), "station-1")
    paper = code_of(seals.every()[0].hash)
    db.close()
    forge(path, "DELETE FROM trail", "DELETE FROM seal")
    anew = opened(path)
    for _ in range(6):
        Audits(anew).note("changed", "station-1", NIGHT, "staff-2")

    assert Seals(anew).first_break() is None
    assert not agrees(paper, Seals(anew).hash_at(5), WORDS)


def test_the_record_refuses_to_change_or_drop_a_seal(path: Path) -> None:
    db = opened(path)
    Seals(db).keep(Seal(5, "ab" * 32, NIGHT, "staff-1"), "station-1")

    for statement in ("UPDATE seal SET hash = 'x'", "DELETE FROM seal"):
        with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
            db.execute(statement)


def test_a_seal_is_read_back_by_its_code_or_its_words() -> None:
    hash_ = "0f" * 32

    assert agrees(code_of(hash_), hash_, WORDS)
    assert agrees(code_of(hash_).lower().replace("-", " ").replace("1", "l"), hash_, WORDS)
    assert agrees(words_of(hash_, WORDS).title(), hash_, WORDS)
    assert not agrees(code_of("0e" + hash_[2:]), hash_, WORDS)
    assert not agrees("", hash_, WORDS)


def test_the_words_are_256_and_differ() -> None:
    assert len(set(WORDS)) == 256
