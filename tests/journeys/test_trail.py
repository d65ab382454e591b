"""The trail at the real window: read, checked, sealed on paper, compared with paper."""

import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from safestation.domain.errors import NotAllowed
from safestation.domain.seal import code_of
from safestation.domain.station import Role
from safestation.training import PASSPHRASE
from safestation.ui.screens.trail_page import TrailPage
from tests.journeys.conftest import Counter
from tests.journeys.walking import lines_of, station_page


def trail_page(counter: Counter) -> TrailPage:
    return station_page(counter.shell, "trail", TrailPage)


def test_every_act_is_told_in_words_and_no_person_is(counter: Counter) -> None:
    assert counter.shell.desk is not None
    session = counter.shell.desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.flush()
    page = trail_page(counter)
    rows = counter.shell.desk.trail.read()

    assert {row.act for row in rows} >= {"opened", "changed", "staff_changed"}
    assert not counter.hands.sees("Zebulon")
    counter.hands.press("Check every line")
    assert counter.hands.sees("Every line is there and unchanged")
    assert page.table.selected_id == ""


def test_a_change_of_rights_is_told_with_both_values(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    sam = desk.people.add(desk.me, "Sam", Role.OFFICER)
    desk.people.change(desk.me, replace(sam, role=Role.AUDITOR))

    lines = lines_of(trail_page(counter).table)

    assert any("Sam; Role: Desk officer → Auditor" in line for line in lines)


def test_what_changed_in_a_record_is_counted_in_the_language_of_the_window(
    counter: Counter,
) -> None:
    desk = counter.shell.desk
    assert desk is not None
    session = desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.flush()
    counter.shell.words.switch_to("es")

    assert any("1 respuesta" in line for line in lines_of(trail_page(counter).table))


def test_the_day_is_sealed_on_paper_and_the_paper_fits_later(counter: Counter) -> None:
    trail_page(counter)
    counter.hands.press("Seal the day and print")
    desk = counter.shell.desk
    assert desk is not None
    seal = desk.trail.seals()[0]
    (pdf, title, _copies) = counter.printer.jobs[-1]

    assert pdf.startswith(b"%PDF")
    assert title == f"seal {seal.seq}"
    counter.hands.press("Compare with paper")
    counter.hands.type_into("Line number", str(seal.seq))
    counter.hands.type_into("Code or words", code_of(seal.hash))
    counter.hands.press("See if they agree")
    assert counter.hands.sees("The paper and this record agree")


def test_a_seal_of_another_history_is_told(counter: Counter) -> None:
    trail_page(counter)
    counter.hands.press("Compare with paper")
    counter.hands.type_into("Line number", "3")
    counter.hands.type_into("Code or words", code_of("ab" * 32))
    counter.hands.press("See if they agree")

    assert counter.hands.sees("do not agree")


def test_what_is_half_typed_stays_and_a_line_far_too_high_does_not_agree(
    counter: Counter,
) -> None:
    trail_page(counter)
    counter.hands.press("Compare with paper")
    counter.hands.type_into("Line number", "9" * 30)
    counter.hands.press("See if they agree")
    assert counter.hands.sees("Type both the line number and the code")
    counter.hands.type_into("Code or words", "acorn")
    counter.hands.press("See if they agree")

    assert counter.hands.sees(f"do not agree at line {'9' * 30}")


def test_the_command_checks_a_record_that_is_closed(counter: Counter) -> None:
    assert counter.shell.desk is not None
    counter.shell.lock()
    counter.vault.release()
    command = [sys.executable, "-m", "safestation", "--data", str(counter.folder.parent)]
    checked = subprocess.run(  # noqa: S603 - our own interpreter
        [*command, "check", "record", "--training"],
        input=PASSPHRASE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    compared = subprocess.run(  # noqa: S603 - likewise
        [*command, "check", "record", "--training", "--line", "2", "--seal", "acorn"],
        input=PASSPHRASE, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stderr
    assert "every line of the history holds" in checked.stdout
    assert compared.returncode == 1
    assert "does not agree at line 2" in compared.stdout


def test_what_somebody_did_who_has_left_can_still_be_looked_up(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    person = desk.people.add(desk.me, "K. Helper", Role.VOLUNTEER)
    desk.people.retire(desk.me, person)
    page = trail_page(counter)

    shown = {page.who.itemData(n): page.who.itemText(n) for n in range(page.who.count())}
    assert shown[person.id] == "K. Helper, no longer here"


def acts(counter: Counter) -> list[str]:
    assert counter.shell.desk is not None
    return [row.act for row in counter.shell.desk.trail.read()]


def test_locking_is_told_and_so_is_the_next_sign_in(counter: Counter) -> None:
    counter.shell.lock()
    counter.shell.let_in(counter.vault.prove("", PASSPHRASE))

    assert acts(counter)[:2] == ["signed_in", "locked"]


def test_each_search_for_a_person_is_told_once_and_nothing_of_whom(counter: Counter) -> None:
    for typed in ("Zebulon", "Quincy"):
        counter.hands.key(Qt.Key.Key_F3)
        counter.hands.type_into("Find a person, or start", typed)
        counter.hands.key(Qt.Key.Key_Escape)
    desk = counter.shell.desk
    assert desk is not None
    rows = desk.trail.read()

    assert [row.act for row in rows[:2]] == ["searched", "searched"]
    assert not any(word in str(row) for row in rows for word in ("Zebulon", "Quincy"))


def test_what_somebody_may_not_do_and_tried_is_told(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    person = desk.people.add(desk.me, "K. Helper", Role.VOLUNTEER)
    counter.vault.add_account(desk, person, "four brass bells at noon")
    counter.shell.lock()
    counter.shell.let_in(counter.vault.prove(person.id, "four brass bells at noon"))
    theirs = counter.shell.desk
    assert theirs is not None
    with pytest.raises(NotAllowed):
        theirs.counter.search().find("Zebulon")
    counter.shell.lock()
    counter.shell.let_in(counter.vault.prove(desk.me.id, PASSPHRASE))

    assert counter.shell.desk is not None
    told = [row for row in counter.shell.desk.trail.read() if row.act == "refused"]
    assert [(row.who, row.detail, row.outcome) for row in told] == [
        ("K. Helper", "find_person", "refused")
    ]
