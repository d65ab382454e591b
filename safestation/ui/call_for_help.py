"""An emergency while no visit is on the screen: whose it is, and no second lost."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from safestation.domain.errors import StationError
from safestation.domain.permissions import Permission
from safestation.services.desk import Desk
from safestation.ui.kit.sheet import close_sheets
from safestation.ui.screens.who_sheet import WhoSheet, called_on_board
from safestation.ui.words import Words


class CallForHelp(QObject):
    """Asks only where there is a choice.

    `wanted` gives the visit, or nothing for somebody new; `nobody` says that the one who
    pressed can neither name somebody here nor start for somebody new.
    """

    wanted = Signal(str)
    nobody = Signal()

    def __init__(self, host: QWidget, words: Words) -> None:
        super().__init__(host)
        self._host, self._words = host, words

    def ask(self, desk: Desk) -> None:
        """Find out whose emergency it is."""
        if not desk.gate.allows(Permission.CALL_FOR_HELP):
            return
        may_start = desk.gate.allows(Permission.OPEN_VISIT)
        people = self._people(desk)
        if people:
            self._offer(people, may_start=may_start)
        elif may_start:
            self.wanted.emit("")
        else:
            self.nobody.emit()

    def _people(self, desk: Desk) -> Mapping[str, str]:
        try:
            return called_on_board(desk.counter.board(), self._words)
        except StationError:
            return {}  # the time counts: somebody new can be written down by hand

    def _offer(self, people: Mapping[str, str], *, may_start: bool) -> None:
        close_sheets(self._host)
        who = WhoSheet(self._host, self._words, people, may_start=may_start)
        who.chosen.connect(self.wanted)
        who.open_sheet()
