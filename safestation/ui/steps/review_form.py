"""Asking a reviewer, and what they decided. A status, never a history."""

from PySide6.QtCore import Slot

from safestation.domain.eligibility import RuleResult
from safestation.domain.facts import ReviewDecided, ReviewRequested
from safestation.domain.program import Decision
from safestation.domain.questions import Choice, Kind, Question
from safestation.domain.text import Text
from safestation.domain.verdict import USUAL, decided, decisions_of, requested
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.visit.context import VisitContext

REVIEWER, DECISION = "eligibility.reviewer", "eligibility.decision"
CONDITIONS = "eligibility.conditions"


class ReviewForm(Card):
    """Who was asked and when, then the decision with any conditions. One rule at a time."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("clock", "clock")
        self._context, words = context, context.words
        self._rule = ""
        self._decisions: tuple[Decision, ...] = USUAL
        self.role = Label("", "body")
        self.asking = FieldList(context, [plain_question(REVIEWER, words, REVIEWER)])
        self.deciding = self._make_deciding()
        self.ask = Button(words("eligibility.ask_reviewer"), "secondary")
        self.decide = Button(words("eligibility.write_decision"), "secondary")
        self.state = Label("", "small-strong")
        self.ask.clicked.connect(self._ask)
        self.decide.clicked.connect(self._decide)
        self.body.addWidget(Label(words("eligibility.review_title"), "section"))
        parts = (self.role, self.asking, self.ask, self.state, self.deciding, self.decide)
        for widget in parts:
            put(self.body, widget)
        self.refresh()

    def show_rule(self, result: RuleResult | None) -> None:
        """Show the review of one rule: whom the program names, and what they can decide."""
        self._rule = result.rule.id if result else ""
        decisions = decisions_of(result) if result else USUAL
        if decisions != self._decisions:
            self._decisions = decisions
            fresh = self._make_deciding()
            self.body.replaceWidget(self.deciding, fresh)
            self.deciding.deleteLater()
            self.deciding = fresh
        self.role.show_text(self._role_of(result))
        self.role.setVisible(bool(self.role.words))
        self.refresh()

    def refresh(self) -> None:
        """Show how far the review has come."""
        visit, words = self._context.visit, self._context.words
        asked, told = requested(visit, self._rule), decided(visit, self._rule)
        now = self._context.bridge.session.now
        self.asking.refresh()
        self.deciding.refresh()
        self.ask.setEnabled(bool(visit.value(REVIEWER)))
        self.decide.setEnabled(bool(visit.value(DECISION)))
        self.deciding.setVisible(asked is not None)
        self.decide.setVisible(asked is not None)
        lines = []
        for entry in visit.entries:
            at = wall_time(entry.happened_at, now)
            if entry.fact is asked and asked is not None:
                lines.append(words("eligibility.asked", who=asked.reviewer, at=at))
            if entry.fact is told and told is not None:
                what = self._named(told.decision)
                lines.append(f"{what} · {at} {told.conditions}".strip())
        self.state.show_text("\n".join(lines))
        self.state.setVisible(bool(lines))

    def _make_deciding(self) -> FieldList:
        words = self._context.words
        choices = tuple(Choice(one.id, self._title(one)) for one in self._decisions)
        usual = plain_question(DECISION, words, DECISION)
        decision = Question(DECISION, Kind.CHOICE, usual.label, choices=choices)
        asked = [decision, plain_question(CONDITIONS, words, CONDITIONS)]
        return FieldList(self._context, asked)

    def _title(self, decision: Decision) -> Text:
        if decision.title:
            return decision.title
        said = self._context.words(f"eligibility.decision_{decision.id}")
        return Text.of(said, **{self._context.language: said})

    def _named(self, decision: str) -> str:
        options = (*self._decisions, *USUAL)
        found = next((one for one in options if one.id == decision), None)
        return self._title(found).in_language(self._context.language) if found else decision

    def _role_of(self, result: RuleResult | None) -> str:
        reviewer = result.outcome.reviewer if result and result.outcome else ""
        role = self._context.program.role(reviewer)
        name = role.name.in_language(self._context.language) if role else ""
        return self._context.words("eligibility.reviewed_by", who=name) if name else ""

    @Slot()
    def _ask(self) -> None:
        reviewer = self._context.visit.value(REVIEWER)
        self._context.bridge.write(ReviewRequested(reviewer, self._rule))
        self.refresh()

    @Slot()
    def _decide(self) -> None:
        visit, bridge = self._context.visit, self._context.bridge
        asked = requested(visit, self._rule)
        who = asked.reviewer if asked else visit.value(REVIEWER)
        decision, conditions = visit.value(DECISION), visit.value(CONDITIONS)
        for question in (DECISION, CONDITIONS, REVIEWER):
            bridge.answer(question, "")  # the next rule may ask somebody else
        bridge.write(ReviewDecided(who, decision, conditions, self._rule))
        self.refresh()
