"""Keys at the vault: set-up proven by paper, recovery, removal, and why a record stays shut."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from safestation.bootstrap import LocalVault
from safestation.catalog.program_folder import ProgramFolder
from safestation.content import Content, load_content
from safestation.domain.acts import DONE, NOT_DONE, Act
from safestation.domain.errors import (
    CodeMistyped,
    ContentRefused,
    DeviceSecretMissing,
    DiskFull,
    KeyFileDamaged,
    NotAllowed,
    PrintFailed,
    ProgramMissing,
    RecordDamaged,
    RecordMissing,
    RecordOfAnother,
    RecordTooNew,
    SignInLocked,
    StationError,
    WeakPassphrase,
    WrongPassphrase,
    WrongSheet,
)
from safestation.domain.lockout import LIMIT
from safestation.domain.station import Role, Staff
from safestation.paths import resource
from safestation.record_check import check_record
from safestation.services.desk import Desk
from safestation.services.keys import Keys, SheetDraft
from safestation.services.vault import SetUp
from safestation.storage import keystore, rekey
from safestation.storage.audits import Audits
from safestation.storage.keystore import LocalKeys
from safestation.storage.trail import Trail
from tests.factories import make_station
from tests.fakes import CountedIds, FakeClock, KeptSecret, MemoryPrinter
from tests.unit.storage.samples import CHEAP

CONTENT = load_content()
GOOD, OTHER, THIRD = (
    "seven quiet herons at dawn", "crumbs under the old piano", "fog over nine red barns",
)  # fmt: skip
ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR, "4417")
PROGRAM = "safe_stations_anne_arundel"


def with_programs(folder: Path) -> Content:
    programs = ProgramFolder(folder)
    return replace(CONTENT, programs=programs, refused=programs.refused)


class Here:
    """A real station's vault in a folder, with its clock, its printer and its keyring."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content = folder, CONTENT
        self.clock, self.printer, self.ring = FakeClock(), MemoryPrinter(), KeptSecret()
        self.vault = self.open_vault()

    def open_vault(self) -> LocalVault:
        return LocalVault(
            self.folder, self.content, self.printer,
            clock=self.clock, ids=CountedIds(), kdf=CHEAP, binding=self.ring,
        )  # fmt: skip

    def restart(self) -> None:
        self.vault.release()
        self.vault = self.open_vault()

    def begin(self) -> tuple[SheetDraft, ...]:
        return self.vault.begin(SetUp(make_station(program=PROGRAM), ME, GOOD))

    def set_up(self) -> tuple[Desk, list[str]]:
        drafts = self.begin()
        desk = self.vault.finish(self.vault.prove_sheet(drafts[0].code))
        return desk, [draft.code for draft in drafts]

    def sign_in(self, passphrase: str, staff: str = ME.id) -> Desk:
        return self.vault.open(self.vault.prove(staff, passphrase))

    def told(self) -> list[tuple[str, str, str, str]]:
        """Return the history of the open record: act, by, detail, outcome."""
        db = self.vault._db  # noqa: SLF001 - the history as it lies there
        assert db is not None
        return [(line.act, line.by, line.detail, line.outcome) for line in Trail(db).every()]

    def add(
        self, desk: Desk, name: str, passphrase: str, role: Role = Role.FIREFIGHTER
    ) -> Staff:
        person = desk.people.add(desk.me, name, role)
        self.vault.add_account(desk, person, passphrase)
        return person


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path / "station")


def test_a_wrong_or_missing_program_file_is_told_at_the_door_and_another_ones_is_not_in_the_way(
    here: Here, tmp_path: Path
) -> None:
    ours, theirs = PROGRAM, "safe_station_manchester"
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in (ours, theirs):
        shutil.copy(resource("programs", f"{name}.toml"), folder)
    (folder / f"{theirs}.toml").write_text("id = 3", "utf-8")
    here.content = with_programs(folder)
    here.restart()
    desk = here.vault.create(SetUp(make_station(program=ours), ME, GOOD))
    assert desk.program.id == ours
    assert {problem.file for problem in desk.refused()} == {f"{theirs}.toml"}

    (folder / f"{ours}.toml").write_text("id = 3", "utf-8")
    here.content = with_programs(folder)
    here.restart()
    with pytest.raises(ContentRefused, match=rf"{ours}\.toml"):
        here.sign_in(GOOD)

    (folder / f"{ours}.toml").unlink()
    here.content = with_programs(folder)
    here.restart()
    with pytest.raises(ProgramMissing, match=rf"{ours}\.toml"):
        here.sign_in(GOOD)

    shutil.copy(resource("programs", f"{ours}.toml"), folder)
    here.content = with_programs(folder)
    here.restart()
    assert here.sign_in(GOOD).program.id == ours


