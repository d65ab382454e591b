"""Printing recovery sheets, and letting one of them open the record before they count."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import StationError
from safestation.services.keys import SheetDraft
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.screens.secrets_typed import CodeEntry, sentence
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class SheetProof(QWidget):
    """First print, then type or scan one back. `proven` gives what the proof returned.

    `print_one` and `prove` raise StationError; `prove` is slow and runs in the background.
    """

    proven = Signal(object)

    def __init__(
        self,
        drafts: Sequence[SheetDraft],
        print_one: Callable[[SheetDraft], None],
        prove: Callable[[str], object],
        words: Words,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._print_one, self._prove = print_one, prove
        self._words, self._tasks = words, tasks
        self._printed: set[int] = set()
        self._wanted = {draft.number for draft in drafts}
        self.banner = Banner(words)
        self.prints = {d.number: Button("", "secondary", icon="printer") for d in drafts}
        self.states = {d.number: Label("", "muted") for d in drafts}
        self.code = CodeEntry(words)
        self.check = Button(words("proof.check"), "primary")
        for draft in drafts:
            self.prints[draft.number].clicked.connect(partial(self.print_sheet, draft))
            self._say(draft.number)
        self.code.submitted.connect(self.try_code)
        self.check.clicked.connect(self.try_code)
        self._lay_out()
        self._open_second()

    def print_sheet(self, draft: SheetDraft, _checked: object = None) -> None:
        """Print a sheet, or say that the printer did not take it; it can be tried again."""
        try:
            self._print_one(draft)
        except StationError as error:
            self.banner.show_message("danger", sentence(self._words, error))
            return
        self.banner.hide()
        self._printed.add(draft.number)
        self._say(draft.number)
        self._open_second()

    def try_code(self) -> None:
        """Let what was typed or scanned open the record, in the background."""
        if not self.check.isEnabled() or not self.code.text().strip():
            return
        self.check.setEnabled(False)
        self._tasks.run(partial(self._prove, self.code.text()), self._done, self._failed)

    def _done(self, proof: object) -> None:
        self.code.clear()
        self.proven.emit(proof)

    def _failed(self, error: Exception) -> None:
        self.check.setEnabled(True)
        if not isinstance(error, StationError):
            raise error
        self.banner.show_message("danger", sentence(self._words, error))
        self.code.setFocus()

    def _say(self, number: int) -> None:
        is_printed = number in self._printed
        key = "proof.print_again" if is_printed else "proof.print"
        self.prints[number].set_text(self._words(key, number=number))
        state = "proof.printed" if is_printed else "proof.not_printed"
        self.states[number].show_text(self._words(state, number=number))

    def _open_second(self) -> None:
        """Wait with typing until all are on paper: what was never printed is lost."""
        ready = self._printed == self._wanted
        self.code.setEnabled(ready)
        self.check.setEnabled(ready)
        if ready:
            self.code.setFocus()

    def _lay_out(self) -> None:
        words, now = self._words, look()
        first, second = Card(), Card()
        first.body.addWidget(Label(words("proof.first"), "section"))
        first.body.addWidget(Label(words("proof.first_more"), "body"))
        for number, button in self.prints.items():
            row = row_in(first.body)
            row.setSpacing(now.px(14))
            row.addWidget(button)
            row.addWidget(self.states[number], 1)
        second.body.addWidget(Label(words("proof.second"), "section"))
        second.body.addWidget(Label(words("proof.second_more"), "body"))
        second.body.addWidget(self.code)
        row = row_in(second.body)
        row.addStretch(1)
        row.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        for part in (self.banner, first, second):
            column.addWidget(part)
