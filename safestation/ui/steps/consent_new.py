"""Another recipient: which kind of consent, who, what for. Kept while it is typed."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.consent import ConsentKind, RecipientType, names_counseling_notes
from safestation.domain.questions import Kind, Question
from safestation.domain.visit import Visit
from safestation.ui.kit import Button, FlowLayout, Label, Select
from safestation.ui.steps.asking import FieldList, plain_question
from safestation.ui.steps.consent_people import ADDED, FIELDS, FORM, purposes_for
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext
from safestation.ui.words import Words

NEW = "consent.new"
KIND, PICKED = f"{NEW}.kind", ("type", "purpose")
USUAL = {
    "kind": ConsentKind.SPECIFIC.value,
    "type": RecipientType.PERSON.value,
    "purpose": "support",
}


class NewRecipient(QWidget):
    """Asks only what the kind needs: the single consent for care names nobody it must.

    `added` gives the new recipient's id. Kinds that may not share a paper are one choice
    (42 CFR 2.31(b), (d)), and each recipient gets a paper of their own.
    """

    added = Signal(str)
    closed = Signal()

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context, words = context, context.words
        self.fields = FieldList(context, _questions(context))
        self.fields.edited.connect(self._follow)
        self.picks = {one: Select(_options(one, context), _title(one, words)) for one in PICKED}
        self._boxes = {one: self._box(one) for one in PICKED}
        self.note = Label("", "small")
        self.problem = Label("", "small-danger")
        self.problem.hide()
        self.button = Button(words("consent.add_this"), "small")
        self.cancel = Button(words("consent.add_cancel"), "quiet")
        self.button.clicked.connect(self._add)
        self.cancel.clicked.connect(self._leave)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self.button)
        flow.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        for widget in (self.fields, self.note, self.problem, row):
            column.addWidget(widget)
        self._follow()

    def begin(self) -> None:
        """Start with what is usual, so that a name is often enough."""
        for key, value in USUAL.items():
            self._context.bridge.answer(f"{NEW}.{key}", value)
        self.fields.refresh()
        self._follow()

    def go_to(self, field: str) -> bool:
        """Put the focus into a field, by its name or its whole id."""
        known = field if field.startswith(f"{NEW}.") else f"{NEW}.{field}"
        return self.fields.go_to(known)

    @Slot()
    def _follow(self) -> None:
        """Ask what belongs to the kind that is picked."""
        kind, type_ = self._value("kind"), self._value("type")
        is_ordinary = kind == ConsentKind.SPECIFIC
        for one, box in self._boxes.items():
            box.setVisible(is_ordinary)
            self.picks[one].show_value(self._value(one))
        shown = {
            "detail": kind == ConsentKind.PROCEEDINGS,
            "participants": is_ordinary and type_ == RecipientType.INTERMEDIARY,
        }
        for name, field in self.fields.fields.items():
            field.setVisible(shown.get(name.rpartition(".")[2], True))
        self.note.show_text(self._context.words(f"consent.kind_note_{kind}"))
        self.problem.hide()

    @Slot()
    def _add(self) -> None:
        told = self._told()
        if problem := _problem(told):
            self.problem.show_text(self._context.words(problem))
            self.problem.show()
            return
        new, bridge = self._context.desk.ids.new(), self._context.bridge
        for key, value in told.items():
            bridge.answer(f"{ADDED}.{new}.{key}", value)
        bridge.answer(ADDED, (*self._context.visit.values(ADDED), new))
        self._forget()
        self.added.emit(new)

    @Slot()
    def _leave(self) -> None:
        self._forget()
        self.closed.emit()

    def _told(self) -> dict[str, str]:
        """Return what counts for the kind: nothing of another one comes along."""
        told = {key: self._value(key) for key in FIELDS}
        if told["kind"] == ConsentKind.TPO:
            told |= {"type": RecipientType.COVERED_ENTITY.value, "detail": ""}
        if told["kind"] == ConsentKind.PROCEEDINGS:
            told["type"] = RecipientType.AGENCY.value
        if told["kind"] != ConsentKind.SPECIFIC:
            kind = ConsentKind(told["kind"])
            told |= {"purpose": purposes_for(kind, self._context)[0], "participants": ""}
        return told

    def _box(self, key: str) -> QWidget:
        """Put a drop-down under the name, as short as can be."""
        box, pick = QWidget(), self.picks[key]
        pick.setObjectName(f"{NEW}.{key}")
        pick.setMinimumHeight(look().px(46))
        pick.picked.connect(lambda value: self._pick(key, value))
        column = QVBoxLayout(box)
        column.setContentsMargins(0, look().px(16), 0, 0)
        column.setSpacing(look().px(6))
        column.addWidget(Label(_title(key, self._context.words), "question"))
        column.addWidget(pick)
        self.fields.column.insertWidget(2 + PICKED.index(key), box)
        return box

    def _pick(self, key: str, value: str) -> None:
        self._context.bridge.answer(f"{NEW}.{key}", value)
        self._follow()

    def _value(self, key: str) -> str:
        return self._context.visit.value(f"{NEW}.{key}") or USUAL.get(key, "")

    def _forget(self) -> None:
        for question in [q for q in self._context.visit.answers if q.startswith(f"{NEW}.")]:
            self._context.bridge.answer_unknown(question, "")
        for field in self.fields.fields.values():
            field.show_answer(None)
        self.fields.refresh()
        self._follow()


def is_begun(visit: Visit) -> bool:
    """Tell whether somebody began to write and has not added it yet."""
    return any(question.startswith(f"{NEW}.") for question in visit.answers)


def _problem(told: dict[str, str]) -> str:
    if names_counseling_notes(told["name"], told["detail"]):
        return "consent.missing_b"
    if not told["name"] and told["kind"] != ConsentKind.TPO:
        return "consent.add_name_needed"
    if told["kind"] == ConsentKind.PROCEEDINGS and not told["detail"]:
        return "consent.add_proceeding_needed"
    return ""


def _questions(context: VisitContext) -> tuple[Question, ...]:
    words = context.words
    texts = ("address", "participants")
    kinds = [kind.value for kind in ConsentKind]
    kind = plain_question(KIND, words, "consent.kind", Kind.CHOICE, kinds)
    return (
        replace(kind, columns=1),
        plain_question(f"{NEW}.name", words, "consent.add_form.name"),
        plain_question(f"{NEW}.detail", words, "consent.proceeding"),
        *(plain_question(f"{NEW}.{one}", words, f"consent.add_form.{one}") for one in texts),
    )


def _title(key: str, words: Words) -> str:
    return words(f"consent.add_form.{key}")


def _options(key: str, context: VisitContext) -> list[tuple[str, str]]:
    words, form = context.words, context.desk.form_words[FORM]
    if key == "type":
        return [(one.value, words(f"consent.type_{one.value}")) for one in RecipientType]
    purposes = purposes_for(ConsentKind.SPECIFIC, context, USUAL["purpose"])
    return [(one, form.say(f"purpose.{one}", words.language)) for one in purposes]
