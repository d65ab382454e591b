"""What is shared, what for, and until when: picked, and typed only where a name is needed."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from safestation.domain.consent import PROCEEDING, ConsentKind, RecipientType
from safestation.domain.sheet import INFORMATION
from safestation.ui.kit import ChoiceGroup, Label, Select
from safestation.ui.moments import wall_date
from safestation.ui.steps.consent_draft import FAR, TEMPLATE_EVENT, Draft, key, named_on_paper
from safestation.ui.steps.consent_people import FORM, Asked, purposes_for
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

DAYS = (1, 7, 30, 90, 365)
TERMS = ("name", "detail", "information", "purpose", "until", "event")


class TermsBox(QWidget):
    """Changes the draft it is shown; `changed` follows each pick and each keystroke."""

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
            for one in purposes_for(asked.kind, context, asked.purpose)
        ]
        self.name = self._line("named", named_on_paper(asked, draft))
        self.detail = self._line("proceeding", draft.detail or asked.detail)
        self.purpose = Select(purposes, words("consent.purpose"))
        self.until = Select(self._ends(), words("consent.until"))
        self.earlier = Select(self._events(), words("consent.event"))
        self.information.show_values(draft.information)
        self.purpose.show_value(draft.purpose)
        self.until.show_value(_told(draft.until))
        self.earlier.show_value(draft.event)
        self._lay_out()
        self._listen()

    def go_to(self, field: str) -> bool:
        """Put the focus into one of the fields; False when it is not here."""
        found = {name: one for name, one in self.fields().items() if not one.isHidden()}
        if field in found:
            found[field].setFocus()
        return field in found

    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the name under which each is kept, from top to bottom."""
        return {
            "name": self.name, "detail": self.detail, "information": self.information,
            "purpose": self.purpose, "until": self.until, "event": self.earlier,
        }  # fmt: skip

    def _pick_information(self, values: object) -> None:
        picked = values if isinstance(values, tuple) else ()
        self._draft.information = tuple(one for one in INFORMATION if one in picked)
        self.changed.emit()

    def _type_name(self, name: str) -> None:
        self._draft.name = name
        self.changed.emit()

    def _type_detail(self, detail: str) -> None:
        self._draft.detail = detail
        self.changed.emit()

    def _pick_purpose(self, value: str) -> None:
        self._draft.purpose = value
        self._show_detail()
        self.changed.emit()

    def _pick_until(self, value: str) -> None:
        self._draft.until = None if value == FAR else date.fromisoformat(value)
        self.changed.emit()

    def _pick_event(self, value: str) -> None:
        self._draft.event = value
        self.changed.emit()

    def _ends(self) -> list[tuple[str, str]]:
        words, now = self._context.words, self._context.bridge.session.now
        today, held = now.date(), self._draft.until
        days = {*DAYS, self._asked.days} - {0}
        if held is not None and held >= today:
            days.add((held - today).days)
        dated = [
            (
                _told(today + timedelta(days=one)),
                words("consent.days", count=one, day=wall_date(now + timedelta(days=one))),
            )
            for one in sorted(days)
        ]
        return [*dated, (FAR, words("consent.no_date"))]

    def _events(self) -> list[tuple[str, str]]:
        words, form = self._context.words, self._context.desk.form_words[FORM]
        codes = [k.removeprefix("until.") for k in form.texts if k.startswith("until.")]
        own = self._asked.event.in_language(words.language)
        told = [(code, form.say(f"until.{code}", words.language)) for code in codes]
        first = [(TEMPLATE_EVENT, own)] if own else []
        rest = [(code, text) for code, text in told if text != own]
        return [("", words("consent.no_event")), *first, *rest]

    def _line(self, word: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(self._context.words(f"consent.{word}"))
        line.setMinimumHeight(look().px(46))
        return line

    def _show_detail(self) -> None:
        wanted = self._draft.purpose == PROCEEDING
        self.detail.setVisible(wanted)
        self._titles["detail"].setVisible(wanted)

    def _listen(self) -> None:
        self.name.textEdited.connect(self._type_name)
        self.detail.textEdited.connect(self._type_detail)
        self.information.picked.connect(self._pick_information)
        self.purpose.picked.connect(self._pick_purpose)
        self.until.picked.connect(self._pick_until)
        self.earlier.picked.connect(self._pick_event)

    def _lay_out(self) -> None:
        words, recipient = self._context.words, self._asked.recipient
        titles = {"name": "named", "detail": "proceeding"}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        self._titles: dict[str, Label] = {}
        for name, widget in self.fields().items():
            self._titles[name] = Label(words(f"consent.{titles.get(name, name)}"), "strong")
            widget.setObjectName(key(recipient.id, name))
            column.addWidget(self._titles[name])
            column.addWidget(widget)
        is_named = recipient.type is RecipientType.PERSON
        is_named = is_named or self._asked.kind is ConsentKind.PROCEEDINGS
        self.name.setVisible(is_named)
        self._titles["name"].setVisible(is_named)
        self._show_detail()


def _told(day: date | None) -> str:
    return FAR if day is None else day.isoformat()
