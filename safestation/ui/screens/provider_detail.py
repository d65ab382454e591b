"""One provider as it stands in the directory: what is known, and from where."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.providers import Provider
from safestation.services.desk import Desk
from safestation.ui.kit import Button, Card, Label, Scroll
from safestation.ui.kit.layouts import row_in
from safestation.ui.moments import plain_day
from safestation.ui.screens.provider_fields import LEFT_OUT, shown
from safestation.ui.style.theme import look
from safestation.ui.words import Words

_UNSAID = LEFT_OUT | {"name", "latitude", "longitude"}


class ProviderDetail(Card):
    """Shows what is known in words; what nobody told us is not shown at all."""

    edit_wanted = Signal(str)
    use_wanted = Signal(str, bool)  # whether it is to be in use

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self._words = desk, words
        self.provider: Provider | None = None
        self.name = Label("", "section")
        self.number = Label("", "title")
        self.facts = Label("")
        self.source = Label("", "small")
        self.edit_button = Button(words("providers.edit"), "secondary")
        self.off_button = Button(words("providers.deactivate"), "quiet")
        self.edit_button.clicked.connect(self._edit)
        self.off_button.clicked.connect(self._change_use)
        self._lay_out()

    def show_provider(self, provider: Provider | None) -> None:
        """Show a provider, or how to choose one."""
        self.provider = provider
        for widget in (self.number, self.source, self.edit_button, self.off_button):
            widget.setVisible(provider is not None)
        if provider is None:
            self.name.show_text(self._words("providers.choose_one"))
            self.facts.show_text("")
            return
        words = self._words
        self.name.show_text(provider.name)
        self.number.show_text(provider.number_to_call or words("placement.no_number"))
        self.facts.show_pairs(self._pairs(provider))
        self.source.show_text(self._origin(provider))
        act = "deactivate" if provider.active else "reactivate"
        self.off_button.set_text(words(f"providers.{act}"))

    def _pairs(self, provider: Provider) -> list[tuple[str, str]]:
        codes, language = self._desk.provider_files.codes, self._words.language
        pairs = []
        for column in codes.columns:
            value = shown(provider, column, codes, language)
            if value and column.field not in _UNSAID:
                pairs.append((column.title.in_language(language), value))
        if provider.services:
            pairs.append((self._words("providers.services"), "; ".join(provider.services)))
        return pairs

    def _origin(self, provider: Provider) -> str:
        codes, language = self._desk.provider_files.codes, self._words.language
        day = provider.source_date or provider.updated_at
        source = codes.label("origin", provider.source, language)
        told = f"{source} · {plain_day(day)}" if day else source
        return told if provider.active else f"{told} · {self._words('providers.out_of_use')}"

    @Slot()
    def _edit(self) -> None:
        if self.provider is not None:
            self.edit_wanted.emit(self.provider.id)

    @Slot()
    def _change_use(self) -> None:
        if self.provider is not None:
            self.use_wanted.emit(self.provider.id, not self.provider.active)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        for label in (self.name, self.number, self.facts, self.source):
            column.addWidget(label)
        column.addStretch(1)
        self._inside, self.area = inside, Scroll(inside, gutter=True)
        self._viewport = self.area.viewport()
        self.body.addWidget(self.area, 1)
        row = row_in(self.body)
        row.addWidget(self.edit_button)
        row.addWidget(self.off_button)
        row.addStretch(1)
