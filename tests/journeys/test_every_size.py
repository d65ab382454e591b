"""Every page and card can be read and reached: small screens, 200 %, long Spanish words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.facts import TaskAdded
from safestation.domain.opening import plain_way
from safestation.domain.reporting.period import Span
from safestation.domain.station import SiteType
from safestation.hands import let_pass
from safestation.training import PROGRAM, open_training_station, training_vault
from safestation.ui.app import make_app, make_shell
from safestation.ui.kit import Button, ChoiceGroup, Label, Scroll, Sheet
from safestation.ui.screens.disposal import DisposalScreen
from safestation.ui.screens.follow_ups import FollowUpsScreen
from safestation.ui.screens.providers import ProvidersScreen
from safestation.ui.screens.reports import ReportsScreen
from safestation.ui.screens.station_home import StationHome
from safestation.ui.steps.consent import ConsentPage
from safestation.ui.steps.placement import PlacementPage
from safestation.ui.visit.frame import VisitFrame
from safestation.ui.window import Window
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, STRINGS
from tests.ui.fits import misfits
from tests.unit.services.test_every_way_in import minimum

pytestmark = pytest.mark.journey

ROUNDS, ROUND_MS = 40, 15
USUAL, SMALLEST = QSize(1366, 768), QSize(1024, 640)
HARD = [
    pytest.param(1.0, "es", SMALLEST, id="smallest-es"),
    pytest.param(2.0, "es", USUAL, id="double-es"),
]
SIZES = [
    pytest.param(1.0, "en", USUAL, id="usual"),
    pytest.param(1.0, "es", USUAL, id="usual-es"),
    *HARD,
]
OTHERS = [name for name in CONTENT.programs if name != PROGRAM]
Pages = dict[str, list[str]]


@contextmanager
def station(
    folder: Path, qtbot: QtBot, look: tuple[float, str, QSize], program: str = ""
) -> Iterator[Window]:
    """Open the training station's window at a scale, in a language, of a size."""
    scale, language, size = look
    make_app("light", language, scale)
    vault = training_vault(folder, CONTENT, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP)
    desk = open_training_station(vault, CONTENT)
    if program:
        site = min(CONTENT.programs[program].hosts, key=list(SiteType).index)
        changed = replace(desk.station, program=program, site_type=site)
        desk.people.save_station(desk.me, changed)
        desk = vault.renewed(desk)
    window = make_shell(vault, CONTENT.programs, CountedIds(), STRINGS, language)
    qtbot.addWidget(window)
    window.resize(size)
    window.enter(desk)
    window.show()
    assert window.size() == size, "the window cannot be as small as the screen"
    yield window
    window.close()
    vault.release()
    make_app("light", "en", 1.0)


def look_at(root: QWidget) -> list[str]:
    """Return what does not fit once the layouts have settled."""
    found: list[str] = []
    for place in range(ROUNDS):
        let_pass(ROUND_MS)
        found = misfits(root)
        if place and not found:
            break
    return found[:6]


def shown(window: Window) -> QWidget:
    covered = window.centralWidget()
    assert covered is not None
    return covered


def open_steps(window: Window) -> Pages:
    """Look at every step of the program, once each, from every way in that leads to it."""
    found: Pages = {}
    for frame in every_way_in(window):
        for line in frame.rail.lines:
            if line.step.id in found:
                continue
            frame.show_step(line.step.id)
            found[line.step.id] = look_at(shown(window))
            seen = (
                frame.foot.next.visibleRegion().boundingRect().contains(frame.foot.next.rect())
            )
            found[line.step.id] += [] if seen else ["the primary button is covered"]
    return found


def every_way_in(window: Window) -> Iterator[VisitFrame]:
    """Open a visit by each way in, with the least that it asks."""
    shell, desk = window.shell, window.desk
    assert shell is not None
    assert desk is not None
    plain = plain_way(desk.program) is not None
    for entry in desk.program.entries:
        way = "" if plain else entry.id
        shell.open_visit(desk.counter.start(entry=way, answers=minimum(entry)).visit.id)
        assert window.visit is not None
        yield window.visit


def a_sheet(window: Window, press: QAbstractButton | Callable[[], object]) -> list[str]:
    """Open a card, look at it, close it."""
    press.click() if isinstance(press, QAbstractButton) else press()
    opened = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    assert len(opened) == 1, "no card opened"
    found = look_at(opened[0])
    opened[0].close_sheet()
    let_pass(1)
    return found


def none_of(pages: Pages) -> Pages:
    return {name: [] for name in pages}


@pytest.mark.parametrize(("scale", "language", "size"), SIZES)
def test_every_page_of_the_rail_and_what_covers_it_fits(
    tmp_path: Path, qtbot: QtBot, scale: float, language: str, size: QSize
) -> None:
    found: Pages = {}
    with station(tmp_path / "t", qtbot, (scale, language, size)) as window:
        for name in window.screens:
            window.show_screen(name)
            found[name] = look_at(shown(window))
        window.hide_screen()
        found["hidden"] = look_at(shown(window))
        window.hide_screen()
        window.lock()
        found["locked"] = look_at(shown(window))

    assert found == none_of(found)


@pytest.mark.parametrize(("scale", "language", "size"), SIZES)
def test_every_step_fits(
    tmp_path: Path, qtbot: QtBot, scale: float, language: str, size: QSize
) -> None:
    with station(tmp_path / "t", qtbot, (scale, language, size)) as window:
        found = open_steps(window)
        assert window.visit is not None
        window.visit.start_emergency()
        found["emergency"] = look_at(shown(window))

    assert len(found) > 5
    assert found == none_of(found)


