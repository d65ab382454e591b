"""Where placement stands: offered, accepted, waitlisted; and how it may fall through."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.facts import PlacementAccepted, PlacementDeclined
from safestation.domain.placement import Placement, Stage, also_open, placement_of
from safestation.domain.questions import Kind
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, plain_question
from safestation.ui.visit.context import VisitContext

WANTED = "preferred_level"
BY_WHOM, REASON = "placement.by_whom", "placement.decline_reason"
SIDES = ("facility", "person", "us")
TONES = {
    Stage.OFFERED: "clock",
    Stage.WAITLISTED: "clock",
    Stage.NOT_ARRIVED: "danger",
}
OPEN = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.WAITLISTED, Stage.NOT_ARRIVED})


class PlacementCard(Card):
    """Shows the one placement in hand. Hidden while there is none."""

    accepted = Signal()

    def __init__(self, context: VisitContext, parent: QWidget | None = None) -> None:
        super().__init__("done", parent=parent)
        self.context, words = context, context.words
        self.state = Label("", "strong")
        self.levels = Label("", "side")
        self.others = Label("", "side")
        self.accept_button = Button(words("placement.they_accept"), "primary")
        self.fell_button = Button(words("placement.fell_through"), "secondary")
        by_whom = plain_question(BY_WHOM, words, BY_WHOM, Kind.CHOICE, SIDES)
        self.why = FieldList(context, [by_whom, plain_question(REASON, words, REASON)])
        self.decline_button = Button(words("placement.decline"), "secondary")
        self._asks_why = False
        self.body.addWidget(self.state)
        self.body.addWidget(self.levels)
        self.body.addWidget(self.others)
        for widget in (self.accept_button, self.fell_button, self.why):
            self.body.addWidget(widget)
        self.body.addWidget(self.decline_button)
        self.accept_button.clicked.connect(self._accept)
        self.fell_button.clicked.connect(self._ask_why)
        self.decline_button.clicked.connect(self._decline)
        self.refresh()

    def refresh(self) -> None:
        """Show where it stands now."""
        now, visit = placement_of(self.context.visit), self.context.visit
        self.setVisible(now.stage is not Stage.NONE)
        self.set_tone(TONES.get(now.stage, "done"))
        self.state.show_text(self._said(now))
        levels = self._levels(now)
        self.levels.show_text(levels)
        self.levels.setVisible(bool(levels))
        others = self._others()
        self.others.show_text(others)
        self.others.setVisible(bool(others))
        self.accept_button.setVisible(now.stage is Stage.OFFERED)
        asks = self._asks_why or bool(visit.value(BY_WHOM) or visit.value(REASON))
        asks = asks and now.stage in OPEN
        self.fell_button.setVisible(now.stage in OPEN and not asks)
        self.why.setVisible(asks)
        self.decline_button.setVisible(asks)
        self.decline_button.setEnabled(bool(visit.value(BY_WHOM) and visit.value(REASON)))
        self.why.refresh()

    def _levels(self, now: Placement) -> str:
        """Return the care they wanted beside what is offered, as far as it is known."""
        pairs = {"wanted": self.context.visit.value(WANTED), "offered": now.level}
        asked = self.context.desk.question(WANTED)
        named = {
            one.value: one.label.in_language(self.context.language)
            for one in (asked.choices if asked else ())
        }
        words = self.context.words
        return " ".join(
            words(f"placement.level_{key}", level=named.get(level, level))
            for key, level in pairs.items()
            if level
        )

    def _others(self) -> str:
        """Return the other offers and waiting lists that still stand."""
        words, clock = self.context.words, self.context.bridge.session.now
        return " ".join(
            words(
                f"placement.also_{one.stage}", name=one.provider_name, at=wall_time(at, clock)
            )
            for one in also_open(self.context.visit)
            if (at := one.since) is not None
        )

    def _said(self, now: Placement) -> str:
        words, clock = self.context.words, self.context.bridge.session.now
        if now.since is None:
            return ""
        since = wall_time(now.since, clock)
        key = f"placement.{'stage' if now.provider else 'nowhere'}_{now.stage}"
        said = words(key, name=now.provider_name, at=since)
        if now.stage is Stage.ACCEPTED and now.expected_at:
            at = wall_time(now.expected_at, clock)
            said = f"{said} {words('placement.expected', at=at)}"
        return said

    @Slot()
    def _accept(self) -> None:
        now = placement_of(self.context.visit)
        fact = PlacementAccepted(now.provider, now.provider_name, now.level, now.expected_at)
        self.context.bridge.write(fact)
        self.accepted.emit()

    @Slot()
    def _ask_why(self) -> None:
        self._asks_why = True
        self.refresh()
        self.why.go_to(BY_WHOM)

    @Slot()
    def _decline(self) -> None:
        now, visit = placement_of(self.context.visit), self.context.visit
        by_whom, reason = visit.value(BY_WHOM), visit.value(REASON)
        self._asks_why = False
        fact = PlacementDeclined(now.provider, now.provider_name, by_whom, reason)
        self.context.bridge.write(fact)
        for draft in (BY_WHOM, REASON):
            self.context.bridge.answer(draft, "")
