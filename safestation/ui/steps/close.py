"""Close: every end is a normal end, and follow-ups only with a yes."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.answers import Value
from safestation.domain.entries import MISTAKE, NOBODY_TO_ASK, ends_for, is_blank
from safestation.domain.facts import AddendumAdded, Closed, Reopened
from safestation.domain.finishing import ADDENDUM, Stage, locks_at
from safestation.domain.outreach import left_over
from safestation.domain.program import Step
from safestation.domain.questions import Question
from safestation.domain.visit import VisitState
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, plain_question, put, values_of
from safestation.ui.steps.confirmed_card import ConfirmedCard, asked_on
from safestation.ui.steps.owed_card import OwedCard
from safestation.ui.steps.reach_card import ReachCard
from safestation.ui.steps.suicide_card import SuicideCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext
from safestation.ui.visit.printing import print_and_tell

SECTION = "close"
DISPOSITION, REASON, AGREED = "disposition", "reason_not_placed", "follow_up_agreed"
WHY_REOPENED = "close.reopen_reason"


class ClosePage(StepPage):
    """How the visit ended, what was given, and whether we may check in later."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        section = context.desk.sections[SECTION]
        self.fields = _Asked(context, [self._fitting(q) for q in section.questions])
        self.fields.focused.connect(self.field_focused)
        self.reach = ReachCard(context)
        self.reach.fields.focused.connect(self.field_focused)
        self.owed = OwedCard(context)
        self.suicide = SuicideCard(context)  # nobody is let go without a look at it
        asked = asked_on(context, step.page)
        self.confirmed = [ConfirmedCard(context, what) for what in asked]
        self.closed = _ClosedCard(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        column.addWidget(self.suicide)
        column.addWidget(self.closed)
        column.addWidget(self.fields)
        column.addWidget(self.reach)
        column.addWidget(self.owed)
        for card in self.confirmed:
            column.addWidget(card)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the visit as it is now; a closed one only with the way to reopen it."""
        is_closed = self.context.visit.state is VisitState.CLOSED
        self.closed.refresh(is_closed=is_closed)
        self.suicide.refresh()
        self.fields.setHidden(is_closed)
        self.fields.refresh()
        agreed = self.context.visit.value(AGREED) == "yes"
        self.reach.show_agreed(agreed=agreed and not is_closed)
        self.owed.show_owed(self.context.visit.value(DISPOSITION))
        for card in self.confirmed:
            card.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus into the field, or onto how it ended."""
        if not self.fields.go_to(field) and not self.reach.fields.go_to(field):
            self.fields.go_to(DISPOSITION)

    def primary(self) -> tuple[str, bool] | None:
        """Offer to close once it is said how the visit ended. Nothing else is needed."""
        if self.context.visit.state is VisitState.CLOSED:
            return None
        ready = bool(self.context.visit.value(DISPOSITION))
        return self.context.words("close.close_visit"), ready

    def take_primary(self) -> None:
        """Write down the end and what was agreed, and go back to the counter."""
        visit, bridge = self.context.visit, self.context.bridge
        disposition = visit.value(DISPOSITION)
        if not disposition or visit.state is VisitState.CLOSED:
            return
        if disposition == MISTAKE and not is_blank(visit):  # something was said since
            self.context.wishes.told.emit("clock", self.context.words("close.not_blank"))
            return
        reason = visit.value(REASON) if self._applies(REASON) else ""
        for fact in left_over(visit):
            bridge.write(fact)
        bridge.write(Closed(disposition, reason, self._given()))
        if bridge.flush():
            self.context.wishes.left.emit()

    def _fitting(self, question: Question) -> Question:
        """Return how it ended with only the ends that this way in can have."""
        if question.id != DISPOSITION:
            return question
        ends = ends_for(self.context.visit, tuple(c.value for c in question.choices))
        kept = tuple(choice for choice in question.choices if choice.value in ends)
        return replace(question, choices=kept)

    def _given(self) -> dict[str, str]:
        skipped = {DISPOSITION, REASON, AGREED}
        given = {q: self.context.visit.value(q) for q in self.fields.fields if q not in skipped}
        return {question: value for question, value in given.items() if value}

    def _applies(self, question_id: str) -> bool:
        question = self.fields.fields[question_id].question
        return question.applies(values_of(self.context.visit))


class _Asked(FieldList):
    """Asks whether we may check in later only where there is somebody to ask."""

    def applies(self, question: Question, values: Mapping[str, Value]) -> bool:
        """Tell whether a question is asked now."""
        if question.id == AGREED and self.context.visit.value(DISPOSITION) in NOBODY_TO_ASK:
            return False
        return super().applies(question, values)


class _ClosedCard(Card):
    """Says that the visit is closed, and takes the reason for going on with it."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("done", "done")
        self._context = context
        self.head = Label("", "strong")
        self.why = FieldList(
            context, [plain_question(WHY_REOPENED, context.words, "close.reopen_why")]
        )
        self.stage = Label("", "muted")
        self.addenda = Label("", "body")
        self.addendum = FieldList(
            context, [plain_question(ADDENDUM, context.words, "close.addendum")]
        )
        self.sign = Button(context.words("close.sign_addendum"), "secondary", icon="pen-line")
        self.sign.clicked.connect(self._sign)
        self.button = Button(context.words("close.reopen"), "secondary")
        self.button.clicked.connect(self._reopen)
        self.back_text = Label(context.words("close.back_more"))
        self.back = Button(context.words("close.back"), "primary", icon="plus")
        self.back.clicked.connect(self._start_again)
        self.access = Button(context.words("wall.print_access"), "quiet", icon="printer")
        self.access.clicked.connect(self._print_access)
        self.told = Button(context.words("close.print_told"), "quiet", icon="printer")
        self.told.clicked.connect(self._print_told)
        for widget in (
            self.head,
            self.stage,
            self.addenda,
            self.addendum,
            self.sign,
            self.back_text,
            self.back,
            self.why,
            self.button,
            self.access,
            self.told,
        ):
            put(self.body, widget)

    def refresh(self, *, is_closed: bool) -> None:
        """Show the card for a closed visit only."""
        self.setVisible(is_closed)
        last = self._context.visit.last(Closed)
        if is_closed and last:
            question = self._context.desk.question(DISPOSITION)
            choices = question.choices if question else ()
            named = (c.label for c in choices if c.value == last[1].disposition)
            label = next((one.in_language(self._context.language) for one in named), "")
            self.head.show_text(self._context.words("close.closed", how=label))
        self.why.refresh()
        self.addendum.refresh()
        self._show_stage()

    def _show_stage(self) -> None:
        """Say how long it may be changed; a locked record is only added to."""
        context, now = self._context, self._context.bridge.session.now
        locked = context.bridge.session.stage is Stage.LOCKED
        end = locks_at(context.visit, context.program)
        key = "close.locked" if locked else "close.locks"
        self.stage.show_text(context.words(key, time=wall_time(end, now)) if end else "")
        for widget in (self.why, self.button):
            widget.setHidden(locked)
        for widget in (self.addendum, self.sign):
            widget.setHidden(not locked)
        lines = [
            context.words(
                "close.addendum_line",
                time=wall_time(entry.typed_at, now),
                name=fact.signed_by,
                text=fact.text,
            )
            for entry, fact in context.visit.all_of(AddendumAdded)
        ]
        self.addenda.show_text("\n".join(lines))
        self.addenda.setHidden(not lines)

    @Slot()
    def _sign(self) -> None:
        """Add what was typed, with the name of the one signed in and the time."""
        context = self._context
        text = context.visit.value(ADDENDUM).strip()
        if not text:
            context.wishes.told.emit("clock", context.words("close.addendum_empty"))
            return
        if context.bridge.write(AddendumAdded(text, context.desk.me.name)) is not None:
            context.bridge.answer(ADDENDUM, "")

    @Slot()
    def _start_again(self) -> None:
        self._context.wishes.return_wanted.emit(self._context.visit.id)

    @Slot()
    def _print_access(self) -> None:
        paper = self._context.desk.paper
        print_and_tell(self._context, paper.print_access, "wall.access_printed")

    @Slot()
    def _print_told(self) -> None:
        paper = self._context.desk.paper
        print_and_tell(self._context, paper.print_accounting, "close.told_printed")

    @Slot()
    def _reopen(self) -> None:
        bridge = self._context.bridge
        bridge.write(Reopened(self._context.visit.value(WHY_REOPENED)))
        bridge.answer(WHY_REOPENED, "")
