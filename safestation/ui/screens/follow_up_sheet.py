"""What came of a follow-up: how the person is, what they need, or when to try again."""

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from safestation.domain import typed
from safestation.domain.facts import TaskDone
from safestation.domain.tasks import FOLLOW_UP, NOT_REACHED, REACHED, STATUSES
from safestation.services.counter import Due
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.words import Words

NEVER = "never"
AGAIN = {"2": 2, "24": 24, "72": 72, "168": 168}  # hours until it is tried again
LONGEST = 500


class OutcomeSheet(Sheet):
    """Asks what was learned. `taken` gives the fact, and after how long it is owed again."""

    taken = Signal(object, object)

    def __init__(
        self, host: QWidget, words: Words, due: Due, outcome: str, today: date
    ) -> None:
        super().__init__(host, words(f"followups.{outcome}_title", person=due.label))
        self._words, self._outcome, self._today = words, outcome, today
        statuses = [(one, words(f"followups.status_{one}")) for one in STATUSES]
        waits = [(one, words(f"followups.again_{one}")) for one in (*AGAIN, NEVER)]
        about = (
            ("status", "engaged_on", "next_need", "note")
            if due.task.kind == FOLLOW_UP
            else ("note",)
        )
        keys = about if outcome == REACHED else ("again", "note")
        self.grid = FormGrid(words, "followups", keys, {"status": statuses, "again": waits})
        for key in ("note", "next_need"):
            if line := self.grid.line(key):
                line.setMaxLength(LONGEST)
        self.banner = Banner(words)
        self.banner.hide()
        self.body.addWidget(Label(words(f"followups.{outcome}_more"), "muted"))
        self.body.addWidget(self.banner)
        self.body.addWidget(self.grid)
        self.keep = Button(words("followups.keep"), "primary")
        self.buttons.addWidget(self.keep)
        self.keep.clicked.connect(self.take)
        self.closed.connect(self.deleteLater)

    @Slot()
    def take(self) -> None:
        """Give what was learned, or say what is still to be chosen."""
        values = self.grid.values()
        if self._outcome == NOT_REACHED and not values["again"]:
            self._tell("followups.again_needed")
            return
        if "status" in values and not values["status"]:
            self._tell("followups.status_needed")
            return
        try:
            engaged = self._day(values.get("engaged_on", ""))
        except typed.DoesNotFit as misfit:
            self._tell(misfit.reason)
            return
        hours = AGAIN.get(values.get("again", ""))
        fact = TaskDone(
            task="",
            outcome=self._outcome,
            note=values["note"],
            status=values.get("status", ""),
            next_need=values.get("next_need", ""),
            engaged_on=engaged,
        )
        self.close_sheet()
        self.taken.emit(fact, None if hours is None else timedelta(hours=hours))

    def _day(self, text: str) -> date | None:
        """Return the day that was typed; one that has not come does not fit."""
        if not text:
            return None
        kept = typed.day(text)
        typed.check_day(kept, None, self._today, dated=True)
        return date.fromisoformat(kept)

    def _tell(self, key: str) -> None:
        self.banner.show_message("clock", self._words(key))
        self.banner.show()
