"""How to reach somebody who agreed to a check-in, where nobody has asked yet."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit import Label
from safestation.ui.steps.asking import FieldList
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

SECTION = "contact"
WHERE_THEY_LIVE = frozenset({"county", "city", "address"})  # no way to reach anybody
REACHES = ("phone", "email", "support_phone")


class ReachCard(QWidget):
    """Says that no number is known, and asks for it and for its rules right there."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context = context
        self.hint = Label(context.words("close.no_contact"), "clock")
        asked = context.desk.sections[SECTION].questions
        self.fields = FieldList(context, [q for q in asked if q.id not in WHERE_THEY_LIVE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.hint)
        column.addWidget(self.fields)
        self.hide()

    def show_agreed(self, *, agreed: bool) -> None:
        """Ask where somebody agreed and cannot be reached.

        What is asked once stays, or it would go away under the first digit.
        """
        visit = self._context.visit
        reachable = any(visit.value(question) for question in REACHES)
        self.hint.setHidden(reachable)
        self.setVisible(agreed and (not reachable or not self.isHidden()))
        self.fields.refresh()
