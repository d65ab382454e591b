"""Welcome and promise: the notice, language, how they came, comfort, who sits with them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.earlier import LONGEST_BACK
from safestation.domain.entries import is_out
from safestation.domain.facts import CameIn, ComfortGiven, SatWith
from safestation.domain.program import Step
from safestation.ui.kit import Button, Label, Select
from safestation.ui.moments import wall_time
from safestation.ui.steps.asked_page import AskedPage
from safestation.ui.steps.asking import put
from safestation.ui.steps.earlier import Earlier
from safestation.ui.steps.notice_card import NoticeCard
from safestation.ui.visit.context import VisitContext

COMFORT = "comfort"
NOBODY = "-"
INTERPRETER = "language_access.interpreter"
INTERPRETED = frozenset({"spoken", "sign"})


class WelcomePage(AskedPage):
    """The first minutes. No name is needed for any of it."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        self.notice = NoticeCard(context)
        people = [(p.name, p.name) for p in context.desk.people.everybody()]
        nobody = (NOBODY, context.words("welcome.nobody"))
        self._out = is_out(context.visit)
        with_them = "welcome.sits_with_out" if self._out else "welcome.sits_with"
        self._with_them = context.words(with_them)
        self.sitting = Select([*people, nobody], self._with_them)
        self.line = Label("", "section")
        self.came_in = Label("", "strong")
        label = "welcome.report_earlier" if self._out else "welcome.came_earlier"
        self.came_at = Earlier(context, "welcome.came_earlier", label)
        self.note_time = Button(context.words("welcome.note_time"), "small")
        super().__init__(context, step, parent)
        self.note_time.clicked.connect(self._note_time)
        self.came_at.edited.connect(self.refresh)
        self.sitting.picked.connect(self._sit)

    def build(self) -> None:
        """Put the notice first, then who sits with them, then the questions."""
        self.column.addWidget(self.notice)
        self.column.addWidget(Label(self._with_them, "question"))
        self.column.addWidget(self.sitting)
        self.column.addWidget(self.line)
        super().build()
        self.column.addWidget(self.came_in)
        self.column.addWidget(self.came_at)
        put(self.column, self.note_time)

    def refresh(self) -> None:
        """Show the visit as it is now."""
        super().refresh()
        self.notice.refresh()
        self._show_time()
        self._show_line()
        sat = self.context.visit.last(SatWith)
        if not self.sitting.hasFocus():
            self.sitting.show_value((sat[1].name or NOBODY) if sat else "")

    def go_to_field(self, field: str) -> None:
        """Put the focus where work stopped; a fresh visit begins above the notice."""
        if field:
            super().go_to_field(field)
        else:
            self.notice.title.setFocus()

    def leaving(self) -> None:
        """Write down what was given since the last time, along with any results."""
        super().leaving()
        given = self.context.visit.values(COMFORT)
        last = self.context.visit.last(ComfortGiven)
        if given != (last[1].what if last else ()):
            self.context.bridge.write(ComfortGiven(given))

    def _show_line(self) -> None:
        """Show the station's interpreter line as soon as somebody needs one."""
        phone = self.context.desk.station.language_line
        needed = self.context.visit.value(INTERPRETER) in INTERPRETED
        self.line.show_text(self.context.words("welcome.interpreter_line", phone=phone))
        self.line.setVisible(bool(phone) and needed)

    def _show_time(self) -> None:
        visit, now = self.context.visit, self.context.bridge.session.now
        at = wall_time(visit.arrived_at, now)
        key = "welcome.report_came_in" if self._out else "welcome.came_in"
        self.came_in.show_text(self.context.words(key, at=at))
        self.came_at.refresh()
        self.note_time.setEnabled(bool(visit.value(self.came_at.question_id)))

    @Slot()
    def _note_time(self) -> None:
        """Keep when they really came in; every clock of the visit runs from there."""
        when = self.came_at.when(self.context.bridge.session.now - LONGEST_BACK)
        if when.fits and when.moment is not None:
            self.came_at.clear()
            self.context.bridge.write(CameIn(), when.moment)

    @Slot(str)
    def _sit(self, name: str) -> None:
        self.context.bridge.write(SatWith("" if name == NOBODY else name))
