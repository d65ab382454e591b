"""A record is never kept where another program copies it, nor on another computer."""

import json
import shutil
from pathlib import Path

import pytest

from safestation.domain.acts import Act
from safestation.domain.errors import NotAllowed, SharedFolder
from safestation.domain.station import Role
from safestation.doorstep import Doorstep
from safestation.services.vault import SetUp
from safestation.storage.mounts import is_elsewhere, is_network, sticks
from safestation.storage.places import CLOUD, SHARE, concern
from tests.factories import make_station
from tests.fakes import MemoryPrinter
from tests.unit.storage.test_restore import ME, OTHERS, PASSPHRASE, PROGRAM, Station

LOCAL = "/dev/sda1 / ext4 rw 0 0\n"


@pytest.mark.parametrize(
    "inside",
    [
        "OneDrive/SafeStation",
        "OneDrive - Harbor County/SafeStation",
        "Dropbox (Personal)/records",
        "Google Drive/My Drive",
        "iCloudDrive",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "Library/CloudStorage/Box-Box",
        "Nextcloud/station",
        "ownCloud",
    ],
)
def test_a_folder_that_a_cloud_copies_is_known_by_its_name(tmp_path: Path, inside: str) -> None:
    assert concern(tmp_path / inside, mounts=LOCAL) == CLOUD


@pytest.mark.parametrize(
    "mark", [".dropbox", ".stfolder", ".nextcloudsync.log", ".sync_0a1b.db", ".dropbox.cache"]
)
def test_a_folder_is_known_by_what_the_program_left_in_it(tmp_path: Path, mark: str) -> None:
    (tmp_path / "work" / mark).mkdir(parents=True)

    assert concern(tmp_path / "work" / "safestation", mounts=LOCAL) == CLOUD


def test_a_dropbox_by_any_name_is_known_from_its_own_file(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    told = {"personal": {"path": str(tmp_path / "my files")}}
    (tmp_path / ".dropbox" / "info.json").write_text(json.dumps(told), "utf-8")

    folder = tmp_path / "my files" / "station"
    assert concern(folder, mounts=LOCAL, home=tmp_path) == CLOUD


def test_a_onedrive_by_any_name_is_known_from_the_system(tmp_path: Path) -> None:
    told = {"OneDriveCommercial": str(tmp_path / "county")}

    assert concern(tmp_path / "county" / "x", mounts=LOCAL, variables=told) == CLOUD


@pytest.mark.parametrize("name", ["safestation", "boxes", "Station Box 3", "drop"])
def test_an_ordinary_folder_is_no_concern(tmp_path: Path, name: str) -> None:
    assert concern(tmp_path / name, mounts=LOCAL, variables={}, home=tmp_path) == ""


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.rclone"])
def test_a_network_share_is_known_by_its_file_system(tmp_path: Path, kind: str) -> None:
    mounts = f"{LOCAL}server:/x {tmp_path}/far {kind} rw 0 0\n"
    (tmp_path / "far" / "deep").mkdir(parents=True)

    assert concern(tmp_path / "far" / "deep" / "new", mounts=mounts) == SHARE
    assert concern(tmp_path / "near", mounts=mounts) == ""


def test_a_disk_mounted_inside_a_share_is_near(tmp_path: Path) -> None:
    mounts = f"x {tmp_path} nfs rw 0 0\n/dev/sdb1 {tmp_path}/disk ext4 rw 0 0\n"

    assert not is_network(tmp_path / "disk" / "a", mounts)
    assert is_network(tmp_path / "a", mounts)


def test_a_share_with_a_space_in_its_name_is_known(tmp_path: Path) -> None:
    mounts = f"{LOCAL}//server/x {tmp_path}/County\\040Files cifs rw 0 0\n"
    (tmp_path / "County Files").mkdir()

    assert concern(tmp_path / "County Files", mounts=mounts) == SHARE


def test_what_is_plugged_in_is_asked_of_the_system_without_trouble() -> None:
    assert all(stick.free >= 0 and stick.name for stick in sticks())


def test_the_door_stays_closed_in_a_shared_folder(tmp_path: Path) -> None:
    with pytest.raises(SharedFolder) as refused:
        Doorstep(tmp_path / "Dropbox" / "station", MemoryPrinter)

    assert refused.value.reason == CLOUD
    assert not (tmp_path / "Dropbox").exists()


def test_an_override_opens_it_and_stands_in_the_history(tmp_path: Path) -> None:
    door = Doorstep(tmp_path / "Dropbox" / "station", MemoryPrinter, allow_shared=True)
    vault = door.behind().vault
    vault.create(SetUp(make_station(program=PROGRAM), ME, PASSPHRASE))
    vault.open(vault.prove(ME.id, PASSPHRASE))
    db = vars(vault)["_db"]

    lines = db.execute("SELECT by, detail FROM trail WHERE act = ?", [Act.SHARED_FOLDER])
    assert lines.fetchall() == [(ME.id, CLOUD)]
    door.release()


def test_only_a_coordinator_begins_the_exception(tmp_path: Path) -> None:
    near, far = tmp_path / "station", tmp_path / "Dropbox" / "station"
    first = Station(tmp_path)
    sam = first.desk.people.add(ME, "Sam Poole", Role.FIREFIGHTER)
    first.vault.add_account(first.desk, sam, OTHERS)
    first.vault.release()
    shutil.copytree(near, far)
    door = Doorstep(far, MemoryPrinter, allow_shared=True)
    vault = door.behind().vault

    with pytest.raises(NotAllowed) as refused:
        vault.open(vault.prove(sam.id, OTHERS))
    vault.open(vault.prove(ME.id, PASSPHRASE))

    assert refused.value.reason == "place.coordinator_first"
    assert vault.open(vault.prove(sam.id, OTHERS)).me == sam
    door.release()


def test_another_disk_is_elsewhere_and_a_folder_beside_the_record_is_not(
    tmp_path: Path,
) -> None:
    other = next((p for p in (Path("/proc"), Path("/dev")) if p.is_dir()), None)
    record = tmp_path / "record.db"
    record.touch()

    assert not is_elsewhere(tmp_path, record)
    assert not is_elsewhere(tmp_path / "gone", record)
    if other is not None:
        assert is_elsewhere(other, record)
