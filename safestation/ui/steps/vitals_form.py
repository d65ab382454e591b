"""Taking vital signs: each set is judged at once, kept as a fact, and can be taken again."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.facts import VitalsTaken
from safestation.domain.instrument import Instrument
from safestation.domain.vitals import METHODS, Level, VitalSet, VitalsJudgement
from safestation.services.screening import (
    has_vitals,
    is_pregnant,
    is_too_young,
    judged,
    screened,
    vitals_being_typed,
    vitals_taken,
)
from safestation.ui.kit import Button, Label
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.steps.earlier import Earlier
from safestation.ui.steps.instrument_form import approval_line
from safestation.ui.steps.vitals_fields import VitalFields
from safestation.ui.steps.vitals_shown import JudgementCard, SetRow
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext


class VitalsForm(QWidget):
    """One entry of signs for all instruments. `alarmed` when a kept set is red."""

    alarmed = Signal(str)
    focused = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self.context, words = context, context.words
        self.fields = VitalFields(context)
        self.taken_at = Earlier(context, "vitals.taken_earlier", "medical.taken_earlier")
        self.card = JudgementCard(context)
        self.keep = Button(words("medical.keep_set"), "secondary")
        self.again = Button(words("medical.take_again"), "secondary")
        self.not_kept = Label("", "danger")  # the sign itself is far above the button
        self.not_kept.hide()
        self._shown = 0
        self._wants_more = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(Label(words("medical.vitals"), "section"))
        self.not_for = Label(words("medical.not_for"), "danger")
        column.addWidget(self.not_for)
        for line in self._lines():
            column.addWidget(line)
        for widget in (self.fields, self.taken_at, self.card, self.not_kept):
            column.addWidget(widget)
        row = row_in(column)
        row.addWidget(self.keep)
        row.addWidget(self.again)
        row.addStretch(1)
        self._sets = column_in(column)
        self.fields.edited.connect(self.refresh)
        self.fields.focused.connect(self.focused)
        self.fields.focused.connect(self._judge)
        self.keep.clicked.connect(self.keep_set)
        self.again.clicked.connect(self._take_again)
        self.refresh()

    @property
    def instruments(self) -> list[Instrument]:
        """Return the instruments that measure."""
        every = self.context.desk.instruments.values()
        return [one for one in every if one.scoring.type in METHODS]

    @property
    def typed(self) -> VitalSet:
        """Return the set that waits to be kept."""
        today = self.context.bridge.session.now.date()
        return vitals_being_typed(self.context.visit, today)

    @Slot()
    def refresh(self) -> None:
        """Show the set being typed, or the last one kept, and all sets with their times."""
        self.fields.refresh()
        self.not_for.setVisible(self._is_outside())
        typing = has_vitals(self.typed) or self._wants_more
        kept = self.context.visit.last(VitalsTaken)
        self.fields.setVisible(typing or kept is None)
        self.taken_at.refresh()
        self.taken_at.setVisible(has_vitals(self.typed))
        self.keep.setVisible(typing or kept is None)
        self.keep.setEnabled(has_vitals(self.typed))
        self.again.setVisible(not typing and kept is not None)
        self._judge()
        self._list_sets()

    @Slot()
    def keep_set(self) -> None:
        """Write the set down with every result. A typing error is shown and not kept.

        What is red interrupts either way: no slip of the pen keeps EMS waiting.
        """
        vitals, when = self.typed, self.taken_at.when()
        if not has_vitals(vitals):
            return
        judgement = judged(vitals, self.instruments)
        self.fields.mark(judgement)
        wrong = self.fields.wrong(judgement)
        self.not_kept.show_text(self.context.words("medical.not_kept", signs=wrong))
        self.not_kept.setVisible(bool(wrong))
        if not wrong and when.fits:
            self._write(vitals, judgement, when.moment)
        if judgement.level is Level.RED:
            self.alarmed.emit(_cause(judgement))
        self.refresh()

    def _write(self, vitals: VitalSet, judgement: VitalsJudgement, at: datetime | None) -> None:
        self.context.bridge.write(vitals_taken(vitals, judgement), at)
        for instrument in self.instruments:
            result = judgement.results[instrument.id]
            self.context.bridge.write(screened(instrument, result), at)
        self.taken_at.clear()
        self._wants_more = False
        self.fields.clear()

    @Slot()
    def _judge(self) -> None:
        """Judge what is typed to its end; else show what the last set amounted to."""
        settled = self.fields.without_typed(self.typed)
        if has_vitals(settled):
            judgement = judged(settled, self.instruments)
            self.fields.mark(judgement)
            self.card.show_judgement(judgement)
        elif kept := self.context.visit.last(VitalsTaken):
            self.card.show_judgement(judged(VitalSet(**kept[1].values), self.instruments))
        else:
            self.card.hide()

    def _is_outside(self) -> bool:
        """Tell whether the limits were not made for this person: a child, or pregnant."""
        visit, today = self.context.visit, self.context.bridge.session.now.date()
        young = any(is_too_young(one.id, visit, today) for one in self.instruments)
        return young or is_pregnant(visit)

    def _list_sets(self) -> None:
        for entry, fact in list(self.context.visit.all_of(VitalsTaken))[self._shown :]:
            self._sets.insertWidget(0, SetRow(self.context, entry, fact))
            self._shown += 1

    @Slot()
    def _take_again(self) -> None:
        self._wants_more = True
        self.refresh()
        next(iter(self.fields.fields.values())).setFocus()

    def _lines(self) -> list[Label]:
        texts = (approval_line(self.context, one) for one in self.instruments)
        lines = [Label(text, "clock") for text in dict.fromkeys(texts) if text]
        return [*lines, Label(self.context.words("medical.vitals_note"), "small")]


def _cause(judgement: VitalsJudgement) -> str:
    """Name what was red first, for the record: never a value."""
    for instrument_id, result in judgement.results.items():
        red = next((n for n, level in result.flags.items() if level == Level.RED), "")
        if red:
            return f"{instrument_id}.{red}"
    return f"vitals.{judgement.level}"