# Set-up ---------------------------------------------------------------------------------


def test_set_up_counts_only_once_a_sheet_has_opened_the_record(here: Here) -> None:
    drafts = here.begin()
    before = here.vault.exists()
    desk = here.vault.finish(here.vault.prove_sheet(drafts[1].code))

    assert not before
    assert here.vault.exists()
    assert [a.label for a in desk.keys.sheets()] == ["1", "2"]
    assert {"sheet_made"} < {act for act, *_ in here.told()}
    assert here.sign_in(GOOD).me == ME


def test_a_set_up_cut_short_leaves_nothing_that_counts_and_can_be_begun_again(
    here: Here,
) -> None:
    first = here.begin()
    here.restart()

    assert not here.vault.exists()
    second = here.begin()
    with pytest.raises(WrongSheet):
        here.vault.prove_sheet(first[0].code)
    assert here.vault.finish(here.vault.prove_sheet(second[0].code)).me == ME
    assert [p for p in here.folder.iterdir() if p.name.startswith("unfinished-")]


def test_a_set_up_that_could_not_be_finished_is_finished_by_the_same_sheet(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_what: object, **_more: object) -> None:
        raise DiskFull

    drafts = here.begin()
    monkeypatch.setattr(Audits, "note", full)
    with pytest.raises(DiskFull):
        here.vault.finish(here.vault.prove_sheet(drafts[0].code))
    monkeypatch.undo()
    assert not here.vault.exists()

    desk = here.vault.finish(here.vault.prove_sheet(drafts[0].code))
    assert desk.me == ME
    assert [act for act, *_ in here.told()].count("sheet_made") == 2


@pytest.mark.timeout(120)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_set_up_killed_at_every_touch_of_the_disk_counts_whole_or_not_at_all(
    tmp_path: Path,
) -> None:
    ends: set[bool] = set()
    for at in range(1, 400, 3):
        folder = tmp_path / str(at)
        died = killed_in_set_up(folder, at)
        again = Here(folder)
        ends.add(again.vault.exists())
        if again.vault.exists():
            assert again.sign_in(GOOD).me == ME, at
        else:
            assert again.set_up()[0].me == ME, at
        again.vault.release()
        if not died:
            break

    assert ends == {True, False}


def killed_in_set_up(folder: Path, at: int) -> bool:
    """Set up in a process of its own that dies at its `at`-th touch of the disk."""
    child = os.fork()
    if child == 0:
        here = Here(folder)
        _die_at(at)
        here.set_up()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 9}
    return os.waitstatus_to_exitcode(status) == 9


def _die_at(at: int) -> None:
    seen = 0

    def count(event: str, _arguments: object) -> None:
        nonlocal seen
        seen += event in {"open", "os.rename", "os.remove", "os.chmod"}
        if seen == at:
            os._exit(9)

    sys.addaudithook(count)


def test_a_mistyped_code_finishes_nothing_and_says_which_group(here: Here) -> None:
    drafts = here.begin()
    wrong = drafts[0].code[::-1]

    with pytest.raises(CodeMistyped) as refused:
        here.vault.prove_sheet(wrong)
    assert refused.value.groups
    assert not here.vault.exists()


def test_the_two_sheets_have_secrets_of_their_own_and_no_byte_of_them_is_on_the_disk(
    here: Here,
) -> None:
    _, codes = here.set_up()
    here.vault.lock()

    disk = b"".join(p.read_bytes() for p in here.folder.iterdir() if p.is_file())
    assert codes[0] != codes[1]
    assert not [c for c in codes if c.encode() in disk or c.replace("-", "").encode() in disk]


def test_a_printer_that_fails_at_set_up_says_so_and_prints_again(here: Here) -> None:
    drafts = here.begin()
    here.printer.broken = True
    with pytest.raises(PrintFailed):
        here.vault.print_sheet(drafts[0], make_station(), "en")
    here.printer.broken = False
    here.vault.print_sheet(drafts[0], make_station(), "es")

    assert [title for _, title, _ in here.printer.jobs] == ["recovery-sheet"]


def test_a_weak_passphrase_begins_nothing(here: Here) -> None:
    with pytest.raises(WeakPassphrase):
        here.vault.begin(SetUp(make_station(), ME, "short"))
    assert not [p.name for p in here.folder.iterdir() if "record" in p.name]


# A forgotten passphrase -----------------------------------------------------------------


