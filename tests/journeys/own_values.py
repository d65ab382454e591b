"""A program's values made the station's own, on the Station page, with who approved them."""

from safestation.ui.screens.program_page import ProgramPage
from safestation.ui.screens.station_home import StationHome
from tests.journeys.conftest import Counter

CHIEF = "Chief P. Rowe"


def changes(counter: Counter, page: ProgramPage, path: str, **said: str) -> None:
    """Fill in the form on one value, and keep the change."""
    page.values.select(path)
    counter.hands.press("Change this value")
    assert page.sheet is not None
    page.sheet.form.show_values(said)
    counter.hands.press("Keep the change")


def program_page(counter: Counter) -> ProgramPage:
    """Go by the rail to the program of the station."""
    counter.hands.press("Station")
    home = counter.shell.screens["station"]
    assert isinstance(home, StationHome)
    home.show_page("program")
    page = home.pages["program"]
    assert isinstance(page, ProgramPage)
    return page


def fills_in(counter: Counter, path: str, value: str) -> None:
    """Give one value the station's own, and wait until the program has it."""
    page = program_page(counter)
    home = counter.shell.screens["station"]
    changes(counter, page, path, value=value, approved_by=CHIEF, reason="Order 7")
    counter.hands.wait_for(lambda: counter.shell.screens["station"] is not home)