@pytest.mark.parametrize("program", OTHERS)
def test_every_step_of_the_other_programs_fits(
    tmp_path: Path, qtbot: QtBot, program: str
) -> None:
    with station(tmp_path / "t", qtbot, (2.0, "es", USUAL), program) as window:
        found = open_steps(window)

    assert len(found) > 5
    assert found == none_of(found)


@pytest.mark.parametrize(("scale", "language", "size"), HARD)
def test_every_card_and_form_fits(
    tmp_path: Path, qtbot: QtBot, scale: float, language: str, size: QSize
) -> None:
    with station(tmp_path / "t", qtbot, (scale, language, size)) as window:
        found = {**station_sheets(window), **visit_sheets(window)}

    assert found == none_of(found)


def station_sheets(window: Window) -> Pages:
    shell, found = window.shell, Pages()
    assert shell is not None
    found["find"] = a_sheet(window, shell.find_person)
    window.show_screen("disposal")
    disposal = window.screens["disposal"]
    assert isinstance(disposal, DisposalScreen)
    container = next(iter(disposal.cards.values()))
    for name, button in {
        "turned in": disposal.turned_in, "custody": disposal.hand_over, "new": disposal.new,
        "close": container.close_button,
    }.items():  # fmt: skip
        found[name] = a_sheet(window, button)
    window.show_screen("providers")
    providers = window.screens["providers"]
    assert isinstance(providers, ProvidersScreen)
    providers.table.selectRow(0)
    found["provider"] = look_at(shown(window))
    for name in ("add", "import"):
        providers.buttons[name].click()
        found[name] = look_at(shown(window))
        providers.back()
    found.update(follow_up_sheets(window))
    window.show_screen("station")
    home = window.screens["station"]
    assert isinstance(home, StationHome)
    home.settings.people.selectRow(1)
    found["person"] = a_sheet(window, home.settings.add_button)
    found["account"] = a_sheet(window, home.settings.account_button)
    found.update(report_sheets(window))
    return found


def report_sheets(window: Window) -> Pages:
    """Make a report, look at it, and at the card that asks for whom a file is."""
    window.show_screen("reports")
    screen = window.screens["reports"]
    assert isinstance(screen, ReportsScreen)
    screen.choice.span.picked.emit(Span.OWN.value)
    screen.choice.span.show_value(Span.OWN.value)
    screen.choice.go.click()
    while screen.view is None:
        let_pass(ROUND_MS)
    found = {"report": look_at(shown(window))}
    found["report as a file"] = a_sheet(window, screen.save_button)
    return found


def follow_up_sheets(window: Window) -> Pages:
    """Owe somebody with every contact rule a call, and look at the page and its cards."""
    assert window.desk is not None
    session, due = window.desk.counter.start(), window.desk.clock.now()
    said = {
        "handle": "Blue jacket", "phone": "410-555-0199", "may_call": "no",
        "may_text": "no", "ask_for": "Sam", "safe_hours": "after 5 pm",
    }  # fmt: skip
    for question, value in said.items():
        session.answer(question, value)
    session.write(TaskAdded("owed", "follow_up", due, window.desk.me.name, "after_24h"))
    window.show_screen("follow_ups")
    screen = window.screens["follow_ups"]
    assert isinstance(screen, FollowUpsScreen)
    screen.table.select("owed")
    found = {"follow-ups": look_at(shown(window))}
    for name, button in {
        "what came of it": screen.detail.primary,
        "hand over": screen.detail.more["hand_over"],
    }.items():
        found[name] = a_sheet(window, button)
    return found


def visit_sheets(window: Window) -> Pages:
    shell, found = window.shell, Pages()
    assert shell is not None
    shell.start_visit()
    frame = window.visit
    assert frame is not None
    frame.show_step("placement")
    page = frame.page
    assert isinstance(page, PlacementPage)
    found["needs"] = a_sheet(window, page.change_button)
    found["number"] = a_sheet(window, page.form.wrong_button)
    frame.show_step("consent")
    page = frame.page
    assert isinstance(page, ConsentPage)
    page.recipients.add.click()
    found["consent for somebody else"] = look_at(shown(window))
    return found


def test_the_smallest_window_is_no_larger_than_its_screen(tmp_path: Path, qtbot: QtBot) -> None:
    with station(tmp_path / "t", qtbot, (2.0, "es", QSize(1366, 768))) as window:
        least, screen = window.minimumSize(), window.screen().availableSize()

        assert least.width() <= min(1366, screen.width())
        assert least.height() <= min(768, screen.height())


def test_what_does_not_fit_would_be_found(qtbot: QtBot) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    cut, small, over = Label("Not everything", wrap=False), QPushButton("x"), Button("Over it")
    cut.setFixedWidth(20)
    small.setFixedSize(20, 20)
    wide = ChoiceGroup([("a", "", "One"), ("b", "", "Two")], "Which?", columns=4)
    wide.setMinimumWidth(900)
    for widget in (cut, small, wide):
        column.addWidget(widget)
    over.setParent(inside)
    page = Scroll(inside)
    page.resize(300, 300)
    qtbot.addWidget(page)
    page.show()
    over.setGeometry(0, 0, 200, 200)

    found = " ".join(misfits(page))

    assert "cut off: Label “Not everything”" in found
    assert "smaller than a finger: QPushButton" in found
    assert "wider than what scrolls it" in found
    assert "lies over" in found
