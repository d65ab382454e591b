"""The ride: how, who drives, and when. Volunteers go in pairs where the program says so."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import Signal, Slot

from safestation.domain.facts import RidePlanned
from safestation.domain.program import Program
from safestation.domain.visit import Visit
from safestation.ui.kit import Button, Card, Label
from safestation.ui.steps.asking import FieldList
from safestation.ui.visit.context import VisitContext

SECTION = "ride"
MODE, VEHICLE, LEAVES_AT = "ride_mode", "ride_vehicle", "ride_leaves_at"
DRIVERS = ("ride_driver_1", "ride_driver_2")
VOLUNTEER, PAIR = "volunteer", 2
HALF_A_DAY = timedelta(hours=12)


class RideCard(Card):
    """The questions of the ride and the button that writes it down."""

    focused = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context = context
        self.fields = FieldList(context, context.desk.sections[SECTION].questions)
        self.fields.focused.connect(self.focused)
        self.problem = Label("", "danger")
        self.problem.hide()
        self.state = Label("", "done")
        self.button = Button(context.words("handoff.arrange"), "secondary", icon="car")
        self.button.clicked.connect(self.arrange)
        self.body.addWidget(Label(context.words("handoff.ride"), "section"))
        for widget in (self.fields, self.problem, self.state, self.button):
            self.body.addWidget(widget)

    def refresh(self) -> None:
        """Show the answers, and whether this very ride is written down."""
        self.fields.refresh()
        written, now = self._context.visit.last(RidePlanned), self._context.bridge.session.now
        is_same = written is not None and written[1] == planned(self._context.visit, now)
        self.state.show_text(self._context.words("handoff.arranged") if is_same else "")
        self.state.setVisible(is_same)
        self.button.setHidden(is_same)
        if not self.problem.isHidden():
            self._show_problem(self.missing())

    def go_to(self, field: str) -> None:
        """Put the focus into a question, the first when this one is not here."""
        if not self.fields.go_to(field):
            self.fields.go_to(MODE)

    def missing(self) -> str:
        """Return the key of what still keeps the ride from being written down."""
        if not self._context.visit.value(MODE):
            return "handoff.mode_needed"
        return lacks_driver(self._context.visit, self._context.program)

    @Slot()
    def arrange(self) -> None:
        """Write the ride down, or say what is missing."""
        key = self.missing()
        self._show_problem(key)
        if not key:
            bridge = self._context.bridge
            bridge.write(planned(bridge.visit, bridge.session.now))

    def _show_problem(self, key: str) -> None:
        self.problem.show_text(self._context.words(key) if key else "")
        self.problem.setVisible(bool(key))


def lacks_driver(visit: Visit, program: Program) -> str:
    """Return the key of why volunteers may not drive: alone, where they go in pairs."""
    drivers = [" ".join(visit.value(one).split()).casefold() for one in DRIVERS]
    in_pairs = visit.value(MODE) == VOLUNTEER and program.driver_count == PAIR
    is_pair = all(drivers) and drivers[0] != drivers[1]
    return "handoff.two_drivers" if in_pairs and not is_pair else ""


def planned(visit: Visit, now: datetime) -> RidePlanned:
    """Return the ride as it was answered."""
    drivers = tuple(name for one in DRIVERS if (name := visit.value(one).strip()))
    leaves = _next(visit.value(LEAVES_AT), now)
    return RidePlanned(visit.value(MODE), drivers, visit.value(VEHICLE), leaves)


def _next(clock: str, now: datetime) -> datetime | None:
    """Return the moment a time of day means: long past today is tomorrow."""
    if not clock:
        return None
    moment = datetime.combine(now.date(), time.fromisoformat(clock), now.tzinfo)
    return moment + timedelta(days=1) if now - moment > HALF_A_DAY else moment
