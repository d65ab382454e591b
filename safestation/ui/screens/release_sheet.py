"""Shows a coordinator which accounts are locked, and lets them be tried again."""

from functools import partial

from PySide6.QtWidgets import QWidget

from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.lockout import COMMANDS
from safestation.services.desk import Desk
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.sheet import Sheet
from safestation.ui.words import Words


class ReleaseSheet(Sheet):
    """One press releases one account. Opens by itself after a coordinator's sign-in."""

    def __init__(self, host: QWidget, desk: Desk, words: Words) -> None:
        super().__init__(host, words("release.title"))
        self._desk, self._words = desk, words
        self.body.addWidget(Label(words("release.more"), "body"))
        self.outcome = Label("", "strong")
        self.outcome.hide()
        self.presses: dict[str, Button] = {}
        for account in sorted(desk.releases.locked()):
            is_command = account == COMMANDS
            name = words("release.command") if is_command else desk.people.name_of(account)
            press = Button(words("release.release", name=name), "secondary")
            press.clicked.connect(partial(self._release, account, name))
            self.presses[account] = press
            self.body.addWidget(press)
        self.body.addWidget(self.outcome)
        self.later = Button(words("release.later"), "quiet")
        self.later.clicked.connect(self.close_sheet)
        self.buttons.addWidget(self.later)
        self.closed.connect(self.deleteLater)

    def _release(self, account: str, name: str, _on: object = None) -> None:
        try:
            self._desk.releases.release(account)
        except NotAllowed as error:
            self._say(self._words(error.reason))
            return
        except StationError as error:
            self._say(self._words(error.message_key))
            return
        self.presses.pop(account).setEnabled(False)
        self._say(self._words("release.released", name=name))
        if not self.presses:
            self.later.set_text(self._words("kit.sheet.close"))

    def _say(self, text: str) -> None:
        self.outcome.show_text(text)
        self.outcome.show()