def test_a_sheet_gives_a_coordinator_a_new_passphrase_and_the_history_tells(
    here: Here,
) -> None:
    _, codes = here.set_up()
    here.restart()

    found = here.vault.recover(here.vault.prove_sheet(codes[1].lower().replace("-", " ")))
    (person,) = found.coordinators
    desk = found.finish(person, found.prepare(person, OTHER))

    assert desk.me == ME
    acts = [(act, by) for act, by, *_ in here.told()]
    assert acts[-3:] == [
        ("sheet_used", "recovery_sheet"),
        ("passphrase_reset", "recovery_sheet"),
        ("signed_in", ME.id),
    ]
    assert here.sign_in(OTHER).me == ME
    with pytest.raises(WrongPassphrase):
        here.sign_in(GOOD)


def test_the_used_sheet_stays_good_and_shows_when_it_was_used(here: Here) -> None:
    _, codes = here.set_up()
    here.clock.advance(hours=3)
    found = here.vault.recover(here.vault.prove_sheet(codes[0]))
    (person,) = found.coordinators
    desk = found.finish(person, found.prepare(person, OTHER))

    used, unused = desk.keys.sheets()
    assert used.used_at == here.clock.now()
    assert unused.used_at is None
    assert used.made_at is not None
    assert used.made_at < used.used_at
    assert here.vault.prove_sheet(codes[0]) is not None


def test_a_sheet_helps_only_a_coordinator_who_still_works_here(here: Here) -> None:
    desk, codes = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    found = here.vault.recover(here.vault.prove_sheet(codes[0]))

    assert sam not in found.coordinators
    with pytest.raises(NotAllowed):
        found.prepare(sam, THIRD)
    with pytest.raises(WeakPassphrase):
        found.prepare(found.coordinators[0], "too short")


def test_a_sheet_brings_back_a_coordinator_where_the_last_day_of_all_went_by(
    here: Here,
) -> None:
    desk, codes = here.set_up()
    ends = replace(ME, until=here.clock.now().date())
    desk.people._store.save_staff(ends, desk.station.id, here.clock.now(), ME.id)  # noqa: SLF001 - as an older version kept it
    here.clock.advance(days=2)
    with pytest.raises(NotAllowed, match="account_ended"):
        here.sign_in(GOOD)

    found = here.vault.recover(here.vault.prove_sheet(codes[0]))
    (person,) = found.coordinators
    back = found.finish(person, found.prepare(person, OTHER))

    assert back.me == ME
    assert ("staff_changed", "recovery_sheet") in [(act, by) for act, by, *_ in here.told()]
    assert here.sign_in(OTHER).me == ME


def test_a_sheet_alone_is_no_way_to_the_counter(here: Here) -> None:
    _, codes = here.set_up()
    here.vault.lock()

    with pytest.raises(TypeError):
        here.vault.open(here.vault.prove_sheet(codes[0]))


def test_a_lost_keyring_is_mended_by_a_sheet(here: Here) -> None:
    desk, codes = here.set_up()
    lee = here.add(desk, "Lee", OTHER, Role.COORDINATOR)
    mine = here.sign_in(OTHER, lee.id)
    mine.keys.keep(mine.keys.bind_mine(OTHER, bound=True))
    here.ring.kept.clear()
    with pytest.raises(DeviceSecretMissing):
        here.sign_in(OTHER, lee.id)

    found = here.vault.recover(here.vault.prove_sheet(codes[0]))
    person = next(p for p in found.coordinators if p.id == lee.id)
    desk = found.finish(person, found.prepare(person, THIRD))

    assert not desk.keys.mine().is_bound
    assert here.sign_in(THIRD, lee.id).me == lee


# Sheets ---------------------------------------------------------------------------------


def test_a_new_sheet_counts_and_voids_the_old_once_it_came_back_from_paper(here: Here) -> None:
    desk, codes = here.set_up()
    draft = desk.keys.draft_sheet(1)
    desk.keys.print_sheet(draft, "en")
    assert here.vault.prove_sheet(codes[0]) is not None  # printed is not proven

    desk.keys.keep(desk.keys.prove_sheet(draft, draft.code.replace("-", "").lower()))

    with pytest.raises(WrongSheet):
        here.vault.prove_sheet(codes[0])
    assert here.vault.prove_sheet(codes[1]) is not None
    assert here.vault.prove_sheet(draft.code) is not None
    assert [a.label for a in desk.keys.sheets()] == ["1", "2"]
    assert [act for act, *_ in here.told()][-3:] == ["printed", "sheet_made", "sheet_voided"]


