"""Hours done so far: each with who confirmed it, and how many are left."""

from PySide6.QtCore import Slot

from safestation.domain.duties import (
    DUTY,
    HOURS_DONE,
    Done,
    done,
    hours,
    hours_done,
    hours_left,
)
from safestation.domain.facts import Confirmed
from safestation.domain.typed import DoesNotFit, plain
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import plain_day
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.visit.context import VisitContext

NUMBER, BY = "duties.hours_now", "duties.hours_by"


class HoursCard(Card):
    """Adds hours as facts; what was written is never changed, only added to."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        self.count = Label("", "strong")
        self.lines = Label("", "body")
        questions = [plain_question(one, words, one) for one in (NUMBER, BY)]
        self.fields = FieldList(context, questions)
        self.add = Button(words("duties.add_hours"), "secondary", icon="plus")
        self.add.clicked.connect(self._add)
        self.body.addWidget(Label(words("duties.hours_title"), "section"))
        for widget in (self.count, self.lines, self.fields, self.add):
            put(self.body, widget)

    def refresh(self) -> None:
        """Show how many are done and left; nothing where no hours were agreed."""
        visit, words = self._context.visit, self._context.words
        left, so_far = hours_left(visit), done(visit)
        self.setVisible(left is not None or bool(so_far))
        many = plain(hours_done(visit))
        key = "duties.count" if left is not None else "duties.count_only"
        self.count.show_text(words(key, done=many, left=plain(left)))
        self.lines.show_text("\n".join(self._said(one) for one in so_far))
        self.lines.setVisible(bool(so_far))
        self.fields.refresh()
        self.add.setEnabled(bool(visit.value(NUMBER) and visit.value(BY)))

    def _said(self, one: Done) -> str:
        day, many = plain_day(one.at), plain(one.hours)
        return self._context.words("duties.line", day=day, hours=many, who=one.confirmed_by)

    @Slot()
    def _add(self) -> None:
        bridge, visit = self._context.bridge, self._context.visit
        try:
            many = hours(visit.value(NUMBER))
        except DoesNotFit:
            self.fields.fields[NUMBER].show_problem(self._context.words("duties.not_hours"))
            return
        if bridge.write(Confirmed(DUTY, visit.value(BY), HOURS_DONE, many)) is not None:
            for question in (NUMBER, BY):
                bridge.answer(question, "")
