"""The pages about keys are read, reached and heard: small screens, 200 %, Spanish, night."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safestation.bootstrap import LocalVault
from safestation.domain.station import Role, Staff
from safestation.hands import let_pass
from safestation.services.vault import SetUp
from safestation.ui.app import make_app, make_shell
from safestation.ui.screens.keys_page import KeysPage
from safestation.ui.screens.must_change import MustChangeScreen
from safestation.ui.screens.recover import RecoverScreen
from safestation.ui.screens.setup_sheets import SetUpSheets
from safestation.ui.tasks import PoolTasks
from tests.factories import make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, STRINGS
from tests.journeys.fresh import GOOD, NoRing
from tests.journeys.test_accessible_names import nameless
from tests.journeys.walking import station_page
from tests.ui.fits import misfits

pytestmark = pytest.mark.journey
LOOKS = {
    "usual": ("light", 1.0, "en", QSize(1366, 768)),
    "smallest-es": ("night", 1.0, "es", QSize(1024, 640)),
    "double-es": ("light", 2.0, "es", QSize(1366, 768)),
}
ME = Staff("staff-1", "Dolores Fernández-Echevarría", Role.COORDINATOR, "4417")


class Place:
    """A station with two sheets, its window, and its coordinator signed in."""

    def __init__(self, folder: Path, language: str, size: QSize, qtbot: QtBot) -> None:
        self.vault = LocalVault(
            folder, CONTENT, MemoryPrinter(),
            clock=FakeClock(), ids=CountedIds(), kdf=CHEAP, binding=NoRing(),
        )  # fmt: skip
        station = make_station(program=next(iter(CONTENT.programs)))
        self.station = station
        self.drafts = self.vault.begin(SetUp(station, ME, GOOD))
        self.desk = self.vault.finish(self.vault.prove_sheet(self.drafts[0].code))
        self.window = make_shell(self.vault, CONTENT.programs, CountedIds(), STRINGS, language)
        qtbot.addWidget(self.window)
        self.window.resize(size)
        self.window.enter(self.desk)
        self.window.show()


@pytest.fixture(params=LOOKS)
def place(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[Place]:
    theme, scale, language, size = LOOKS[request.param]
    make_app(theme, language, scale)
    here = Place(tmp_path / "station", language, size, qtbot)
    yield here
    here.window.close()
    here.vault.release()
    make_app("light", "en", 1.0)


def wrong_with(root: QWidget) -> list[str]:
    """Return what does not fit or has no name, once the layouts have settled."""
    found: list[str] = []
    for turn in range(40):
        let_pass(15)
        found = misfits(root)
        if turn and not found:
            break
    return [*found[:6], *nameless(root)]


def keys_page(place: Place) -> KeysPage:
    return station_page(place.window, "keys", KeysPage)


def test_the_page_on_keys_fits_and_is_heard(place: Place) -> None:
    page = keys_page(place)
    page.offer_new_sheet()

    assert wrong_with(place.window) == []


@pytest.mark.parametrize(
    "opens",
    [KeysPage.change_own, KeysPage.bind_own, KeysPage.change_key],
    ids=["change", "bind", "key"],
)
def test_its_small_forms_fit_and_are_heard(
    place: Place, opens: Callable[[KeysPage], None]
) -> None:
    opens(keys_page(place))

    assert wrong_with(place.window) == []


def test_a_new_sheet_fits_and_is_heard(place: Place) -> None:
    page = keys_page(place)
    page._show_draft(place.desk.keys.draft_sheet(1))  # noqa: SLF001 - worked out already

    assert wrong_with(place.window) == []


def test_what_stands_before_the_counter_fits_and_is_heard(place: Place) -> None:
    place.window.lock()  # a sheet is used where nobody is in
    place.window.use_sheet()
    recover = place.window.asking
    assert isinstance(recover, RecoverScreen)
    first = wrong_with(place.window)
    recover._opened(place.vault.prove_sheet(place.drafts[1].code))  # noqa: SLF001 - proven
    second = wrong_with(place.window)

    assert first == []
    assert second == []


def test_a_passphrase_that_must_be_changed_is_asked_for_in_sight(place: Place) -> None:
    place.window._ask_new_passphrase(place.desk)  # noqa: SLF001 - as after a sign-in
    assert isinstance(place.window.asking, MustChangeScreen)
    place.window.asking.say("x" * 20)

    assert wrong_with(place.window) == []


def test_the_last_step_of_set_up_fits_and_is_heard(place: Place) -> None:
    words, tasks = place.window._words, PoolTasks(place.window)  # noqa: SLF001 - its own
    sheets = SetUpSheets(place.vault, place.station, place.drafts, words, tasks)
    place.window._show(sheets)  # noqa: SLF001 - as in set-up

    assert wrong_with(place.window) == []
