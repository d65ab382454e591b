"""When somebody may be about to kill themself: stay, 988, the station's own protocol."""

from safestation.services.screening import is_suicide_danger
from safestation.ui.kit import Card, Label
from safestation.ui.visit.context import VisitContext


class SuicideCard(Card):
    """Shown as soon as an answer asks for it, hidden otherwise. Nothing closes it."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("danger", "danger")
        self._context = context
        words = context.words
        self.body.addWidget(Label(words("medical.suicide.title"), "danger-section"))
        self.body.addWidget(Label(words("medical.suicide.stay")))
        self.body.addWidget(Label(words("medical.suicide.lifeline")))
        if protocol := context.desk.station.suicide_protocol:
            text = words("medical.suicide.protocol", protocol=protocol)
            self.body.addWidget(Label(text, "strong"))
        self.setAccessibleName(words("medical.suicide.title"))
        self.hide()

    def refresh(self) -> None:
        """Show or hide, by what was answered."""
        desk = self._context.desk
        self.setVisible(is_suicide_danger(self._context.visit, desk.instruments))
