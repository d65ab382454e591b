"""What every page that asks has in common: sections, instruments, headings that open."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.instrument import Instrument
from safestation.domain.program import Step
from safestation.domain.questions import Question
from safestation.services.screening import (
    SUICIDE_SCREEN,
    alarms,
    is_asked,
    may_ask,
    to_write_down,
)
from safestation.ui.kit import Card, Label
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.fold import Fold
from safestation.ui.steps.instrument_form import InstrumentForm
from safestation.ui.steps.suicide_card import SuicideCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

MINOR = "minor"
PRIVATE = frozenset({SUICIDE_SCREEN})


class AskedPage(StepPage):
    """Sections and instruments of a step, in its order, each answer kept as it is given."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        self.parts: list[FieldList | InstrumentForm] = []
        self._folds: dict[str, tuple[Fold, frozenset[str]]] = {}
        shipped, desk = context.desk.instruments, context.desk
        known = [shipped[n] for n in self.choose_instruments() if n in shipped]
        site = desk.station.site_type
        self.instruments = [one for one in known if may_ask(one, desk.me, site)]
        self._alarms = self._all_alarms()
        self.suicide = SuicideCard(context)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look().px(16))
        self.column.addWidget(self.suicide)
        self.build()
        self.column.addStretch(1)
        self.refresh()

    def build(self) -> None:
        """Put every section and every instrument on the page."""
        self.add_sections()
        for instrument in self.instruments:
            if instrument.id in PRIVATE:
                self.add_private(instrument)
            elif self._is_asked(instrument):
                self.column.addWidget(self.form_of(instrument))
            else:
                self.add_folded(instrument)

    def choose_instruments(self) -> list[str]:
        """Return the ids of the instruments of the page, in their order."""
        return list(self.step.instruments)

    def add_sections(self) -> None:
        """Put the step's plain questions on the page under their titles."""
        for section_id in self.step.sections:
            section = self.context.desk.sections.get(section_id)
            if section is not None:
                title = section.title.in_language(self.context.language)
                self.column.addWidget(Label(title, "section"))
                if section_id == MINOR:
                    self.column.addWidget(Label(self._minor_rule(), "strong"))
                self.column.addWidget(self.list_of(section.questions))

    def _minor_rule(self) -> str:
        """Return the state's rule as the station wrote it down; nothing is preset."""
        rule, words = self.context.desk.station.minor_rule, self.context.words
        if rule is None:
            return words("questions.no_minor_rule")
        return words(
            "questions.minor_rule",
            majority=rule.age_of_majority,
            alone=rule.consent_age,
            law=rule.citation,
        )

    def refresh(self) -> None:
        """Show the answers as they are; an instrument's heading only when it is asked."""
        self.suicide.refresh()
        for part in self.parts:
            part.refresh()
        for instrument in self.instruments:
            if fold := self.fold(instrument.id):
                fold.setVisible(self._is_asked(instrument))

    def go_to_field(self, field: str) -> None:
        """Open the heading the field is behind, and put the focus into it."""
        for fold, questions in self._folds.values():
            if field in questions:
                fold.open()
        lists = [p.fields if isinstance(p, InstrumentForm) else p for p in self.parts]
        if not any(one.go_to(field) for one in lists):
            first = next((name for one in lists for name in one.fields), "")
            any(one.go_to(first) for one in lists)

    def leaving(self) -> None:
        """Write down every finished result that is new."""
        for instrument in self.instruments:
            fact = to_write_down(instrument, self.context.visit)
            if fact is not None and self._is_asked(instrument):
                self.context.bridge.write(fact)

    def fold(self, key: str) -> Fold | None:
        """Return the heading of a section or an instrument, by its id."""
        found = self._folds.get(key)
        return found[0] if found else None

    def list_of(self, questions: Sequence[Question]) -> FieldList:
        """Return fields for plain questions, kept up to date by the page."""
        fields = FieldList(self.context, questions)
        fields.focused.connect(self.field_focused)
        self.parts.append(fields)
        return fields

    def form_of(
        self, instrument: Instrument, only: Sequence[str] = (), *, titled: bool = True
    ) -> InstrumentForm:
        """Return an instrument's form, kept up to date by the page."""
        form = InstrumentForm(self.context, instrument, only, titled=titled)
        form.edited.connect(self.watch)
        form.focused.connect(self.field_focused)
        self.parts.append(form)
        return form

    def add_fold(
        self, key: str, title: str, questions: Sequence[str], make: Callable[[], QWidget]
    ) -> Fold:
        """Put a heading on the page that opens what `make` returns."""
        fold = Fold(title, make)
        self._folds[key] = (fold, frozenset(questions))
        self.column.addWidget(fold)
        return fold

    def add_folded(self, instrument: Instrument, only: Sequence[str] = ()) -> None:
        """Put an instrument behind a heading."""
        self.add_fold(
            instrument.id,
            instrument.short_title,
            only or _ids(instrument),
            lambda: self.form_of(instrument, only, titled=False),
        )

    def add_private(self, instrument: Instrument) -> None:
        """Put an instrument into a card that asks for privacy first."""
        words = self.context.words
        card = Card("info", "info")
        card.body.addWidget(Label(words("questions.private"), "strong"))
        card.body.addWidget(Label(words("questions.private_note"), "small"))
        title = words("questions.private_open", title=instrument.short_title)
        fold = self.add_fold(
            instrument.id,
            title,
            _ids(instrument),
            lambda: self.form_of(instrument, titled=False),
        )
        card.body.addWidget(fold)
        self.column.addWidget(card)

    @Slot(str)
    def watch(self, _question: str) -> None:
        """Interrupt at once when an answer says that somebody may die now."""
        before, self._alarms = self._alarms, self._all_alarms()
        fresh = [alarm for alarm in self._alarms if alarm not in before]
        if fresh:
            self.context.wishes.emergency_wanted.emit(fresh[0])
        self.refresh()

    def _is_asked(self, instrument: Instrument) -> bool:
        today = self.context.bridge.session.now.date()
        return is_asked(instrument, self.context.visit, today)

    def _all_alarms(self) -> list[str]:
        visit = self.context.visit
        return [alarm for one in self.instruments for alarm in alarms(one, visit)]


def _ids(instrument: Instrument) -> list[str]:
    return [f"{instrument.id}.{item.id}" for item in instrument.items]
