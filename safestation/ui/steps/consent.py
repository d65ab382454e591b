"""Consent: who may be told, whether they can decide right now, one paper for each."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from safestation.domain.program import Step
from safestation.ui.kit import Card
from safestation.ui.kit.pane import Pane
from safestation.ui.steps.capacity import CapacityCard
from safestation.ui.steps.consent_draft import DRAFT, key
from safestation.ui.steps.consent_list import RecipientsCard
from safestation.ui.steps.consent_paper import PaperCard
from safestation.ui.steps.consent_people import people
from safestation.ui.steps.consent_restriction import KeptBack, RestrictionBox
from safestation.ui.steps.consent_signers import SignersCard
from safestation.ui.steps.fold import Fold
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

SIDE_BY_SIDE = 640


class ConsentPage(StepPage):
    """Saying no is a good answer, and nothing on the way on waits for a yes."""

    wide = True

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        self.recipients = RecipientsCard(context)
        self.capacity = CapacityCard(context)
        self.who_signs = SignersCard(context)
        self.kept_back = KeptBack(context)
        self._restriction: RestrictionBox | None = None
        self.restriction_fold = Fold(context.words("consent.keep_back"), self._make_restriction)
        self.paper = PaperCard(context)
        self._lay_out()
        self.recipients.chosen.connect(self._show)
        for part in (self.recipients, self.paper.names, self.who_signs):
            part.focused.connect(self.field_focused)
        for button in (self.paper.signed, self.paper.no, self.paper.later):
            button.clicked.connect(self._see_everybody)
        self._beside(on=True)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        self.refresh()

    def refresh(self) -> None:
        """Show how everybody stands, and the paper in hand."""
        everybody = {one.recipient.id: one for one in people(self.context)}
        self.recipients.show_people(tuple(everybody.values()))
        self.capacity.refresh()
        self.who_signs.refresh()
        self.kept_back.refresh()
        if self._restriction is not None:
            self._restriction.refresh()
        held = self.recipients.current
        if held not in everybody and everybody:
            held = next(iter(everybody))
            self.recipients.show_current(held)
        self.paper.setVisible(held in everybody)
        if held in everybody:
            self.paper.show_person(everybody[held])

    def go_to_field(self, field: str) -> None:
        """Put the focus where work stopped: onto the same paper, into the same line."""
        recipient, _, name = field.removeprefix(f"{DRAFT}.").rpartition(".")
        if field.startswith(f"{DRAFT}.") and recipient in self.recipients.lines:
            self._show(recipient)
            field = name
        if self.paper.go_to(field) or self.who_signs.go_to(field):
            return
        if not self.recipients.go_to(field):
            self.recipients.put_focus()

    @Slot(str)
    def _show(self, recipient: str) -> None:
        self.recipients.show_current(recipient)
        self.refresh()

    @Slot()
    def _see_everybody(self) -> None:
        """Go back to who is to be asked once this answer is kept: its button is gone."""
        if not self.paper.signed.isVisibleTo(self.paper):
            self.recipients.put_focus()

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Say which line of the paper is written in, so that work goes on there."""
        if new is None or not self.paper.isAncestorOf(new):
            return
        if field := self.paper.field_of(new):
            self.field_focused.emit(key(self.recipients.current, field))

    @property
    def restriction(self) -> RestrictionBox:
        """Return what a person asks to keep back, made when first needed."""
        if self._restriction is None:
            self._restriction = RestrictionBox(self.context)
        return self._restriction

    def take_in(self, cards: QWidget) -> bool:
        """Let what to do and to say follow below the list: the paper needs the room."""
        self._left.insertWidget(self._left.count() - 1, cards)
        return True

    def _make_restriction(self) -> QWidget:
        return self.restriction

    def _lay_out(self) -> None:
        kept_back = Card("plain")
        kept_back.body.addWidget(self.kept_back)
        kept_back.body.addWidget(self.restriction_fold)
        lists = QWidget()
        self._left = QVBoxLayout(lists)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(look().px(14))
        for card in (self.recipients, self.capacity, self.who_signs, kept_back):
            self._left.addWidget(card)
        self._left.addStretch(1)
        self.lists = Pane(lists)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.lists, 5)
        self._row.addWidget(self.paper, 9)

    def _beside(self, *, on: bool) -> None:
        """Let list and paper scroll each for itself beside each other, or both as one."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if on else directions.TopToBottom)
        self._row.setSpacing(0 if on else look().px(16))  # a pane keeps room for its bar
        self.lists.set_whole(not on)
        self.paper.set_whole(not on)
        self.updateGeometry()

    # Qt's own
    def hasHeightForWidth(self) -> bool:
        """Be as high as the room there is while list and paper scroll each for itself."""
        return self.lists.is_whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the paper beside the rest where there is room, else beneath it."""
        super().resizeEvent(event)
        self._beside(on=event.size().width() >= look().px(SIDE_BY_SIDE))
