"""One line for each who may be told, and the way to another one."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPainter

from safestation.domain.signers import signed_by_right_ones
from safestation.ui.kit import Button, Card, CardButton, Label
from safestation.ui.kit.layouts import column_in
from safestation.ui.moments import wall_date, wall_time
from safestation.ui.steps.consent_new import NewRecipient, is_begun
from safestation.ui.steps.consent_people import Asked, shown_name
from safestation.ui.steps.consent_ready import who_signs
from safestation.ui.steps.consent_stands import Stands, stands
from safestation.ui.style.theme import Look, look
from safestation.ui.visit.context import VisitContext

TONES = {
    "signed": "done", "postponed": "clock_bar", "expired": "clock_bar",
    "ended": "clock_bar", "revoked": "danger", "signed_short": "clock_bar",
}  # fmt: skip


class RecipientsCard(Card):
    """One line for each who may be told; `chosen` gives the recipient's id.

    The form for another one is made when it is first opened; `focused` gives its question.
    """

    chosen = Signal(str)
    focused = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        self.current = ""
        self.lines: dict[str, _Line] = {}
        self.body.addWidget(Label(words("consent.who"), "section"))
        self.body.addWidget(Label(words("consent.who_more"), "muted"))
        self._column = column_in(self.body)
        self._column.setSpacing(look().px(6))
        self.add = Button(words("consent.add"), "secondary")
        self._form: NewRecipient | None = None
        self.add.clicked.connect(self._open_form)
        self.body.addWidget(self.add)
        if is_begun(context.visit):
            self.form.show()
            self.add.hide()

    @property
    def form(self) -> NewRecipient:
        """Return the form for another recipient, made when first needed."""
        if self._form is None:
            self._form = NewRecipient(self._context)
            self._form.hide()
            self._form.added.connect(self._take)
            self._form.closed.connect(self._close_form)
            self._form.fields.focused.connect(self.focused)
            self.body.insertWidget(self.body.indexOf(self.add), self._form)
        return self._form

    def put_focus(self) -> None:
        """Put the focus onto whose paper is on the page, else onto adding somebody."""
        (self.lines.get(self.current) or self.add).setFocus()

    def go_to(self, field: str) -> bool:
        """Put the focus into the form for another recipient; False when it is closed."""
        form = self._form
        return form is not None and form.isVisibleTo(self) and form.go_to(field)

    def show_people(self, everybody: tuple[Asked, ...]) -> None:
        """Show everybody with how they stand."""
        ids = [one.recipient.id for one in everybody]
        if ids != list(self.lines):
            for line in self.lines.values():
                line.hide()
                line.deleteLater()
            self.lines = {one.recipient.id: self._line(one) for one in everybody}
        now, who = self._context.bridge.session.now, who_signs(self._context)
        for one in everybody:
            how = stands(self._context.visit, one.recipient.id, now)
            if how.consent is not None and not signed_by_right_ones(how.consent, who):
                how = replace(how, state="signed_short")
            self.lines[one.recipient.id].show_state(one, how, self.current)

    def show_current(self, recipient: str) -> None:
        """Mark whose paper is on the page."""
        self.current = recipient
        for known, line in self.lines.items():
            line.set_selected(known == recipient)

    def _line(self, asked: Asked) -> "_Line":
        line = _Line(self._context, shown_name(asked, self._context))
        line.clicked.connect(lambda: self.chosen.emit(asked.recipient.id))
        self._column.addWidget(line)
        return line

    @Slot()
    def _open_form(self) -> None:
        self.form.begin()
        self.form.show()
        self.add.hide()
        self.form.go_to("name")

    @Slot()
    def _close_form(self) -> None:
        self.add.show()
        self.add.setFocus()
        self.form.hide()

    @Slot(str)
    def _take(self, recipient: str) -> None:
        self._close_form()
        self.chosen.emit(recipient)


class _Line(CardButton):
    def __init__(self, context: VisitContext, name: str) -> None:
        super().__init__(name)
        self._context, self._name = context, name
        self._dot = ""
        self.name = Label(name, "strong")
        self.state = Label("", "small")
        room = look().px(8)
        self.body.setContentsMargins(look().px(34), room, room, room)
        self.body.setSpacing(0)
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
        self.state.show_text(text)
        self._dot = TONES.get(how.state, "")
        self.setAccessibleName(f"{self._name}, {text}")
        self.set_selected(asked.recipient.id == current)

    def paint(self, painter: QPainter, now: Look) -> None:
        """Paint the card, and how they stand as a dot: the words say the same."""
        super().paint(painter, now)
        usual = "primary" if self._selected else "ink2"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color(self._dot or usual))
        middle = QPointF(now.px(18), now.px(20))
        painter.drawEllipse(middle, now.px(5), now.px(5))
