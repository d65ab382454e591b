"""The overdose steps: one key away wherever medical things are shown."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.instrument import Instrument
from safestation.ui.kit import Button, Card, Label
from safestation.ui.kit.once import on_key
from safestation.ui.steps.instrument_form import approval_line
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

KEY = "F10"
PROCEDURE = "procedure"  # the kind of the instruments that say what to do, step by step


class OverdoseCard(QWidget):
    """A button with a key that opens and closes the numbered steps."""

    def __init__(self, context: VisitContext, *, is_open: bool = False) -> None:
        super().__init__()
        words = context.words
        self.button = Button(words("emergency.overdose"), "danger", shortcut_text=KEY)
        self.steps = Card("danger", "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.button)
        column.addWidget(self.steps)
        for instrument in context.desk.instruments.values():
            if instrument.kind == PROCEDURE:
                self._write(context, instrument)
        self.button.clicked.connect(self.toggle)
        on_key(KEY, self, self.toggle)
        self.steps.setVisible(is_open)

    @Slot()
    def toggle(self) -> None:
        """Open the steps, or close them."""
        self.steps.setVisible(self.steps.isHidden())

    def _write(self, context: VisitContext, instrument: Instrument) -> None:
        if unapproved := approval_line(context, instrument):
            self.steps.body.addWidget(Label(unapproved, "clock"))
        for number, step in enumerate(instrument.steps, 1):
            self.steps.body.addWidget(Label(f"{number}. {step.in_language(context.language)}"))
        if instrument.license.attribution:
            self.steps.body.addWidget(Label(instrument.license.attribution, "small"))
