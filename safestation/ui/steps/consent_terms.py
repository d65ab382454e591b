"""What is shared, what for, and until when: picked, never typed."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from safestation.domain.consent import RecipientType
from safestation.domain.sheet import INFORMATION
from safestation.ui.kit import ChoiceGroup, Label, Select
from safestation.ui.moments import wall_date
from safestation.ui.steps.consent_draft import (
    DAYS,
    FORM,
    TEMPLATE_EVENT,
    Asked,
    Draft,
    purposes_for,
)
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext


class TermsBox(QWidget):
    """Changes the draft it is shown; `changed` follows each pick."""

    changed = Signal()

    def __init__(self, context: VisitContext, asked: Asked, draft: Draft) -> None:
        super().__init__()
        self._context, self._asked, self._draft = context, asked, draft
        words = context.words
        said = context.desk.form_words[FORM].say
        self.information = ChoiceGroup(
            [(one, "", said(f"information.{one}", words.language)) for one in INFORMATION],
            words("consent.information"),
            multi=True,
        )
        purposes = [
            (one, said(f"purpose.{one}", words.language))
            for one in purposes_for(asked.kind, context)
        ]
        self.name = QLineEdit(draft.name)
        self.name.setAccessibleName(words("consent.named"))
        self.name.setPlaceholderText(asked.recipient.name)
        self.name.setMinimumHeight(look().px(46))
        self.name.textEdited.connect(self._type_name)
        self.purpose = Select(purposes, words("consent.purpose"))
        self.until = Select(self._ends(), words("consent.until"))
        self.earlier = Select(self._events(), words("consent.event"))
        self.information.show_values(draft.information)
        self.purpose.show_value(draft.purpose)
        self.until.show_value(str(draft.days))
        self.earlier.show_value(draft.event)
        self.information.picked.connect(self._pick_information)
        self.purpose.picked.connect(self._pick_purpose)
        self.until.picked.connect(self._pick_until)
        self.earlier.picked.connect(self._pick_event)
        self._lay_out()

    def _pick_information(self, values: object) -> None:
        picked = values if isinstance(values, tuple) else ()
        self._draft.information = tuple(one for one in INFORMATION if one in picked)
        self.changed.emit()

    def _type_name(self, name: str) -> None:
        self._draft.name = name
        self.changed.emit()

    def _pick_purpose(self, value: str) -> None:
        self._draft.purpose = value
        self.changed.emit()

    def _pick_until(self, value: str) -> None:
        self._draft.days = int(value)
        self.changed.emit()

    def _pick_event(self, value: str) -> None:
        self._draft.event = value
        self.changed.emit()

    def _ends(self) -> list[tuple[str, str]]:
        words, now = self._context.words, self._context.bridge.session.now
        every = sorted({*DAYS, self._asked.days})
        dated = [
            (
                str(days),
                words("consent.days", count=days, day=wall_date(now + timedelta(days=days))),
            )
            for days in every
        ]
        return [*dated, ("0", words("consent.no_date"))]

    def _events(self) -> list[tuple[str, str]]:
        words, form = self._context.words, self._context.desk.form_words[FORM]
        codes = [k.removeprefix("until.") for k in form.texts if k.startswith("until.")]
        told = [(code, form.say(f"until.{code}", words.language)) for code in codes]
        own = self._asked.event.in_language(words.language)
        first = [(TEMPLATE_EVENT, own)] if own else []
        return [("", words("consent.no_event")), *first, *told]

    def _lay_out(self) -> None:
        words = self._context.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        is_person = self._asked.recipient.type is RecipientType.PERSON
        for key, widget in (
            *((("named", self.name),) if is_person else ()),
            ("information", self.information),
            ("purpose", self.purpose),
            ("until", self.until),
            ("event", self.earlier),
        ):
            column.addWidget(Label(words(f"consent.{key}"), "strong"))
            column.addWidget(widget)
