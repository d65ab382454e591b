import base64
import hashlib
import json
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from safestation.domain.errors import (
    DeviceSecretMissing,
    DiskFull,
    KeyFileDamaged,
    KeyFileTooNew,
    NotAllowed,
    NotTheTrainingStation,
    RecordMissing,
    StoreUnavailable,
    WrongPassphrase,
)
from safestation.storage import keyfile
from safestation.storage.binding import SECRET_BYTES, KeyringSecret, NoSecret, Protection
from safestation.storage.kdf import DEFAULT_KDF, OWASP_MINIMUM, Kdf
from safestation.storage.keyfile import (
    accounts,
    add_slot,
    change_passphrase,
    create_keyfile,
    remove_slot,
    unlock,
)
from safestation.storage.keyjson import load, save
from safestation.storage.keyrow import canonical, staff_names
from safestation.storage.keyseal import signed
from safestation.storage.keyslot import SlotKind
from safestation.storage.keystore import LocalKeys
from tests.fakes import FakeClock
from tests.unit.storage.samples import CHEAP, every_byte

WORDS = "purple tractor eats nine lemons"
OTHER_WORDS = "crumbs under the old piano"
PAT, SAM = "staff-pat", "staff-sam"
OLD_FILE = Path(__file__).with_name("station_v1.keys")
OLD_KEY = bytes.fromhex("0e758170a84e887193ced0e31ba3c49a3351d347209c9f691ef153a73e85a013")


class MemoryRing(keyring.backend.KeyringBackend):
    """A keyring that forgets with the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class LockedRing(MemoryRing):
    """A keyring whose owner did not unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked(f"{service} {username}")


