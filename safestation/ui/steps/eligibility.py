"""Eligibility: the program's rules one by one, and what they lead to together."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.domain.eligibility import (
    MET,
    NOT_CHECKED,
    NOT_MET,
    PROCEED,
    REVIEW,
    Eligibility,
    RuleResult,
    weigh,
)
from safestation.domain.facts import EligibilityDecided, ReviewRequested
from safestation.domain.program import Rule, Step
from safestation.domain.questions import Question
from safestation.ui.kit import Card, Chip, Label
from safestation.ui.steps.asking import FieldList, plain_question
from safestation.ui.steps.instrument_fields import questions_of
from safestation.ui.steps.outcome_card import OutcomeCard, Verdict, verdict_of
from safestation.ui.steps.review_form import ReviewForm
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

DECIDER = "eligibility.decider"
CHIPS = {MET: "done", NOT_MET: "clock", NOT_CHECKED: "neutral"}


class EligibilityPage(StepPage):
    """Each rule with its question, its result and its source. Status only."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        self.rows = {r.rule.id: _RuleRow(context, r.rule) for r in self.weighed.results}
        self.outcome = OutcomeCard(context)
        self.review = ReviewForm(context)
        self.decider = FieldList(context, [plain_question(DECIDER, context.words, DECIDER)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        for row in self.rows.values():
            row.fields.focused.connect(self.field_focused)
            column.addWidget(row)
        for widget in (self.outcome, self.review, self.decider):
            column.addWidget(widget)
        column.addStretch(1)
        self.refresh()

    @property
    def weighed(self) -> Eligibility:
        """Return what the rules say of the visit as it is now."""
        site = self.context.desk.station.site_type
        return weigh(self.context.program, self.context.visit, site)

    @property
    def verdict(self) -> Verdict:
        """Return the outcome that would be written down now."""
        return verdict_of(self.weighed, self.context.visit, self.context.language)

    def refresh(self) -> None:
        """Show each rule's result and what they lead to together."""
        weighed, verdict = self.weighed, self.verdict
        for result in weighed.results:
            self.rows[result.rule.id].show_result(result)
        self.outcome.show_verdict(verdict, weighed)
        asked = self.context.visit.has(ReviewRequested)
        self.review.setVisible(weighed.outcome == REVIEW or asked)
        self.review.refresh()
        self.decider.setVisible(verdict.outcome != PROCEED)
        self.decider.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus into a rule's question, or the first one."""
        lists = [*(row.fields for row in self.rows.values()), self.decider]
        if not any(one.go_to(field) for one in lists) and lists[0].fields:
            lists[0].go_to(next(iter(lists[0].fields)))

    def primary(self) -> tuple[str, bool] | None:
        """Offer to write the outcome down; nothing once it stands as it is shown."""
        last = self.context.visit.last(EligibilityDecided)
        if last and last[1] == self._fact():
            return None
        outcome = self.verdict.outcome
        named = outcome == PROCEED or bool(self.context.visit.value(DECIDER))
        return self.context.words(f"eligibility.write_{outcome}"), named

    def take_primary(self) -> None:
        """Write the outcome down, with who decided and what is done instead."""
        offer = self.primary()
        if offer is not None and offer[1]:
            self.context.bridge.write(self._fact())

    def _fact(self) -> EligibilityDecided:
        verdict = self.verdict
        name = self.context.visit.value(DECIDER)
        return EligibilityDecided(
            rules_version=self.context.program.version,
            results={r.rule.id: r.result for r in self.weighed.results},
            outcome=verdict.outcome,
            reason_code=verdict.reason_code,
            decider="" if verdict.outcome == PROCEED else name,
            alternative=verdict.alternative,
        )


class _RuleRow(Card):
    """One rule: what it asks, whether it is met, where it comes from."""

    def __init__(self, context: VisitContext, rule: Rule) -> None:
        super().__init__("plain")
        self._words = context.words
        asked = _question_of(rule, context)
        self.fields = FieldList(context, [asked] if asked else [])
        self.chip = Chip()
        head = QHBoxLayout()
        head.addWidget(Label(rule.title.in_language(context.language), "strong"), 1)
        head.addWidget(self.chip)
        self.body.addLayout(head)
        self.body.addWidget(self.fields)
        if rule.note:
            self.body.addWidget(Label(rule.note.in_language(context.language), "side-muted"))
        source = context.program.sources.get(rule.source, rule.source)
        self.body.addWidget(Label(context.words("eligibility.source", source=source), "small"))

    def show_result(self, result: RuleResult) -> None:
        """Show whether the rule is met, and the answer it was judged by."""
        text = self._words(f"eligibility.rule_{result.result}")
        self.chip.show_text(text, CHIPS[result.result])
        self.fields.refresh()


def _question_of(rule: Rule, context: VisitContext) -> Question | None:
    """Return the rule's question, from the dictionary or from an instrument."""
    found = context.desk.question(rule.question)
    if found is not None:
        return found
    instrument = context.desk.instruments.get(rule.question.partition(".")[0])
    asked = questions_of(instrument, context, [rule.question]) if instrument else ()
    return asked[0] if asked else None
