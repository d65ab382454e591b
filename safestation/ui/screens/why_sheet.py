"""Asks why a closed record is opened. The reason is written down, and nothing else."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safestation.domain.wall import WHYS
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.sheet import Sheet
from safestation.ui.words import Words


class WhySheet(Sheet):
    """One press on a reason opens the record; `chosen` gives the reason's code."""

    chosen = Signal(str)

    def __init__(self, host: QWidget, words: Words) -> None:
        super().__init__(host, words("wall.title"), width=520)
        self.body.addWidget(Label(words("wall.more"), "body"))
        self.reasons = {why: Button(words(f"why.{why}"), "secondary") for why in WHYS}
        for why, button in self.reasons.items():
            button.clicked.connect(lambda _on=False, why=why: self._choose(why))
            self.body.addWidget(button)
        self.offer_cancel(words)
        self.closed.connect(self.deleteLater)

    def _choose(self, why: str) -> None:
        self.close_sheet()
        self.chosen.emit(why)
