"""Which days a report is about, and which program."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from safestation.domain import typed
from safestation.domain.errors import NotAllowed
from safestation.domain.reporting.period import Period, Span, period_of
from safestation.services.desk import Desk
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import put_in
from safestation.ui.kit.select import Select
from safestation.ui.style.theme import look
from safestation.ui.words import Words

EVERY = "every"
_WIDE = {"period": 330, "program": 330, "from": 136, "to": 136}  # one row at 1024
_LABEL = 24  # the height of what stands above a field


class ReportChoice(Card):
    """Asks for the days; for the program only where there was more than one."""

    wanted = Signal()

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self._words = desk, words
        spans = [(one.value, words(f"report.period_{one.value}")) for one in Span]
        self.span = Select(spans, words("report.period"))
        self.first, self.last = QLineEdit(), QLineEdit()
        self.program = Select([], words("report.program"))
        self.go = Button(words("report.make"), "primary", icon="chart-column")
        self._fields = {
            "period": self._field("period", self.span),
            "from": self._field("from", self.first),
            "to": self._field("to", self.last),
            "program": self._field("program", self.program),
        }
        self._lay_out()
        self.span.show_value(Span.THIS_QUARTER.value)
        self.span.picked.connect(self._picked)
        for line in (self.first, self.last):
            line.setPlaceholderText(words("report.day_form"))
            line.setAccessibleDescription(words("report.day_form"))
            line.editingFinished.connect(self._show_programs)
            line.returnPressed.connect(self.wanted)
        self.go.clicked.connect(self.wanted)

    def refresh(self) -> None:
        """Show the days of the period as seen from today, and the programs in them."""
        self._picked(self.span.value)

    @property
    def period(self) -> Period:
        """The days. Raises NotAllowed for those that cannot be read."""
        try:
            first, last = (
                date.fromisoformat(typed.day(line.text().strip()))
                for line in (self.first, self.last)
            )
        except typed.DoesNotFit:
            raise NotAllowed("report.day_not_read") from None
        return Period(first, last)

    @property
    def one_program(self) -> str:
        """The program that alone is wanted; nothing for every one."""
        value = self.program.value
        return "" if value == EVERY else value

    def _picked(self, value: str) -> None:
        own = value == Span.OWN.value
        if not own:
            period = period_of(Span(value), self._desk.clock.now().date())
            self.first.setText(_written(period.first))
            self.last.setText(_written(period.last))
        for key in ("from", "to"):
            self._fields[key].setVisible(own)
        self._show_programs()

    def _show_programs(self) -> None:
        try:
            met = self._desk.reports.met(self.period)
        except NotAllowed:
            met = ()
        options = [(one.id, one.name.in_language(self._words.language)) for one in met]
        before = self.program.value
        self.program.show_options([(EVERY, self._words("report.every_program")), *options])
        known = {EVERY, *(one for one, _ in options)}
        self.program.show_value(before if before in known else EVERY)
        self._fields["program"].setVisible(len(options) > 1)

    def _field(self, key: str, widget: QWidget) -> QWidget:
        text = self._words(f"report.{key}")
        widget.setAccessibleName(text)
        widget.setMinimumHeight(look().px(46))
        widget.setFixedWidth(look().px(_WIDE[key]))
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(Label(text, "strong"))
        column.addWidget(widget)
        return field

    def _lay_out(self) -> None:
        row = put_in(self.body, FlowLayout(gap=14))
        for key in ("period", "program", "from", "to"):
            row.addWidget(self._fields[key])
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addSpacing(look().px(_LABEL))
        column.addWidget(self.go)
        row.addWidget(beside)


def _written(day: date) -> str:
    """Return a day as it is typed in every other field."""
    return f"{day:%m/%d/%Y}"
