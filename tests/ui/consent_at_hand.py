"""The consent page at hand, for its tests: recipients, somebody who can decide, and hands."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.consent import Consent
from safestation.domain.facts import CapacityObserved, ConsentSigned
from safestation.domain.program import RecipientTemplate
from safestation.domain.station import MinorRule
from safestation.domain.text import Text
from safestation.ui.kit import Label
from safestation.ui.steps.capacity import OBSERVATIONS
from safestation.ui.steps.consent import ConsentPage
from safestation.ui.words import Words
from tests.factories import make_program
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, make_step, open_visit

ABLE = CapacityObserved(dict.fromkeys(OBSERVATIONS, "yes"))
RECIPIENTS = (
    RecipientTemplate(
        "driver", Text.of("Volunteer driver", es="Quien conduce"), "person", "transport",
        ("identity", "where_and_when"), 1, Text.of("when I am there", es="cuando llegue"),
    ),
    RecipientTemplate("sister", Text.of("Sister"), "person", "support", ("identity",)),
    RecipientTemplate(
        "intake", Text.of("The place"), "covered_entity", "treatment", ("identity", "health"),
        from_placement=True,
    ),
)  # fmt: skip
RULE = MinorRule(18, 16, "Invented", "J. Okafor")


def opened(tmp_path: Path, words: Words, **station: object) -> AtHand:
    program = make_program(recipients=RECIPIENTS)
    folder, printer = tmp_path / "record", MemoryPrinter()
    return open_visit(folder, words, program=program, station=station, printer=printer)


def show(here: AtHand, qtbot: QtBot) -> ConsentPage:
    page = ConsentPage(here.context, make_step("consent"))
    here.show(page, qtbot)
    return page


def ready(here: AtHand, qtbot: QtBot) -> ConsentPage:
    """Return the page of somebody with a name who can decide."""
    here.say(first_name="Toni", last_name="Reyes", age="27")
    here.context.bridge.write(ABLE)
    return show(here, qtbot)


def press(qtbot: QtBot, button: QWidget) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def file_it(page: ConsentPage, qtbot: QtBot) -> None:
    """Print the page, and write down where the signed one lies."""
    press(qtbot, page.paper.print_button)
    page.paper.signing.filed.setFocus()
    qtbot.keyClicks(page.paper.signing.filed, "Locked drawer 2")


def signed(here: AtHand) -> list[Consent]:
    return [fact.consent for _, fact in here.kept().all_of(ConsentSigned)]


def shown(page: ConsentPage) -> str:
    labels = page.paper.text.findChildren(Label)
    return "\n".join(label.words for label in labels if label.isVisibleTo(page))
