"""Packages in police custody, each with where it is now and what may be noted next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from safestation.domain.disposal import CustodyAct, CustodyEvent
from safestation.domain.station import SiteType
from safestation.services.disposal import Package
from safestation.ui.kit import Button, Card, Cell, Column, FlowLayout, Label, Row, Table
from safestation.ui.kit.layouts import row_in
from safestation.ui.screens.disposal_parts import short_day
from safestation.ui.style.theme import look
from safestation.ui.words import Words

COLUMNS = ("when", "what", "package", "taken", "witness", "where")
STRETCHED = frozenset({"what", "taken"})


class CustodyCard(Card):
    """The table of packages; `act_asked` gives a package's id and what happened to it.

    `print_asked` wants the record of a destroyed package on paper.
    """

    act_asked = Signal(str, str)
    print_asked = Signal(str)

    def __init__(self, words: Words, site: SiteType) -> None:
        super().__init__()
        self._words = words
        self.table = Table(
            [Column(words(f"disposal.column_{c}"), int(c in STRETCHED)) for c in COLUMNS],
            words("disposal.custody"),
        )
        self.nothing = Label(words("disposal.custody_none"), "muted")
        self.acts = {
            act: Button(words(f"disposal.act_{act.value}"), "small") for act in CustodyAct
        }
        self.record = Button(words("disposal.print_record"), "small", icon="printer")
        self.record.clicked.connect(lambda: self.print_asked.emit(self.table.selected_id))
        self._destroyed: frozenset[str] = frozenset()
        self.table.selected.connect(lambda _row: self._enable())
        for act, button in self.acts.items():
            button.clicked.connect(lambda _on, act=act: self._ask(act))
        self.table.show_whole()
        self._lay_out(words(f"disposal.custody_{site.value}"))

    def show_packages(self, packages: tuple[Package, ...]) -> None:
        """Show every package, the newest day first."""
        self._destroyed = frozenset(p.custody.id for p in packages if _is_destroyed(p))
        self.table.show_rows([_row(package, self._words) for package in packages])
        self.table.setVisible(bool(packages))
        self.nothing.setVisible(not packages)
        for button in (*self.acts.values(), self.record):
            button.setVisible(bool(packages))
        self._enable()

    def _ask(self, act: CustodyAct) -> None:
        if self.table.selected_id:
            self.act_asked.emit(self.table.selected_id, act.value)

    def _enable(self) -> None:
        for button in self.acts.values():
            button.setEnabled(bool(self.table.selected_id))
        self.record.setEnabled(self.table.selected_id in self._destroyed)

    def _lay_out(self, note: str) -> None:
        head = row_in(self.body)
        head.setSpacing(look().px(14))
        title = Label(self._words("disposal.custody"), "section", wrap=False)
        head.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(note, "muted"), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)
        row = QWidget()
        flow = FlowLayout(row, look().px(8))
        for button in (*self.acts.values(), self.record):
            flow.addWidget(button)
        self.body.addWidget(row)
        self.body.addStretch(1)


def _row(package: Package, words: Words) -> Row:
    one = package.custody
    day, shift = short_day(one.surrendered_on), words(f"disposal.shift_{one.shift.value}")
    hazards = ", ".join(words(f"disposal.hazard_{hazard}") for hazard in one.hazards)
    text, tone = _where(package, words)
    cells = (
        words("disposal.when", day=day, shift=shift),
        Cell(words(f"disposal.category_{one.category.value}"), detail=hazards),
        words(
            "disposal.package_line", package=one.package, seal=one.seal, grams=one.gross_grams
        ),
        words("disposal.taken_line", officer=one.officer, badge=one.badge, agency=one.agency),
        f"{one.witness} {one.witness_badge}".strip(),
        Cell(text, chip=tone),
    )
    return Row(one.id, cells)


def _is_destroyed(package: Package) -> bool:
    return any(event.act is CustodyAct.DESTROYED for event in package.events)


def _where(package: Package, words: Words) -> tuple[str, str]:
    """Return where a package is, and the tone of that."""
    acts = {event.act: event for event in package.events}
    if gone := acts.get(CustodyAct.DESTROYED):
        return words("disposal.where_destroyed", day=short_day(gone.on)), "done"
    if fixed := acts.get(CustodyAct.CORRECTED):
        return words("disposal.where_corrected", detail=fixed.detail), "info"
    if package.custody.property_number:
        number = package.custody.property_number
        return words("disposal.where_property", number=number), "info"
    if (receipt := acts.get(CustodyAct.RECEIPT)) and receipt.detail:
        return words("disposal.where_receipt", detail=receipt.detail), "info"
    return _on_the_move(acts.get(CustodyAct.MOVED), words)


def _on_the_move(moved: CustodyEvent | None, words: Words) -> tuple[str, str]:
    if moved is not None and moved.location:
        return words("disposal.where_location", location=moved.location), "clock"
    return words("disposal.where_receipt_missing"), "clock"
