"""Where secrets are typed: a new passphrase twice, and the code of a recovery sheet."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from safestation.domain.errors import (
    CodeMistyped,
    ErasedAreBack,
    NotAllowed,
    RecordBehind,
    StationError,
    WeakPassphrase,
)
from safestation.domain.recovery_code import GROUP, GROUPS, wrong_groups
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.style.theme import look
from safestation.ui.words import Words

Judge = Callable[[str], str]


def no_judge(_passphrase: str) -> str:
    """Find nothing wrong: strength is judged where the passphrase is taken."""
    return ""


class NewPassphrase(QWidget):
    """A passphrase typed twice. `submitted` says that Enter was pressed in the second.

    `judge` says what is wrong with one that was typed twice alike, where that can be told
    at once: a form that closed first would have to be typed again.
    """

    submitted = Signal()

    def __init__(
        self,
        words: Words,
        *,
        dark: bool = False,
        beside: bool = False,
        judge: Judge = no_judge,
    ) -> None:
        super().__init__()
        self._words, self._judge = words, judge
        self.first = PassphraseEntry(words, words("secret.new"), dark=dark)
        self.again = PassphraseEntry(words, words("secret.again"), dark=dark)
        self.again.submitted.connect(self.submitted)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(across if beside else down, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        for key, entry in (("secret.new", self.first), ("secret.again", self.again)):
            column = column_in(row)
            column.setSpacing(look().px(4))
            column.addWidget(Label(words(key), "on-lock-small" if dark else "strong"))
            column.addWidget(entry)
        self.setFocusProxy(self.first)

    def problem(self) -> str:
        """Return the key of what is wrong, or nothing."""
        typed = self.first.text()
        if not typed:
            return "secret.missing"
        return self._judge(typed) if typed == self.again.text() else "setup.not_the_same"

    def text(self) -> str:
        """Return what was typed, untouched."""
        return self.first.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()


class CodeEntry(QWidget):
    """The code of a recovery sheet, typed or scanned; says at which group a slip is.

    A scanner types like a keyboard and ends with Enter: `submitted`.
    """

    submitted = Signal()

    def __init__(self, words: Words, *, dark: bool = False) -> None:
        super().__init__()
        self._words = words
        self.line = QLineEdit(self)
        self.line.setAccessibleName(words("secret.code"))
        self.line.setPlaceholderText(words("secret.code_hint"))
        hints = "ImhSensitiveData|ImhNoPredictiveText|ImhPreferUppercase"
        self.line.setProperty("inputMethodHints", hints)
        self.line.setProperty("surface", "lock" if dark else "")
        self.line.setMinimumHeight(look().px(48))
        self.line.setMaxLength(4 * GROUPS * GROUP)
        self.line.returnPressed.connect(self.submitted)
        self.line.textEdited.connect(self._look)
        self.told = Label("", "on-lock-small" if dark else "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.line)
        column.addWidget(self.told)
        self.setFocusProxy(self.line)
        self._look("")

    def text(self) -> str:
        """Return what was typed, untouched."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self._look("")

    def _look(self, typed: str) -> None:
        """Say how far the typing is, and which whole group is not as printed."""
        count = sum(letter.isalnum() for letter in typed)
        whole = min(count // GROUP, GROUPS)
        wrong = [str(n) for n in wrong_groups(typed) if n <= whole]
        if wrong:
            self.told.show_text(self._words("secret.code_wrong", groups=", ".join(wrong)))
        else:
            self.told.show_text(self._words("secret.code_right", right=whole, total=GROUPS))


def waited_for(behind: RecordBehind) -> str:
    """Return the key of what is said while a worker makes a record ready to be opened."""
    again = isinstance(behind, ErasedAreBack)
    return "signin.erasing_again" if again else "signin.upgrading"


def sentence(words: Words, error: StationError) -> str:
    """Return what to say about an error that keys can raise."""
    if isinstance(error, CodeMistyped):
        groups = ", ".join(str(n) for n in error.groups if n <= GROUPS)
        if groups:
            return words("secret.code_wrong", groups=groups)
    if isinstance(error, NotAllowed | WeakPassphrase):
        return words(error.reason)
    return words(error.message_key)