def test_the_other_sheets_code_does_not_prove_a_new_one(here: Here) -> None:
    desk, codes = here.set_up()
    draft = desk.keys.draft_sheet(2)

    with pytest.raises(WrongSheet):
        desk.keys.prove_sheet(draft, codes[0])
    with pytest.raises(CodeMistyped):
        desk.keys.prove_sheet(draft, codes[0][:-1])


def test_a_voided_sheet_opens_nothing_and_the_last_one_cannot_be_voided(here: Here) -> None:
    desk, codes = here.set_up()
    first, last = desk.keys.sheets()
    desk.keys.void_sheet(first.slot)

    with pytest.raises(WrongSheet):
        here.vault.prove_sheet(codes[0])
    with pytest.raises(NotAllowed) as refused:
        desk.keys.void_sheet(last.slot)
    assert refused.value.reason == "keys.last_sheet"
    assert here.vault.prove_sheet(codes[1]) is not None


def test_a_sheet_that_the_printer_refused_is_in_the_history_as_not_printed(here: Here) -> None:
    desk, _ = here.set_up()
    here.printer.broken = True

    with pytest.raises(PrintFailed):
        desk.keys.print_sheet(desk.keys.draft_sheet(1), "en")
    assert [(act, outcome) for act, _, _, outcome in here.told()][-2:] == [
        ("printed", DONE),
        ("printed", NOT_DONE),
    ]


def test_nothing_of_a_code_is_in_a_repr(here: Here) -> None:
    desk, _ = here.set_up()
    draft = desk.keys.draft_sheet(1)
    prepared = desk.keys.prove_sheet(draft, draft.code)

    shown = f"{draft!r} {prepared!r} {desk.keys.sheets()!r}"
    assert not [group for group in draft.code.split("-") if group in shown]


# Passphrases ----------------------------------------------------------------------------


def test_somebody_changes_their_own_passphrase(here: Here) -> None:
    desk, _ = here.set_up()

    desk.keys.keep(desk.keys.change_mine(GOOD, OTHER))

    assert here.sign_in(OTHER).me == ME
    with pytest.raises(WrongPassphrase):
        here.sign_in(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("not mine at all, no", OTHER, WrongPassphrase),
        (GOOD, "short", WeakPassphrase),
        (GOOD, GOOD, NotAllowed),
    ],
)
def test_a_change_that_cannot_be_leaves_the_old_one(
    here: Here, old: str, new: str, error: type[StationError]
) -> None:
    desk, _ = here.set_up()

    with pytest.raises(error):
        desk.keys.change_mine(old, new)
    assert here.sign_in(GOOD).me == ME


def test_a_coordinator_lets_somebody_choose_a_new_passphrase(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)

    desk.keys.keep(desk.keys.give_account(sam, THIRD))

    assert here.told()[-1][:3] == ("passphrase_reset", ME.id, sam.id)
    assert here.sign_in(THIRD, sam.id).me == sam
    with pytest.raises(WrongPassphrase):
        here.sign_in(OTHER, sam.id)


