"""Asking a reviewer, and what they decided. A status, never a history."""

from PySide6.QtCore import Slot

from safestation.domain.facts import ReviewDecided, ReviewRequested
from safestation.domain.questions import Kind
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.steps.outcome_card import APPROVED, DECLINED, WITH_CONDITIONS
from safestation.ui.visit.context import VisitContext

REVIEWER, DECISION = "eligibility.reviewer", "eligibility.decision"
CONDITIONS = "eligibility.conditions"


class ReviewForm(Card):
    """Who was asked and when, then the decision with any conditions."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("clock", "clock")
        self._context, words = context, context.words
        choices = (APPROVED, WITH_CONDITIONS, DECLINED)
        decision = plain_question(DECISION, words, DECISION, Kind.CHOICE, choices)
        self.asking = FieldList(context, [plain_question(REVIEWER, words, REVIEWER)])
        self.deciding = FieldList(
            context, [decision, plain_question(CONDITIONS, words, CONDITIONS)]
        )
        self.ask = Button(words("eligibility.ask_reviewer"), "secondary")
        self.decide = Button(words("eligibility.write_decision"), "secondary")
        self.state = Label("", "small-strong")
        self.ask.clicked.connect(self._ask)
        self.decide.clicked.connect(self._decide)
        self.body.addWidget(Label(words("eligibility.review_title"), "section"))
        for widget in (self.asking, self.ask, self.state, self.deciding, self.decide):
            put(self.body, widget)
        self.refresh()

    def refresh(self) -> None:
        """Show how far the review has come."""
        visit, words = self._context.visit, self._context.words
        requested, decided = visit.last(ReviewRequested), visit.last(ReviewDecided)
        now = self._context.bridge.session.now
        self.asking.refresh()
        self.deciding.refresh()
        self.ask.setEnabled(bool(visit.value(REVIEWER)))
        self.decide.setEnabled(bool(visit.value(DECISION)))
        self.deciding.setVisible(requested is not None)
        self.decide.setVisible(requested is not None)
        lines = []
        if requested:
            at = wall_time(requested[0].happened_at, now)
            lines.append(words("eligibility.asked", who=requested[1].reviewer, at=at))
        if decided:
            at = wall_time(decided[0].happened_at, now)
            what = words(f"eligibility.decision_{decided[1].decision}")
            lines.append(f"{what} · {at} {decided[1].conditions}".strip())
        self.state.show_text("\n".join(lines))
        self.state.setVisible(bool(lines))

    @Slot()
    def _ask(self) -> None:
        reviewer = self._context.visit.value(REVIEWER)
        self._context.bridge.write(ReviewRequested(reviewer))
        self.refresh()

    @Slot()
    def _decide(self) -> None:
        visit = self._context.visit
        requested = visit.last(ReviewRequested)
        who = requested[1].reviewer if requested else visit.value(REVIEWER)
        fact = ReviewDecided(who, visit.value(DECISION), visit.value(CONDITIONS))
        self._context.bridge.write(fact)
        self.refresh()
