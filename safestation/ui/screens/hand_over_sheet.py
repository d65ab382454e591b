"""Who has a follow-up from now on: somebody of the staff, or a role of the program."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from safestation.services.desk import Desk
from safestation.services.follow_ups import Due
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.select import Select
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.follow_up_rows import person_of
from safestation.ui.style.theme import look
from safestation.ui.words import Words


class HandOverSheet(Sheet):
    """Offers names and roles. `taken` gives the one chosen; whoever keeps it closes."""

    taken = Signal(str)

    def __init__(self, host: QWidget, desk: Desk, words: Words, due: Due) -> None:
        person = person_of(due, words)
        super().__init__(host, words("followups.hand_over_title", person=person))
        self._words = words
        language = words.language
        roles = [(role.id, role.name.in_language(language)) for role in due.program.roles]
        names = [(one.name, one.name) for one in desk.people.everybody()]
        held = due.task.owner
        options = [pair for pair in (*roles, *names) if pair[0] != held]
        self.owner = Select(options, words("followups.hand_over_to"))
        self.owner.setMinimumHeight(look().px(46))
        self.banner = Banner(words)
        self.banner.hide()
        self.keep = Button(words("followups.hand_over"), "primary")
        self.body.addWidget(Label(words("followups.hand_over_to"), "strong"))
        self.body.addWidget(self.owner)
        self.body.addWidget(Label(words("followups.hand_over_more"), "muted"))
        self.body.addWidget(self.banner)
        self.cancel = Button(words("entry.cancel"), "secondary")
        for button in (self.cancel, self.keep):
            self.buttons.addWidget(button)
        self.cancel.clicked.connect(self.close_sheet)
        self.keep.clicked.connect(self.take)
        self.closed.connect(self.deleteLater)

    @Slot()
    def take(self) -> None:
        """Give who has it, or say that nobody is chosen."""
        if not self.owner.value:
            self.tell("followups.owner_needed")
            return
        self.taken.emit(self.owner.value)

    def tell(self, key: str) -> None:
        """Say why it could not be kept."""
        self.banner.show_message("clock", self._words(key))
        self.banner.show()
