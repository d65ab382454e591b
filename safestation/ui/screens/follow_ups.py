"""Follow-ups: what is owed to whom, on which day, and who has it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from safestation.domain.came_of import Learned
from safestation.domain.errors import AnswerRefused, NotAllowed, StationError
from safestation.domain.facts import TaskDone
from safestation.domain.tasks import DROPPED
from safestation.services.desk import Desk
from safestation.services.follow_ups import Due
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.card import Card
from safestation.ui.kit.empty_state import EmptyState
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.segmented import Segmented
from safestation.ui.kit.table import Table
from safestation.ui.screens.follow_up_detail import FollowUpDetail
from safestation.ui.screens.follow_up_rows import columns, person_of, rows
from safestation.ui.screens.follow_up_sheet import OutcomeSheet
from safestation.ui.screens.hand_over_sheet import HandOverSheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

ALL, MINE = "all", "mine"


class FollowUpsScreen(QWidget):
    """Lists tasks by day, the rules before the number, and notes what came of each."""

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
        whose = [(one, words(f"followups.whose_{one}")) for one in (ALL, MINE)]
        self.whose = Segmented(whose, words("followups.whose"))
        self.whose.show_value(ALL)
        self.table = Table(columns(words), words("followups.title"))
        self.empty = EmptyState("clock", words("followups.none"), words("followups.none_more"))
        self.detail = FollowUpDetail(desk, words)
        self.sheet: OutcomeSheet | HandOverSheet | None = None
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Look at the record again."""
        every, me = self._desk.follow_ups.all(), self._desk.me.name
        mine = self.whose.value == MINE
        self._dues = {d.task.id: d for d in every if not mine or d.task.owner == me}
        self.table.show_rows(rows(self._dues.values(), self._words, self._desk.clock.now()))
        self.empty.setVisible(not self._dues)
        for widget in (self.table, self.detail):
            widget.setVisible(bool(self._dues))
        if self._dues and self.table.selected_id not in self._dues:
            self.table.select(next(iter(self._dues)))
        self._show()

    def due_now(self) -> int:
        """Return how many are due, for the badge on the rail."""
        return self._desk.follow_ups.due_now()

    @property
    def chosen(self) -> Due | None:
        """Return the task in hand."""
        return self._dues.get(self.table.selected_id)

    def _show(self) -> None:
        self.detail.show_due(self.chosen, self._desk.clock.now())

    def _ask_outcome(self) -> None:
        if due := self.chosen:
            self.sheet = OutcomeSheet(self, self._desk, self._words, due)
            self.sheet.taken.connect(partial(self._keep, due))
            self.sheet.open_sheet()

    def _ask_owner(self) -> None:
        if due := self.chosen:
            self.sheet = HandOverSheet(self, self._desk, self._words, due)
            self.sheet.taken.connect(partial(self._hand_over, due))
            self.sheet.open_sheet()

    def _keep(self, due: Due, learned: Learned) -> None:
        follow_ups = self._desk.follow_ups
        if self._try(partial(follow_ups.finish, due, learned)) and learned.ends:
            person = person_of(due, self._words)
            left = any(one.visit == due.visit for one in follow_ups.all())
            key = "followups.ended_duties_stay" if left else "followups.ended"
            self.banner.show_message("done", self._words(key, person=person))
            self.banner.show()

    def _hand_over(self, due: Due, owner: str) -> None:
        self._try(partial(self._desk.follow_ups.hand_over, due, owner))

    def _take_over(self) -> None:
        if due := self.chosen:
            self._try(partial(self._desk.follow_ups.take, due))

    def _drop(self) -> None:
        if due := self.chosen:
            self._keep(due, Learned(TaskDone(due.task.id, DROPPED)))

    def _try(self, act: Callable[[], None]) -> bool:
        """Do it, or say why not; what was learned stays with whoever typed it."""
        try:
            act()
        except (AnswerRefused, NotAllowed) as refusal:
            self._complain(refusal.reason)
            return False
        except StationError as error:
            self._complain(error.message_key)
            return False
        self.banner.hide()
        if self.sheet is not None:
            self.sheet.close_sheet()
            self.sheet = None
        self.refresh()
        return True

    def _complain(self, key: str) -> None:
        if self.sheet is not None and self.sheet.isVisible():
            self.sheet.tell(key)
            return
        self.banner.show_message("danger", self._words(key))
        self.banner.show()

    def _open(self) -> None:
        if due := self.chosen:
            self.visit_chosen.emit(due.visit)

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _task: self._open())
        self.table.selected.connect(lambda _task: self._show())
        self.whose.picked.connect(lambda _whose: self.refresh())
        self.detail.primary.clicked.connect(self._ask_outcome)
        acts = {
            "open": self._open,
            "take": self._take_over,
            "hand_over": self._ask_owner,
            "dropped": self._drop,
        }
        for key, act in acts.items():
            self.detail.more[key].clicked.connect(act)

    def _lay_out(self) -> None:
        now = look()
        listed = Card()
        top = row_in(listed.body)
        top.addWidget(self.whose)
        top.addStretch(1)
        listed.body.addWidget(self.empty)
        listed.body.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(now.px(24), now.px(20), now.px(24), now.px(20))
        whole.setSpacing(now.px(16))
        for widget in (self.head, self.banner):
            whole.addWidget(widget)
        self.sides = row_in(whole, 1)
        self.sides.setSpacing(now.px(16))
        self.sides.addWidget(listed, 3)
        self.sides.addWidget(self.detail, 2)

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the task in hand under the list where room is tight."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < look().px(800)
        self.sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)
