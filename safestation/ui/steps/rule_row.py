"""One eligibility rule on its page: what it asks, whether it is met, where it comes from."""

from safestation.domain.eligibility import MET, NOT_CHECKED, NOT_MET, RuleResult
from safestation.domain.minors import GUARDIAN, TABLE_EMPTY
from safestation.domain.program import Rule
from safestation.domain.questions import Question
from safestation.domain.verdict import JUDGMENT, JUDGMENT_REASON
from safestation.ui.kit import Card, Chip, Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.instrument_fields import questions_of
from safestation.ui.visit.context import VisitContext

CHIPS = {MET: "done", NOT_MET: "clock", NOT_CHECKED: "neutral"}
AGE = "age"


class RuleRow(Card):
    """One rule. What the state's table says is worked out; a judgment is counted."""

    def __init__(self, context: VisitContext, rule: Rule) -> None:
        super().__init__("plain")
        self._words, self._rule = context.words, rule
        self.fields = FieldList(context, asked_of(rule, context))
        self.chip = Chip()
        self.says = Label("", "strong")
        head = row_in(self.body)
        head.addWidget(Label(rule.title.in_language(context.language), "strong"), 1)
        head.addWidget(self.chip)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.says)
        if rule.reported:
            self.body.addWidget(Label(context.words("eligibility.reported"), "side-muted"))
        if rule.note:
            self.body.addWidget(Label(rule.note.in_language(context.language), "side-muted"))
        source = context.program.sources.get(rule.source, rule.source)
        self.body.addWidget(Label(context.words("eligibility.source", source=source), "small"))

    def show_result(self, result: RuleResult, computed: str) -> None:
        """Show whether the rule is met, and what it was judged by."""
        text = self._words(f"eligibility.rule_{result.result}")
        self.chip.show_text(text, CHIPS[result.result])
        self.fields.refresh()
        self.says.setVisible(self._rule.minors)
        if self._rule.minors:
            self.says.set_role("clock" if computed == TABLE_EMPTY else "strong")
            key = f"eligibility.minor_{computed or 'not_known'}"
            self.says.show_text(self._words(key))


def asked_of(rule: Rule, context: VisitContext) -> list[Question]:
    """Return what a rule asks: its own question, or what its answer follows from."""
    wanted: tuple[str, ...]
    if rule.minors:
        wanted = (AGE, GUARDIAN)
    elif rule.question == JUDGMENT:
        wanted = (JUDGMENT, JUDGMENT_REASON)
    else:
        wanted = (rule.question,)
    found = (_question(one, context) for one in wanted)
    return [question for question in found if question is not None]


def _question(question_id: str, context: VisitContext) -> Question | None:
    """Return a question of the dictionary or of an instrument."""
    found = context.desk.question(question_id)
    if found is not None:
        return found
    instrument = context.desk.instruments.get(question_id.partition(".")[0])
    asked = questions_of(instrument, context, [question_id]) if instrument else ()
    return asked[0] if asked else None
