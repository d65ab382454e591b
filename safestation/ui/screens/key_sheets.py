"""The small forms of the page on keys. Each says what it will do before it asks."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from safestation.services.keys import SheetDraft
from safestation.ui.kit.button import Button
from safestation.ui.kit.check_row import CheckRow
from safestation.ui.kit.label import Label
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.secrets_typed import Judge, NewPassphrase
from safestation.ui.screens.sheet_proof import SheetProof
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class _Asking(Sheet):
    """A sheet with a few words, a problem line, and one button that says what it does."""

    def __init__(self, host: QWidget, words: Words, title: str, more: str, act: str) -> None:
        super().__init__(host, title)
        self._words = words
        self.problem = Label("", "danger")
        self.problem.hide()
        self.body.addWidget(Label(more, "body"))
        self.go = Button(act, "primary")
        self.go.clicked.connect(self.take)
        self.closed.connect(self.deleteLater)

    def take(self) -> None:
        """Take what was typed; each form writes its own."""
        raise NotImplementedError

    def finish_layout(self) -> None:
        """Put the problem line and the button beneath what is asked."""
        self.body.addWidget(self.problem)
        self.buttons.addWidget(self.go)
        self.offer_cancel(self._words)

    def say(self, key: str) -> None:
        """Say what is missing."""
        self.problem.show_text(self._words(key))
        self.problem.show()


class OwnPassphraseSheet(_Asking):
    """The old passphrase and a new one. `wanted` gives both.

    `judge` returns the key of why the new one will not do, or nothing.
    """

    wanted = Signal(str, str)

    def __init__(self, host: QWidget, words: Words, judge: Judge) -> None:
        title, more = words("keys_page.change_own"), words("keys_page.change_own_more")
        super().__init__(host, words, title, more, words("keys_page.change_own"))
        self.old = PassphraseEntry(words, words("secret.old"))
        self.new = NewPassphrase(words, judge=judge)
        self.body.addWidget(Label(words("secret.old"), "strong"))
        self.body.addWidget(self.old)
        self.body.addWidget(self.new)
        self.new.submitted.connect(self.take)
        self.finish_layout()

    def take(self) -> None:
        """Give both on, once the new one was typed twice alike."""
        if problem := self.new.problem():
            self.say(problem)
            return
        old, new = self.old.text(), self.new.text()
        self.old.clear()
        self.new.clear()
        self.close_sheet()
        self.wanted.emit(old, new)


class ResetSheet(_Asking):
    """A new passphrase that the person types themselves. `wanted` gives it."""

    wanted = Signal(str)

    def __init__(self, host: QWidget, words: Words, name: str, act: str, judge: Judge) -> None:
        title, more = words("station.account_of", name=name), words("station.account_more")
        super().__init__(host, words, title, more, act)
        self.new = NewPassphrase(words, judge=judge)
        self.new.submitted.connect(self.take)
        self.body.addWidget(self.new)
        self.finish_layout()

    def take(self) -> None:
        """Give it on, once it was typed twice alike."""
        if problem := self.new.problem():
            self.say(problem)
            return
        new = self.new.text()
        self.new.clear()
        self.close_sheet()
        self.wanted.emit(new)


class BindSheet(_Asking):
    """One's passphrase, to tie the account to this computer or to free it."""

    wanted = Signal(str)

    def __init__(self, host: QWidget, words: Words, *, bound: bool) -> None:
        key = "bind" if bound else "free"
        title, more = words(f"keys_page.{key}"), words(f"keys_page.{key}_more")
        super().__init__(host, words, title, more, title)
        self.typed = PassphraseEntry(words, words("secret.old"))
        self.typed.submitted.connect(self.take)
        self.body.addWidget(Label(words("secret.old"), "strong"))
        self.body.addWidget(self.typed)
        self.finish_layout()

    def take(self) -> None:
        """Give the passphrase on."""
        if not self.typed.text():
            self.say("secret.missing")
            return
        typed = self.typed.text()
        self.typed.clear()
        self.close_sheet()
        self.wanted.emit(typed)


class ChangeKeySheet(_Asking):
    """One's passphrase, and whether everybody has to choose a new one."""

    wanted = Signal(str, bool)

    def __init__(self, host: QWidget, words: Words) -> None:
        title, more = words("keys_page.change_key"), words("keys_page.change_key_more")
        super().__init__(host, words, title, more, words("keys_page.change_key_go"))
        self.ask = CheckRow(words("keys_page.ask_everybody"))
        self.ask.setChecked(True)
        self.typed = PassphraseEntry(words, words("secret.old"))
        self.typed.submitted.connect(self.take)
        self.body.addWidget(self.ask)
        self.body.addWidget(Label(words("secret.old"), "strong"))
        self.body.addWidget(self.typed)
        self.finish_layout()

    def take(self) -> None:
        """Give passphrase and choice on."""
        if not self.typed.text():
            self.say("secret.missing")
            return
        typed = self.typed.text()
        self.typed.clear()
        self.close_sheet()
        self.wanted.emit(typed, self.ask.isChecked())


class SureSheet(_Asking):
    """Asks once before what cannot be taken back. `sure` says yes."""

    sure = Signal()

    def __init__(self, host: QWidget, words: Words, title: str, more: str) -> None:
        super().__init__(host, words, title, more, title)
        self.finish_layout()

    def take(self) -> None:
        """Say yes."""
        self.close_sheet()
        self.sure.emit()


class NewSheetSheet(Sheet):
    """Prints one new recovery sheet and has it typed back. `proven` gives the change."""

    proven = Signal(object)

    def __init__(  # noqa: PLR0913, PLR0917 - as SheetProof, above a page
        self,
        host: QWidget,
        draft: SheetDraft,
        print_one: Callable[[SheetDraft], None],
        prove: Callable[[str], object],
        words: Words,
        tasks: Tasks,
    ) -> None:
        super().__init__(host, words("keys_page.print_new", number=draft.number), 680)
        self.proof = SheetProof([draft], print_one, prove, words, tasks)
        self.proof.proven.connect(self._finish)
        self.body.addWidget(Label(words("keys_page.new_more"), "body"))
        self.body.addWidget(self.proof)
        self.offer_cancel(words)
        self.closed.connect(self.deleteLater)

    def _finish(self, prepared: object) -> None:
        self.close_sheet()
        self.proven.emit(prepared)
