"""A report that the law demands: day, agency, number and no story (42 CFR 2.12(c)(6))."""

from datetime import datetime, time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain import typed
from safestation.domain.facts import ReportMade
from safestation.ui.kit import Button, Label, Sheet
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.visit.context import VisitContext

KEYS = ("report_agency", "report_reference", "report_day")
NOON = time(12)
LONGEST = 200


class ReportSheet(Sheet):
    """Takes date, agency and reference only; there is no field for what was reported."""

    def __init__(self, context: VisitContext, host: QWidget) -> None:
        words = context.words
        super().__init__(host, words("visit.report_title"))
        self._context = context
        self.grid = FormGrid(words, "visit", KEYS, {})
        for key in KEYS:
            if line := self.grid.line(key):
                line.setMaxLength(LONGEST)
        today = context.bridge.session.now.date()
        self.grid.show_values({"report_day": f"{today:%m/%d/%Y}"})
        self.problem = Label("", "small-danger")
        self.keep = Button(words("visit.keep_report"), "primary")
        self.keep.clicked.connect(self.take)
        self.body.addWidget(Label(words("visit.report_more"), "muted"))
        if lines := context.desk.station.hotline_text:
            self.body.addWidget(Label(words("visit.report_lines", lines=lines), "strong"))
        for widget in (self.grid, self.problem):
            self.body.addWidget(widget)
        self.buttons.addWidget(self.keep)
        self.offer_cancel(words)

    @Slot()
    def take(self) -> None:
        """Keep that the report was made, or say what is missing."""
        values = self.grid.values()
        agency = typed.tidy(values["report_agency"])
        day = self._day(values["report_day"])
        if not agency or day is None:
            self.problem.show_text(self._context.words("visit.report_whole"))
            return
        now = self._context.bridge.session.now
        at = None if day.date() == now.date() else day
        reference = typed.tidy(values["report_reference"])
        self._context.bridge.write(ReportMade(agency, reference), at)
        self.close_sheet()

    def _day(self, text: str) -> datetime | None:
        """Return noon of the day that was typed; nothing when it is none, or has not come."""
        now = self._context.bridge.session.now
        try:
            day = datetime.fromisoformat(typed.day(text))
        except typed.DoesNotFit:
            return None
        return datetime.combine(day, NOON, now.tzinfo) if day.date() <= now.date() else None
