"""For a supervisor: every visit of this person, two people joined, and taken apart again."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.facts import PeopleMerged
from safestation.domain.permissions import Permission
from safestation.domain.visit import VisitId
from safestation.ui.kit import Button, Card, Label, Sheet
from safestation.ui.moments import wall_date
from safestation.ui.screens.find import FindSheet
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.visit.context import VisitContext

LONGEST = 300


class PersonCard(Card):
    """Hidden from whoever may not join people. A reason is asked for both ways."""

    def __init__(self, context: VisitContext, host: QWidget) -> None:
        super().__init__()
        self._context, self._host, words = context, host, context.words
        self.sheet: Sheet | None = None
        self.visits = Label("", "side")
        self.join = Button(words("persons.join"), "small", icon="users")
        self.part = Button(words("persons.part"), "small")
        for button in (self.join, self.part):
            button.wraps = True  # beside a step there is little room
        self.body.addWidget(Label(words("persons.title"), "strong"))
        for widget in (self.visits, self.join, self.part):
            self.body.addWidget(widget)
        self.join.clicked.connect(self.ask_other)
        self.part.clicked.connect(self.ask_part)
        self._may = context.desk.gate.allows(Permission.MERGE_PEOPLE)
        if not self._may:
            self.hide()
        self._shown = -1
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look for the visits again when a link was written, and only then."""
        facts = sum(1 for _ in self._context.visit.all_of(PeopleMerged))
        count = facts * 1000 + len(self._context.visit.entries)
        if not self._may or count == self._shown:
            return
        self._shown = count
        visits = self._context.desk.persons.visits_of(self._context.visit.id)
        lines = [f"{one.number} · {wall_date(one.arrived_at)}" for one in visits]
        self.visits.show_text("\n".join(lines))
        self.part.setHidden(not self._merge())

    @Slot()
    def ask_other(self) -> None:
        """Look for a visit of the same person."""
        sheet = FindSheet(self._host, self._context.desk, self._context.words)
        sheet.start.hide()
        sheet.visit_chosen.connect(lambda other: self._ask_why("persons.join", other))
        self.sheet = sheet
        sheet.open_box()

    @Slot()
    def ask_part(self) -> None:
        """Ask why the newest join is taken apart."""
        self._ask_why("persons.part", "")

    def _ask_why(self, title: str, other: str) -> None:
        words = self._context.words
        form = FormGrid(words, "persons", ("reason",), {})
        if line := form.line("reason"):
            line.setMaxLength(LONGEST)
        sheet = Sheet(self._host, words(title))
        sheet.body.addWidget(Label(words(f"{title}_more"), "body"))
        sheet.body.addWidget(form)
        problem = Label(words("persons.reason_needed"), "danger")
        problem.hide()
        sheet.body.addWidget(problem)
        go = Button(words(f"{title}_now"), "primary")
        sheet.buttons.addWidget(go)
        sheet.offer_cancel(words)

        def take() -> None:
            reason = form.values()["reason"]
            problem.setHidden(bool(reason))  # closed, it would have to be searched for again
            if reason:
                self._take(sheet, other, reason)

        go.clicked.connect(take)
        sheet.closed.connect(sheet.deleteLater)
        self.sheet = sheet
        sheet.open_sheet(form.line("reason"))

    def _take(self, sheet: Sheet, other: str, reason: str) -> None:
        context, here = self._context, self._context.visit.id
        sheet.close_sheet()
        if not context.bridge.flush():
            return
        try:
            if other:
                context.desk.persons.merge(here, VisitId(other), reason)
            elif merge := self._merge():
                context.desk.persons.unmerge(here, merge, reason)
        except NotAllowed as refusal:
            context.wishes.told.emit("clock", context.words(refusal.reason))
        except StationError as error:
            context.wishes.told.emit("danger", context.words(error.message_key))
        else:
            context.wishes.visit_wanted.emit(here)

    def _merge(self) -> str:
        return self._context.desk.persons.newest_merge(self._context.visit.id)
