"""Backups, the drill and a restore at the real window, on a real record."""

import shutil
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.bootstrap import LocalVault
from safestation.domain.acts import Act
from safestation.domain.backups import Kept, Why
from safestation.domain.errors import AlreadyRunning, SharedFolder
from safestation.hands import Hands
from safestation.storage.backup import Source, make_backup
from safestation.ui.app import make_shell
from safestation.ui.screens.drill import DrillSheet
from safestation.ui.screens.setup import SetUpScreen
from safestation.ui.screens.start_trouble import DamagedPage, NotStartedPage
from safestation.ui.words import Words
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CONTENT, STRINGS
from tests.ui.at_hand import seen
from tests.ui.at_the_window import AtTheWindow, here
from tests.unit.storage.samples import CHEAP
from tests.unit.storage.test_restore import ME, PASSPHRASE

__all__ = ["here"]  # a fixture


def test_the_first_sign_in_of_a_day_makes_a_backup_by_itself(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()

    (kept,) = here.vault.rescue.kept()
    assert kept.manifest.why is Why.DAILY
    assert kept.manifest.holds.visits == 1


def test_the_list_shows_a_backup_that_was_made_meanwhile(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    page = here.page
    here.clock.advance(days=1)
    here.window.tick()

    here.hands.wait_for(lambda: page.table.model().rowCount() == 2)


def test_past_midnight_an_open_window_makes_the_next_one(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.clock.advance(days=1)
    here.window.tick()

    here.hands.wait_for(lambda: len(here.vault.rescue.kept()) == 2)


def anywhere(_folder: Path, _record: Path) -> bool:
    return True


def test_a_backup_to_a_folder_is_made_in_the_background_and_told(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safestation.storage.backup_store.is_elsewhere", anywhere)
    here.wait_for_the_daily_one()
    page = here.page
    here.hands.press("Back up to a stick")
    here.hands.type_into("Folder", str(here.stick))
    here.hands.press("Back up to this folder")
    here.hands.wait_for(lambda: "made and verified" in seen(page))

    assert len(here.vault.rescue.kept(str(here.stick))) == 1
    assert page.states["away"].words == "In time"


def test_a_backup_on_the_same_disk_is_not_one_that_lies_elsewhere(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    page = here.page
    page.back_up(str(here.stick))
    here.hands.wait_for(lambda: "on the same disk as the record" in seen(page))

    assert len(here.vault.rescue.kept(str(here.stick))) == 1
    assert here.desk.backups.memory().away is None
    assert page.dates["away"].words == "Not yet"


@pytest.mark.parametrize("typed", ["mistyped", "/no/such/folder", "~/stick"])
def test_a_backup_makes_no_folder_that_was_mistyped(
    here: AtTheWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    here.wait_for_the_daily_one()
    page, before = here.page, sorted(tmp_path.iterdir())
    here.hands.press("Back up to a stick")
    here.hands.press("Back up to this folder")
    assert here.hands.sees("Choose a stick or a folder first")
    here.hands.type_into("Folder", typed)
    here.hands.press("Back up to this folder")
    here.hands.wait_for(lambda: "there is no such folder" in seen(page))

    assert sorted(tmp_path.iterdir()) == before
    assert here.desk.trail.read()[0].detail == "backup.no_folder"


def test_a_backup_that_is_done_after_a_lock_is_in_the_history_at_the_next_sign_in(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.wait_for_the_daily_one()
    page, go_on = here.page, Event()

    def waits(source: Source, into: Path, why: Why, now: datetime) -> Kept:
        go_on.wait(20)
        return make_backup(source, into, why, now)

    monkeypatch.setattr("safestation.storage.backup_store.make_backup", waits)
    monkeypatch.setattr("safestation.storage.backup_store.is_elsewhere", anywhere)
    page.back_up(str(here.stick))
    here.window.lock("idle")
    go_on.set()
    here.hands.wait_for(lambda: len(here.vault.rescue.kept(str(here.stick))) == 1)
    here.window.let_in(here.vault.prove(ME.id, PASSPHRASE))
    desk = here.window.desk
    assert desk is not None

    def is_told() -> bool:
        desk.backups.catch_up()  # as the keeper does every few minutes
        return desk.backups.memory().away is not None

    here.hands.wait_for(is_told)

    made = [row for row in desk.trail.read() if row.act == Act.BACKED_UP]
    assert [row.detail.split()[0] for row in made].count("hand") == 1


def test_a_backup_by_hand_that_failed_is_in_the_history(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    page = here.page
    page.back_up("/proc/nowhere")
    here.hands.wait_for(lambda: "Every earlier backup is as it was" in seen(page))

    assert here.desk.trail.read()[0].act == Act.BACKUP_FAILED


def test_a_place_that_cannot_be_written_is_told_in_clear_words(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    page = here.page
    page.back_up("/proc/nowhere")
    here.hands.wait_for(lambda: "Every earlier backup is as it was" in seen(page))

    assert page.now.isEnabled()


def test_a_chosen_backup_and_the_record_are_read_again(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    page = here.page
    here.hands.press("Check it again")
    assert "Choose a backup" in seen(page)

    page.table.select(here.vault.rescue.kept()[0].path)
    here.hands.press("Check it again")
    here.hands.wait_for(lambda: "it is whole" in seen(page))
    here.hands.press("Check the record")
    here.hands.wait_for(lambda: "The record in use was read" in seen(page))


def test_a_drill_leads_to_a_printed_certificate(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    page = here.page
    here.hands.press("Start the drill")
    sheet = page.sheet
    assert isinstance(sheet, DrillSheet)
    sheet.unlock.secret.line.setText(PASSPHRASE)
    here.hands.click(sheet.unlock.button)
    here.hands.wait_for(lambda: sheet.trial is not None)
    here.hands.press("Print the certificate")

    printer = here.vault._printer  # noqa: SLF001 - the edge, faked
    assert isinstance(printer, MemoryPrinter)
    ((pdf, title, copies),) = printer.jobs
    assert (pdf[:5], title, copies) == (b"%PDF-", "restore_certificate", 1)
    assert here.desk.backups.memory().drill == here.clock.now()


def test_a_wrong_passphrase_is_told_and_nothing_is_tried(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    page = here.page
    here.hands.press("Start the drill")
    sheet = page.sheet
    assert isinstance(sheet, DrillSheet)
    sheet.unlock.secret.line.setText("not this one at all")
    sheet.unlock.check()
    here.hands.wait_for(lambda: "does not open" in seen(sheet))

    assert sheet.trial is None


def test_a_restore_compares_first_and_then_takes_the_place(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.visit("Came later")
    assert here.page.isVisible()
    here.hands.press("Restore…")
    here.hands.wait_for(lambda: here.hands.sees("Restore a backup"))
    assert here.window.desk is None
    here.restore_here()

    assert here.handles() == {"Blue cap"}


def test_choosing_another_backup_takes_back_what_was_unlocked(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.back_up()
    here.window.lock()
    here.window.restore()
    screen = here.unlock_here()
    here.hands.click(screen.sure)
    assert screen.replace.isEnabled()
    screen.unlock.picker.picked.emit(str(here.stick))

    assert not screen.compare.isVisible()
    assert not screen.replace.isEnabled()
    screen = here.unlock_here()
    screen.unlock.secret.line.setText("not this one at all")
    screen.unlock.check()
    here.hands.wait_for(lambda: "does not open" in seen(screen))
    assert not screen.compare.isVisible()


def test_what_went_wrong_is_said_where_it_can_be_seen(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.window.lock()
    here.window.resize(1024, 640)
    here.window.restore()
    unlock = here.restoring.unlock
    here.hands.click(unlock.button)
    assert "Type the passphrase, or the code" in seen(unlock)
    here.hands.type_into("Passphrase or code", "not this one at all")
    here.hands.click(unlock.button)
    here.hands.wait_for(lambda: "does not open" in seen(unlock))

    whole = unlock.banner.rect()
    here.hands.wait_for(lambda: unlock.banner.visibleRegion().boundingRect() == whole)
    here.hands.wait_for(unlock.secret.line.hasFocus)
    assert not unlock.secret.line.visibleRegion().isEmpty()


def test_an_unlocked_backup_left_alone_is_locked_again(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.window.lock()
    here.window.restore()
    screen = here.unlock_here()
    here.hands.click(screen.sure)
    screen.forget()  # what the timer does after five minutes

    assert not screen.compare.isVisible()
    assert not screen.replace.isEnabled()
    screen.prepare()
    assert not (here.folder / "incoming").exists()


def test_f12_leaves_a_restore_and_forgets_the_backup(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.window.lock()
    here.window.restore()
    here.unlock_here()
    here.hands.key(Qt.Key.Key_F12)

    assert here.window.signin.isVisible()
    assert here.restoring._found is None  # noqa: SLF001 - what is under test


def test_a_daily_backup_that_cannot_be_made_is_told_and_written_down(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.wait_for_the_daily_one()
    usage = shutil.disk_usage(here.folder)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    here.clock.advance(days=1)
    here.window.tick()
    here.hands.wait_for(lambda: here.hands.sees("not enough room"))

    db = vars(here.vault)["_db"]
    line = db.execute("SELECT detail, outcome FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
    assert line == ("backup.no_room", "refused")
    assert len(here.vault.rescue.kept()) == 1


def test_a_damaged_record_leads_to_a_calm_page_and_back(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.window.lock()
    here.damage()
    here.type_passphrase()
    here.hands.wait_for(lambda: here.hands.sees("The record does not open"))
    assert here.hands.sees("The last verified backup on this computer is from")
    here.hands.press("Restore a backup")
    assert here.hands.sees("Check first, replace second")
    here.restore_here()
    here.type_passphrase()

    here.hands.wait_for(lambda: here.window.desk is not None)
    assert here.window.desk is not None
    assert len(here.window.desk.counter.board().cards) == 1


def test_a_lost_key_file_is_no_first_start_while_there_are_backups(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.window.lock()
    (here.folder / "station.keys").unlink()
    here.window.open_door()

    assert isinstance(here.window.trouble, DamagedPage)
    assert here.hands.sees("The record does not open")


def test_a_new_computer_is_set_up_from_a_stick(
    here: AtTheWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    here.back_up()
    vault = LocalVault(tmp_path / "new", CONTENT, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP)
    window = make_shell(vault, CONTENT.programs, CountedIds(), STRINGS)
    qtbot.addWidget(window)
    window.show()
    hands = Hands(window)
    assert isinstance(window.setup, SetUpScreen)
    hands.press("Restore from a backup instead")
    screen = window.restoring
    assert screen is not None
    unlock = screen.unlock
    hands.type_into("Folder", str(here.stick))
    unlock.picker.path.returnPressed.emit()
    unlock.secret.line.setText(PASSPHRASE)
    unlock.check()
    hands.wait_for(screen.compare.isVisible)
    hands.click(screen.sure)
    hands.click(screen.replace)
    hands.wait_for(lambda: hands.sees("Restored."))

    desk = vault.open(vault.prove(ME.id, PASSPHRASE))
    assert len(desk.counter.board().cards) == 1
    window.close()
    vault.release()


def test_a_coordinator_is_reminded_of_what_is_overdue(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    assert here.window.shell is not None
    keeper = here.window.shell.keeper
    assert keeper.due() == ()
    here.clock.advance(days=95)
    assert keeper.due() == ("inside", "away", "drill")

    here.window.lock()
    here.type_passphrase()
    here.hands.wait_for(lambda: here.hands.sees("more than 7 days old"))
    here.hands.press("Open Backups")

    assert here.hands.sees("How safe the record is")


@pytest.mark.parametrize(
    ("error", "told"),
    [(AlreadyRunning(), "task bar"), (SharedFolder("place.cloud"), "copied to a cloud")],
)
def test_why_it_did_not_start_is_said_in_a_window(
    error: AlreadyRunning | SharedFolder, told: str, words: Words, qtbot: QtBot
) -> None:
    page = NotStartedPage(error, words)
    qtbot.addWidget(page)
    page.show()

    assert told in seen(page)
    with qtbot.waitSignal(page.left):
        page.close_button.click()
