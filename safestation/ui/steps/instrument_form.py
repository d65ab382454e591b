"""Any instrument on a page: its questions, and at once what the answers amount to."""

from collections.abc import Collection

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.bands import UNSCORED
from safestation.domain.instrument import Instrument
from safestation.domain.scoring.result import Result
from safestation.services.screening import band_of, is_finished, read
from safestation.ui.kit import Card, Label
from safestation.ui.steps.instrument_fields import InstrumentFields
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

TONES = {
    "red": "danger", "high": "danger", "acute_positive": "danger", "acuity_unknown": "danger",
    "medium": "danger", "amber": "clock", "low_medium": "clock", "incomplete": "plain",
    "non_acute_positive": "clock", "positive": "clock", "opioid_only": "clock",
}  # fmt: skip


class ResultCard(Card):
    """What an instrument says in words, with what to do. Nothing here reads as harmless."""

    def __init__(self, context: VisitContext, instrument: Instrument) -> None:
        super().__init__("plain", pad=12)
        self._context, self._instrument = context, instrument
        self.head = Label("", "strong")
        self.action = Label("", "side")
        self.body.addWidget(self.head)
        self.body.addWidget(self.action)

    def show_result(self, result: Result) -> None:
        """Show a result; while it is open, only what is certain, behind "at least"."""
        band_id = band_of(result)
        shown = band_id if is_finished(result) else result.at_least_band or ""
        band = self._instrument.band(shown or band_id)
        language = self._context.language
        self.head.show_text(self._headline(result, shown))
        self.action.show_text(band.action.in_language(language) if band else "")
        self.action.setVisible(bool(self.action.words))
        self.set_tone(TONES.get(shown or band_id, "plain"))
        self.setAccessibleName(f"{self.head.words} {self.action.words}".strip())

    def _headline(self, result: Result, shown: str) -> str:
        words = self._context.words
        band = self._instrument.band(shown)
        label = band.label.in_language(self._context.language) if band else shown
        left = words("questions.left", count=len(result.missing)) if result.missing else ""
        if not is_finished(result):
            at_least = words("questions.at_least", band=label) if shown else ""
            parts = (words("questions.not_finished"), at_least, left)
        else:
            score = "" if result.score is None else words("questions.score", score=result.score)
            parts = (label, score, left)
        return " · ".join(part for part in parts if part)


class InstrumentForm(QWidget):
    """One instrument: title, approval, questions, result, credit. `edited` names an item."""

    edited = Signal(str)
    focused = Signal(str)

    def __init__(
        self,
        context: VisitContext,
        instrument: Instrument,
        only: Collection[str] = (),
        *,
        titled: bool = True,
    ) -> None:
        super().__init__()
        self.context, self.instrument = context, instrument
        self.fields = InstrumentFields(context, instrument, only)
        self.result: ResultCard | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        for label in self._heads(titled=titled, whole=not only):
            column.addWidget(label)
        column.addWidget(self.fields)
        if instrument.scoring.type != UNSCORED:
            self.result = ResultCard(context, instrument)
            column.addWidget(self.result)
        if instrument.license.attribution:
            column.addWidget(Label(instrument.license.attribution, "small"))
        self.fields.edited.connect(self._edited)
        self.fields.focused.connect(self.focused)
        self.refresh()

    def refresh(self) -> None:
        """Show the answers and what they amount to now."""
        self.fields.refresh()
        result = read(self.instrument, self.context.visit)
        self.fields.show_problems(result)
        if self.result is not None:
            self.result.show_result(result)

    @Slot(str)
    def _edited(self, question: str) -> None:
        self.refresh()
        self.edited.emit(question)

    def _heads(self, *, titled: bool, whole: bool) -> list[Label]:
        heads = [Label(self.instrument.short_title, "section")] if titled else []
        if unapproved := approval_line(self.context, self.instrument):
            heads.append(Label(unapproved, "clock"))
        if whole and (said := self.instrument.instructions):
            heads.append(Label(said.in_language(self.context.language), "small"))
        return heads


def approval_line(context: VisitContext, instrument: Instrument) -> str:
    """Say that the medical director has not signed this version, where one must."""
    approved = context.desk.station.approval(instrument.id, instrument.version)
    if not instrument.needs_approval or approved is not None:
        return ""
    return context.words(
        "questions.not_approved", title=instrument.short_title, version=instrument.version
    )
