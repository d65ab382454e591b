"""Looking at what a fault left, as the next start would, and counting what is wrong."""

import traceback
from contextlib import suppress
from pathlib import Path

from safestation.domain.errors import (
    RestoreRefused,
    SignInLocked,
    StationError,
    WrongPassphrase,
)
from safestation.services.desk import Desk
from safestation.storage.keyfile import unlock
from tests.faults.scenarios import Scenario
from tests.faults.station import ME, PASSPHRASE, Bench
from tests.faults.tally import Tally


def judge(scenario: Scenario, root: Path, told: set[str], story: str, tally: Tally) -> None:
    """Open the station in `root` afresh and hold it against what was acknowledged."""
    tally.acknowledged += len(told)
    try:
        bench = Bench(root, training=scenario.training)
    except StationError as error:
        tally.blame("unreadable", f"{story}: {type(error).__name__} at the next start")
        return
    try:
        _look(scenario, bench, told, story, tally)
    except StationError as error:
        tally.blame("unreadable", f"{story}: {where(error)}")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the harness' finding
        tally.blame("untold", f"{story}: {where(error)} when it was opened again")
    finally:
        bench.vault.release()


def _look(scenario: Scenario, bench: Bench, told: set[str], story: str, tally: Tally) -> None:
    if not bench.vault.exists():
        _nothing_there(scenario, bench, told, story, tally)
        return
    desk = _come_in(scenario, bench, told, tally)
    desk.backups.checking_record().run()
    known = scenario.known(desk)
    if not scenario.holds(known, told):
        tally.blame("lost", f"{story}: knows {sorted(known)}, was told {sorted(told)}")
    bench.vault.lock()
    _backups(bench, told, story, tally)


def _come_in(scenario: Scenario, bench: Bench, told: set[str], tally: Tally) -> Desk:
    for passphrase in scenario.passphrases(told):
        with suppress(WrongPassphrase):
            staff = "" if scenario.training else ME.id
            try:
                return bench.vault.open(bench.vault.prove(staff, passphrase))
            except SignInLocked:
                if not scenario.training:
                    raise
                # An older record never had a count of tries, so that a first one which was
                # cut off shuts the door, as it should; the training station has no sheets.
                tally.shut += 1
                keys = bench.root / "station" / "station.keys"
                return bench.vault.open(unlock(keys, passphrase, training=True))
    raise WrongPassphrase


def _nothing_there(
    scenario: Scenario, bench: Bench, told: set[str], story: str, tally: Tally
) -> None:
    """A set-up that was cut short must be possible again; nothing else may vanish."""
    if scenario.name != "set-up" or told:
        tally.blame("lost", f"{story}: no station is there any more")
        return
    bench.create()


def _backups(bench: Bench, told: set[str], story: str, tally: Tally) -> None:
    """Whatever is listed as a backup must be one; whatever was called one must be there."""
    listed = bench.vault.rescue.kept(str(bench.stick))
    names = {f"backup {Path(kept.path).name}" for kept in listed}
    if not {one for one in told if one.startswith("backup ")} <= names:
        tally.blame("lost", f"{story}: a backup is gone")
    for kept in listed:
        try:
            bench.vault.rescue.unlocking(kept, ME.id, PASSPHRASE)()
        except RestoreRefused as error:
            tally.blame("silent", f"{story}: {error.reason} in a backup that is listed")


def where(error: BaseException) -> str:
    """Return what went wrong and the last places of ours it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        f"{Path(f.filename).name}:{f.lineno}" for f in frames if "safestation" in f.filename
    ]
    return f"{error!r} at {' > '.join(ours[-4:])}".replace("\n", " ")
