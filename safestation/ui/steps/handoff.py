"""Ride and handoff: how they get there, the papers that go along, and who saw them arrive."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.program import Step
from safestation.services.paper import PacketItem
from safestation.ui.kit import Card, Label, PdfView
from safestation.ui.steps.arrival_card import ArrivalCard
from safestation.ui.steps.confirmed_card import ConfirmedCard, asked_on
from safestation.ui.steps.packet import PacketPanel
from safestation.ui.steps.packet_row import whom
from safestation.ui.steps.ride_card import SECTION as RIDE
from safestation.ui.steps.ride_card import RideCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

PREVIEW_HEIGHT = 560


class HandoffPage(StepPage):
    """The ride, the packet beside its preview, then departure and arrival, kept apart."""

    wide = True

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        self.ride = RideCard(context)
        self.ride.focused.connect(self.field_focused)
        self.packet = PacketPanel(context.desk, context.words, context.tasks)
        self.packet.previewed.connect(self._show_preview)
        self.packet.printed.connect(context.bridge.changed)
        self.whom = Label(context.words("handoff.preview_below"), "small")
        self.preview = PdfView(context.words)
        self.preview.setFixedHeight(look().px(PREVIEW_HEIGHT))
        self.preview.hide()
        self.arrival = ArrivalCard(context)
        asked = asked_on(context, step.page)
        self.confirmed = [ConfirmedCard(context, what) for what in asked]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        column.addWidget(self.ride)
        column.addWidget(self._papers())
        column.addWidget(self.arrival)
        for card in self.confirmed:
            column.addWidget(card)
        column.addStretch(1)
        self.refresh()
        self.packet.show_session(context.bridge.session)

    def refresh(self) -> None:
        """Show the visit as it is now."""
        self.ride.refresh()
        self.packet.refresh()
        self.arrival.refresh()
        for one in (self.ride, self.arrival):  # where nobody rides the papers come first
            one.setVisible(RIDE in self.step.sections)
        for card in self.confirmed:
            card.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus into a question of the ride, the first when nothing is known."""
        self.ride.go_to(field)

    def _papers(self) -> Card:
        card = Card()
        card.body.addWidget(Label(self.context.words("handoff.papers"), "section"))
        card.body.addWidget(self.packet)
        card.body.addWidget(self.whom)
        card.body.addWidget(self.preview)
        return card

    @Slot(object, bytes)
    def _show_preview(self, item: PacketItem, pdf: bytes) -> None:
        self.whom.show_text(whom(item, self.context.words))
        self.preview.show_pdf(pdf)
        self.preview.show()
