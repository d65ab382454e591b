"""One placement call: the number, large; what they answered; and what follows from it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent

from safestation.domain.errors import AnswerRefused
from safestation.domain.providers import Provider
from safestation.domain.sightings import CallAnswer
from safestation.ui.kit import Button, Card, Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.call_draft import CallDraft
from safestation.ui.steps.earlier import Earlier
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

BEDS = frozenset({CallAnswer.BED_NOW, CallAnswer.BED_ON_DATE})

WIDE = 600  # pixels at scale 1 from which a number with extension fits in the largest type


class CallForm(Card):
    """Takes what one provider answered. `accepted` once the ride is to be planned."""

    accepted = Signal()
    logged = Signal()
    wrong_number = Signal(str)
    focused = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self.context, words = context, context.words
        self.draft: CallDraft | None = None
        self.fields: FieldList | None = None
        self.name = Label("", "section")
        self.number = Label("", "title")
        self.asks = Label("", "side")
        self.called_at = Earlier(context, "placement.called_earlier", "partner.called_earlier")
        self.hint = Label("", "clock")
        self.log_button = Button(words("placement.log"), "secondary")
        self.offer_button = Button(words("placement.offer"), "secondary")
        self.accept_button = Button(words("placement.accept"), "primary")
        self.wrong_button = Button(words("placement.wrong_number"), "quiet")
        self._lay_out()
        self.log_button.clicked.connect(self._log)
        self.offer_button.clicked.connect(lambda: self._write(offered=True))
        self.accept_button.clicked.connect(self._accept)
        self.wrong_button.clicked.connect(self._report)
        self.hide()

    def show_provider(self, provider: Provider | None) -> None:
        """Show the form of a provider, with what was typed about its call before."""
        self.setVisible(provider is not None)
        if provider is None:
            self.draft = None
            return
        words = self.context.words
        self.name.show_text(words("placement.new_call", name=provider.name))
        self.number.show_text(provider.number_to_call or words("placement.no_number"))
        self.asks.show_text(provider.what_they_ask, words("placement.they_ask"))
        self.asks.setVisible(bool(provider.what_they_ask))
        self.wrong_button.setVisible(bool(provider.number_to_call))
        if self.draft is None or self.draft.provider.id != provider.id:
            self._build(provider)
        self.refresh()

    def refresh(self) -> None:
        """Show only the fields that the answer needs, and what may be done now."""
        if self.draft is None or self.fields is None:
            return
        self.fields.refresh()
        self.called_at.refresh()
        self.called_at.setVisible(bool(self.draft.answer))
        missing, answer = self.draft.missing, self.draft.answer
        names = [one.label.in_language(self.context.language) for one in missing]
        hint = self.context.words("placement.still_needed", what=", ".join(names))
        self.hint.show_text(hint if missing else "")
        self.hint.setVisible(bool(missing))
        for button in (self.log_button, self.offer_button, self.accept_button):
            button.setEnabled(bool(answer) and not missing)
        for button in (self.offer_button, self.accept_button):
            button.setVisible(answer in BEDS)

    def go_to(self, field: str) -> bool:
        """Put the focus into a field of the call."""
        return self.fields is not None and self.fields.go_to(field)

    def go_to_first(self) -> None:
        """Put the focus onto what they answered."""
        if self.draft is not None:
            self.go_to(self.draft.questions[0].id)

    def _write(self, *, offered: bool = False, accepted: bool = False) -> bool:
        """Write the call down. False when something typed does not fit, which is shown."""
        draft, when = self.draft, self.called_at.when()
        if draft is None or not draft.answer or draft.missing or not when.fits:
            return False
        try:
            facts = draft.facts(offered=offered, accepted=accepted)
        except AnswerRefused as refusal:
            self._complain(refusal)
            return False
        for fact in facts:
            self.context.bridge.write(fact, when.moment)
        draft.clear()
        self.called_at.clear()
        self.logged.emit()
        return True

    @Slot()
    def _log(self) -> None:
        self._write()

    @Slot()
    def _accept(self) -> None:
        if self._write(offered=True, accepted=True):
            self.accepted.emit()

    @Slot()
    def _report(self) -> None:
        if self.draft is not None:
            self.wrong_number.emit(self.draft.provider.id)

    def _complain(self, refusal: AnswerRefused) -> None:
        field = self.fields.fields.get(refusal.question_id) if self.fields else None
        if field is not None:
            words, limits = self.context.words, field.question.limits()
            field.show_problem(words.filled(refusal.reason, limits))
            field.setFocus()

    def _build(self, provider: Provider) -> None:
        if self.fields is not None:
            self.body.removeWidget(self.fields)
            self.fields.hide()
            self.fields.deleteLater()
        self.draft = CallDraft(self.context, provider)
        self.fields = FieldList(self.context, self.draft.questions)
        self.fields.focused.connect(self.focused)
        self.body.insertWidget(self.body.indexOf(self.called_at), self.fields)

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the number as large as the width allows on one line."""
        super().resizeEvent(event)
        self.number.set_role("display" if self.width() > look().px(WIDE) else "title")

    def _lay_out(self) -> None:
        self.body.addWidget(self.name)
        top = row_in(self.body)
        top.addWidget(self.number, 1)
        top.addWidget(self.wrong_button)
        self.body.addWidget(self.asks)
        self.body.addWidget(self.called_at)
        self.body.addWidget(self.hint)
        self.body.addSpacing(look().px(6))
        self.body.addWidget(self.accept_button)
        for button in (self.offer_button, self.log_button):
            self.body.addWidget(button)
