"""Who signs: the person, a parent as well, or whom a court named (42 CFR 2.14, 2.15)."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.facts import DirectorFinding
from safestation.domain.labels import age_of
from safestation.domain.questions import Kind
from safestation.domain.signers import (
    ASK_AGE,
    ASK_OF_AGE,
    COURT_NAMED,
    GUARDIAN,
    OF_AGE,
    REPRESENTATIVE,
    Signers,
    of_age_limit,
    signers,
)
from safestation.ui.kit import Button, Card, Label, Segmented
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.steps.fold import Fold
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

REPRESENTED_BY, CAPACITY = "consent.representative_name", "consent.representative_capacity"
DOCUMENT = "consent.representative_document"
CAPACITIES = ("guardian", "conservator", "other")
FINDING = "consent.finding"
DIRECTOR, WHY = f"{FINDING}_director", f"{FINDING}_why"
FACTS_TOLD, TOLD_TO = f"{FINDING}_facts", f"{FINDING}_told_to"
WHYS = ("youth", "condition")
OF_COURT = (REPRESENTED_BY, CAPACITY, DOCUMENT)
OF_FINDING = (DIRECTOR, WHY, FACTS_TOLD, TOLD_TO)


class SignersCard(Card):
    """Says who signs, and asks only what decides it. `focused` gives a question's id."""

    focused = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        limit = of_age_limit(context.desk.station.minor_rule)
        asked = words("consent.of_age", age=limit)
        self.state = Label("", "strong")
        self.of_age_title = Label(asked, "question")
        options = [("yes", words("consent.yes")), ("no", words("consent.no"))]
        self.of_age = Segmented(options, asked)
        self.of_age.picked.connect(lambda said: context.bridge.answer(OF_AGE, said))
        age = context.desk.question("age")
        self.age = FieldList(context, [age] if age is not None else [])
        self.age.focused.connect(self.focused)
        self._court: RepresentativeBox | None = None
        self._finding: FindingBox | None = None
        self.court_fold = Fold(words("consent.court"), self._make_court)
        self.finding_fold = Fold(words("consent.finding"), self._make_finding)
        self.body.addWidget(Label(words("consent.who_signs"), "section"))
        for widget in (self.state, self.of_age_title, self.of_age, self.age,
                       self.court_fold, self.finding_fold):  # fmt: skip
            self.body.addWidget(widget)
        if context.visit.value(COURT_NAMED) == "yes":
            self.court_fold.open()
        self.refresh()

    def refresh(self) -> None:
        """Show who signs now, and what has to be known first."""
        visit, rule = self._context.visit, self._context.desk.station.minor_rule
        age = age_of(visit, self._context.bridge.session.now.date())
        who = signers(visit, age, rule)
        self.state.show_text(self._sentence(who))
        self.state.set_role("clock" if who.waits_for else "strong")
        said = visit.value(OF_AGE)
        asks = who.waits_for == ASK_OF_AGE or (bool(said) and age is None)
        self.of_age.show_value(said)
        self.of_age.setVisible(asks)
        self.of_age_title.setVisible(asks)
        self.age.setVisible(who.waits_for == ASK_AGE)
        self.age.refresh()
        self.court_fold.setVisible(not who.is_minor)
        self.finding_fold.setVisible(who.is_minor)
        for box in (self._court, self._finding):
            if box is not None:
                box.refresh()

    @property
    def court(self) -> "RepresentativeBox":
        """Return what is asked of somebody whom a court named, made when first needed."""
        if self._court is None:
            self._court = RepresentativeBox(self._context)
            self._court.fields.focused.connect(self.focused)
        return self._court

    @property
    def finding(self) -> "FindingBox":
        """Return what is asked of a director's finding, made when first needed."""
        if self._finding is None:
            self._finding = FindingBox(self._context)
            self._finding.fields.focused.connect(self.focused)
        return self._finding

    def go_to(self, field: str) -> bool:
        """Put the focus into a field; False when it is not here."""
        if field in OF_COURT:
            self.court_fold.open()
            return self.court.fields.go_to(field)
        if field in OF_FINDING:
            self.finding_fold.open()
            return self.finding.fields.go_to(field)
        return self.age.go_to(field)

    def _make_court(self) -> QWidget:
        return self.court

    def _make_finding(self) -> QWidget:
        return self.finding

    def _sentence(self, who: Signers) -> str:
        words, rule = self._context.words, self._context.desk.station.minor_rule
        if who.waits_for:
            return words(f"consent.{who.waits_for}_first")
        cite = rule.citation if rule is not None else ""
        if GUARDIAN in who.roles:
            return words("consent.both_sign", rule=cite)
        if REPRESENTATIVE in who.roles:
            return words("consent.representative_signs")
        return words("consent.minor_signs", rule=cite) if who.is_minor else words(
            "consent.person_signs"
        )  # fmt: skip


