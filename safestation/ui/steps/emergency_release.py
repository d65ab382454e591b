"""What 42 CFR 2.51(c) asks to be written down when something is told in an emergency."""

from PySide6.QtCore import Slot

from safestation.domain.facts import EmergencyRelease
from safestation.domain.questions import Kind, Question
from safestation.domain.sheet import INFORMATION
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.visit.context import VisitContext
from safestation.ui.words import Words

NAME, FACILITY = "emergency.recipient_name", "emergency.recipient_facility"
NATURE, TOLD, WHY = "emergency.nature", "emergency.information", "emergency.why"
WHYS = ("not_awake", "too_unwell", "no_time")


class ReleaseForm(Card):
    """To whom, where, what kind of emergency, what was told, why without consent."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        self.fields = FieldList(context, _questions(words))
        self.fields.edited.connect(self.refresh)
        self.button = Button(words("emergency.write_release"), "secondary")
        self.button.clicked.connect(self._write)
        self.state = Label("", "done")
        self.body.addWidget(Label(words("emergency.release_note"), "small"))
        for widget in (self.fields, self.button, self.state):
            put(self.body, widget)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is filled in, and whether it was written down."""
        visit, words = self._context.visit, self._context.words
        self.fields.refresh()
        named = visit.value(NAME) or visit.value(FACILITY)
        rest = visit.value(NATURE) and visit.values(TOLD) and visit.value(WHY)
        self.button.setEnabled(bool(named and rest))
        last = visit.last(EmergencyRelease)
        if last:
            at = wall_time(last[0].happened_at, self._context.bridge.session.now)
            self.state.show_text(words("emergency.release_written", at=at))
        self.state.setVisible(last is not None)

    @Slot()
    def _write(self) -> None:
        visit, words = self._context.visit, self._context.words
        fact = EmergencyRelease(
            recipient_name=visit.value(NAME),
            recipient_facility=visit.value(FACILITY),
            disclosed_by=self._context.desk.me.name,
            nature=visit.value(NATURE),
            information=visit.values(TOLD),
            why_no_consent=words(f"{WHY}_{visit.value(WHY)}"),
        )
        self._context.bridge.write(fact)
        self.refresh()


def _questions(words: Words) -> tuple[Question, ...]:
    return (
        plain_question(NAME, words, NAME),
        plain_question(FACILITY, words, FACILITY),
        plain_question(NATURE, words, NATURE),
        plain_question(TOLD, words, TOLD, Kind.MULTI, INFORMATION),
        plain_question(WHY, words, WHY, Kind.CHOICE, WHYS),
    )
