"""A crime here or against staff, or a threat of one: only what may be told to the police."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from safestation.domain import typed
from safestation.domain.facts import CrimeReported
from safestation.domain.labels import full_name
from safestation.ui.kit import Button, Label, Sheet
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext
from safestation.ui.visit.printing import print_and_tell

KEYS = ("incident_status", "incident_name", "incident_address", "incident_whereabouts")
STATUSES = ("served_now", "served_before")
LONGEST = 1000


class IncidentSheet(Sheet):
    """Takes the five things of 42 CFR 2.12(c)(5), keeps them and prints the sheet."""

    def __init__(self, context: VisitContext, host: QWidget) -> None:
        words = context.words
        super().__init__(host, words("visit.incident_title"), 720)
        self._context = context
        self.what = QPlainTextEdit()
        self.what.setAccessibleName(words("visit.incident_what"))
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(look().px(110))
        statuses = [(one, words(f"visit.incident_{one}")) for one in STATUSES]
        self.grid = FormGrid(words, "visit", KEYS, {"incident_status": statuses})
        visit = context.visit
        self.grid.show_values(
            {
                "incident_status": STATUSES[0],
                "incident_name": full_name(visit),
                "incident_address": visit.value("address"),
            }
        )
        self.problem = Label("", "small-danger")
        self.again = Button(words("visit.incident_again"), "secondary", icon="printer")
        self.keep = Button(words("visit.incident_keep"), "primary", icon="printer")
        self._arrange()
        self.offer_cancel(words)
        self.again.setVisible(visit.has(CrimeReported))
        self.again.clicked.connect(self._print)
        self.keep.clicked.connect(self.take)

    @Slot()
    def take(self) -> None:
        """Keep what was typed and print it, or say what is missing."""
        words = self._context.words
        what = typed.tidy(self.what.toPlainText(), keep_lines=True)
        values = self.grid.values()
        if not what:
            self.problem.show_text(words("visit.incident_whole"))
        elif len(what) > LONGEST:
            self.problem.show_text(words.filled("answer.too_long", {"length": LONGEST}))
        else:
            fact = CrimeReported(what, *(values[key] for key in KEYS))
            if self._context.bridge.write(fact) is not None:
                self._print()
            return
        self.what.setFocus()

    @Slot()
    def _print(self) -> None:
        """Print the newest sheet; what is in the record stays there if it cannot be."""
        context = self._context
        print_and_tell(context, context.desk.paper.print_incident, "visit.incident_printed")
        self.close_sheet()

    def _arrange(self) -> None:
        words = self._context.words
        self.body.addWidget(Label(words("visit.incident_first"), "strong"))
        self.body.addWidget(Label(words("visit.incident_more"), "muted"))
        self.body.addWidget(Label(words("visit.incident_what"), "strong"))
        for widget in (self.what, self.grid, self.problem):
            self.body.addWidget(widget)
        self.buttons.addWidget(self.again)
        self.buttons.addWidget(self.keep)
