"""The training station beside real ones: what it opens and wipes, and what it never touches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain.errors import (
    AlreadyRunning,
    NotTheTrainingStation,
    WrongPassphrase,
)
from safestation.domain.station import Role, Staff
from safestation.services.vault import SetUp
from safestation.training import PASSPHRASE, open_training_station, training_vault
from tests.factories import make_station
from tests.fakes import FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

CONTENT = load_content()
REAL, OWN = "seven quiet herons at dawn", "a lantern of my very own"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "training"


@pytest.fixture
def vault(folder: Path) -> Iterator[LocalVault]:
    made = training(folder)
    yield made
    made.release()


def training(folder: Path) -> LocalVault:
    return training_vault(folder, CONTENT, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP)


def put_real_record_into(folder: Path) -> None:
    real = LocalVault(folder, CONTENT, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP)
    me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
    real.create(SetUp(make_station(), me, REAL))
    real.release()


def test_wiping_takes_visits_and_backups_of_training_away_and_nothing_else(
    vault: LocalVault, folder: Path
) -> None:
    desk = open_training_station(vault, CONTENT)
    desk.counter.start().flush()
    job = desk.backups.daily()
    assert job is not None
    job.run()
    (folder / "thesis.txt").write_text("mine")
    fresh = vault.wipe_training()

    assert fresh.counter.board().cards == ()
    assert list((folder / "backups").iterdir()) == []
    assert (folder / "thesis.txt").read_text() == "mine"


def test_a_real_record_in_the_folder_of_training_is_never_wiped(folder: Path) -> None:
    put_real_record_into(folder)
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in {".db", ".keys"}}
    vault = training(folder)
    with pytest.raises(NotTheTrainingStation):
        vault.wipe_training()
    with pytest.raises(NotTheTrainingStation):
        vault.prove_known(PASSPHRASE)
    vault.release()

    after = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in {".db", ".keys"}}
    assert after == before


def test_a_training_station_that_runs_is_not_wiped_by_another(
    vault: LocalVault, folder: Path
) -> None:
    open_training_station(vault, CONTENT)

    with pytest.raises(AlreadyRunning):
        training(folder)


def test_starting_it_after_its_passphrase_was_changed_locks_nobody_out(
    vault: LocalVault, folder: Path
) -> None:
    desk = open_training_station(vault, CONTENT)
    desk.keys.keep(desk.keys.change_mine(PASSPHRASE, OWN))
    vault.release()
    again = training(folder)
    for _ in range(9):
        with pytest.raises(WrongPassphrase):
            again.prove_known(PASSPHRASE)

    assert again.open(again.prove("", OWN)).me.name == "R. Alvarez"
    again.release()


def test_a_real_station_has_no_passphrase_that_everybody_knows(tmp_path: Path) -> None:
    put_real_record_into(tmp_path / "station")
    real = LocalVault(tmp_path / "station", CONTENT, MemoryPrinter(), kdf=CHEAP)

    with pytest.raises(NotTheTrainingStation):
        real.prove_known(REAL)
    real.release()
