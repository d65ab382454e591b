"""Somebody was asked to choose a new passphrase: nothing else opens before it is chosen."""

from functools import partial

from PySide6.QtCore import Signal

from safestation.domain.errors import StationError
from safestation.services.desk import Desk
from safestation.services.keys import Prepared
from safestation.ui.kit.label import Label
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.screens.cover import Cover
from safestation.ui.screens.secrets_typed import NewPassphrase, sentence
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class MustChangeScreen(Cover):
    """Asks for the old passphrase and a new one. `done` gives the desk, `left` nothing."""

    done = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, words: Words, tasks: Tasks) -> None:
        title = words("must_change.title", name=desk.me.name)
        super().__init__(title, words("must_change.more"))
        self._desk, self._words, self._tasks = desk, words, tasks
        self.old = PassphraseEntry(words, words("secret.old"), dark=True)
        self.new = NewPassphrase(words, dark=True)
        self.body.addWidget(Label(words("secret.old"), "on-lock-small"))
        self.body.addWidget(self.old)
        self.body.addWidget(self.new)
        self.go = self.add_button(words("must_change.go"), "primary")
        self.back = self.add_button(words("recover.back"), "lock")
        self.buttons.addStretch(1)
        self.new.submitted.connect(self.change)
        self.go.clicked.connect(self.change)
        self.back.clicked.connect(self.left)

    def begin(self) -> None:
        """Put the cursor where typing starts."""
        self.old.setFocus()

    def change(self) -> None:
        """Work out the new passphrase in the background, then keep it."""
        problem = self.new.problem()
        if problem or not self.go.isEnabled():
            self.say(self._words(problem) if problem else "")
            return
        self.go.setEnabled(False)
        self.say(self._words("recover.wait"))
        work = partial(self._desk.keys.change_mine, self.old.text(), self.new.text())
        self._tasks.run(work, self._keep, self._failed)

    def _keep(self, prepared: Prepared) -> None:
        self.go.setEnabled(True)
        try:
            self._desk.keys.keep(prepared)
        except StationError as error:
            self.say(sentence(self._words, error))
            return
        self.old.clear()
        self.new.clear()
        self.done.emit(self._desk)

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if not isinstance(error, StationError):
            raise error
        self.say(sentence(self._words, error))
