"""Placement: whom to call, what they said, and what becomes of it."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from safestation.domain.facts import ConsentSigned
from safestation.domain.matching import Ranked
from safestation.domain.program import Step
from safestation.ui.kit import Button, Card, Label, Sheet, Table
from safestation.ui.kit.layouts import row_in
from safestation.ui.steps.bridge_plan import BridgePlan
from safestation.ui.steps.call_form import CallForm
from safestation.ui.steps.call_log import CallLog
from safestation.ui.steps.call_sheet import CallSheet, columns
from safestation.ui.steps.needs_sheet import NeedsSheet, need_questions, needs_line
from safestation.ui.steps.number_sheet import NumberSheet
from safestation.ui.steps.placement_state import PlacementCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

HANDOFF = "handoff"  # the page that plans the ride
FEW_ROWS, MOST_ROWS = 6, 60  # more are found by typing; nobody reads on at 4 a.m.


class PlacementPage(StepPage):
    """The call sheet, the call in hand, the log of this visit, and the plan without a bed."""

    wide = True

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        words = context.words
        self.questions = need_questions(context)
        self.sheet = CallSheet(context.desk.provider_files.codes, words)
        self.lines: tuple[Ranked, ...] = ()
        self._seen: object = None
        self._shows_all = False
        self._open_sheet: Sheet | None = None
        self.state = PlacementCard(context)
        self.no_name = Label(words("placement.no_name_yet"), "clock")
        self.needs = Label("", "muted")
        self.change_button = Button(words("placement.change_needs"), "small")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(words("placement.filter"))
        self.filter.setAccessibleName(words("placement.filter"))
        self.filter.setClearButtonEnabled(True)
        self.table = Table(columns(words), words("placement.who"))
        self.more = Button("", "quiet")
        self.nobody = Label(words("placement.nobody"), "muted")
        self.form = CallForm(context)
        self.log = CallLog(context)
        self.calls = QWidget()
        said = Card()
        said.body.addWidget(self.log)
        calls = QVBoxLayout(self.calls)
        calls.setContentsMargins(0, 0, 0, 0)
        calls.setSpacing(look().px(16))
        for part in (self.form, said):
            calls.addWidget(part)
        self.bridge_plan = BridgePlan(context)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the visit as it is now; the places only when needs or facts changed."""
        visit, desk = self.context.visit, self.context.desk
        self.no_name.setVisible(not visit.has(ConsentSigned))
        self.needs.show_text(needs_line(self.context, self.questions))
        needs = desk.placing.needs_of(visit)
        if self._seen != (needs, len(visit.entries)):
            self._seen = needs, len(visit.entries)
            self.lines = desk.placing.choices(visit, needs)
            self._show_lines()
        for part in (self.state, self.form, self.log, self.bridge_plan):
            part.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus where work stopped: in the call, in the plan, or on the list."""
        provider = field.split(".")[1] if field.count(".") > 1 else ""
        if provider:
            self.table.select(provider)
        if self.form.go_to(field) or self.bridge_plan.fields.go_to(field):
            return
        if not self.table.selected_id and self.lines:
            self.table.select(self.lines[0].provider.id)
        self.table.setFocus()

    def beside(self) -> QWidget | None:
        """Return the call in hand and what was said so far, to stand beside the list."""
        return self.calls

    def keep_beside(self) -> None:
        """Put the calls below the list, where the window has no room beside it."""
        column = self.layout()
        if isinstance(column, QVBoxLayout) and column.indexOf(self.calls) < 0:
            column.insertWidget(column.indexOf(self.bridge_plan), self.calls)

    @Slot()
    def look_again(self) -> None:
        """Read the directory again, because it was changed."""
        self._seen = None
        self.refresh()
        self._pick(self.table.selected_id)

    def _show_lines(self) -> None:
        typed = self.filter.text().casefold().split()
        found = [one for one in self.lines if _has(one, typed)]
        now = self.context.bridge.session.now
        needs = self.context.desk.placing.needs_of(self.context.visit)
        most = MOST_ROWS if self._shows_all or typed else FEW_ROWS
        self.table.show_rows(self.sheet.rows(found[:most], needs, now))
        self._fit()
        left = min(len(found), MOST_ROWS) - most
        self.more.set_text(self.context.words("placement.more_places", count=max(0, left)))
        self.more.setVisible(left > 0)
        self.nobody.setVisible(not found)
        self.table.setVisible(bool(found))

    def _fit(self) -> None:
        self.table.setFixedHeight(self.table.natural_height() + look().px(6))

    @Slot()
    def _show_all(self) -> None:
        self._shows_all = True
        self._show_lines()
        self.table.setFocus()

    @Slot(str)
    def _pick(self, provider_id: str) -> None:
        found = (one.provider for one in self.lines if one.provider.id == provider_id)
        self.form.show_provider(next(found, None))

    @Slot(str)
    def _open(self, provider_id: str) -> None:
        self._pick(provider_id)
        self.form.go_to_first()

    @Slot()
    def _change_needs(self) -> None:
        self._ask(NeedsSheet(self.context, self.window()))

    @Slot(str)
    def _wrong_number(self, provider_id: str) -> None:
        provider = self.context.desk.directory.get(provider_id)
        if provider is not None:
            sheet = NumberSheet(self.context, provider, self.window())
            sheet.reported.connect(self.look_again)
            self._ask(sheet, sheet.line)

    def _ask(self, sheet: Sheet, first: QWidget | None = None) -> None:
        """Open a sheet; it is held here, or Python would take it away while it is open."""
        self._open_sheet = sheet
        sheet.closed.connect(sheet.deleteLater)
        sheet.open_sheet(first)

    @Slot()
    def _plan_the_ride(self) -> None:
        path = self.context.program.path(
            self.context.visit, self.context.desk.station.site_type
        )
        step = next((one.id for one in path if one.page == HANDOFF), "")
        if step:
            self.context.wishes.step_wanted.emit(step)

    def _connect(self) -> None:
        self.table.selected.connect(self._pick)
        self.table.chosen.connect(self._open)
        self.filter.textChanged.connect(lambda _text: self._show_lines())
        self.more.clicked.connect(self._show_all)
        self.change_button.clicked.connect(self._change_needs)
        self.form.wrong_number.connect(self._wrong_number)
        for part in (self.form, self.state):
            part.accepted.connect(self._plan_the_ride)
        for source in (self.form, self.bridge_plan):
            source.focused.connect(self.field_focused)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(14))
        column.addWidget(self.state)
        top = row_in(column)
        top.addWidget(self.needs, 1)
        top.addWidget(self.change_button)
        column.addWidget(self.no_name)
        for widget in (self.filter, self.table, self.nobody, self.more, self.calls):
            column.addWidget(widget)
        column.addWidget(self.bridge_plan)
        column.addStretch(1)

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every line of the list be seen at the new width."""
        super().resizeEvent(event)
        self._fit()


def _has(line: Ranked, typed: list[str]) -> bool:
    one = line.provider
    text = f"{one.name} {one.organization} {one.city} {one.number_to_call}".casefold()
    return all(word in text for word in typed)
