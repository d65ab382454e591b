"""The line for the time when something happened before it was typed; empty means now."""

from dataclasses import dataclass
from datetime import datetime

from safestation.domain.earlier import earlier_moment
from safestation.domain.questions import Kind, Question
from safestation.domain.text import Text
from safestation.domain.typed import DoesNotFit
from safestation.domain.visit import Entry
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList
from safestation.ui.visit.context import VisitContext


@dataclass(frozen=True, slots=True)
class When:
    """Whether the time fits, and the moment it means; None is now."""

    fits: bool
    moment: datetime | None = None


NOW, WRONG = When(fits=True), When(fits=False)


class Earlier(FieldList):
    """Asks one time under `question_id`. Nothing earlier than `since`, or than the visit."""

    def __init__(
        self, context: VisitContext, question_id: str, label: str = "visit.earlier"
    ) -> None:
        words = context.words
        self.question_id = question_id
        named, more = words(label), words("visit.earlier_more")
        question = Question(
            question_id,
            Kind.TIME,
            Text({"en": named, context.language: named}),
            Text({"en": more, context.language: more}),
        )
        super().__init__(context, [question])

    def when(self, since: datetime | None = None) -> When:
        """Return when it happened. What does not fit stays in the line, with the reason."""
        typed = self.context.visit.value(self.question_id)
        if not typed:
            return NOW
        first = since or self.context.visit.arrived_at
        try:
            moment = earlier_moment(typed, self.context.bridge.session.now, first)
        except DoesNotFit as misfit:
            problem = self.context.words(misfit.reason)
            self.fields[self.question_id].show_problem(problem)
            self.go_to(self.question_id)
            return WRONG
        return When(fits=True, moment=moment)

    def clear(self) -> None:
        """Make room for the next one: this one is written down."""
        self.context.bridge.answer(self.question_id, "")


def told_at(context: VisitContext, entry: Entry) -> str:
    """Return when it happened, and when it was typed if that was long after."""
    now = context.bridge.session.now
    at = wall_time(entry.happened_at, now)
    if not entry.is_late:
        return at
    return context.words("visit.typed_later", at=at, typed=wall_time(entry.typed_at, now))