class LeakyRing(MemoryRing):
    """A keyring whose service went away in the middle."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        raise ConnectionResetError


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Callable[[keyring.backend.KeyringBackend], None]:
    def use(backend: keyring.backend.KeyringBackend) -> None:
        monkeypatch.setattr(keyring.core, "_keyring_backend", backend)

    return use


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "station.keys"


def make(keys: Path, *, training: bool = False) -> bytes:
    return create_keyfile(keys, PAT, "Pat", WORDS, training=training, kdf=CHEAP)


def edit(
    keys: Path, change: Callable[[dict[str, Any]], object], *, mended: bool = True
) -> None:
    """Change the file, and mend its sum as somebody would who knows how it is made."""
    content = json.loads(keys.read_bytes())
    content.pop("sum")
    change(content)
    content["sum"] = "?"
    if mended:
        with suppress(TypeError, ValueError):
            rest = {name: value for name, value in content.items() if name != "sum"}
            content["sum"] = hashlib.sha256(canonical(rest)).hexdigest()
    keys.write_text(json.dumps(content), "utf-8")


# Opening ------------------------------------------------------------------------------


def test_the_passphrase_gives_back_the_key(keys: Path) -> None:
    key = make(keys)

    opened = unlock(keys, WORDS, PAT, kdf=CHEAP)

    assert (opened.key, opened.staff_id) == (key, PAT)
    assert len(key) == 32
    assert opened.protection is Protection.PASSPHRASE


def test_another_passphrase_does_not(keys: Path) -> None:
    make(keys)

    with pytest.raises(WrongPassphrase):
        unlock(keys, WORDS + " ", PAT, kdf=CHEAP)
    with pytest.raises(WrongPassphrase):
        unlock(keys, WORDS, "staff-nobody", kdf=CHEAP)


def test_without_a_name_any_account_that_fits_opens(keys: Path) -> None:
    key = make(keys)
    add_slot(keys, key, SAM, "Sam", OTHER_WORDS, kdf=CHEAP)

    assert unlock(keys, OTHER_WORDS, kdf=CHEAP).staff_id == SAM


def test_an_accent_typed_on_another_keyboard_is_the_same_accent(keys: Path) -> None:
    create_keyfile(
        keys, PAT, "Pat", "tortuga lenta cruza el ri\u0301o", training=False, kdf=CHEAP
    )

    assert unlock(keys, "tortuga lenta cruza el r\u00edo", PAT, kdf=CHEAP).staff_id == PAT


def test_half_a_character_is_still_a_passphrase(keys: Path) -> None:
    create_keyfile(keys, PAT, "Pat", WORDS + "\ud83d", training=False, kdf=CHEAP)

    assert unlock(keys, WORDS + "\ud83d", PAT, kdf=CHEAP).staff_id == PAT


def test_every_record_has_a_key_and_an_id_of_its_own(tmp_path: Path) -> None:
    made = [make(tmp_path / name) for name in ("one", "two")]
    ids = {unlock(tmp_path / name, WORDS, kdf=CHEAP).record_id for name in ("one", "two")}

    assert made[0] != made[1]
    assert len(ids) == 2


# What lies on the disk ----------------------------------------------------------------


def test_neither_key_nor_passphrase_is_anywhere_on_the_disk(keys: Path, tmp_path: Path) -> None:
    key = make(keys)
    add_slot(keys, key, SAM, "Sam", OTHER_WORDS, kdf=CHEAP)
    change_passphrase(keys, PAT, WORDS, OTHER_WORDS, kdf=CHEAP)

    on_disk = every_byte(tmp_path).lower()

    forms = (key, key.hex().encode(), base64.b64encode(key), base64.urlsafe_b64encode(key))
    assert [form for form in forms if form.lower() in on_disk] == []
    assert [
        w for w in (WORDS + OTHER_WORDS).split() if len(w) > 4 and w.encode() in on_disk
    ] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own lists")
def test_the_key_file_is_its_owners_alone(keys: Path, tmp_path: Path) -> None:
    make(keys)

    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["station.keys"]


def test_a_repr_shows_no_secret(keys: Path) -> None:
    key = make(keys)

    opened = repr(unlock(keys, WORDS, PAT, kdf=CHEAP))

    assert key.hex() not in opened
    assert repr(key) not in opened


def test_a_key_file_is_never_created_over_another(keys: Path) -> None:
    key = make(keys)

    with pytest.raises(FileExistsError):
        make(keys)
    assert unlock(keys, WORDS, kdf=CHEAP).key == key


# Training and real --------------------------------------------------------------------


@pytest.mark.parametrize("training", [True, False])
def test_training_and_real_keys_do_not_open_for_each_other(
    keys: Path, *, training: bool
) -> None:
    make(keys, training=training)

    with pytest.raises(NotTheTrainingStation):
        unlock(keys, WORDS, training=not training, kdf=CHEAP)
    assert unlock(keys, WORDS, training=training, kdf=CHEAP).staff_id == PAT


def test_a_training_file_dressed_up_as_real_opens_nothing(keys: Path) -> None:
    make(keys, training=True)
    edit(keys, lambda content: content.update(training=False))

    with pytest.raises(KeyFileDamaged):
        unlock(keys, WORDS, kdf=CHEAP)


# Tampering and damage -----------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(record_id="another"),
        lambda content: content.update(check="0" * 64),
        lambda content: content["slots"][0].update(who=SAM),
        lambda content: content["slots"][0].update(label="Sam"),
        lambda content: content["slots"][0].update(id="another"),
        lambda content: content["slots"][0]["kdf"].update(t=3),
        lambda content: content["slots"][0].update(salt="00" * 16),
        lambda content: content["slots"][0].update(nonce="00" * 12),
        lambda content: content["slots"][0].update(wrapped="00" * 48),
        lambda content: content["slots"][0].update(sealed="00" * 80),
        lambda content: content["slots"][0].update(public="00" * 32),
        lambda content: content["slots"][0].update(must_change=True),
        lambda content: content["slots"][0].update(made="2020-01-01T00:00:00"),
        lambda content: content["slots"].append(content["slots"][0]),
        lambda content: content.update(signing="00" * 60),
        lambda content: content.update(signature="00" * 64),
        lambda content: content.update(mark="00" * 16),
    ],
)
@pytest.mark.parametrize("mended", [True, False])
def test_a_file_that_was_edited_opens_nothing_and_says_so(
    keys: Path, change: Callable[[dict[str, Any]], object], *, mended: bool
) -> None:
    make(keys)
    edit(keys, change, mended=mended)

    with pytest.raises(KeyFileDamaged):
        unlock(keys, WORDS, kdf=CHEAP)


def test_a_stranger_who_signs_the_file_anew_lets_nobody_in(keys: Path, tmp_path: Path) -> None:
    make(keys)
    stranger = create_keyfile(
        tmp_path / "other.keys", SAM, "Sam", OTHER_WORDS, training=False, kdf=CHEAP
    )
    theirs, ours = load(tmp_path / "other.keys"), load(keys)
    forged = replace(theirs, record_id=ours.record_id, slots=ours.slots)
    save(signed(forged, stranger), keys)

    with pytest.raises(WrongPassphrase):
        unlock(keys, WORDS, PAT, kdf=CHEAP)


@pytest.mark.parametrize("told_of", [accounts, staff_names])
def test_a_bit_flipped_anywhere_in_the_file_is_called_damage_before_anybody_types(
    keys: Path, told_of: Callable[[Path], object]
) -> None:
    make(keys)
    whole = keys.read_bytes()
    quiet: list[int] = []
    for place in range(len(whole) - 1):  # the last is the line's end
        flipped = whole[place] ^ (1 << place % 8)
        keys.write_bytes(whole[:place] + bytes([flipped]) + whole[place + 1 :])
        try:
            told_of(keys)
        except KeyFileDamaged:
            continue
        quiet.append(place)

    assert quiet == []


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_called_damaged(keys: Path, part: float) -> None:
    make(keys)
    whole = keys.read_bytes()
    keys.write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(KeyFileDamaged):
        accounts(keys)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.pop("slots"),
        lambda content: content.update(slots=[]),
        lambda content: content.update(slots=None),
        lambda content: content.update(slots=["x"]),
        lambda content: content.update(format="something else"),
        lambda content: content.update(version=0),
        lambda content: content.update(version=float("inf")),
        lambda content: content.update(training="no"),
        lambda content: content.update(record_id=7),
        lambda content: content["slots"][0].pop("salt"),
        lambda content: content["slots"][0].update(v=3),
        lambda content: content["slots"][0].update(kind="visitor"),
        lambda content: content["slots"][0].update(who=7),
        lambda content: content["slots"][0].update(device=1),
        lambda content: content["slots"][0].update(salt="zz"),
        lambda content: content["slots"][0].update(nonce="00"),
        lambda content: content["slots"][0].update(kdf=None),
        lambda content: content["slots"][0]["kdf"].update(alg="none"),
        lambda content: content["slots"][0]["kdf"].update(m_kib=19455),
        lambda content: content["slots"][0]["kdf"].update(t=1),
        lambda content: content["slots"][0]["kdf"].update(p=0),
        lambda content: content["slots"][0]["kdf"].update(m_kib=2**40),
        lambda content: content["slots"][0]["kdf"].update(t=10**9),
    ],
)
def test_a_file_that_is_not_as_we_write_it_is_called_damaged(
    keys: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    make(keys)
    edit(keys, change)

    with pytest.raises(KeyFileDamaged) as refused:
        unlock(keys, WORDS, kdf=CHEAP)
    assert refused.value.message_key == "error.key_file_damaged"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_bytes_that_are_no_key_file_are_called_damaged(keys: Path, content: bytes) -> None:
    keys.write_bytes(content)

    for told_of in (accounts, staff_names):
        with pytest.raises(KeyFileDamaged):
            told_of(keys)


def test_a_file_of_a_newer_app_says_so(keys: Path) -> None:
    make(keys)
    edit(keys, lambda content: content.update(version=4))

    with pytest.raises(KeyFileTooNew) as refused:
        unlock(keys, WORDS, kdf=CHEAP)
    assert refused.value.message_key == "error.key_file_too_new"


def test_a_missing_file_says_so(keys: Path) -> None:
    with pytest.raises(RecordMissing):
        unlock(keys, WORDS, kdf=CHEAP)


def test_a_folder_in_the_way_is_trouble_and_not_a_crash(keys: Path) -> None:
    keys.mkdir()

    with pytest.raises(StoreUnavailable):
        accounts(keys)


# Files of version 1 -------------------------------------------------------------------


@pytest.fixture
def old_keys(keys: Path) -> Path:
    """A file as the first SafeStation wrote it, with Pat and Sam."""
    keys.write_bytes(OLD_FILE.read_bytes())
    return keys


def test_a_file_of_the_first_version_still_opens_for_everybody(old_keys: Path) -> None:
    assert unlock(old_keys, WORDS, PAT, kdf=CHEAP).key == OLD_KEY
    assert unlock(old_keys, OTHER_WORDS, SAM, kdf=CHEAP).key == OLD_KEY
    with pytest.raises(WrongPassphrase):
        unlock(old_keys, "neither of the two", kdf=CHEAP)


def test_an_old_file_is_signed_at_once_and_each_account_gets_its_pair_as_it_signs_in(
    old_keys: Path,
) -> None:
    unlock(old_keys, WORDS, PAT, kdf=CHEAP)
    first = load(old_keys)
    unlock(old_keys, OTHER_WORDS, SAM, kdf=CHEAP)
    second = load(old_keys)

    assert json.loads(old_keys.read_bytes())["version"] == 2
    assert [slot.is_old for slot in first.slots] == [False, True]
    assert [slot.is_old for slot in second.slots] == [False, False]
    keys = LocalKeys(old_keys, lambda: OLD_KEY, FakeClock(), NoSecret(), CHEAP)
    assert keys.renamed(SAM, "Samira") is not None
    assert unlock(old_keys, OTHER_WORDS, SAM, kdf=CHEAP).key == OLD_KEY


def test_a_file_of_today_dressed_up_as_an_old_one_is_called_damaged(keys: Path) -> None:
    make(keys)
    edit(keys, lambda content: content.update(version=1))

    with pytest.raises(KeyFileDamaged):
        unlock(keys, WORDS, kdf=CHEAP)


def test_an_old_file_takes_another_account_before_anybody_signed_in_again(
    old_keys: Path,
) -> None:
    add_slot(old_keys, OLD_KEY, "staff-lee", "Lee", "fog over nine quiet barns", kdf=CHEAP)

    for words in (WORDS, OTHER_WORDS, "fog over nine quiet barns"):
        assert unlock(old_keys, words, kdf=CHEAP).key == OLD_KEY


# Accounts -----------------------------------------------------------------------------


def test_the_sign_in_list_is_there_before_anybody_signs_in(keys: Path) -> None:
    key = make(keys)
    add_slot(
        keys, key, "station", "Recovery sheet", OTHER_WORDS, kind=SlotKind.RECOVERY, kdf=CHEAP
    )

    assert [(a.staff_id, a.label, a.kind) for a in accounts(keys)] == [
        (PAT, "Pat", SlotKind.STAFF),
        ("station", "Recovery sheet", SlotKind.RECOVERY),
    ]


def test_the_locked_screen_reads_the_names_of_the_staff_and_of_no_sheet(
    keys: Path,
) -> None:
    key = make(keys)
    add_slot(keys, key, SAM, "Sam", OTHER_WORDS, kdf=CHEAP)
    add_slot(
        keys, key, "station", "Recovery sheet", OTHER_WORDS, kind=SlotKind.RECOVERY, kdf=CHEAP
    )

    assert staff_names(keys) == ((PAT, "Pat"), (SAM, "Sam"))
    assert staff_names(OLD_FILE) == tuple((a.staff_id, a.label) for a in accounts(OLD_FILE))


@pytest.mark.parametrize(
    "slots", [None, ["x"], [{}], [{"kind": "staff", "who": 7, "label": ""}]]
)
def test_names_that_are_not_as_we_write_them_are_called_damage(
    keys: Path, slots: object
) -> None:
    make(keys)
    edit(keys, lambda content: content.update(slots=slots))

    with pytest.raises(KeyFileDamaged):
        staff_names(keys)


def test_a_recovery_slot_opens_only_when_recovery_is_asked_for(keys: Path) -> None:
    key = make(keys)
    add_slot(
        keys, key, "station", "Recovery sheet", OTHER_WORDS, kind=SlotKind.RECOVERY, kdf=CHEAP
    )

    with pytest.raises(WrongPassphrase):
        unlock(keys, OTHER_WORDS, kdf=CHEAP)
    assert unlock(keys, OTHER_WORDS, kind=SlotKind.RECOVERY, kdf=CHEAP).key == key


def test_a_key_that_is_not_this_files_makes_no_slot(keys: Path) -> None:
    make(keys)

    with pytest.raises(ValueError, match="not the one"):
        add_slot(keys, bytes(32), SAM, "Sam", OTHER_WORDS, kdf=CHEAP)
    assert len(accounts(keys)) == 1


def test_somebody_who_leaves_no_longer_opens_it_and_the_others_do(keys: Path) -> None:
    key = make(keys)
    sam = add_slot(keys, key, SAM, "Sam", OTHER_WORDS, kdf=CHEAP)

    remove_slot(keys, key, sam)

    with pytest.raises(WrongPassphrase):
        unlock(keys, OTHER_WORDS, kdf=CHEAP)
    assert unlock(keys, WORDS, kdf=CHEAP).key == key
    with pytest.raises(KeyError):
        remove_slot(keys, key, sam)


def test_the_last_of_the_staff_cannot_be_taken_away(keys: Path) -> None:
    key = make(keys)
    add_slot(
        keys, key, "station", "Recovery sheet", OTHER_WORDS, kind=SlotKind.RECOVERY, kdf=CHEAP
    )

    with pytest.raises(NotAllowed) as refused:
        remove_slot(keys, key, accounts(keys)[0].slot_id)
    assert refused.value.reason == "keys.last_staff_slot"
    assert unlock(keys, WORDS, kdf=CHEAP).key == key


def test_a_changed_passphrase_opens_the_same_record_and_the_old_one_does_not(
    keys: Path,
) -> None:
    key = make(keys)
    before = accounts(keys)

    change_passphrase(keys, PAT, WORDS, OTHER_WORDS, kdf=CHEAP)

    assert unlock(keys, OTHER_WORDS, PAT, kdf=CHEAP).key == key
    assert accounts(keys) == before
    with pytest.raises(WrongPassphrase):
        unlock(keys, WORDS, PAT, kdf=CHEAP)


def test_nobody_changes_a_passphrase_without_the_old_one(keys: Path) -> None:
    key = make(keys)
    add_slot(keys, key, SAM, "Sam", OTHER_WORDS, kdf=CHEAP)

    with pytest.raises(WrongPassphrase):
        change_passphrase(keys, PAT, OTHER_WORDS, "wet socks on a radiator", kdf=CHEAP)
    assert unlock(keys, WORDS, PAT, kdf=CHEAP).key == key


# What a guess costs -------------------------------------------------------------------


def test_by_default_a_guess_costs_more_than_the_minimum() -> None:
    assert (DEFAULT_KDF.m_kib, DEFAULT_KDF.t, DEFAULT_KDF.p) == (65536, 3, 4)
    assert (OWASP_MINIMUM.m_kib, OWASP_MINIMUM.t, OWASP_MINIMUM.p) == (19456, 2, 1)


def test_signing_in_raises_an_old_price_and_never_lowers_one(keys: Path) -> None:
    key = make(keys)

    unlock(keys, WORDS, kdf=Kdf(20480, 3, 2))
    raised = json.loads(keys.read_bytes())["slots"][0]
    again = unlock(keys, WORDS, kdf=CHEAP).key

    assert raised["kdf"] == {"alg": "argon2id", "m_kib": 20480, "t": 3, "p": 2}
    assert json.loads(keys.read_bytes())["slots"][0] == raised
    assert again == key


def test_a_full_disk_does_not_keep_anybody_from_signing_in(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: object, _path: Path) -> None:
        raise DiskFull

    key = make(keys)
    monkeypatch.setattr(keyfile, "save", refuse)

    assert unlock(keys, WORDS, kdf=Kdf(20480, 2, 1)).key == key


# Binding to this computer -------------------------------------------------------------


Use = Callable[[keyring.backend.KeyringBackend], None]


def test_a_bound_account_needs_this_computer_as_well(keys: Path, ring: Use) -> None:
    ring(MemoryRing())
    key = make(keys)
    add_slot(
        keys, key, SAM, "Sam", OTHER_WORDS, device=True, binding=KeyringSecret(), kdf=CHEAP
    )

    opened = unlock(keys, OTHER_WORDS, SAM, binding=KeyringSecret(), kdf=CHEAP)
    assert (opened.key, opened.protection) == (key, Protection.KEYRING)
    for elsewhere in (NoSecret(), None):
        with pytest.raises(DeviceSecretMissing):
            unlock(keys, OTHER_WORDS, SAM, binding=elsewhere, kdf=CHEAP)
    ring(MemoryRing())
    with pytest.raises(DeviceSecretMissing):
        unlock(keys, OTHER_WORDS, SAM, binding=KeyringSecret(), kdf=CHEAP)


def test_another_computers_secret_does_not_open_a_bound_account(keys: Path, ring: Use) -> None:
    ring(MemoryRing())
    key = make(keys)
    bound = KeyringSecret()
    add_slot(keys, key, SAM, "Sam", OTHER_WORDS, device=True, binding=bound, kdf=CHEAP)
    record_id = unlock(keys, WORDS, kdf=CHEAP).record_id

    ring(MemoryRing())
    assert KeyringSecret().create(record_id) is not None

    with pytest.raises(WrongPassphrase):
        unlock(keys, OTHER_WORDS, SAM, binding=KeyringSecret(), kdf=CHEAP)


def test_a_lost_keyring_does_not_lose_the_record(keys: Path, ring: Use) -> None:
    ring(MemoryRing())
    key = make(keys)
    add_slot(
        keys, key, SAM, "Sam", OTHER_WORDS, device=True, binding=KeyringSecret(), kdf=CHEAP
    )
    ring(MemoryRing())

    assert unlock(keys, WORDS, PAT, binding=KeyringSecret(), kdf=CHEAP).key == key
    with pytest.raises(NotAllowed) as refused:
        remove_slot(keys, key, accounts(keys)[0].slot_id)
    assert refused.value.reason == "keys.all_bound_to_computer"


def test_unbinding_by_editing_the_file_opens_nothing(keys: Path, ring: Use) -> None:
    ring(MemoryRing())
    key = make(keys)
    add_slot(
        keys, key, SAM, "Sam", OTHER_WORDS, device=True, binding=KeyringSecret(), kdf=CHEAP
    )
    edit(keys, lambda content: content["slots"][1].update(device=False))

    with pytest.raises(KeyFileDamaged):
        unlock(keys, OTHER_WORDS, SAM, kdf=CHEAP)


def test_a_bound_account_changes_its_passphrase_and_stays_bound(keys: Path, ring: Use) -> None:
    ring(MemoryRing())
    key = make(keys)
    bound = KeyringSecret()
    add_slot(keys, key, SAM, "Sam", OTHER_WORDS, device=True, binding=bound, kdf=CHEAP)

    change_passphrase(keys, SAM, OTHER_WORDS, WORDS, binding=bound, kdf=CHEAP)

    assert unlock(keys, WORDS, SAM, binding=bound, kdf=CHEAP).protection is Protection.KEYRING


def test_a_keyring_that_works_is_found_and_keeps_no_trace_of_the_asking(ring: Use) -> None:
    class Forgetting(MemoryRing):
        def delete_password(self, service: str, username: str) -> None:
            del self.kept[service, username]

    backend = Forgetting()
    ring(backend)

    assert KeyringSecret().is_there()
    assert backend.kept == {}
    assert not NoSecret().is_there()


def test_one_computer_keeps_one_secret_for_each_record(ring: Use) -> None:
    ring(MemoryRing())
    kept = KeyringSecret()

    first = kept.create("one")

    assert first is not None
    assert len(first) == SECRET_BYTES
    assert kept.create("one") == kept.get("one") == first
    assert kept.get("two") is None
    assert kept.create("two") != first


@pytest.mark.parametrize(
    "backend",
    [keyring.backends.null.Keyring, keyring.backends.fail.Keyring, LockedRing, LeakyRing],
)
def test_a_keyring_that_keeps_nothing_is_found_out_and_binds_nobody(
    keys: Path, ring: Use, backend: Callable[[], keyring.backend.KeyringBackend]
) -> None:
    ring(backend())
    key = make(keys)

    assert not KeyringSecret().is_there()
    assert KeyringSecret().get("record") is None
    assert KeyringSecret().create("record") is None
    with pytest.raises(DeviceSecretMissing):
        add_slot(
            keys, key, SAM, "Sam", OTHER_WORDS, device=True, binding=KeyringSecret(), kdf=CHEAP
        )
    assert unlock(keys, WORDS, binding=KeyringSecret(), kdf=CHEAP).key == key


@pytest.mark.parametrize("kept", ["", "not base64!", "c2hvcnQ="])
def test_a_keyring_entry_that_is_not_ours_is_no_secret(ring: Use, kept: str) -> None:
    backend = MemoryRing()
    backend.kept["SafeStation", "record"] = kept
    ring(backend)

    assert KeyringSecret().get("record") is None


def test_no_secret_keeps_none() -> None:
    assert NoSecret().get("record") is None
    assert NoSecret().create("record") is None
