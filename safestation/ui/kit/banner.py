"""What happened, whether what was typed is safe, what to do now. Never a pop-up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.icon import Icon
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.style.theme import look
from safestation.ui.words import Words

_ICONS = {"danger": "triangle-alert", "clock": "clock", "done": "check", "info": "info"}


class Banner(Card):
    """A message in the page, hidden until there is one. `acted` is the remedy pressed."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("danger", pad=12, parent=parent)
        self._icon = Icon("triangle-alert", 24, "danger")
        self.what = Label("", "strong")
        self.more = Label("", "side")
        self.action = Button("", "small")
        self.close_button = Button("✕", "quiet")
        self.speak(words)
        self.action.clicked.connect(self.acted)
        self.close_button.clicked.connect(self._dismiss)
        row = row_in(self.body)
        row.setSpacing(look().px(12))
        row.addWidget(self._icon)
        texts = column_in(row, 1)
        texts.setSpacing(look().px(2))
        texts.addWidget(self.what)
        texts.addWidget(self.more)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def speak(self, words: Words) -> None:
        """Say in the language of the words now what the cross does."""
        self.close_button.setAccessibleName(words("kit.banner.dismiss"))

    def show_message(
        self, tone: str, what: str, safe: str = "", todo: str = "", *, action: str = ""
    ) -> None:
        """Show a message. `tone` is danger, clock, done or info; `action` names a remedy."""
        self.set_tone(tone)
        self._icon.show_icon(_ICONS[tone], "primary" if tone == "info" else tone)
        self.what.show_text(what)
        self.more.show_text(" ".join(part for part in (safe, todo) if part))
        self.more.setVisible(bool(safe or todo))
        self.action.set_text(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(" ".join(part for part in (what, safe, todo) if part))
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
