"""Forgot the passphrase: a recovery sheet opens the record for one new passphrase."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from safestation.domain.errors import RecordBehind, StationError
from safestation.domain.station import Staff
from safestation.services.keys import Prepared
from safestation.services.recovery import Recovering
from safestation.services.vault import Opening, Vault
from safestation.ui.kit.person_tile import PersonTile
from safestation.ui.screens.cover import Cover
from safestation.ui.screens.secrets_typed import CodeEntry, NewPassphrase, sentence, waited_for
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class RecoverScreen(Cover):
    """First the code, then who, then the passphrase. `done` gives the desk, `left` nothing."""

    done = Signal(object)
    left = Signal()

    def __init__(self, vault: Vault, words: Words, tasks: Tasks) -> None:
        super().__init__(words("recover.title"), words("recover.more"))
        self._vault, self._words, self._tasks = vault, words, tasks
        self._found: Recovering | None = None
        self._person: Staff | None = None
        self.tiles: dict[str, PersonTile] = {}
        self.code = CodeEntry(words, dark=True)
        self.who = QWidget()
        self._row = QHBoxLayout(self.who)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(14))
        self.new = NewPassphrase(words, dark=True)
        for part in (self.code, self.who, self.new):
            self.body.addWidget(part)
        self.who.hide()
        self.new.hide()
        self.go = self.add_button(words("recover.try"), "primary")
        self.back = self.add_button(words("recover.back"), "lock")
        self.buttons.addStretch(1)
        self.code.submitted.connect(self.go_on)
        self.new.submitted.connect(self.go_on)
        self.go.clicked.connect(self.go_on)
        self.back.clicked.connect(self.left)

    def begin(self) -> None:
        """Put the cursor where the code goes."""
        self.code.setFocus()

    def go_on(self) -> None:
        """Do what the step in hand asks for, in the background: it is slow by design."""
        if not self.go.isEnabled():
            return
        if self._found is None:
            self._run(partial(self._vault.prove_sheet, self.code.text()), self._opened)
            return
        problem = self.new.problem()
        if problem or self._person is None:
            self.say(self._words(problem or "recover.choose"))
            return
        work = partial(self._found.prepare, self._person, self.new.text())
        self._run(work, self._prepared)

    def _opened(self, opening: Opening) -> None:
        self.go.setEnabled(True)
        self.code.clear()
        try:
            self._found = self._vault.recover(opening, may_upgrade=False)
        except RecordBehind as behind:
            work = partial(self._vault.bring_up_to_date, opening)
            self._run(work, lambda _nothing: self._opened(opening), waited_for(behind))
            return
        except StationError as error:
            self.say(sentence(self._words, error))
            return
        self.say("")
        self._ask_who(self._found)

    def _ask_who(self, found: Recovering) -> None:
        words = self._words
        self.title.show_text(words("recover.opened"))
        self.more.show_text(words("recover.opened_more"))
        self.go.set_text(words("recover.finish"))
        self.code.hide()
        for person in found.coordinators:
            tile = PersonTile(person.initials, person.name, words("role.coordinator"))
            tile.clicked.connect(partial(self._choose, person))
            self.tiles[person.id] = tile
            self._row.addWidget(tile)
        self._row.addStretch(1)
        self.who.show()
        self.new.show()
        if found.coordinators:
            self._choose(found.coordinators[0])
        self.new.setFocus()

    def _choose(self, person: Staff, _checked: object = None) -> None:
        self._person = person
        for staff, tile in self.tiles.items():
            tile.setChecked(staff == person.id)

    def _prepared(self, prepared: Prepared) -> None:
        self.go.setEnabled(True)
        if self._found is None or self._person is None:
            return
        try:
            desk = self._found.finish(self._person, prepared)
        except StationError as error:
            self.say(sentence(self._words, error))
            return
        self.new.clear()
        self.done.emit(desk)

    def _run(
        self, work: Callable[[], object], done: object, wait: str = "recover.wait"
    ) -> None:
        self.go.setEnabled(False)
        self.say(self._words(wait))
        self._tasks.run(work, done, self._failed)  # type: ignore[arg-type]  # each takes what its work returns

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if not isinstance(error, StationError):
            raise error
        self.say(sentence(self._words, error))
