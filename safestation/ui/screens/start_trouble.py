"""The calm page when the record does not open, or SafeStation cannot start here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import SharedFolder, StationError
from safestation.services.vault import Vault
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.scroll import Scroll
from safestation.ui.screens.backup_words import told, when
from safestation.ui.style.theme import look
from safestation.ui.words import Words

WIDTH = 760


class CalmPage(QWidget):
    """What happened, what is safe, what to do: a card in the middle, and its buttons."""

    def __init__(self, title: str, what: str) -> None:
        super().__init__()
        now = look()
        self.card = Card(accent="clock", pad=28)
        self.card.setMaximumWidth(now.px(WIDTH))
        self.card.body.setSpacing(now.px(10))
        self.card.body.addWidget(Label(title, "title"))
        self.card.body.addWidget(Label(what, "body"))
        self.acts = QWidget()
        self.buttons = FlowLayout(self.acts, now.px(14))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addStretch(1)
        row = row_in(column)
        row.addStretch(1)
        row.addWidget(self.card, 4)
        row.addStretch(1)
        column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(inside))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def say(self, text: str, heading: str = "") -> None:
        """Add a paragraph, under a heading of its own if there is one."""
        if heading:
            self.card.body.addSpacing(look().px(6))
            self.card.body.addWidget(Label(heading, "section"))
        self.card.body.addWidget(Label(text, "body"))

    def end(self, *buttons: Button) -> None:
        """Put the buttons below everything said."""
        self.card.body.addSpacing(look().px(12))
        for button in buttons:
            self.buttons.addWidget(button)
        self.card.body.addWidget(self.acts)


class DamagedPage(CalmPage):
    """Offers the last verified backup; overwrites nothing."""

    restore_wanted = Signal()
    left = Signal()

    def __init__(self, vault: Vault, error: StationError, words: Words) -> None:
        super().__init__(words("start.damaged_title"), told(error, words))
        self.restore = Button(words("start.restore"), "primary")
        self.back = Button(words("start.back"), "secondary")
        self.restore.clicked.connect(self.restore_wanted)
        self.back.clicked.connect(self.left)
        self.say(words("start.safe_nothing"), words("start.safe"))
        self.say(_last_backup(vault, words))
        self.say(words("start.todo_text"), words("start.todo"))
        self.end(self.restore, self.back)


class NotStartedPage(CalmPage):
    """Another SafeStation runs, or the folder is none for a record."""

    left = Signal()

    def __init__(self, error: StationError, words: Words) -> None:
        super().__init__(words("start.title"), words(error.message_key))
        if isinstance(error, SharedFolder):
            self.say(words(error.reason))
            self.say(words("place.todo"), words("start.todo"))
        else:
            running = error.message_key == "error.already_running"
            self.say(words("start.running_more" if running else "start.trouble_more"))
        self.close_button = Button(words("start.close"), "primary")
        self.close_button.clicked.connect(self.left)
        self.end(self.close_button)


def _last_backup(vault: Vault, words: Words) -> str:
    try:
        kept = vault.rescue.kept()
    except StationError:
        kept = ()
    if not kept:
        return words("start.safe_none")
    made = when(kept[0].at, vault.clock.now(), words)
    return words("start.safe_backup", when=made, count=kept[0].manifest.holds.visits)
