"""What is done in an emergency: one press each, with its time."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from safestation.domain.emergency import PARTNER_TOLD, TAKEN_BACK, steps_taken
from safestation.domain.facts import EmergencyStep
from safestation.domain.visit import Entry
from safestation.ui.kit import Button, Label
from safestation.ui.kit.layouts import cell_in
from safestation.ui.kit.once import on_key
from safestation.ui.steps.earlier import Earlier
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

NALOXONE = "naloxone_given"
ACROSS = 2
STEPS = ("ems_called", "breathing_checked", NALOXONE, PARTNER_TOLD, "ems_on_scene")


class StepButtons(QWidget):
    """A button for each step; once it is done, a check on it and the times below it."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context = context
        self.buttons: dict[str, Button] = {}
        self.times: dict[str, Label] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(12))
        for place, step in enumerate(STEPS):
            key, row, column = str(place + 1), place // ACROSS, place % ACROSS
            text = context.words(f"emergency.{step}")
            button = Button(text, "tile", shortcut_text=key)
            button.clicked.connect(lambda _on, step=step: self._write(step))
            on_key(key, self, button.click)
            self.buttons[step], self.times[step] = button, Label("", "done")
            self.times[step].hide()
            cell = cell_in(grid, row, column)
            cell.setSpacing(look().px(4))
            cell.addWidget(button)
            cell.addWidget(self.times[step])
            cell.addStretch(1)
            grid.setColumnStretch(column, 1)
        self.at = Earlier(context, "emergency.earlier", "emergency.earlier")
        grid.addWidget(self.at, len(STEPS), 0, 1, ACROSS)
        self.undo = Button(context.words("emergency.take_back"), "small")
        self.undo.clicked.connect(self._take_back)
        grid.addWidget(self.undo, len(STEPS) + 1, 0)
        self._last = ""

    def show_steps(self, entries: Sequence[Entry]) -> None:
        """Show when each step was done; naloxone with its doses."""
        self.at.refresh()
        self._last = entries[-1].id if entries else ""
        self.undo.setVisible(bool(entries))
        for step, label in self.times.items():
            mine = [e for e in entries if _step(e) == step]
            times = " · ".join(f"{entry.happened_at:%H:%M:%S}" for entry in mine)
            doses = self._context.words("emergency.doses", count=len(mine)) if mine else ""
            label.show_text(f"{times}  {doses}" if step == NALOXONE else times)
            label.setVisible(bool(mine))
            self.buttons[step].show_icon("check" if mine else "")

    def _write(self, step: str) -> None:
        when = self.at.when()
        if not when.fits:
            return
        dose = ""
        if step == NALOXONE:
            taken = steps_taken(self._context.visit)
            dose = str(sum(fact.step == step for _, fact in taken) + 1)
        self._context.bridge.write(EmergencyStep(step, dose), when.moment)
        self.at.clear()

    @Slot()
    def _take_back(self) -> None:
        """Take the last press back: a dose that nobody gave must not reach EMS."""
        self._context.bridge.write(EmergencyStep(TAKEN_BACK, self._last))


def _step(entry: Entry) -> str:
    return entry.fact.step if isinstance(entry.fact, EmergencyStep) else ""
