"""Legal demands: the log, and the neutral letter. Nothing here leads to a visit."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain import typed
from safestation.domain.demands import Answer, Demand, DemandKind
from safestation.domain.errors import NotAllowed, StationError
from safestation.services.desk import Desk
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Column, Row
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import put_in
from safestation.ui.kit.page import BELOW_TABS, lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.table import Table
from safestation.ui.moments import plain_day
from safestation.ui.screens.retention_sheets import AskSheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

KEYS = ("sender", "received_on", "kind", "answer", "approver")
COLUMNS = {"day": 1, "sender": 3, "kind": 2, "answer": 2, "approver": 2}


class DemandsPage(QWidget):
    """A tab of the station, for the coordinator."""

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del tasks
        self._desk, self._words = desk, words
        self._shown = dict[str, Demand]()
        self.sheet: AskSheet | None = None
        self.banner = Banner(words)
        self.log = Button(words("demands.log"), "primary", icon="plus")
        self.letter = Button(words("demands.letter"), "secondary", icon="printer")
        heads = [Column(words(f"demands.column_{key}"), wide) for key, wide in COLUMNS.items()]
        self.table = Table(heads, words("demands.title"))
        self.table.show_whole()
        self.none = Label(words("demands.none"), "muted")
        self.log.clicked.connect(self._ask)
        self.letter.clicked.connect(self._print)
        self._arrange()

    def refresh(self) -> None:
        """Show the log, the newest first."""
        self._shown = {one.id: one for one in self._desk.demands.every()}
        self.table.show_rows([self._row(one) for one in self._shown.values()])
        self.table.setVisible(bool(self._shown))
        self.letter.setVisible(bool(self._shown))
        self.none.setHidden(bool(self._shown))

    @Slot()
    def _ask(self) -> None:
        words = self._words
        choices = {
            "kind": [(one.value, words(f"demands.kind_{one.value}")) for one in DemandKind],
            "answer": [(one.value, words(f"demands.answer_{one.value}")) for one in Answer],
        }
        self.sheet = AskSheet(
            self, words, words("demands.log"), words("demands.log_more"), KEYS,
            "demands.keep", self._keep, choices, prefix="demands",
        )  # fmt: skip
        today = self._desk.clock.now().date()
        self.sheet.form.show_values(
            {"received_on": f"{today:%m/%d/%Y}", "answer": Answer.NEUTRAL.value}
        )
        self.sheet.open_sheet(self.sheet.form.line("sender"))

    def _keep(self, values: Mapping[str, str]) -> None:
        if not values["kind"]:
            raise NotAllowed("demands.whole")
        try:
            day = date.fromisoformat(typed.day(values["received_on"]))
        except typed.DoesNotFit:
            raise NotAllowed("demands.whole") from None
        kept = self._desk.demands.log(
            Demand(
                "", day, values["sender"], DemandKind(values["kind"]),
                Answer(values["answer"]), values["approver"],
            )
        )  # fmt: skip
        self.refresh()
        self.table.select(kept.id)

    @Slot()
    def _print(self) -> None:
        chosen = self._shown.get(self.table.selected_id)
        if chosen is None:
            self.banner.show_message("clock", self._words("demands.choose"))
            return
        try:
            self._desk.demands.print_reply(chosen, self._words.language)
        except NotAllowed as refusal:
            self.banner.show_message("danger", self._words(refusal.reason))
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
        else:
            self.banner.show_message("done", self._words("demands.printed"))

    def _row(self, one: Demand) -> Row:
        words = self._words
        day = plain_day(one.received_on)
        kind, answer = words(f"demands.kind_{one.kind}"), words(f"demands.answer_{one.answer}")
        return Row(one.id, (day, one.sender, kind, answer, one.approver))

    def _arrange(self) -> None:
        words = self._words
        head = PageHead(words("demands.title"), words("demands.more"))
        head.buttons.addWidget(self.log)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card()
        card.body.addWidget(Label(words("demands.rule"), "muted"))
        card.body.addWidget(self.table)
        card.body.addWidget(self.none)
        row = put_in(card.body, FlowLayout(gap=look().px(14)))
        row.addWidget(self.letter)
        column.addWidget(card)
        column.addStretch(1)
        lay_out_page(self, head, self.banner, inside, top=BELOW_TABS)
