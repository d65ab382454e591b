"""Follow-ups: what is owed to whom, when, and who has it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.domain.errors import StationError
from safestation.domain.facts import TaskDone
from safestation.domain.tasks import DROPPED, FOLLOW_UP, NOT_REACHED, REACHED
from safestation.domain.visit import Visit
from safestation.services.counter import Due
from safestation.services.desk import Desk
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.empty_state import EmptyState
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.table import Table
from safestation.ui.moments import wall_time
from safestation.ui.screens.follow_up_sheet import OutcomeSheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

OUTCOMES = (REACHED, NOT_REACHED, DROPPED)
CONTACT = ("phone", "may_call", "may_leave_voicemail", "ask_for", "safe_hours")


class FollowUpsScreen(QWidget):
    """Lists tasks, the next due first, and notes how each came to an end."""

    visit_chosen = Signal(str)

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del tasks
        self._desk, self._words = desk, words
        self._dues: dict[str, Due] = {}
        self.head = PageHead(words("followups.title"), words("followups.more"))
        self.banner = Banner(words)
        self.banner.hide()
        keys = ("due", "person", "what", "rules", "owner")
        wide = {"what": 1, "rules": 1}
        columns = [Column(words(f"followups.column_{k}"), wide.get(k, 0)) for k in keys]
        self.table = Table(columns, words("followups.title"))
        self.empty = EmptyState("clock", words("followups.none"), words("followups.none_more"))
        self.open_button = Button(words("followups.open"), "secondary")
        self.outcome_buttons = {
            outcome: Button(words(f"followups.{outcome}"), "secondary") for outcome in OUTCOMES
        }
        self.take_button = Button(words("followups.take"), "secondary")
        self.take_button.clicked.connect(self._take_over)
        self.sheet: OutcomeSheet | None = None
        self._lay_out()
        self.table.chosen.connect(self._open)
        self.table.selected.connect(lambda _row: self._enable())
        self.open_button.clicked.connect(lambda: self._open(self.table.selected_id))
        for outcome, button in self.outcome_buttons.items():
            button.clicked.connect(lambda _on, outcome=outcome: self._finish(outcome))

    def refresh(self) -> None:
        """Look at the record again."""
        self._dues = {due.task.id: due for due in self._desk.counter.follow_ups()}
        self.table.show_rows([self._row(due) for due in self._dues.values()])
        self.empty.setVisible(not self._dues)
        self.table.setVisible(bool(self._dues))
        self._enable()

    def due_now(self) -> int:
        """Return how many are due, for the badge on the rail."""
        return self._desk.counter.due_now()

    def _row(self, due: Due) -> Row:
        now, words = self._desk.clock.now(), self._words
        when = Cell(
            wall_time(due.task.due_at, now), chip="clock" if due.task.is_due(now) else "neutral"
        )
        person = Cell(due.label or words("counter.no_name_row"), detail=due.number, bold=True)
        visit = self._desk.counter.look(due.visit)
        rules = Cell(self._rules(visit), tone="danger" if _has_rules(visit) else "")
        cells = (when, person, self._what(due, visit), rules, due.task.owner or "—")
        return Row(due.task.id, cells)

    def _what(self, due: Due, visit: Visit) -> Cell:
        """Return what is owed; a follow-up with what the program wants to know."""
        key, words = f"next.task_{due.task.kind}", self._words
        what = words(key) if words.has(key) else words("next.task_follow_up")
        note = due.task.note
        if due.task.kind == FOLLOW_UP:
            title = self._desk.counter.program_of(visit).follow_up_title(note)
            note = title.in_language(words.language)
        return Cell(what, detail=note)

    def _rules(self, visit: Visit) -> str:
        """Return the safe-contact rules in words: shown before any follow-up call."""
        shown = []
        for question_id in (*CONTACT, "never_say_agency"):
            question, value = self._desk.question(question_id), visit.value(question_id)
            if not value or question is None:
                continue
            plain = {"yes": self._words("kit.answer.yes"), "no": self._words("kit.answer.no")}
            label = question.label.in_language(self._words.language)
            shown.append(f"{label} {plain.get(value, value)}")
        return " · ".join(shown) or self._words("followups.no_rules")

    def _finish(self, outcome: str) -> None:
        """Ask what was learned; what is no longer needed needs no more words."""
        due = self._dues.get(self.table.selected_id)
        if due is None:
            return
        if outcome == DROPPED:
            self._keep(due, TaskDone(due.task.id, outcome), None)
            return
        self.sheet = OutcomeSheet(
            self, self._words, due, outcome, self._desk.clock.now().date()
        )
        self.sheet.taken.connect(partial(self._keep, due))
        self.sheet.open_sheet()

    def _keep(self, due: Due, learned: TaskDone, again_in: timedelta | None) -> None:
        self._try(partial(self._desk.counter.finish_task, due, learned, again_in))

    def _take_over(self) -> None:
        if due := self._dues.get(self.table.selected_id):
            self._try(partial(self._desk.counter.take_task, due))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
            self.banner.show()
            return
        self.banner.hide()
        self.refresh()

    def _open(self, task_id: str) -> None:
        if task_id in self._dues:
            self.visit_chosen.emit(self._dues[task_id].visit)

    def _enable(self) -> None:
        for button in (self.open_button, self.take_button, *self.outcome_buttons.values()):
            button.setEnabled(self.table.selected_id in self._dues)
            button.setVisible(bool(self._dues))

    def _lay_out(self) -> None:
        now = look()
        card = Card()
        card.body.addWidget(self.empty)
        card.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(now.px(14))
        row.addWidget(self.open_button)
        row.addWidget(self.take_button)
        row.addStretch(1)
        for button in self.outcome_buttons.values():
            row.addWidget(button)
        card.body.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(now.px(24), now.px(20), now.px(24), now.px(20))
        whole.setSpacing(now.px(16))
        whole.addWidget(self.head)
        whole.addWidget(self.banner)
        whole.addWidget(card, 1)


def _has_rules(visit: Visit) -> bool:
    return any(visit.value(question) == "no" for question in CONTACT)
