"""What the program's rules lead to, why, who decides, and what is done instead."""

from safestation.domain.eligibility import (
    ALTERNATIVE,
    HOSPITAL,
    NOT_CHECKED,
    PROCEED,
    REVIEW,
    Eligibility,
)
from safestation.domain.verdict import Verdict
from safestation.ui.kit import Card, Label
from safestation.ui.visit.context import VisitContext

TONES = {PROCEED: "done", REVIEW: "clock", ALTERNATIVE: "info", HOSPITAL: "danger"}
REASONS = "exclusion_reason"  # the dictionary's question that has a label for each reason code


class OutcomeCard(Card):
    """One outcome in words. The alternative is always there: nobody is only sent away."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context = context
        self.head = Label("", "section")
        self.open = Label("", "clock")
        self.reason = Label("", "strong")
        self.decider = Label("", "side")
        self.instead = Label("", "body")
        for label in (self.head, self.open, self.reason, self.decider, self.instead):
            self.body.addWidget(label)

    def show_verdict(self, verdict: Verdict, weighed: Eligibility) -> None:
        """Show an outcome, and how many rules nobody has looked at yet."""
        words = self._context.words
        unchecked = sum(r.result == NOT_CHECKED for r in weighed.results)
        self.set_tone(TONES[verdict.outcome])
        self.head.show_text(words(f"eligibility.{verdict.outcome}"))
        _show(self.open, words("eligibility.unchecked", count=unchecked) if unchecked else "")
        _show(self.reason, self._reason(verdict.reason_code))
        who = verdict.decider
        _show(self.decider, words("eligibility.decides", who=who) if who else "")
        instead = verdict.alternative or words("eligibility.always")
        self.instead.show_text(instead, words("eligibility.instead"))
        self.setAccessibleName(f"{self.head.words} {self.reason.words} {self.instead.words}")

    def _reason(self, code: str) -> str:
        asked = self._context.desk.question(REASONS)
        choices = asked.choices if asked else ()
        labels = (
            c.label.in_language(self._context.language) for c in choices if c.value == code
        )
        return next(labels, code)


def _show(label: Label, text: str) -> None:
    label.show_text(text)
    label.setVisible(bool(text))
