"""What the program's rules lead to, why, who decides, and what is done instead."""

from safestation.domain.eligibility import ALTERNATIVE, HOSPITAL, PROCEED, REVIEW
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
        self.items = Label(context.words("eligibility.items_wait"), "danger")
        self.items.hide()
        for label in (
            self.head,
            self.open,
            self.items,
            self.reason,
            self.decider,
            self.instead,
        ):
            self.body.addWidget(label)

    def show_verdict(self, verdict: Verdict, unchecked: int) -> None:
        """Show an outcome, and how many rules nobody has looked at yet."""
        words = self._context.words
        so_far = bool(unchecked) and verdict.outcome == PROCEED
        self.set_tone(TONES[REVIEW if so_far else verdict.outcome])
        self.head.show_text(words(f"eligibility.{'so_far' if so_far else verdict.outcome}"))
        _show(self.open, words("eligibility.unchecked", count=unchecked) if unchecked else "")
        _show(self.reason, self._reason(verdict.reason_code))
        who = verdict.decider
        _show(self.decider, words("eligibility.decides", who=who) if who else "")
        instead = verdict.alternative or words("eligibility.always")
        self.instead.show_text(instead, words("eligibility.instead"))
        self.setAccessibleName(f"{self.head.words} {self.reason.words} {self.instead.words}")

    def show_items(self, *, kept_back: bool) -> None:
        """Say that nothing is handed in yet, where the program has it so."""
        self.items.setVisible(kept_back)

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
