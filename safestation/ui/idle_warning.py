"""Half a minute before the window locks itself: a band above the page, and no more."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from safestation.ui.kit.banner import Banner
from safestation.ui.style.theme import look
from safestation.ui.words import Words

WIDTH = 720
BESIDE = 330  # Hide and Lock, and below them the emergency, stay in reach


class IdleWarning(Banner):
    """Counts down. Takes no focus: whoever types goes on typing, and that is enough to stay."""

    def __init__(self, window: QMainWindow, words: Words) -> None:
        super().__init__(words, window)
        self._words = words
        self.close_button.hide()
        for widget in (self, *self.findChildren(QWidget)):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)

    def show_left(self, seconds: int) -> None:
        """Show how many seconds are left."""
        say = self._words
        self.show_message(
            "clock",
            say("idle.locks_in", count=seconds),
            say("idle.safe"),
            say("idle.todo"),
            action=say("idle.stay"),
        )
        self._place()
        self.raise_()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        now = look()
        left = now.px(16)
        width = min(now.px(WIDTH), window.width() - left - now.px(BESIDE))
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else self.height()
        self.setGeometry(left, now.px(4), width, height)

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay inside when the window changes its size."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._place()
        return False
