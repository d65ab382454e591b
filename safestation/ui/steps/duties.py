"""Duties: what was agreed with a court or an office, by when, and what follows from it.

The app says when a time is over and whom to tell. It decides nothing about anybody.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.duties import DUTY, MET, ended, is_meant
from safestation.domain.program import FollowUp, Step
from safestation.domain.tasks import Task, unfinished
from safestation.ui.kit import Card, Label
from safestation.ui.moments import wall_due
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.confirmed_card import ConfirmedCard, waited_for
from safestation.ui.steps.hours_card import HoursCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

SECTION = "duties"
TONES = {"open": "plain", "due": "clock", "met": "done", "run_out": "clock"}


class DutiesPage(StepPage):
    """What was agreed, the hours so far, each duty of the program, and what is confirmed."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        sections = [context.desk.sections[one] for one in step.sections or (SECTION,)]
        questions = [q for section in sections for q in section.questions if self._asks(q.id)]
        self.fields = FieldList(context, questions)
        self.fields.focused.connect(self.field_focused)
        self.hours = HoursCard(context)
        owed = context.program.follow_ups_for(context.visit)
        duties = [one for one in owed if one.ask == DUTY and not one.reminds_of]
        self.duties = [DutyCard(context, one) for one in duties]
        self.confirmed = [ConfirmedCard(context, what) for what in waited_for(context)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        for widget in (self.fields, *self.duties, self.hours, *self.confirmed):
            column.addWidget(widget)
        column.addStretch(1)
        self.refresh()

    def _asks(self, question: str) -> bool:
        """Tell whether the step asks a question; what was answered already stays in sight."""
        asks = self.step.asks
        return not asks or question in asks or question in self.context.visit.answers

    def refresh(self) -> None:
        """Show the visit as it is now."""
        self.fields.refresh()
        self.hours.refresh()
        for duty in self.duties:
            duty.refresh()
        for one in self.confirmed:
            one.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus into the field, or the first one."""
        if not self.fields.go_to(field) and self.fields.fields:
            self.fields.go_to(next(iter(self.fields.fields)))


class DutyCard(Card):
    """One duty of the program's file: when it is due, how it stands, what follows."""

    def __init__(self, context: VisitContext, follow_up: FollowUp) -> None:
        super().__init__("plain")
        self._context, self._one = context, follow_up
        language = context.language
        self.head = Label(follow_up.title.in_language(language), "section")
        self.state = Label("", "strong")
        self.leads = Label("", "body")
        told = {"duties.met": follow_up.met, "duties.run_out": follow_up.run_out}
        lines = [
            context.words(key, what=text.in_language(language))
            for key, text in told.items()
            if text
        ]
        self.leads.show_text("\n".join(lines))
        self.leads.setVisible(bool(lines))
        for label in (self.head, self.state, self.leads):
            self.body.addWidget(label)

    def refresh(self) -> None:
        """Show how the duty stands: waiting, due, met, or its time over."""
        visit, now = self._context.visit, self._context.bridge.session.now
        self.setVisible(is_meant(visit))
        task = next((t for t in unfinished(visit) if t.note == self._one.id), None)
        end = ended(visit, self._one.id)
        if end and task is None:  # one that comes again is open again
            state = "met" if end == MET else "run_out"
        else:
            state = "due" if task is not None and task.is_due(now) else "open"
        self.set_tone(TONES[state])
        self.state.set_role("clock" if state in {"due", "run_out"} else "strong")
        self.state.show_text(self._said(state, task))
        self.setAccessibleName(f"{self.head.words} {self.state.words} {self.leads.words}")

    def _said(self, state: str, task: Task | None) -> str:
        words, now = self._context.words, self._context.bridge.session.now
        role = self._context.program.role(self._one.who)
        who = role.name.in_language(self._context.language) if role else ""
        if task is None and state == "open":
            return words("duties.state_none")
        at = wall_due(task.due_at, now) if task else ""
        return words(f"duties.state_{state}", at=at, who=who or words("duties.office"))
