"""One provider, typed by hand: every field of the directory, nothing guessed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.answers import Answer, Source, Status, Value
from safestation.domain.errors import AnswerRefused, StationError
from safestation.domain.providers import Provider
from safestation.services.desk import Desk
from safestation.ui.fields import Field, make_field
from safestation.ui.kit import Banner, Button, Card, Label, Scroll
from safestation.ui.kit.layouts import row_in
from safestation.ui.screens.provider_fields import edited, questions_for, raw_of
from safestation.ui.style.theme import look
from safestation.ui.words import Words


class ProviderEditor(QWidget):
    """Edits a copy; nothing is kept before Save. `saved` gives the id, `left` nothing."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self._words = desk, words
        self._codes = desk.provider_files.codes
        self.provider: Provider | None = None
        self._typed: dict[str, Value] = {}
        self.fields: dict[str, Field] = {}
        self.title = Label("", "section")
        self.banner = Banner(words)
        self.save_button = Button(words("providers.save"), "primary")
        self.cancel_button = Button(words("providers.cancel"), "secondary")
        self._lay_out()
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.left)

    def show_provider(self, provider: Provider) -> None:
        """Show a provider, or an empty one, to be edited."""
        self.provider, self._typed = provider, {}
        self.banner.clear()
        self.title.show_text(provider.name or self._words("providers.new"))
        columns = {column.field: column for column in self._codes.columns}
        for name, field in self.fields.items():
            field.show_problem("")
            raw = raw_of(provider, columns[name])
            at = self._desk.clock.now()
            answer = Answer(Status.ANSWERED, raw, Source.RECEIVED, at, at, self._desk.me.id)
            field.show_answer(answer if raw else None)
        self.fields["name"].setFocus()

    @Slot(str, object)
    def _take(self, name: str, raw: object) -> None:
        self._typed[name] = raw if isinstance(raw, tuple) else str(raw)
        self.fields[name].show_problem("")

    @Slot(str, str)
    def _take_unknown(self, name: str, status: str) -> None:
        """Any reason for no answer means here: nobody told us."""
        del status
        columns = {column.field: column for column in self._codes.columns}
        self._take(name, () if columns[name].kind.endswith("codes") else "")

    @Slot()
    def _save(self) -> None:
        if self.provider is None:
            return
        for field in self.fields.values():
            field.show_problem("")
        try:
            wanted = edited(self.provider, self._typed, self._codes)
            kept = self._desk.directory.save_by_hand(wanted, self._desk.me.id)
        except AnswerRefused as refusal:
            self._complain(refusal)
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
        else:
            self.saved.emit(kept.id)

    def _complain(self, refusal: AnswerRefused) -> None:
        """Show at the field what does not fit; nothing was kept, nothing typed is lost."""
        field = self.fields[refusal.question_id]
        text = self._words.filled(refusal.reason, field.question.limits())
        field.show_problem(text)
        field.setFocus()
        self.banner.show_message("danger", f"{field.name}: {text}")

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look().px(12), 0)
        for question in questions_for(self._codes):
            field = make_field(question, self._words, inside)
            field.edited.connect(self._take)
            field.unknown_chosen.connect(self._take_unknown)
            self.fields[question.id] = field
            column.addWidget(field)
        self._inside, self.area = inside, Scroll(inside)
        self._viewport = self.area.viewport()
        card = Card()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look().px(12))
        whole.addWidget(self.banner)
        card.body.addWidget(self.title)
        card.body.addWidget(self.area, 1)
        whole.addWidget(card, 1)
        row = row_in(card.body)
        row.setSpacing(look().px(14))
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.save_button)
