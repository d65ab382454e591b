"""Vital signs as they are read: what a set amounts to, and the sets taken before."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from safestation.domain.facts import VitalsTaken
from safestation.domain.visit import Entry
from safestation.domain.vitals import Level, VitalsJudgement
from safestation.services.screening import band_of, is_finished
from safestation.ui.kit import Card, Chip, Label
from safestation.ui.steps.earlier import told_at
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

TONES = {
    Level.RED: "danger",
    Level.AMBER: "clock",
    Level.INCOMPLETE: "neutral",
    Level.NO_FLAG: "neutral",
}
SHORT = ("hr", "rr", "bp", "spo2", "temp_f", "glucose", "acvpu")


class JudgementCard(Card):
    """The worst level of a set, then each instrument with its result and its credit."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain", pad=12)
        self._context = context
        self.head = Label("", "strong")
        self.body.addWidget(self.head)
        self.lines = {i: Label("", "side") for i in context.desk.instruments}
        for line in self.lines.values():
            line.hide()
            self.body.addWidget(line)
        self.credit = Label("", "small")
        self.body.addWidget(self.credit)

    def show_judgement(self, judgement: VitalsJudgement) -> None:
        """Show a set's level and results; while anything is missing, only what is certain."""
        words, level = self._context.words, judgement.level
        self.set_tone({"neutral": "plain"}.get(TONES[level], TONES[level]))
        open_line = "" if judgement.is_complete else words("medical.set_open")
        heads = dict.fromkeys((words(f"medical.level_{level}"), open_line))
        self.head.show_text(" · ".join(text for text in heads if text))
        for name in judgement.results:
            self.lines[name].show_text(self._line(name, judgement))
            self.lines[name].show()
        instruments = self._context.desk.instruments
        credited = [instruments[n].license.attribution for n in judgement.results]
        self.credit.show_text(" ".join(one for one in credited if one))
        spoken = [line.words for name, line in self.lines.items() if name in judgement.results]
        self.setAccessibleName(" ".join((self.head.words, *spoken)))
        self.show()

    def _line(self, name: str, judgement: VitalsJudgement) -> str:
        instrument, result = self._context.desk.instruments[name], judgement.results[name]
        words, language = self._context.words, self._context.language
        shown = band_of(result) if is_finished(result) else result.at_least_band or ""
        band = instrument.band(shown)
        label = band.label.in_language(language) if band else ""
        if not is_finished(result):
            at_least = words("questions.at_least", band=label) if label else ""
            points = "" if result.min_score is None else f" ({result.min_score}+)"
            label = " · ".join(
                x for x in (words("questions.not_finished") + points, at_least) if x
            )
        elif result.score is not None:
            label = f"{label} ({result.score})"
        action = band.action.in_language(language) if band else ""
        return f"{instrument.short_title}: {label}. {action}".strip()


class SetRow(QWidget):
    """One set that was kept: when, what, how bad."""

    def __init__(self, context: VisitContext, entry: Entry, fact: VitalsTaken) -> None:
        super().__init__()
        words = context.words
        time = told_at(context, entry)
        signs = [words(f"medical.short_{n}", value=v) for n, v in _signs(fact).items() if v]
        self.text = Label(" · ".join((time, *signs)), "side")
        tone = TONES.get(Level(fact.worst), "neutral")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, look().px(4))
        row.addWidget(self.text, 1)
        row.addWidget(Chip(words(f"medical.chip_{fact.worst}"), tone, self))


def _signs(fact: VitalsTaken) -> dict[str, str]:
    values = fact.values
    pressure = "/".join(v for v in (values.get("sbp", ""), values.get("dbp", "")) if v)
    return {name: pressure if name == "bp" else values.get(name, "") for name in SHORT}
