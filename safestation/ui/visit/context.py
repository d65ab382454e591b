"""What every page of a visit is given."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from safestation.domain.program import Program, Step
from safestation.domain.visit import Visit
from safestation.domain.wall import has_page
from safestation.services.desk import Desk
from safestation.ui.tasks import Tasks
from safestation.ui.visit.bridge import VisitBridge
from safestation.ui.words import Words


class Wishes(QObject):
    """What a page may wish of the window around it."""

    step_wanted = Signal(str)  # go to a step by id
    emergency_wanted = Signal(str)  # start an emergency; says what started it
    told = Signal(str, str)  # (tone, text): a calm line in the visit's banner
    return_wanted = Signal(str)  # a new visit for somebody who was here in this one
    visit_wanted = Signal(str)  # open another visit
    left = Signal()  # back to the counter


@dataclass(frozen=True, slots=True)
class VisitContext:
    """The visit's bridge, the desk's services, the words, background work, and wishes."""

    bridge: VisitBridge
    desk: Desk
    words: Words
    tasks: Tasks
    wishes: Wishes

    @property
    def visit(self) -> Visit:
        """Return the visit as it is now."""
        return self.bridge.visit

    @property
    def program(self) -> Program:
        """Return the program the visit was opened under."""
        return self.bridge.session.program

    def path(self) -> tuple[Step, ...]:
        """Return the steps of this visit that the one signed in works on."""
        whole = self.program.path(self.visit, self.desk.station.site_type)
        return tuple(step for step in whole if has_page(self.desk.me.role, step.page))

    @property
    def language(self) -> str:
        """Return the language of the window."""
        return self.words.language

    @property
    def spoken(self) -> str:
        """Return the person's language, English until it is known."""
        return self.visit.value("language_access.spoken_language") or "en"


class StepPage(QWidget):
    """One step in the middle of a visit. Builds itself from the step; decides nothing.

    A page lays out its own content without title and without Next: the frame has them.
    `refresh` is called after every change. `field` ids are question ids.
    """

    field_focused = Signal(str)
    wide: ClassVar[bool] = False  # needs the room of the map's titles

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.step = step
        self.setObjectName(f"step-{step.id}")

    def refresh(self) -> None:
        """Show the visit as it is now, without losing focus or what is being typed."""

    def go_to_field(self, field: str) -> None:
        """Put the focus where work stopped; the first field when nothing is known."""

    def beside(self) -> QWidget | None:
        """Return what stands at the right while there is room, such as the call in hand."""
        return None

    def keep_beside(self) -> None:
        """Take back into the page what stood at the right."""

    def take_in(self, cards: QWidget) -> bool:  # noqa: ARG002 - for pages that need it
        """Take the cards that stand at the right into a page that needs all the room."""
        return False

    def leaving(self) -> None:
        """Do what must be done before another step is shown, such as scoring a screen."""

    def primary(self) -> tuple[str, bool] | None:
        """Return (text, enabled) for the primary action in place of Next, or nothing."""
        return None

    def take_primary(self) -> None:
        """Do the primary action."""
