"""Protocols that need the medical director's signature: which, which version, by whom."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safestation.domain import typed
from safestation.domain.station import Approval
from safestation.services.desk import Desk
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.sheet import Sheet
from safestation.ui.kit.table import Table
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.style.theme import look
from safestation.ui.words import Words

KEYS = ("approved_by", "approved_on")


class ApprovalsCard(Card):
    """Shows each protocol's signature; `signed` gives a new one, for the station to keep."""

    signed = Signal(object)

    def __init__(self, desk: Desk, words: Words, host: QWidget) -> None:
        super().__init__()
        self._desk, self._words, self._host = desk, words, host
        self.sheet: Sheet | None = None
        self.body.addWidget(Label(words("station.approvals"), "section"))
        self.body.addWidget(Label(words("station.approvals_more"), "muted"))
        columns = [
            Column(words("station.column_protocol"), 2),
            Column(words("station.column_version")),
            Column(words("station.column_signed"), 1),
        ]
        self.table = Table(columns, words("station.approvals"))
        self.table.setMinimumHeight(look().px(260))
        self.sign = Button(words("station.sign_protocol"), "secondary", icon="pen-line")
        self.sign.clicked.connect(self.ask)
        self.body.addWidget(self.table)
        row = row_in(self.body)
        row.addWidget(self.sign)
        row.addStretch(1)

    def refresh(self) -> None:
        """Show the signatures as they are kept."""
        self.table.show_rows([self._row(name) for name in self._protocols()])

    def ask(self) -> None:
        """Ask who signed the selected protocol, and when."""
        protocol = self.table.selected_id
        instrument = self._desk.instruments.get(protocol)
        if instrument is None:
            return
        form = FormGrid(self._words, "station", KEYS, {})
        problem = Label("", "danger")
        sheet = Sheet(self._host, f"{instrument.title} · {instrument.version}")
        sheet.body.addWidget(form)
        sheet.body.addWidget(problem)
        keep = Button(self._words("station.keep_signature"), "primary")
        sheet.buttons.addWidget(keep)
        sheet.offer_cancel(self._words)

        def take() -> None:
            approval = self._approval(protocol, instrument.version, form.values())
            if approval is None:
                problem.show_text(self._words("station.signature_whole"))
                return
            sheet.close_sheet()
            self.signed.emit(approval)

        keep.clicked.connect(take)
        sheet.closed.connect(sheet.deleteLater)
        self.sheet = sheet
        sheet.open_sheet()

    def _approval(self, protocol: str, version: str, values: dict[str, str]) -> Approval | None:
        try:
            on = date.fromisoformat(typed.day(values["approved_on"]))
        except (typed.DoesNotFit, ValueError):
            return None
        if not values["approved_by"] or on > self._desk.clock.now().date():
            return None
        return Approval(protocol, version, values["approved_by"], on)

    def _protocols(self) -> list[str]:
        return [name for name, found in self._desk.instruments.items() if found.needs_approval]

    def _row(self, protocol: str) -> Row:
        instrument, words = self._desk.instruments[protocol], self._words
        found = self._desk.station.approval(protocol, instrument.version)
        if found is None:
            state = Cell(words("station.not_signed"), chip="clock")
        else:
            signed = words("station.signed_by", name=found.by, day=f"{found.on:%m/%d/%Y}")
            state = Cell(signed, chip="done")
        return Row(protocol, (instrument.short_title, instrument.version, state))