def test_whoever_is_asked_to_must_change_once(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    desk.keys.ask_to_change(sam.id)

    theirs = here.sign_in(OTHER, sam.id)
    assert theirs.keys.mine().must_change
    theirs.keys.keep(theirs.keys.change_mine(OTHER, THIRD))
    assert not theirs.keys.mine().must_change
    assert not here.sign_in(THIRD, sam.id).keys.mine().must_change


def test_nobody_else_manages_keys_whatever_a_screen_offers(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    draft = desk.keys.draft_sheet(1)
    prepared = desk.keys.prove_sheet(draft, draft.code)
    theirs = here.sign_in(OTHER, sam.id)

    for act in (
        theirs.keys.accounts,
        theirs.keys.sheets,
        lambda: theirs.keys.draft_sheet(1),
        lambda: theirs.keys.void_sheet("x"),
        lambda: theirs.keys.give_account(ME, THIRD),
        lambda: theirs.keys.ask_to_change(ME.id),
        lambda: theirs.keys.take_away(ME.id),
        lambda: theirs.keys.rename(ME.id, "Nobody"),
        lambda: theirs.keys.keep(prepared),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert theirs.keys.mine().staff == sam.id


def test_somebody_let_go_loses_the_account_at_once_and_keeps_the_name(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)

    desk.people.retire(desk.me, sam)

    assert [door.name for door in here.vault.doors()] == [ME.name]
    assert desk.people.name_of(sam.id) == "Sam"
    with pytest.raises(WrongPassphrase):
        here.vault.prove(sam.id, OTHER)


def test_somebody_renamed_finds_the_new_name_on_the_tile_and_comes_in_as_before(
    here: Here,
) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)

    desk.people.change(desk.me, replace(sam, name="Samira"))

    assert {door.name for door in here.vault.doors()} == {ME.name, "Samira"}
    assert sam.id in desk.audit.latest(Act.ACCOUNT_RENAMED)
    assert here.sign_in(OTHER, sam.id).me.name == "Samira"


def test_a_badge_put_right_writes_nothing_into_the_key_file(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    before = (here.folder / "station.keys").read_bytes()

    desk.people.change(desk.me, replace(sam, badge="77"))

    assert (here.folder / "station.keys").read_bytes() == before
    assert not desk.audit.latest(Act.ACCOUNT_RENAMED)


def test_a_tile_that_could_not_be_renamed_is_once_the_person_is_kept_again(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    renamed = replace(sam, name="Samira")

    def full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(keystore, "save", full)
        with pytest.raises(DiskFull):
            desk.people.change(desk.me, renamed)
    assert "Sam" in {door.name for door in here.vault.doors()}

    desk.people.change(desk.me, renamed)

    assert "Samira" in {door.name for door in here.vault.doors()}


def test_a_tile_that_could_not_be_renamed_is_at_the_latest_when_its_owner_comes_in(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    with monkeypatch.context() as old:  # as for a slot of version 1
        old.setattr(LocalKeys, "renamed", lambda *_: None)
        desk.people.change(desk.me, replace(sam, name="Samira"))
    assert "Sam" in {door.name for door in here.vault.doors()}
    here.vault.lock()

    here.sign_in(OTHER, sam.id)
    assert {door.name for door in here.vault.doors()} == {ME.name, "Samira"}
    here.vault.lock()
    assert here.sign_in(OTHER, sam.id).me.name == "Samira"


def test_somebody_without_an_account_is_renamed_without_a_tile(here: Here) -> None:
    desk, _ = here.set_up()
    lee = desk.people.add(desk.me, "Lee", Role.VOLUNTEER)

    assert desk.people.change(desk.me, replace(lee, name="Leah")).name == "Leah"
    assert [door.name for door in here.vault.doors()] == [ME.name]


def test_somebody_without_an_account_is_let_go_as_well(here: Here) -> None:
    desk, _ = here.set_up()
    lee = desk.people.add(desk.me, "Lee", Role.VOLUNTEER)

    assert not desk.people.retire(desk.me, lee).active


def test_an_account_left_behind_lets_nobody_in_who_no_longer_works_here(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    kept = (here.folder / "station.keys").read_bytes()
    desk.people.retire(desk.me, sam)
    here.vault.lock()
    (here.folder / "station.keys").write_bytes(kept)

    with pytest.raises(NotAllowed):
        here.sign_in(OTHER, sam.id)


def test_the_last_account_stays(here: Here) -> None:
    desk, _ = here.set_up()

    with pytest.raises(NotAllowed) as refused:
        desk.keys.take_away(ME.id)
    assert refused.value.reason == "keys.last_staff_slot"
    assert here.sign_in(GOOD).me == ME


def test_what_cannot_be_written_down_is_not_done(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = here.set_up()
    prepared = desk.keys.change_mine(GOOD, OTHER)

    def full(*_what: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr(Audits, "note", full)
    with pytest.raises(DiskFull):
        desk.keys.keep(prepared)
    monkeypatch.undo()
    assert here.sign_in(GOOD).me == ME


def test_what_could_not_be_done_is_written_down_as_refused(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = here.set_up()
    prepared = desk.keys.change_mine(GOOD, OTHER)

    def full(*_what: object) -> None:
        raise DiskFull

    monkeypatch.setattr(keystore, "save", full)
    with pytest.raises(DiskFull):
        desk.keys.keep(prepared)
    assert here.told()[-1] == (Act.PASSPHRASE_CHANGED.value, ME.id, ME.id, NOT_DONE)


def test_a_change_worked_out_on_an_older_key_file_is_not_made(here: Here) -> None:
    desk, _ = here.set_up()
    prepared = desk.keys.change_mine(GOOD, OTHER)
    here.add(desk, "Sam", THIRD)

    with pytest.raises(NotAllowed) as refused:
        desk.keys.keep(prepared)
    assert refused.value.reason == "keys.changed_meanwhile"


def test_once_locked_nothing_of_the_keys_can_be_changed(here: Here) -> None:
    desk, _ = here.set_up()
    here.vault.lock()

    with pytest.raises(WrongPassphrase):
        desk.keys.draft_sheet(1)


# This computer's keyring ----------------------------------------------------------------


def test_an_account_is_bound_and_freed_again_by_its_owner(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    theirs = here.sign_in(OTHER, sam.id)
    assert theirs.keys.can_bind()

    theirs.keys.keep(theirs.keys.bind_mine(OTHER, bound=True))
    bound = here.sign_in(OTHER, sam.id)
    assert bound.keys.mine().is_bound
    bound.keys.keep(bound.keys.bind_mine(OTHER, bound=False))
    here.ring.kept.clear()

    assert not here.sign_in(OTHER, sam.id).keys.mine().is_bound


def test_the_first_account_is_never_bound(here: Here) -> None:
    desk, _ = here.set_up()
    here.add(desk, "Sam", OTHER)

    with pytest.raises(NotAllowed) as refused:
        desk.keys.bind_mine(GOOD, bound=True)
    assert refused.value.reason == "keys.first_account"


# Changing the data key ------------------------------------------------------------------


def test_after_a_change_of_the_key_everybody_and_both_sheets_still_open(here: Here) -> None:
    desk, codes = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    here.vault.lock()

    here.vault.change_key(here.vault.prove(ME.id, GOOD), ask_everybody=True)

    assert here.sign_in(OTHER, sam.id).keys.mine().must_change
    assert here.sign_in(GOOD).me == ME
    assert ("key_changed", ME.id, "", DONE) in here.told()
    for code in codes:
        assert here.vault.recover(here.vault.prove_sheet(code)).coordinators == (ME,)


def test_only_a_coordinator_changes_the_key_and_only_of_a_locked_record(here: Here) -> None:
    desk, _ = here.set_up()
    sam = here.add(desk, "Sam", OTHER)
    with pytest.raises(ValueError, match="lock"):
        here.vault.change_key(here.vault.prove(ME.id, GOOD), ask_everybody=False)
    here.vault.lock()

    with pytest.raises(NotAllowed):
        here.vault.change_key(here.vault.prove(sam.id, OTHER), ask_everybody=False)
    assert here.sign_in(GOOD).me == ME
    assert "key_changed" not in [act for act, *_ in here.told()]


# Why a record stays shut ----------------------------------------------------------------


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x20
    path.write_bytes(bytes(content))


def zero(path: Path, begin: int, end: int) -> None:
    content = bytearray(path.read_bytes())
    content[begin:end] = bytes(end - begin)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    "harm",
    [
        lambda record: flip(record, 0),
        lambda record: flip(record, 9),
        lambda record: flip(record, 15),
        lambda record: flip(record, 16),
        lambda record: flip(record, 2000),
        lambda record: flip(record, 4095),
        lambda record: zero(record, 0, 4096),
        lambda record: record.write_bytes(record.read_bytes()[:1000]),
        lambda record: record.write_bytes(b"short"),
    ],
)
def test_a_damaged_record_is_called_damaged_and_left_as_it_is(
    here: Here, harm: Callable[[Path], object]
) -> None:
    here.set_up()
    here.vault.lock()
    record, keys = here.folder / "record.db", here.folder / "station.keys"
    harm(record)
    before = record.read_bytes(), keys.read_bytes()

    with pytest.raises(RecordDamaged) as refused:
        here.sign_in(GOOD)
    assert refused.value.message_key == "error.record_damaged"
    assert (record.read_bytes(), keys.read_bytes()) == before


def test_damage_further_in_is_called_damage_when_it_is_met(here: Here) -> None:
    desk, _ = here.set_up()
    for number in range(60):
        desk.people.add(desk.me, f"Person {number} " + "x" * 400, Role.VOLUNTEER)
    here.vault.lock()
    record = here.folder / "record.db"
    for page in range(10, record.stat().st_size // 4096):
        flip(record, page * 4096 + 100)

    with pytest.raises(RecordDamaged):
        here.sign_in(GOOD).people.everybody()


def test_another_stations_record_is_called_that(here: Here, tmp_path: Path) -> None:
    here.set_up()
    other = Here(tmp_path / "other")
    other.set_up()
    here.vault.lock()
    other.vault.lock()
    record = here.folder / "record.db"
    record.write_bytes((other.folder / "record.db").read_bytes())
    before = record.read_bytes()

    with pytest.raises(RecordOfAnother) as refused:
        here.sign_in(GOOD)
    assert refused.value.message_key == "error.record_of_another"
    assert record.read_bytes() == before


def test_another_stations_key_file_is_called_that(here: Here, tmp_path: Path) -> None:
    here.set_up()
    other = Here(tmp_path / "other")
    other.set_up()
    for one in (here, other):
        one.vault.lock()
    (here.folder / "station.keys").write_bytes((other.folder / "station.keys").read_bytes())

    with pytest.raises(RecordOfAnother):
        here.sign_in(GOOD)


def test_a_file_that_was_never_encrypted_is_not_taken_for_ours(here: Here) -> None:
    here.set_up()
    here.vault.lock()
    record = here.folder / "record.db"
    record.unlink()
    plain = sqlite3.connect(record)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()

    with pytest.raises(RecordOfAnother):
        here.sign_in(GOOD)


def test_without_a_mark_a_record_that_does_not_open_is_called_damaged(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safestation.keyed.remember_mark", lambda *_: None)
    monkeypatch.setattr("safestation.bootstrap.remember_opening", lambda *_: None)
    here.set_up()
    here.vault.lock()
    flip(here.folder / "record.db", 2000)

    with pytest.raises(RecordDamaged):
        here.sign_in(GOOD)


def test_a_missing_or_empty_record_is_called_missing(here: Here) -> None:
    here.set_up()
    here.vault.lock()
    record = here.folder / "record.db"
    record.write_bytes(b"")
    with pytest.raises(RecordMissing):
        here.sign_in(GOOD)
    record.unlink()

    with pytest.raises(RecordMissing):
        here.sign_in(GOOD)
    assert not record.exists()


def test_a_wrong_passphrase_is_told_from_a_damaged_key_file(here: Here) -> None:
    here.set_up()
    here.vault.lock()
    with pytest.raises(WrongPassphrase):
        here.sign_in(OTHER)
    flip(here.folder / "station.keys", 900)

    with pytest.raises(KeyFileDamaged):
        here.sign_in(GOOD)


def test_a_newer_record_is_called_newer(here: Here) -> None:
    here.set_up()
    db = here.vault._db  # noqa: SLF001 - as a newer version would leave it
    assert db is not None
    db.conn.set_authorizer(None)
    db.execute("PRAGMA user_version = 900")
    db.conn.commit()
    here.vault.lock()

    with pytest.raises(RecordTooNew):
        here.sign_in(GOOD)


def test_a_record_that_says_it_is_another_is_not_opened(here: Here) -> None:
    here.set_up()
    db = here.vault._db  # noqa: SLF001 - as nobody could do by accident
    assert db is not None
    db.execute("UPDATE setting SET value = '\"another\"' WHERE key = 'record_id'")
    db.conn.commit()
    here.vault.lock()

    with pytest.raises(RecordOfAnother):
        here.sign_in(GOOD)


def test_a_record_from_before_it_knew_its_name_is_told_it(here: Here) -> None:
    here.set_up()
    db = here.vault._db  # noqa: SLF001 - as the first version left it
    assert db is not None
    db.execute("DELETE FROM setting WHERE key = 'record_id'")
    db.conn.commit()
    here.vault.lock()
    here.sign_in(GOOD)

    db = here.vault._db  # noqa: SLF001 - what lies there now
    assert db is not None
    assert db.execute("SELECT count(*) FROM setting WHERE key = 'record_id'").fetchone() == (1,)


# Checking from outside ------------------------------------------------------------------


def test_a_record_whose_key_was_being_changed_can_be_checked(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(*_what: object) -> None:
        raise KeyboardInterrupt

    here.set_up()
    here.vault.lock()
    monkeypatch.setattr(rekey, "finish", cut_short)
    with pytest.raises(KeyboardInterrupt):
        here.vault.change_key(here.vault.prove(ME.id, GOOD), ask_everybody=False)
    monkeypatch.undo()
    here.vault.release()

    assert check_record(here.folder, GOOD) == []
    here.vault = here.open_vault()
    assert here.sign_in(GOOD).me == ME


# A locked account --------------------------------------------------------------------------


def locked_out(here: Here, desk: Desk) -> Staff:
    """Return a coordinator whose account five wrong passphrases locked."""
    second = here.add(desk, "C. Okafor", OTHER, Role.COORDINATOR)
    here.vault.lock()
    for n in range(5):
        with pytest.raises((WrongPassphrase, SignInLocked)):
            here.vault.prove(second.id, f"no passphrase of anybody {n}")
    return second


def test_a_locked_account_stays_shut_to_its_own_passphrase_given_without_its_name(
    here: Here,
) -> None:
    desk, _ = here.set_up()
    second = locked_out(here, desk)

    for staff in (second.id, ""):
        with pytest.raises(SignInLocked):
            here.vault.prove(staff, OTHER)

    assert here.vault.standing(second.id).is_locked
    assert here.sign_in(GOOD, "").me == ME


def test_an_account_locked_since_its_passphrase_was_proven_does_not_come_in(
    here: Here,
) -> None:
    desk, _ = here.set_up()
    second = here.add(desk, "C. Okafor", OTHER, Role.COORDINATOR)
    here.vault.lock()
    proven = here.vault.prove(second.id, OTHER)
    for n in range(5):
        with pytest.raises((WrongPassphrase, SignInLocked)):
            here.vault.prove(second.id, f"no passphrase of anybody {n}")

    with pytest.raises(SignInLocked):
        here.vault.open(proven)

    assert here.vault._db is None  # noqa: SLF001 - nothing stays open


@pytest.mark.parametrize(
    "asks",
    [
        lambda keys, typed: keys.change_mine(typed, THIRD),
        lambda keys, typed: keys.bind_mine(typed, bound=True),
    ],
    ids=["change", "bind"],
)
def test_a_wrong_passphrase_typed_for_ones_own_key_counts_as_at_the_door(
    here: Here, asks: Callable[[Keys, str], object]
) -> None:
    desk, _ = here.set_up()
    here.add(desk, "C. Okafor", OTHER, Role.COORDINATOR)
    second = next(door.staff for door in here.vault.doors() if door.staff != ME.id)
    theirs = here.sign_in(OTHER, second)

    for n in range(4):
        with pytest.raises(WrongPassphrase):
            asks(theirs.keys, f"no passphrase of anybody {n}")
    left = here.vault.standing(second).left
    with pytest.raises(SignInLocked):
        asks(theirs.keys, "no passphrase of anybody, again")
    with pytest.raises(SignInLocked):
        asks(theirs.keys, OTHER)

    assert left == 1
    assert here.vault.standing(second).is_locked
    here.sign_in(GOOD)
    (told,) = [line for line in here.told() if line[0] == Act.SIGN_IN_FAILED]
    assert told[1] == second
    assert told[2].startswith("5 ")
    assert told[3] == NOT_DONE


def test_what_is_typed_right_for_ones_own_key_counts_for_nothing(here: Here) -> None:
    desk, _ = here.set_up()
    for new in ("short", GOOD):  # refused for the new one, before the old one is tried
        with pytest.raises((WeakPassphrase, NotAllowed)):
            desk.keys.change_mine("no passphrase of anybody" if new == "short" else GOOD, new)
    desk.keys.keep(desk.keys.change_mine(GOOD, THIRD))

    assert here.vault.standing(ME.id).left == LIMIT


# No key stays open behind what covers it ----------------------------------------------------


def refuses(monkeypatch: pytest.MonkeyPatch, wanted: Act, error: Exception) -> None:
    """Let one act fail to be written down, and every other one be."""
    note = Audits.note

    def fails(self: Audits, act: str, *told: Any, **more: Any) -> None:  # noqa: ANN401 - as it is
        if act == wanted:
            raise error
        note(self, act, *told, **more)

    monkeypatch.setattr(Audits, "note", fails)


def nothing_is_open(here: Here) -> bool:
    return here.vault._db is None and here.vault._unlocked is None  # noqa: SLF001 - the key


@pytest.mark.parametrize("error", [DiskFull(), ZeroDivisionError()], ids=["full", "a bug"])
def test_a_sign_in_that_fails_in_any_way_leaves_no_key(
    here: Here, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    here.set_up()
    here.vault.lock()
    refuses(monkeypatch, Act.SIGNED_IN, error)

    with pytest.raises(type(error)):
        here.sign_in(GOOD)

    assert nothing_is_open(here)


def test_a_sheet_whose_use_cannot_be_written_down_leaves_no_key(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, codes = here.set_up()
    here.vault.lock()
    refuses(monkeypatch, Act.SHEET_USED, DiskFull())

    with pytest.raises(DiskFull):
        here.vault.recover(here.vault.prove_sheet(codes[0]))

    assert nothing_is_open(here)


@pytest.mark.parametrize("part", ["open", "recover", "finish"])
def test_a_desk_that_cannot_be_built_leaves_no_key(
    here: Here, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    drafts = here.begin()
    if part != "finish":
        here.vault.finish(here.vault.prove_sheet(drafts[0].code))
        here.vault.lock()

    def fails(*_anything: object) -> Desk:
        raise ZeroDivisionError

    def comes_in() -> None:
        if part == "open":
            here.sign_in(GOOD)
            return
        proven = here.vault.prove_sheet(drafts[0].code)
        if part == "finish":
            here.vault.finish(proven)
            return
        recovering = here.vault.recover(proven)
        recovering.finish(ME, recovering.prepare(ME, THIRD))

    monkeypatch.setattr(LocalVault, "_desk", fails)
    with pytest.raises(ZeroDivisionError):
        comes_in()

    assert nothing_is_open(here)
