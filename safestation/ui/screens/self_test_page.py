"""The self-test: what protects the record right now, looked at each time it is opened."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.self_test import Finding, Verdict
from safestation.services.desk import Desk
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.table import Table
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

TONES = {
    Verdict.GOOD: "done",
    Verdict.BAD: "danger",
    Verdict.UNKNOWN: "clock",
    Verdict.TOLD: "",
}


class SelfTestPage(QWidget):
    """Shows one line for each thing looked at. Nothing here changes anything."""

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del tasks
        self._desk, self._words = desk, words
        columns = [
            Column(words(f"self_test.column_{k}"), n) for k, n in (("what", 3), ("is", 0))
        ]
        self.table = Table(columns, words("self_test.title"))
        self.table.setMinimumHeight(look().px(150))
        self.again = Button(words("self_test.again"), "secondary", icon="shield")
        self.again.clicked.connect(self.refresh)
        self._lay_out()

    @Slot()
    def refresh(self) -> None:
        """Look again; what somebody must look into comes first. Raises NotAllowed."""
        found = sorted(
            self._desk.self_test.run(), key=lambda one: one.verdict is not Verdict.BAD
        )
        self.table.show_rows([self._row(one) for one in found])

    def _row(self, found: Finding) -> Row:
        words = self._words
        what = words(f"self_test.{found.name}")
        more = words(f"self_test.{found.name}_{found.verdict}", told=found.told)
        verdict = words(f"self_test.{found.verdict}")
        return Row(
            found.name,
            (Cell(what, detail=more, bold=True), Cell(verdict, tone=TONES[found.verdict])),
        )

    def _lay_out(self) -> None:
        now = look()
        head = PageHead(self._words("self_test.title"), self._words("self_test.more"))
        head.buttons.addWidget(self.again)
        card = Card()
        card.body.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(now.px(24), now.px(16), now.px(24), now.px(20))
        whole.setSpacing(now.px(16))
        whole.addWidget(head)
        whole.addWidget(card, 1)
