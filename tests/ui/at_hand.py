"""A visit at hand for tests of pages: a real encrypted record, the shipped content, 03:41."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safestation.bootstrap import LocalVault
from safestation.catalog.attempts import load_attempts
from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.instruments import load_instruments
from safestation.content import Content
from safestation.domain.program import Program, Step
from safestation.domain.station import Role, Staff
from safestation.domain.text import Text
from safestation.domain.visit import Visit
from safestation.services.paper import Printer
from safestation.services.vault import SetUp
from safestation.ui.steps.emergency import EmergencyPanel
from safestation.ui.tasks import PoolTasks
from safestation.ui.visit.bridge import VisitBridge
from safestation.ui.visit.context import StepPage, VisitContext, Wishes
from safestation.ui.words import Words
from tests.factories import WORDS, law_texts, make_program, make_station
from tests.fakes import CountedIds, FakeClock
from tests.unit.storage.samples import CHEAP

SECTIONS = load_dictionary()
INSTRUMENTS = load_instruments()


class NoPrinter:
    """Pages under test print nothing."""

    def print_pdf(self, pdf: bytes, job_title: str, copies: int = 1) -> None:
        raise AssertionError(len(pdf), job_title, copies)


@dataclass
class AtHand:
    """One open visit with what its pages are given, and what they wished for."""

    context: VisitContext
    clock: FakeClock
    vault: LocalVault
    owner: QObject
    wished: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def visit(self) -> Visit:
        return self.context.visit

    def kept(self) -> Visit:
        """Return the visit as the record has it."""
        assert self.context.bridge.flush()
        return self.context.desk.counter.look(self.visit.id, "review")

    def say(self, **answers: str | tuple[str, ...]) -> None:
        for question, value in answers.items():
            self.context.bridge.answer(question.replace("__", "."), value)

    def show(self, page: StepPage | EmergencyPanel, qtbot: QtBot) -> None:
        qtbot.addWidget(page)
        page.resize(660, 900)
        self.context.bridge.changed.connect(page.refresh)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)


def pick(widget: QWidget, value: str, qtbot: QtBot) -> None:
    """Click the answer that stands for a value: a segment of a row, or a tile."""
    pressed = next(
        one
        for one in widget.findChildren(QPushButton)
        if getattr(one, "value", None) == value and one.isVisible()
    )
    qtbot.waitUntil(lambda: pressed.height() > 0)
    qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)


def type_into(field: QWidget, text: str, qtbot: QtBot) -> None:
    """Put the focus into a field and type, as a person does."""
    field.setFocus()
    qtbot.keyClicks(field.focusProxy(), text)


def seen(widget: QWidget) -> str:
    """Return every word that a label shows."""
    labels = widget.findChildren(QLabel)
    return " ".join(getattr(one, "words", one.text()) for one in labels if one.isVisible())


def make_step(page: str, **changes: object) -> Step:
    return Step(page, page, Text.of(page), **changes)  # type: ignore[arg-type]  # a shorthand


def open_visit(  # noqa: PLR0913 - a factory's shorthand
    folder: Path,
    words: Words,
    *,
    program: Program | None = None,
    role: Role = Role.COORDINATOR,
    takes_vitals: bool = False,
    station: Mapping[str, object] | None = None,
    printer: Printer | None = None,
    entry: str = "",
    answers: Mapping[str, str] | None = None,
) -> AtHand:
    clock, owner = FakeClock(), QObject()
    chosen = program or make_program()
    content = Content(
        {chosen.id: chosen}, SECTIONS, INSTRUMENTS, WORDS, law_texts(), load_attempts()
    )
    vault = LocalVault(
        folder,
        content,
        printer or NoPrinter(),
        training=True,
        clock=clock,
        ids=CountedIds(),
        kdf=CHEAP,
    )
    me = Staff("staff-1", "R. Alvarez", role, "4417", takes_vitals)
    own = {"program": chosen.id, **(station or {})}
    set_up = SetUp(make_station(**own), me, "seven blue herons at dawn")
    desk = vault.create(set_up)
    session = desk.counter.start(entry=entry, answers=answers or {})
    bridge, wishes = VisitBridge(session, owner), Wishes(owner)
    context = VisitContext(bridge, desk, words, PoolTasks(owner), wishes)
    here = AtHand(context, clock, vault, owner)
    wishes.emergency_wanted.connect(lambda why: here.wished.append(("emergency", why)))
    wishes.left.connect(lambda: here.wished.append(("left",)))
    wishes.step_wanted.connect(lambda step: here.wished.append(("step", step)))
    return here
