"""While hands wait, the window lives, and so does what works behind it."""

from threading import Event, Thread

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from safestation.hands import let_pass
from tests.ui.at_the_window import AtTheWindow, here

__all__ = ["here"]  # a fixture

SPELLS = (
    1000  # of work with a pause between, two for each look that the hands have patience for
)


def test_a_worker_gets_on_while_hands_wait(here: AtTheWindow) -> None:
    pause = Event()

    def work() -> None:
        for _ in range(SPELLS):
            pause.wait(0.0005)

    worker = Thread(target=work)
    worker.start()
    here.hands.wait_for(lambda: not worker.is_alive())

    assert not worker.is_alive()


def test_what_was_set_off_has_happened_when_a_moment_is_over(qtbot: QtBot) -> None:
    del qtbot
    left = [5]

    def go_on() -> None:
        left[0] -= 1
        if left[0]:
            soon.start()

    soon = QTimer(singleShot=True, interval=0)
    soon.timeout.connect(go_on)
    soon.start()
    let_pass(0)

    assert left == [0]
