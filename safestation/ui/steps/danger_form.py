"""The immediate danger check: look first, then the red questions, then the amber ones."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.instrument import Instrument
from safestation.domain.scoring.recorded import answers_for
from safestation.services.screening import read
from safestation.ui.kit import Label
from safestation.ui.steps.instrument_fields import InstrumentFields
from safestation.ui.steps.instrument_form import ResultCard, approval_line
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext


class DangerForm(QWidget):
    """One row for each item, by the groups of the file; what to do appears under a Yes."""

    edited = Signal(str)
    focused = Signal(str)

    def __init__(self, context: VisitContext, instrument: Instrument) -> None:
        super().__init__()
        self.context, self.instrument = context, instrument
        self.groups: list[InstrumentFields] = []
        self.result = ResultCard(context, instrument)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(10))
        if unapproved := approval_line(context, instrument):
            self._column.addWidget(Label(unapproved, "clock"))
        for group in dict.fromkeys(item.group for item in instrument.items):
            self._add_group(group)
        self._column.addWidget(self.result)
        self.refresh()

    @property
    def fields(self) -> InstrumentFields:
        """Return the first group: where the check begins."""
        return self.groups[0]

    def refresh(self) -> None:
        """Show the answers, what to do on each, and what they amount to."""
        given = answers_for(self.instrument, self.context.visit.answers)
        for group in self.groups:
            group.refresh()
            for question_id, field in group.fields.items():
                name = question_id.removeprefix(f"{self.instrument.id}.")
                item, value = self.instrument.item(name), given.get(name, "")
                action = item.action_for(str(value)) if item and value else None
                text = action.in_language(self.context.language) if action else ""
                if text != field.problem.words:
                    field.show_problem(text)
        self.result.show_result(read(self.instrument, self.context.visit))

    def go_to(self, question_id: str) -> bool:
        """Put the focus onto an item."""
        return any(group.go_to(question_id) for group in self.groups)

    def _add_group(self, group: str) -> None:
        key, words = f"medical.{group}", self.context.words
        if words.has(key):
            self._column.addWidget(Label(words(key), "section"))
        mine = [i.id for i in self.instrument.items if i.group == group]
        only = [f"{self.instrument.id}.{name}" for name in mine]
        rows = InstrumentFields(self.context, self.instrument, only)
        rows.column.setSpacing(look().px(4))
        rows.edited.connect(self._edited)
        rows.focused.connect(self.focused)
        self.groups.append(rows)
        self._column.addWidget(rows)

    @Slot(str)
    def _edited(self, question: str) -> None:
        self.refresh()
        self.edited.emit(question)
