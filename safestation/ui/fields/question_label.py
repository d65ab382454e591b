"""The label of a question: one line if there is room, more if not."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from safestation.ui.kit import Label
from safestation.ui.kit.paint import text_width
from safestation.ui.style.theme import SEMIBOLD, look


class QuestionLabel(Label):
    """Asks for the width of its words, so that what follows stands right behind them."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "question")
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return one line."""
        wide = text_width(self.words, look().font(15, SEMIBOLD)) + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the width of a long word."""
        least = super().minimumSizeHint()
        return QSize(min(look().px(72), self.sizeHint().width()), least.height())
