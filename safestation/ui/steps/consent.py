"""Consent: who may be told, whether they can decide right now, one paper for each."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from safestation.domain.consent import ConsentKind, RecipientType
from safestation.domain.program import Step
from safestation.ui.kit import Button, Card, CardButton, Chip, Label
from safestation.ui.moments import wall_date, wall_time
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.steps.capacity import CapacityCard
from safestation.ui.steps.consent_draft import (
    ADDED,
    Asked,
    Stands,
    people,
    purposes_for,
    stands,
)
from safestation.ui.steps.consent_paper import PaperCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

SIDE_BY_SIDE = 760
TONES = {"signed": "done", "postponed": "clock", "expired": "clock", "revoked": "danger"}
FIELDS = ("name", "type", "purpose", "address", "participants")


class ConsentPage(StepPage):
    """Saying no is a good answer, and nothing on the way on waits for a yes."""

    wide = True

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        self.recipients = RecipientsCard(context)
        self.capacity = CapacityCard(context)
        self.paper = PaperCard(context)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(look().px(16))
        left = QVBoxLayout()
        left.setSpacing(look().px(14))
        left.addWidget(self.recipients)
        left.addWidget(self.capacity)
        left.addStretch(1)
        self._row.addLayout(left, 2)
        self._row.addWidget(self.paper, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addStretch(1)
        self.recipients.chosen.connect(self._show)
        self.refresh()

    def refresh(self) -> None:
        """Show how everybody stands, and the paper in hand."""
        everybody = {one.recipient.id: one for one in people(self.context)}
        self.recipients.show_people(tuple(everybody.values()))
        self.capacity.refresh()
        held = self.recipients.current
        if held not in everybody and everybody:
            held = next(iter(everybody))
            self.recipients.show_current(held)
        self.paper.setVisible(held in everybody)
        if held in everybody:
            self.paper.show_person(everybody[held])

    def go_to_field(self, field: str) -> None:
        """Put the focus into a name field, or onto the first recipient."""
        if not self.paper.names.go_to(field):
            self.recipients.put_focus()

    @Slot(str)
    def _show(self, recipient: str) -> None:
        self.recipients.show_current(recipient)
        self.refresh()

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the paper beside the rest where there is room, else beneath it."""
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)


class RecipientsCard(Card):
    """One line for each who may be told; `chosen` gives the recipient's id."""

    chosen = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        self.current = ""
        self.lines: dict[str, _Line] = {}
        self.body.addWidget(Label(words("consent.who"), "section"))
        self.body.addWidget(Label(words("consent.who_more"), "muted"))
        self._column = QVBoxLayout()
        self._column.setSpacing(look().px(6))
        self.body.addLayout(self._column)
        self.add = Button(words("consent.add"), "secondary")
        self.form = _AddForm(context)
        self.form.hide()
        self.add.clicked.connect(self._open_form)
        self.form.added.connect(self._take)
        self.body.addWidget(self.form)
        self.body.addWidget(self.add)

    def put_focus(self) -> None:
        """Put the focus onto whose paper is on the page, else onto adding somebody."""
        (self.lines.get(self.current) or self.add).setFocus()

    def show_people(self, everybody: tuple[Asked, ...]) -> None:
        """Show everybody with how they stand."""
        ids = [one.recipient.id for one in everybody]
        if ids != list(self.lines):
            for line in self.lines.values():
                line.deleteLater()
            self.lines = {one.recipient.id: self._line(one) for one in everybody}
        for one in everybody:
            now = self._context.bridge.session.now
            how = stands(self._context.visit, one.recipient.id, now)
            self.lines[one.recipient.id].show_state(one, how, self.current)

    def show_current(self, recipient: str) -> None:
        """Mark whose paper is on the page."""
        self.current = recipient
        for known, line in self.lines.items():
            line.set_selected(known == recipient)

    def _line(self, asked: Asked) -> "_Line":
        line = _Line(self._context, asked.recipient.name)
        line.clicked.connect(lambda: self.chosen.emit(asked.recipient.id))
        self._column.addWidget(line)
        return line

    @Slot()
    def _open_form(self) -> None:
        self.form.show()
        self.add.hide()
        self.form.grid.widgets["name"].setFocus()

    @Slot(str)
    def _take(self, recipient: str) -> None:
        self.form.hide()
        self.add.show()
        self.chosen.emit(recipient)


class _Line(CardButton):
    def __init__(self, context: VisitContext, name: str) -> None:
        super().__init__(name)
        self._context = context
        self.name = Label(name, "strong")
        self.state = Chip()
        room = look().px(10)
        self.body.setContentsMargins(room, room, room, room)
        self.add(self.name)
        self.add(self.state)

    def show_state(self, asked: Asked, how: Stands, current: str) -> None:
        words, now = self._context.words, self._context.bridge.session.now
        at = wall_time(how.at, now) if how.at else ""
        until = words("consent.no_date")
        if how.until is not None:
            until = wall_date(now.replace(
                year=how.until.year, month=how.until.month, day=how.until.day
            ))  # fmt: skip
        text = words(f"consent.state_{how.state}", at=at, day=until)
        self.state.show_text(text, TONES.get(how.state, "neutral"))
        self.setAccessibleName(f"{asked.recipient.name}, {text}")
        self.set_selected(asked.recipient.id == current)


class _AddForm(QWidget):
    """Name, kind and purpose of somebody else; kept in the visit until it is signed."""

    added = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context, words = context, context.words
        types = [(t.value, words(f"consent.type_{t.value}")) for t in RecipientType]
        form = context.desk.form_words["consent"]
        purposes = [
            (p, form.say(f"purpose.{p}", words.language))
            for p in purposes_for(ConsentKind.SPECIFIC, context)
        ]
        choices = {"type": types, "purpose": purposes}
        self.grid = FormGrid(words, "consent.add_form", FIELDS, choices)
        self.grid.show_values({"type": RecipientType.PERSON.value, "purpose": "support"})
        self.button = Button(words("consent.add_this"), "small")
        self.problem = Label("", "small-danger")
        self.problem.hide()
        self.button.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.grid, self.problem, self.button):
            column.addWidget(widget)

    @Slot()
    def _add(self) -> None:
        values = self.grid.values()
        self.problem.setVisible(not values["name"])
        if not values["name"]:
            self.problem.show_text(self._context.words("consent.add_name_needed"))
            return
        new, bridge = self._context.desk.ids.new(), self._context.bridge
        for key in FIELDS:
            bridge.answer(f"{ADDED}.{new}.{key}", values[key])
        bridge.answer(ADDED, (*self._context.visit.values(ADDED), new))
        self.grid.show_values({"name": "", "address": "", "participants": ""})
        self.added.emit(new)
