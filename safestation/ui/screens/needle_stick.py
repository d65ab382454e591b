"""A needle stick: what to do now, readable at once, and the form for later."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.ui.kit import Button, Label, Sheet
from safestation.ui.words import Words

STEPS = ("wash", "needle", "tell", "go")


class NeedleStickSheet(Sheet):
    """Shows the steps without waiting for a printer. Keeps nothing."""

    def __init__(self, host: QWidget, words: Words, print_form: Callable[[], None]) -> None:
        super().__init__(host, words("disposal.stick_title"), 640)
        self._print_form = print_form
        for number, step in enumerate(STEPS, start=1):
            told = words(
                "disposal.stick_step", number=number, text=words(f"disposal.stick_{step}")
            )
            self.body.addWidget(Label(told, "strong"))
        self.body.addWidget(Label(words("disposal.stick_form"), "muted"))
        self.done = Button(words("disposal.done"), "secondary")
        self.print = Button(words("disposal.stick_print"), "primary", icon="printer")
        self.buttons.addWidget(self.done)
        self.buttons.addWidget(self.print)
        self.done.clicked.connect(self.close_sheet)
        self.print.clicked.connect(self._print)
        self.closed.connect(self.deleteLater)

    @Slot()
    def _print(self) -> None:
        self.close_sheet()
        self._print_form()
