"""An emergency: a clock, what to do, one press for each thing done, and how it ended."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.calling import CallStage, calling
from safestation.domain.emergency import OpenEmergency, open_emergency, partner_told_at
from safestation.services.screening import SUICIDE_ITEM, SUICIDE_SCREEN
from safestation.ui.kit import Card, Label, Scroll, clock_words
from safestation.ui.steps.emergency_end import EndForm
from safestation.ui.steps.emergency_release import ReleaseForm
from safestation.ui.steps.emergency_steps import StepButtons
from safestation.ui.steps.fold import Fold
from safestation.ui.steps.overdose_card import OverdoseCard
from safestation.ui.steps.suicide_card import SuicideCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

TICK_MS = 1000
YES = "yes"


class EmergencyPanel(QWidget):
    """Stands in place of the page while an emergency is open. The intake waits."""

    def __init__(self, context: VisitContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, words = context, context.words
        self.setAccessibleName(words("emergency.title"))
        self.clock = Label("", "display", wrap=False)
        self.cause = Label("", "strong")
        self.action = Label("")
        self.suicide = SuicideCard(context)
        self.steps = StepButtons(context)
        self.overdose = OverdoseCard(context)
        self.release = Fold(words("emergency.release"), lambda: ReleaseForm(context))
        self.end = EndForm(context)
        head = Card("danger", "danger")
        head.body.addWidget(Label(words("emergency.title"), "danger-section"))
        for label in (self.clock, self.cause, self.action):
            head.body.addWidget(label)
        self.partner = Label("", "strong")
        phone = context.desk.station.emergency_phone
        if phone:
            head.body.addWidget(Label(words("emergency.call", phone=phone), "strong"))
        head.body.addWidget(self.partner)
        head.body.addWidget(Label(words("emergency.stay"), "side"))
        self._lay_out(head, self.steps, self.suicide, self.overdose, self.release, self.end)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self.tick)
        self._ticking.start()
        self.refresh()

    def refresh(self) -> None:
        """Show the emergency as it is now."""
        going_on = open_emergency(self.context.visit)
        if going_on is None:
            return
        if self.parentWidget() is not None:
            self.show()  # at once: an emergency does not wait for the next layout
        self.tick()
        self.steps.show_steps(going_on.steps)
        self.end.refresh()
        if isinstance(self.release.content, ReleaseForm):
            self.release.content.refresh()
        self._show_cause(going_on)
        self._show_partner()
        about_suicide = (SUICIDE_ITEM, f"{SUICIDE_SCREEN}.")
        self.suicide.refresh()
        if going_on.trigger.startswith(about_suicide):
            self.suicide.show()

    @Slot()
    def tick(self) -> None:
        """Move the clock on."""
        going_on = open_emergency(self.context.visit)
        if going_on is not None:
            since = self.context.bridge.session.now - going_on.started_at
            self.clock.show_text(clock_words(since, seconds=True))

    def _lay_out(self, *widgets: QWidget) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        self.scroller = Scroll(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)

    def _show_partner(self) -> None:
        """Show whom to tell, and their number; nobody who is here or was told already."""
        context, visit = self.context, self.context.visit
        now = context.bridge.session.now
        state = calling(context.program, context.desk.station, visit, now)
        one = state.contact if state.stage is not CallStage.HERE else None
        phone = one.phone if one is not None else ""
        self.partner.setVisible(bool(phone) and partner_told_at(visit) is None)
        if one is not None:
            name = one.partner.name.in_language(context.language)
            self.partner.show_text(context.words("emergency.tell", name=name, phone=phone))

    def _show_cause(self, going_on: OpenEmergency) -> None:
        """Show what started it, and what its own file says to do."""
        words, language = self.context.words, self.context.language
        name, _dot, part = going_on.trigger.partition(".")
        instrument = self.context.desk.instruments.get(name)
        item = instrument.item(part) if instrument else None
        band = instrument.band(part) if instrument else None
        cause = item.text if item else None
        action = item.action_for(YES) if item else band.action if band else None
        title = instrument.short_title if instrument else words("emergency.by_key")
        text = cause.in_language(language) if cause else title
        started = words("emergency.started", at=f"{going_on.started_at:%H:%M}")
        self.cause.show_text(f"{started} {text}")
        self.action.show_text(action.in_language(language) if action else "")
        self.action.setVisible(bool(self.action.words))
