"""Call the partner: whom, what to say, what came of it, and how long it takes."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.calling import (
    BY_PHONE_ONLY,
    CALL_BACK,
    CANNOT_COME,
    ON_THE_WAY,
    OUTCOMES,
    Calling,
    CallStage,
    calling,
    contacts,
    last_of,
)
from safestation.domain.errors import AnswerRefused
from safestation.domain.facts import ItemsDealtWith, PartnerArrived, PartnerCalled
from safestation.domain.program import Step
from safestation.domain.questions import Choice, Kind, Question, When
from safestation.domain.text import Text
from safestation.ui.kit import Button, Card, Label
from safestation.ui.steps.asking import FieldList, plain_question
from safestation.ui.steps.earlier import Earlier
from safestation.ui.steps.partner_parts import CallLog, ContactCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

OUTCOME, SPOKE_TO, ETA = "partner.outcome", "partner.spoke_to", "partner.eta"
BACK_AT, WHOM, ARRIVED = "partner.call_back_at", "partner.whom", "partner.arrived_name"
TALKED = (ON_THE_WAY, CALL_BACK, CANNOT_COME, BY_PHONE_ONLY)
TICK_MS = 1000
LONGEST_WAIT = 600  # minutes; a partner who is further away is not on the way


class PartnerPage(StepPage):
    """One contact at a time, in the program's order; every call is written down."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        words = context.words
        self.contact = ContactCard(context)
        self.fields = FieldList(context, self._questions())
        self.fields.focused.connect(self.field_focused)
        name = plain_question(ARRIVED, words, ARRIVED)
        self.called_at = Earlier(context, "partner.called_earlier", "partner.called_earlier")
        self.came_at = Earlier(context, "partner.came_earlier", "partner.came_earlier")
        self.arrival = FieldList(context, [name])
        self.arrived = Button(words("partner.arrived"), "secondary")
        self.arrived.clicked.connect(self._note_arrival)
        self.items_first = Label(words("partner.items_first"), "clock")
        self.log = CallLog(context)
        self._lay_out()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.refresh()

    @property
    def state(self) -> Calling:
        """Return whom to call or wait for right now."""
        desk, session = self.context.desk, self.context.bridge.session
        program, only = self.context.program, self.step.partners
        return calling(program, desk.station, session.visit, session.now, only)

    def refresh(self) -> None:
        """Show the visit as it is now."""
        self.contact.show_state(self.state)
        self.fields.refresh()
        self.arrival.refresh()
        is_here = self.state.stage is CallStage.HERE  # a second press is not a second arrival
        self.arrived.setEnabled(not is_here or bool(self.context.visit.value(ARRIVED)))
        self.called_at.refresh()
        self.called_at.setVisible(bool(self.context.visit.value(OUTCOME)))
        self.came_at.refresh()
        self.items_first.setVisible(self._items_come_first())
        self.log.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus into a field, or onto the number: it is what is needed first."""
        lists = (self.fields, self.arrival, self.called_at, self.came_at)
        if not any(one.go_to(field) for one in lists):
            self.contact.setFocus()

    def primary(self) -> tuple[str, bool] | None:
        """Offer to write the call down once it is said what came of it."""
        if not self.context.visit.value(OUTCOME):
            return None
        return self.context.words("partner.write_call"), self._is_whole()

    def take_primary(self) -> None:
        """Write the call down and make room for the next one."""
        bridge, when = self.context.bridge, self.called_at.when()
        if not self._is_whole() or not self._fits() or not when.fits:
            return
        visit = self.context.visit  # as it reads now: what was typed is kept as a time
        outcome = visit.value(OUTCOME)
        at = visit.value(BACK_AT) if outcome == CALL_BACK else ""
        fact = PartnerCalled(
            partner=self._partner(),
            outcome=outcome,
            spoke_to=visit.value(SPOKE_TO) if outcome in TALKED else "",
            eta_minutes=visit.value(ETA) if outcome == ON_THE_WAY else "",
            call_back_at=self._moment(at) if at else None,
        )
        for question in (OUTCOME, SPOKE_TO, ETA, BACK_AT, WHOM):
            bridge.answer(question, "")
        self.called_at.clear()
        bridge.write(fact, when.moment)

    @Slot()
    def _note_arrival(self) -> None:
        visit, when = self.context.visit, self.came_at.when()
        if not when.fits:
            return
        called = last_of(visit, PartnerCalled, self.step.partners)
        shown = self.state.contact
        partner = called[1].partner if called else shown.partner.id if shown else ""
        fact = PartnerArrived(partner, visit.value(ARRIVED))
        self.context.bridge.answer(ARRIVED, "")
        self.came_at.clear()
        self.context.bridge.write(fact, when.moment)

    @Slot()
    def _tick(self) -> None:
        self.contact.show_state(self.state)

    def _items_come_first(self) -> bool:
        """Tell whether this program wants items dealt with before the partner sits down."""
        visit = self.context.visit
        policy = self.context.program.items.get(self.context.desk.station.site_type)
        is_open = not visit.has(ItemsDealtWith) and not visit.has(PartnerArrived)
        return policy is not None and policy.before_partner and is_open

    def _partner(self) -> str:
        """Return who was called: as chosen, if they are called on this page at all."""
        chosen, only = self.context.visit.value(WHOM), self.step.partners
        shown = self.state.contact
        if chosen and (not only or chosen in only):
            return chosen
        return shown.partner.id if shown else ""

    def _is_whole(self) -> bool:
        visit = self.context.visit
        needs = {ON_THE_WAY: ETA, CALL_BACK: BACK_AT}
        needed = needs.get(visit.value(OUTCOME))
        return bool(self._partner()) and (needed is None or needed in visit.answers)

    def _fits(self) -> bool:
        """Tell whether minutes and time can be read; what cannot stays, with the reason."""
        visit = self.context.visit
        checks = {ON_THE_WAY: (ETA, "eta_wrong"), CALL_BACK: (BACK_AT, "call_back_wrong")}
        question_id, key = checks.get(visit.value(OUTCOME), ("", ""))
        if not visit.value(question_id):  # nothing is asked, or nobody could say
            return True
        field = self.fields.fields[question_id]
        try:
            kept = field.question.accept(visit.value(question_id))
        except AnswerRefused:
            field.show_problem(self.context.words(f"partner.{key}"))
            return False
        self.context.bridge.answer(question_id, kept)
        return True

    def _moment(self, at: str) -> datetime:
        """Return the next time the wall shows `at`."""
        now = self.context.bridge.session.now
        moment = datetime.combine(now.date(), time.fromisoformat(at), now.tzinfo)
        return moment if moment >= now else moment + timedelta(days=1)

    def _questions(self) -> list[Question]:
        words, language = self.context.words, self.context.language
        desk, now = self.context.desk, self.context.bridge.session.now
        only = self.step.partners
        known = contacts(self.context.program, desk.station, self.context.visit, now, only)
        people = tuple(Choice(c.partner.id, c.partner.name) for c in known)

        def asked(question: str, kind: Kind, outcomes: tuple[str, ...]) -> Question:
            label = Text({"en": words(question), language: words(question)})
            when = (When(OUTCOME, outcomes),)
            low, high = (
                (Decimal(1), Decimal(LONGEST_WAIT)) if kind is Kind.NUMBER else (None,) * 2
            )
            return Question(question, kind, label, minimum=low, maximum=high, when=when)

        whom = Text({"en": words(WHOM), language: words(WHOM)})
        several = [
            Question(WHOM, Kind.CHOICE, whom, choices=people, when=(When(OUTCOME, OUTCOMES),))
        ]
        return [
            plain_question(OUTCOME, words, OUTCOME, Kind.CHOICE, OUTCOMES),
            asked(ETA, Kind.NUMBER, (ON_THE_WAY,)),
            asked(BACK_AT, Kind.TIME, (CALL_BACK,)),
            asked(SPOKE_TO, Kind.TEXT, TALKED),
            *(several if len(people) > 1 else []),
        ]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        came = Card("plain", "done")
        came.body.addWidget(self.items_first)
        came.body.addWidget(self.arrival)
        came.body.addWidget(self.came_at)
        came.body.addWidget(self.arrived)
        for widget in (self.contact, self.fields, self.called_at, came, self.log):
            column.addWidget(widget)
        column.addStretch(1)
