"""The bar at the top: which station, what time it is, who is signed in, how to leave."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.icon import Icon
from safestation.ui.kit.label import Elided, Label
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.kit.paint import text_width
from safestation.ui.style.theme import BOLD, look
from safestation.ui.words import Words


class HeaderBar(QWidget):
    """Shows station, profile, clock and person; says when hiding or locking is asked."""

    hide_asked = Signal()
    lock_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Elided("", "on-header-name")
        self.profile = Elided("", "on-header-soft")
        self.date = Label("", "on-header-soft", wrap=False)
        self.time = Label("", "on-header-clock", wrap=False)
        widest = text_width("00:00", look().font(18, BOLD))
        self.time.setMinimumWidth(widest + look().px(4))  # no minute moves what is beside it
        self.person = Label("", "on-header", wrap=False)
        self.detail = Label("", "on-header-soft", wrap=False)
        self.hide_button = Button(words("kit.header.hide"), "header", shortcut_text="F11")
        self.lock_button = Button(words("kit.header.lock"), "header", shortcut_text="F12")
        self.hide_button.clicked.connect(self.hide_asked)
        self.lock_button.clicked.connect(self.lock_asked)
        self.training = _Training(words, self)
        self.training.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.training)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def speak(self, words: Words) -> None:
        """Say again, in the language of the words now, what the bar says by itself."""
        self.hide_button.set_text(words("kit.header.hide"))
        self.lock_button.set_text(words("kit.header.lock"))
        self.training.speak(words)

    def show_station(self, name: str, profile: str) -> None:
        """Show the station's name and the program profile in force."""
        self.name.show_text(name)
        self.profile.show_text(profile)

    def show_clock(self, date: str, time: str) -> None:
        """Show the date and the local time, as the owner of the clock writes them."""
        self.date.show_text(date)
        self.time.show_text(time)

    def show_person(self, name: str, detail: str) -> None:
        """Show who is signed in; nothing hides the place and the lock button."""
        self.person.show_text(name)
        self.detail.show_text(detail)
        for widget in (self.person, self.hide_button, self.lock_button):
            widget.setVisible(bool(name))
        self._share_room()

    def show_training(self, training: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Show or hide the amber band that says that nothing here is real."""
        self.training.setVisible(training)

    def _share_room(self) -> None:
        """Let the station's name and the time stay where there is no room for everything."""
        for label in (self.date, self.profile):
            label.setHidden(look().tight)
        self.detail.setHidden(look().tight or not self.person.words)

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show less in a narrow window."""
        super().resizeEvent(event)
        self._share_room()

    def _bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setProperty("surface", "header")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(look().px(56))
        row = QHBoxLayout(bar)
        row.setContentsMargins(look().px(20), 0, look().px(17), 0)
        row.setSpacing(look().px(18))
        row.addWidget(self.name)
        row.addWidget(self.profile, 1)
        clock = row_in(row)
        clock.setSpacing(look().px(12))
        clock.addWidget(self.date)
        clock.addWidget(self.time)
        people = column_in(row)
        people.setSpacing(0)
        people.addStretch(1)
        for label in (self.person, self.detail):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            people.addWidget(label)
        people.addStretch(1)
        row.addWidget(self.hide_button)
        row.addWidget(self.lock_button)
        return bar


class _Training(QWidget):
    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "training")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(look().px(20), look().px(5), look().px(20), look().px(5))
        row.setSpacing(look().px(8))
        row.addWidget(Icon("triangle-alert", 18, "clock"))
        self.what = Label("", "training", wrap=False)
        self.note = Label("", "small", wrap=False)
        row.addWidget(self.what)
        row.addWidget(self.note, 1)
        self.speak(words)

    def speak(self, words: Words) -> None:
        self.what.show_text(words("kit.header.training"))
        self.note.show_text(words("kit.header.training_note"))