class RepresentativeBox(QWidget):
    """Name, what the court named them, and the paper of the court that staff saw."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context, words = context, context.words
        self.switch = Segmented(
            [("yes", words("consent.yes")), ("no", words("consent.no"))],
            words("consent.court_named"),
        )
        self.switch.picked.connect(lambda said: context.bridge.answer(COURT_NAMED, said))
        questions = (
            plain_question(REPRESENTED_BY, words, REPRESENTED_BY),
            replace(
                plain_question(CAPACITY, words, CAPACITY, Kind.CHOICE, CAPACITIES), columns=1
            ),
            plain_question(DOCUMENT, words, DOCUMENT),
        )
        self.fields = FieldList(context, questions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        column.addWidget(Label(words("consent.relatives_cannot")))
        column.addWidget(Label(words("consent.court_named"), "question"))
        column.addWidget(self.switch)
        column.addWidget(self.fields)
        self.refresh()

    @property
    def is_on(self) -> bool:
        """Tell whether staff said that a court named somebody."""
        return self._context.visit.value(COURT_NAMED) == "yes"

    def refresh(self) -> None:
        """Ask for the representative only when there is one."""
        self.switch.show_value(self._context.visit.value(COURT_NAMED))
        self.fields.setVisible(self.is_on)
        self.fields.refresh()


class FindingBox(QWidget):
    """What the director found of a minor who cannot decide (42 CFR 2.14(c)).

    No consent and no print: only what lessens the threat may be said, to the parent only.
    """

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context, words = context, context.words
        questions = (
            plain_question(DIRECTOR, words, DIRECTOR),
            replace(plain_question(WHY, words, WHY, Kind.CHOICE, WHYS), columns=1),
            plain_question(FACTS_TOLD, words, FACTS_TOLD),
            plain_question(TOLD_TO, words, TOLD_TO),
        )
        self.fields = FieldList(context, questions)
        self.button = Button(words("consent.write_finding"), "secondary")
        self.button.clicked.connect(self._write)
        self.state = Label("", "done")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(words("consent.finding_more"), "small"))
        for widget in (self.fields, self.button, self.state):
            put(column, widget)
        self.refresh()

    def refresh(self) -> None:
        """Show what is filled in, and whether it was written down."""
        visit, words = self._context.visit, self._context.words
        self.fields.refresh()
        self.button.setEnabled(all(visit.value(one) for one in self.fields.fields))
        last = visit.last(DirectorFinding)
        self.state.setVisible(last is not None)
        if last is not None:
            at = wall_time(last[0].happened_at, self._context.bridge.session.now)
            told = words("consent.finding_written", at=at, name=last[1].director)
            self.state.show_text(told)

    @Slot()
    def _write(self) -> None:
        visit, bridge = self._context.visit, self._context.bridge
        told = (visit.value(one) for one in (DIRECTOR, WHY, FACTS_TOLD, TOLD_TO))
        if bridge.write(DirectorFinding(*told)) is None:
            return
        for question, field in self.fields.fields.items():
            bridge.answer_unknown(question, "")
            field.show_answer(None)
        self.refresh()
