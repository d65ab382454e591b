"""The directory on screen: looked up, typed by hand, taken in whole or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from safestation.domain.providers import Known, Provider
from safestation.domain.schedule import ALWAYS
from safestation.services.desk import Desk
from safestation.ui.screens.providers import ProvidersScreen
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, open_visit

BAYVIEW = "11111111-1111-4111-8111-111111111111"
HEADER = "Name,Intake phone,City,Payers,Intake hours\n"
Sheet = Callable[[str], Path]


@pytest.fixture
def here(tmp_path: Path, words: Words) -> AtHand:
    at_hand = open_visit(tmp_path / "station", words)
    provider = Provider(
        BAYVIEW, "Bayview Detox", intake_phone="410-555-0142", city="Eastport", hours=ALWAYS
    )
    at_hand.context.desk.directory.save_by_hand(provider, "staff-1")
    return at_hand


@pytest.fixture
def desk(here: AtHand) -> Desk:
    return here.context.desk


@pytest.fixture
def screen(desk: Desk, words: Words, qtbot: QtBot) -> Iterator[ProvidersScreen]:
    owner = QObject()
    tasks = PoolTasks(owner)
    shown = ProvidersScreen(desk, words, tasks)
    qtbot.addWidget(shown)
    shown.resize(1200, 900)
    shown.refresh()
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    tasks.drain()
    shown.close()
    delete(shown)  # now, and not whenever Python gets to it


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    def write(rows: str) -> Path:
        path = tmp_path / "places.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        return path

    return write


def press(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: widget.isVisible() and widget.height() > 20)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def write_in(qtbot: QtBot, screen: ProvidersScreen, name: str, text: str) -> None:
    line = screen.editor.fields[name].focusProxy()
    assert line is not None
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line, text)


def read(qtbot: QtBot, screen: ProvidersScreen, path: Path) -> None:
    """Open the import and read a file as somebody would: type its path, press Enter."""
    press(qtbot, screen.buttons["import"])
    qtbot.keyClicks(screen.wizard.path, str(path))
    qtbot.keyClick(screen.wizard.path, Qt.Key.Key_Return)
    banner = screen.wizard.banner
    qtbot.waitUntil(
        lambda: screen.wizard.plan is not None or "Nothing was changed." in banner.more.words
    )


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.directory.list()]


def cells(screen: ProvidersScreen) -> list[str]:
    table = screen.wizard.changes
    return [
        " | ".join(table.cell(row, column).spoken() for column in range(3))
        for row in range(table.model().rowCount())
    ]


def test_typing_finds_a_place_and_shows_what_is_known_of_it(
    screen: ProvidersScreen, qtbot: QtBot
) -> None:
    qtbot.keyClicks(screen.search, "eastp")
    screen.table.select(BAYVIEW)

    assert screen.count.words == "1 place"
    assert screen.detail.number.words == "410-555-0142"
    assert "Intake hours: 24/7" in screen.detail.facts.words

    qtbot.keyClicks(screen.search, "zzz")
    assert screen.count.words == "0 places"


def test_a_place_typed_by_hand_is_kept_with_what_was_typed(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot
) -> None:
    press(qtbot, screen.buttons["add"])
    for name, text in {
        "name": "Harbor Clinic",
        "intake_phone": "410 555 0177",
        "hours": "Mon-Fri 08:00-17:00",
        "minimum_age": "18",
    }.items():
        write_in(qtbot, screen, name, text)
    payers = screen.editor.fields["payers"]
    tiles = {tile.value: tile for tile in payers.tiles.tiles}  # type: ignore[attr-defined]  # several choices
    screen.editor.area.ensureWidgetVisible(tiles["medicaid"])
    press(qtbot, tiles["medicaid"])
    press(qtbot, screen.editor.save_button)

    kept = next(one for one in desk.directory.list() if one.name == "Harbor Clinic")
    assert (kept.intake_phone, kept.minimum_age) == ("410-555-0177", 18)
    assert kept.payers == ("medicaid",)
    assert len(kept.hours.spans) == 5
    assert set(kept.by_hand) >= {"name", "intake_phone", "hours", "minimum_age", "payers"}
    assert screen.stack.shown is screen.listing


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("hours", "whenever", "Write hours like"),
        ("intake_phone", "12", "phone"),
        ("minimum_age", "old", "number"),
        ("name", " ", "Write the name"),
    ],
)
def test_what_does_not_fit_is_said_at_the_field_and_nothing_is_kept(  # noqa: PLR0913, PLR0917 - one case
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, field: str, typed: str, said: str
) -> None:
    before = desk.directory.get(BAYVIEW)
    screen.edit(BAYVIEW)
    write_in(qtbot, screen, field, typed)

    press(qtbot, screen.editor.save_button)

    assert said.casefold() in screen.editor.fields[field].problem.words.casefold()
    assert desk.directory.get(BAYVIEW) == before
    assert screen.stack.shown is screen.editor


def test_the_editor_has_its_own_primary_action_and_the_list_gets_its_own_back(
    screen: ProvidersScreen, qtbot: QtBot
) -> None:
    press(qtbot, screen.buttons["add"])

    assert not any(button.isVisible() for button in screen.buttons.values())
    assert screen.editor.save_button.isVisible()
    press(qtbot, screen.editor.cancel_button)
    assert all(button.isVisible() for button in screen.buttons.values())


def test_leaving_the_editor_keeps_nothing(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.directory.get(BAYVIEW)
    screen.edit(BAYVIEW)
    write_in(qtbot, screen, "city", "Elsewhere")

    press(qtbot, screen.editor.cancel_button)

    assert desk.directory.get(BAYVIEW) == before


def test_one_choice_of_yes_is_kept_as_known(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.edit(BAYVIEW)
    pets = screen.editor.fields["accepts_pets"]
    segments = {one.value: one for one in pets.row.segments}  # type: ignore[attr-defined]  # a short choice
    screen.editor.area.ensureWidgetVisible(segments["yes"])
    press(qtbot, segments["yes"])
    press(qtbot, screen.editor.save_button)

    kept = desk.directory.get(BAYVIEW)
    assert kept is not None
    assert kept.accepts_pets is Known.YES


def test_a_place_out_of_use_leaves_the_list_and_stays_in_the_record(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.table.select(BAYVIEW)
    press(qtbot, screen.detail.off_button)

    assert names(desk) == []
    assert screen.count.words == "0 places"
    assert "Bayview Detox is out of use" in screen.banner.what.words
    assert screen.table.hasFocus()
    press(qtbot, screen.with_unused)
    assert screen.count.words == "1 place"


def test_a_place_put_out_of_use_by_mistake_comes_back(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.table.select(BAYVIEW)
    press(qtbot, screen.detail.off_button)
    press(qtbot, screen.with_unused)
    screen.table.select(BAYVIEW)
    assert screen.detail.off_button.words == "Put back in use"

    press(qtbot, screen.detail.off_button)

    assert names(desk) == ["Bayview Detox"]
    assert screen.detail.off_button.words == "Put out of use"
    screen.take_in()
    assert screen.banner.isHidden(), "it was about the list"


def test_a_file_is_previewed_field_by_field_and_taken_in_only_on_confirm(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, sheet: Sheet
) -> None:
    desk.directory.apply(
        desk.directory.preview(
            desk.provider_files.read(sheet("Pine House,410-555-0150,Easton,Medicaid,24/7\n"))
        ),
        "staff-1",
    )
    rows = "Pine House,410-555-0151,Easton,Medicaid,24/7\nNew Start,410-555-0160,Kent,,\n"
    read(qtbot, screen, sheet(rows))

    assert screen.wizard.summary.words == "1 new · 1 changed"
    assert cells(screen) == [
        "Changed | Pine House | Intake phone: 410-555-0150 → 410-555-0151",
        "New | New Start, Kent | ",
    ]
    assert names(desk) == ["Bayview Detox", "Pine House"]

    press(qtbot, screen.wizard.import_button)
    assert names(desk) == ["Bayview Detox", "New Start", "Pine House"]
    assert screen.banner.what.words == "2 places were taken in."


def test_a_long_list_shows_what_changes_first_and_says_how_many_more_there_are(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, sheet: Sheet
) -> None:
    kept = desk.provider_files.read(sheet("Pine House,410-555-0150,Easton,Medicaid,24/7\n"))
    desk.directory.apply(desk.directory.preview(kept), "staff-1")
    many = (f"Place {n},410-555-{n:04d},Kent,,\n" for n in range(450))

    read(qtbot, screen, sheet("".join(many)))

    lines = cells(screen)
    assert lines[0] == "Not in the file | Pine House | Stays as it is."
    assert lines[-1].startswith("And 51 more")


def test_a_path_as_a_file_manager_copies_it_is_read(
    screen: ProvidersScreen, qtbot: QtBot, sheet: Sheet
) -> None:
    path = sheet("New Start,410-555-0160,Kent,,\n")
    screen.take_in()
    screen.wizard.path.setText(f'"{path}"')
    screen.wizard.read()
    qtbot.waitUntil(lambda: screen.wizard.plan is not None)

    qtbot.keyClicks(screen.wizard.path, "x")
    assert screen.wizard.plan is None, "the preview is of the file that is named"

    screen.wizard.path.setText("~nobody-of-that-name/list.csv")
    screen.wizard.read()
    qtbot.waitUntil(lambda: "Nothing was changed." in screen.wizard.banner.more.words)


def test_rows_with_problems_are_named_and_only_an_explicit_button_takes_the_rest(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, sheet: Sheet
) -> None:
    read(
        qtbot, screen, sheet("Pine House,12,Easton,Gold,24/7\nNew Start,410-555-0160,Kent,,\n")
    )

    problems = screen.wizard.problems
    told = [problems.cell(row, 2).text for row in range(problems.model().rowCount())]
    assert problems.cell(0, 0).text == "2"
    assert any("12" in one for one in told)
    assert any("Gold" in one for one in told)
    assert names(desk) == ["Bayview Detox"]
    assert screen.wizard.import_button.words == "Import the 1 good row"

    press(qtbot, screen.wizard.import_button)
    assert names(desk) == ["Bayview Detox", "New Start"]


def test_leaving_the_preview_changes_nothing(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, sheet: Sheet
) -> None:
    read(qtbot, screen, sheet("New Start,410-555-0160,Kent,,\n"))

    press(qtbot, screen.wizard.back_button)

    assert names(desk) == ["Bayview Detox"]
    assert screen.stack.shown is screen.listing


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.xlsx", b"PK\x03\x04 torn in half", "damaged"),
        ("empty.csv", b"", "empty"),
        ("letter.csv", b"%PDF-1.7", "not a list of providers"),
        ("list.json", b'{"rows": [', "damaged or cut off"),
    ],
)
def test_a_broken_file_says_what_to_do_and_changes_nothing(  # noqa: PLR0913, PLR0917 - one case
    screen: ProvidersScreen,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    content: bytes,
    said: str,
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    read(qtbot, screen, path)

    assert said in screen.wizard.banner.what.words
    assert not screen.wizard.import_button.isVisible()
    assert names(desk) == ["Bayview Detox"]


def test_a_file_that_is_not_there_is_said_calmly(
    screen: ProvidersScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    read(qtbot, screen, tmp_path / "nowhere.csv")

    assert "cannot be opened" in screen.wizard.banner.what.words


def test_a_directory_changed_behind_the_preview_is_not_written_over(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, sheet: Sheet
) -> None:
    read(qtbot, screen, sheet("Bayview Detox,410-555-0142,Kent,Medicaid,\n"))
    desk.directory.deactivate(BAYVIEW, "staff-1")

    press(qtbot, screen.wizard.import_button)

    assert "was changed since this preview" in screen.wizard.banner.what.words


def test_the_export_is_read_back_as_no_change(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    files = desk.provider_files
    screen.giving.save_file(tmp_path / "providers.xlsx", desk.directory.export(files.as_xlsx))

    read(qtbot, screen, tmp_path / "providers.xlsx")

    assert screen.wizard.summary.words == "1 the same"
    assert not screen.wizard.import_button.isEnabled()


def test_the_template_is_a_workbook_whose_example_is_left_out(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "template.xlsx"
    screen.giving.save_file(path, desk.provider_files.template("en"))

    assert screen.banner.what.words.startswith("Saved as template.xlsx")
    read(qtbot, screen, path)
    assert names(desk) == ["Bayview Detox"]


def test_a_folder_that_is_not_there_leaves_no_half_file(
    screen: ProvidersScreen, tmp_path: Path
) -> None:
    screen.giving.save_file(tmp_path / "gone" / "providers.csv", b"x")

    assert "could not be saved" in screen.banner.what.words
    assert not (tmp_path / "gone").exists()


def test_what_was_typed_here_stays_unless_somebody_ticks_that_it_may_go(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f"Name,Intake phone,SafeStation id\nBayview Detox,410-555-0150,{BAYVIEW}\n")
    read(qtbot, screen, path)
    assert "(typed here, so it stays)" in cells(screen)[0]

    press(qtbot, screen.wizard.take_over)
    press(qtbot, screen.wizard.import_button)

    kept = desk.directory.get(BAYVIEW)
    assert kept is not None
    assert kept.intake_phone == "410-555-0150"


def test_a_place_missing_from_the_file_is_put_out_of_use_only_when_ticked(
    screen: ProvidersScreen, desk: Desk, qtbot: QtBot, sheet: Sheet
) -> None:
    both = "Pine House,410-555-0150,Easton,,\nNew Start,410-555-0160,Kent,,\n"
    files, directory = desk.provider_files, desk.directory
    directory.apply(directory.preview(files.read(sheet(both))), "staff-1")
    read(qtbot, screen, sheet("Pine House,410-555-0150,Easton,,\n"))
    assert not screen.wizard.import_button.isEnabled()

    press(qtbot, screen.wizard.retire)
    assert screen.wizard.import_button.words == "Put the missing places out of use"
    press(qtbot, screen.wizard.import_button)

    assert names(desk) == ["Bayview Detox", "Pine House"]
