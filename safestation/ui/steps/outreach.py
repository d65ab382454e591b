"""Reach somebody who is not here: safe contact, the window, every try, and the end of it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.attempts import Attempt, tries
from safestation.domain.contact_standing import ended_by
from safestation.domain.entries import DISPOSITION, has_been_reached
from safestation.domain.family import is_fatal, nobody_to_reach
from safestation.domain.milestones import Urgency
from safestation.domain.outreach import following, open_window
from safestation.domain.program import Step
from safestation.domain.tasks import FOLLOW_UP, unfinished
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_due, wall_time
from safestation.ui.steps.asking import FieldList, put
from safestation.ui.steps.outreach_parts import SafeContactCard, TriesCard, WindowCard
from safestation.ui.steps.try_form import TryForm
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

CLOSE = "close"  # the kind of the page that every way in ends with
FAMILY = "family_contact"
NOT_REACHED = "not_reached"
DIED = "died"


class OutreachPage(StepPage):
    """The same visit before and after: whoever is reached goes on with the next step."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        self.state = Card("done", "done")
        self.state.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.state_text = Label("", "section")
        self.state_more = Label("", "body")
        self.safe = SafeContactCard(context)
        self.window_card = WindowCard(context)
        self.form = TryForm(context)
        self.family = Card("info", "info")
        self.log = TriesCard(context)
        self.after_all = Button(context.words("outreach.after_all"), "quiet")
        self.after_all.clicked.connect(self._try_anyway)
        self._anyway = False
        self._lay_out()
        self.form.focused.connect(self.field_focused)
        self.window_card.given_up.connect(self._give_up)
        self.refresh()

    def refresh(self) -> None:
        """Show the visit as it is now."""
        context = self.context
        gone = nobody_to_reach(context.visit, context.program)
        over = bool(ended_by(context.visit))
        self._show_state(gone=gone)
        self.safe.refresh()
        self.safe.setVisible(not gone and not over)
        self.window_card.refresh(may_give_up=self._may_give_up())
        self.form.refresh()
        self.after_all.setVisible(over and not self._anyway)
        self.form_card.setVisible(not gone and (not over or self._anyway))
        self.family_fields.refresh()
        self.family.setVisible(is_fatal(context.visit))
        self._show_family_visit()
        self.log.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus into a field, or onto how they may be reached: it is read first."""
        if not field and self.safe.isVisibleTo(self):
            self.safe.setFocus()
        elif not self.family_fields.go_to(field):
            self.form.go_to(field)

    def primary(self) -> tuple[str, bool] | None:
        """Offer to write the try down, or to close when nobody tries again."""
        words = self.context.words
        if self.form.is_begun() and not self.form_card.isHidden():
            return words("outreach.write"), self.form.is_whole()
        if self._is_over():
            return words("outreach.to_close"), True
        return None

    def take_primary(self) -> None:
        """Write the try down with what follows from it, or go to the end."""
        if self.form_card.isHidden() or not self.form.is_begun():
            self._close_as(self._ending())
            return
        draft, when = self.form.draft(), self.form.at.when()
        if draft is None or not when.fits:
            return
        bridge, desk = self.context.bridge, self.context.desk
        again_at = self.form.again_at(draft, bridge.session.now)
        rest = following(
            bridge.visit,
            draft.attempt,
            learned=draft.learned,
            again_at=again_at,
            owner=self.form.owner(),
            new_id=desk.ids.new(),
        )
        self.form.clear()
        self._anyway = False
        bridge.write(draft.attempt.tried(draft.way, draft.who, draft.note), when.moment)
        for fact in rest:
            bridge.write(fact)
        if draft.attempt.ends:
            bridge.answer(DISPOSITION, draft.attempt.disposition)
        self._look_at_result()

    def _look_at_result(self) -> None:
        """Go to what the try came to, or to the next one where that is all there is."""
        if self.state.isVisibleTo(self):
            self.state.setFocus()
        else:
            self.form.go_to("")

    def _is_over(self) -> bool:
        visit = self.context.visit
        return bool(ended_by(visit)) or nobody_to_reach(visit, self.context.program)

    def _ended(self) -> Attempt | None:
        """Return the code after which nobody tries again, or nothing while somebody may."""
        return self.context.desk.attempts.get(ended_by(self.context.visit))

    def _ending(self) -> str:
        ended = self._ended()
        return ended.disposition if ended is not None else DIED

    def _may_give_up(self) -> bool:
        """Tell whether "not reached" is a true end: it was tried, or the time has run out."""
        visit, now = self.context.visit, self.context.bridge.session.now
        if has_been_reached(visit) or self._is_over():
            return False
        window = open_window(visit, self.context.program, now)
        return bool(tries(visit)) or (window is not None and window.urgency is Urgency.OVER)

    @Slot()
    def _try_anyway(self) -> None:
        """Let a try be written down after an end: only having reached them corrects it."""
        self._anyway = True
        self.refresh()
        self.form.go_to("")

    @Slot()
    def _give_up(self) -> None:
        self._close_as(NOT_REACHED)

    def _close_as(self, disposition: str) -> None:
        """Go to the end with how it ended chosen; nothing is closed before somebody looks."""
        self.context.bridge.answer(DISPOSITION, disposition)
        end = next((s.id for s in self.context.path() if s.page == CLOSE), "")
        if end:
            self.context.wishes.step_wanted.emit(end)

    def _show_family_visit(self) -> None:
        """Say when the family is visited, once it said yes and the program owes it."""
        context, now = self.context, self.context.bridge.session.now
        owed = {one.id: one for one in context.program.follow_ups_for(context.visit)}
        lines = [
            context.words(
                "outreach.family_visit",
                what=owed[task.note].title.in_language(context.language),
                time=wall_due(task.due_at, now),
            )
            for task in unfinished(context.visit)
            if task.kind == FOLLOW_UP and task.note in owed
        ]
        self.family_visit.show_text("\n".join(lines))
        self.family_visit.setVisible(bool(lines))

    def _show_state(self, *, gone: bool) -> None:
        """Say in one line how far it has come; nothing before the first result."""
        words, visit = self.context.words, self.context.visit
        ended = self._ended()
        talked = next((one for one in tries(visit) if one.fact.reached), None)
        key, tone = "", "info"
        if gone:
            key, tone = "outreach.state_gone", "info"
        elif ended is not None:
            key, tone = "outreach.state_ended", "clock"
        elif talked is not None:
            key, tone = "outreach.state_reached", "done"
        self.state.setVisible(bool(key))
        if not key:
            return
        now = self.context.bridge.session.now
        what = ended.label.in_language(self.context.language) if ended else ""
        at = wall_time(talked.at, now) if talked else ""
        who = talked.fact.who if talked else ""
        self.state.set_tone(tone)
        self.state.set_accent(tone)
        self.state_text.show_text(words(key, what=what, at=at, who=who))
        self.state_more.show_text(words(f"{key}_more"))
        self.state.setAccessibleName(f"{self.state_text.words}. {self.state_more.words}")

    def _lay_out(self) -> None:
        words = self.context.words
        section = self.context.desk.sections.get(FAMILY)
        self.family_fields = FieldList(self.context, section.questions if section else ())
        self.family_fields.focused.connect(self.field_focused)
        self.family.body.addWidget(Label(words("outreach.family"), "section"))
        self.family.body.addWidget(Label(words("outreach.family_more"), "body"))
        self.family.body.addWidget(self.family_fields)
        self.family_visit = Label("", "strong")
        self.family.body.addWidget(self.family_visit)
        self.state.body.addWidget(self.state_text)
        self.state.body.addWidget(self.state_more)
        put(self.state.body, self.after_all)
        self.form_card = Card()
        self.form_card.body.addWidget(Label(words("outreach.try"), "section"))
        self.form_card.body.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        for widget in (
            self.state, self.safe, self.window_card, self.form_card, self.family, self.log,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
