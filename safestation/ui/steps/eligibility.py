"""Eligibility: the program's rules one by one, and what they lead to together."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.eligibility import PROCEED, Eligibility
from safestation.domain.facts import EligibilityDecided, ReviewRequested
from safestation.domain.minors import MINOR_STATUS
from safestation.domain.program import Step
from safestation.domain.verdict import (
    Verdict,
    fact_of,
    lacks_reason,
    settled,
    verdict_of,
    waits_for,
)
from safestation.ui.steps.asking import FieldList, plain_question
from safestation.ui.steps.outcome_card import OutcomeCard
from safestation.ui.steps.review_form import ReviewForm
from safestation.ui.steps.rule_row import RuleRow
from safestation.ui.steps.weighing import computed, is_strict, weighed_now
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

DECIDER = "eligibility.decider"


class EligibilityPage(StepPage):
    """Each rule with its question, its result and its source. Status only."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        self.rows = {r.rule.id: RuleRow(context, r.rule) for r in self.weighed.results}
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
    def computed(self) -> Mapping[str, str]:
        """Return the answers that follow from others, as they are now."""
        return computed(self.context)

    @property
    def weighed(self) -> Eligibility:
        """Return what the rules say of the visit as it is now."""
        return weighed_now(self.context)

    @property
    def verdict(self) -> Verdict:
        """Return the outcome that would be written down now."""
        return verdict_of(self.weighed, self.context.visit, self.context.language)

    @property
    def unchecked(self) -> int:
        """Return how many rules nobody has looked at; where items wait, "not run" is none."""
        return self.weighed.unchecked(strictly=is_strict(self.context))

    def refresh(self) -> None:
        """Show each rule's result and what they lead to together."""
        weighed, verdict, computed = self.weighed, self.verdict, self.computed
        for result in weighed.results:
            self.rows[result.rule.id].show_result(result, computed.get(MINOR_STATUS, ""))
        self.outcome.show_verdict(verdict, self.unchecked)
        proven = settled(weighed, self.context.visit).is_proven
        self.outcome.show_items(kept_back=is_strict(self.context) and not proven)
        waiting = waits_for(weighed, self.context.visit)
        asked = self.context.visit.has(ReviewRequested)
        self.review.setVisible(waiting is not None or asked)
        self.review.show_rule(waiting)
        self.decider.setVisible(self._needs_name())
        self.decider.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus into a rule's question, or the first one."""
        lists = [*(row.fields for row in self.rows.values()), self.decider]
        if not any(one.go_to(field) for one in lists) and lists[0].fields:
            lists[0].go_to(next(iter(lists[0].fields)))

    def primary(self) -> tuple[str, bool] | None:
        """Offer to write the outcome down; nothing once it stands as it is shown.

        Another way than ahead has a name to it, and a concern its reason. Going ahead says
        how many rules nobody checked; where items wait for them, somebody stands for it.
        """
        last = self.context.visit.last(EligibilityDecided)
        if last and last[1] == self._fact():
            return None
        outcome, visit = self.verdict.outcome, self.context.visit
        named = not self._needs_name() or bool(visit.value(DECIDER))
        text = self.context.words(f"eligibility.write_{outcome}")
        if outcome == PROCEED and (count := self.unchecked):
            text = self.context.words("eligibility.write_unchecked", count=count)
        return text, named and not lacks_reason(self.weighed, visit)

    def take_primary(self) -> None:
        """Write the outcome down, with who decided and what is done instead."""
        offer = self.primary()
        if offer is not None and offer[1]:
            self.context.bridge.write(self._fact())

    def _needs_name(self) -> bool:
        goes_ahead = self.verdict.outcome == PROCEED
        return not goes_ahead or bool(is_strict(self.context) and self.unchecked)

    def _fact(self) -> EligibilityDecided:
        visit, version = self.context.visit, self.context.program.version
        name = visit.value(DECIDER) if self._needs_name() else ""
        return fact_of(self.weighed, visit, version, self.verdict, name)
