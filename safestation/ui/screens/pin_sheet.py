"""Shows somebody the PIN for this shift, once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from safestation.domain.errors import NotAllowed, StationError
from safestation.services.desk import Desk
from safestation.services.pins import Pin
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.sheet import Sheet
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class PinSheet(Sheet):
    """Asks for the PIN in the background, and shows it until it is closed."""

    def __init__(self, host: QWidget, desk: Desk, words: Words, tasks: Tasks) -> None:
        super().__init__(host, words("pin_sheet.title"))
        self._words = words
        self.digits = Label("", "display", wrap=False)
        self.digits.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.more = Label(words("pin_sheet.making"), "body")
        self.done = Button(words("pin_sheet.done"), "primary")
        self.done.clicked.connect(self.close_sheet)
        self.body.addWidget(self.digits)
        self.body.addWidget(self.more)
        self.buttons.addWidget(self.done)
        self.closed.connect(self._forget)
        try:
            tasks.run(desk.pins.making(), self._show, self._tell)
        except StationError as error:
            self._tell(error)

    def _show(self, pin: Pin) -> None:
        self.digits.show_text(f"{pin.digits[:3]} {pin.digits[3:]}")
        self.digits.setAccessibleName(" ".join(pin.digits))
        self.more.show_text(self._words("pin_sheet.more", time=f"{pin.until:%H:%M}"))

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        key = error.reason if isinstance(error, NotAllowed) else error.message_key
        self.more.show_text(self._words(key))

    def _forget(self) -> None:
        self.digits.show_text("")
        self.deleteLater()
