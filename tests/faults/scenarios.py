"""What is broken off: the work that writes, and what must be true however it ends."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from safestation.domain.errors import StationError
from safestation.services.desk import Desk
from tests.faults.station import (
    AFTER_OVERDOSE,
    FIRST,
    GOES,
    LATER,
    ME,
    NEW_PASSPHRASE,
    OTHER,
    PASSPHRASE,
    REPORT,
    Acknowledge,
    Bench,
    Heal,
    handles,
    prepared,
    reports,
    with_a_team,
    with_somebody_to_erase,
)
from tests.records.make import HANDLES

RECORDS = Path(__file__).parents[1] / "records"
TRAINING_PASSPHRASE = "only a training lantern"  # noqa: S105 - printed in the README
OLD = frozenset({FIRST, LATER})
MORE = tuple(f"Green coat {n}" for n in range(3))


@dataclass(frozen=True, slots=True)
class Scenario:
    """`act` runs while the disk fails; `holds` judges who is in the record afterwards."""

    name: str
    act: Callable[[Bench, Acknowledge, Heal], None]
    holds: Callable[[set[str], set[str]], bool]
    prepare: Callable[[Path], None] = prepared
    passphrases: Callable[[set[str]], tuple[str, ...]] = lambda _told: (PASSPHRASE,)
    training: bool = False
    known: Callable[[Desk], set[str]] = handles


def save(bench: Bench, acknowledge: Acknowledge, heal: Heal) -> None:
    """Serve three people; what could not be kept is kept once there is room again."""
    desk = bench.sign_in()
    for handle in MORE:
        bench.clock.at += timedelta(minutes=1)
        try:
            session = desk.counter.start()
        except StationError:
            heal()
            session = desk.counter.start()
        session.answer("handle", handle)
        try:
            session.flush()
        except StationError:
            heal()
            session.flush()
        acknowledge(handle)


def open_reports(bench: Bench, acknowledge: Acknowledge, heal: Heal) -> None:
    """Open encounters that are no walk-ins: with how they came, what was told, who goes."""
    desk = bench.sign_in()
    for handle in MORE:
        bench.clock.at += timedelta(minutes=1)
        told = {**REPORT, "handle": handle}
        try:
            desk.counter.start(entry=AFTER_OVERDOSE, answers=told)
        except StationError:
            heal()
            desk.counter.start(entry=AFTER_OVERDOSE, answers=told)
        acknowledge(handle)


def back_up(bench: Bench, acknowledge: Acknowledge, _heal: Heal) -> None:
    """Back up to the stick beside the backup that is there."""
    desk = bench.sign_in()
    job = desk.backups.by_hand(str(bench.stick))
    kept = job.run()
    desk.backups.made(job, kept)
    acknowledge(f"backup {Path(kept.path).name}")


def restore(bench: Bench, acknowledge: Acknowledge, _heal: Heal) -> None:
    """Put the backup in place of the record, which knows one person more."""
    (kept, *_) = bench.vault.rescue.kept(str(bench.stick))
    found = bench.vault.rescue.unlocking(kept, ME.id, PASSPHRASE)()
    bench.vault.rescue.preparing(found)()
    bench.vault.rescue.replace(found)
    acknowledge("restored")


def upgrade(bench: Bench, acknowledge: Acknowledge, _heal: Heal) -> None:
    """Open a record that an earlier version wrote."""
    bench.vault.open(bench.vault.prove("", TRAINING_PASSPHRASE))
    acknowledge("upgraded")


def change_key(bench: Bench, acknowledge: Acknowledge, _heal: Heal) -> None:
    """Encrypt the record anew."""
    opening = bench.vault.prove(ME.id, PASSPHRASE)
    bench.vault.change_key(opening, ask_everybody=False)
    acknowledge("changed")


def write_keys(bench: Bench, acknowledge: Acknowledge, _heal: Heal) -> None:
    """Give an account, change a passphrase, note who came to a locked screen."""
    bench.vault.arrivals.note(bench.clock.now())
    bench.vault.window.save({"theme": "night"})
    desk = bench.sign_in()
    bench.vault.add_account(desk, OTHER, "nine yellow finches at noon")
    acknowledge("account")
    desk.keys.keep(desk.keys.change_mine(PASSPHRASE, NEW_PASSPHRASE))
    acknowledge("passphrase")


def erase(bench: Bench, acknowledge: Acknowledge, _heal: Heal) -> None:
    """Let two people erase somebody, and shred the record that still knew them."""
    desk = bench.sign_in()
    (found,) = desk.counter.search().find(GOES)
    (second,) = desk.erasing.seconds()
    proof = desk.erasing.proving(PASSPHRASE, second.id, NEW_PASSPHRASE)()
    job = desk.erasing.begin(desk.erasing.person(found.number, "Request"), proof)
    job.run()
    desk.erasing.finish(job)
    acknowledge("erased")
    bench.vault.renewed(desk).erasing.shredding()()


def set_up(bench: Bench, acknowledge: Acknowledge, _heal: Heal) -> None:
    """Make a station from nothing."""
    desk = bench.create()
    acknowledge("set up")
    bench.visit(desk, FIRST)
    acknowledge(FIRST)


def _earlier(root: Path) -> None:
    shutil.copytree(RECORDS / "m0004", root / "station")
    (root / "stick").mkdir()


def _empty(root: Path) -> None:
    (root / "stick").mkdir(parents=True)
    (root / "station").mkdir(mode=0o700)


def _unchanged(known: set[str], _told: set[str]) -> bool:
    return known == OLD


SCENARIOS = (
    Scenario(
        "save", save, lambda known, told: OLD | (told & set(MORE)) <= known <= OLD | set(MORE)
    ),
    Scenario(
        "reports", open_reports, lambda known, told: told <= known <= set(MORE), with_a_team,
        known=reports,
    ),
    Scenario("backup", back_up, _unchanged),
    Scenario(
        "restore", restore, lambda known, told: known == {FIRST} or
        (known == OLD and "restored" not in told),
    ),
    Scenario(
        "upgrade", upgrade, lambda known, _told: known == set(HANDLES), _earlier,
        lambda _told: (TRAINING_PASSPHRASE,), training=True,
    ),
    Scenario("key change", change_key, _unchanged),
    Scenario(
        "key file", write_keys, _unchanged,
        passphrases=lambda told: (NEW_PASSPHRASE,) if "passphrase" in told
        else (PASSPHRASE, NEW_PASSPHRASE),
    ),
    Scenario(
        "erasing", erase, lambda known, told: known - {GOES} == OLD and
        not (GOES in known and "erased" in told), with_somebody_to_erase,
    ),
    Scenario(
        "set-up", set_up, lambda known, told: told & {FIRST} <= known <= {FIRST}, _empty
    ),
)  # fmt: skip
