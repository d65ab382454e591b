"""Providers: the directory, looked up, typed by hand, taken in from a file, given out."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from safestation.domain.errors import StationError
from safestation.domain.providers import Provider
from safestation.services.desk import Desk
from safestation.ui.kit import (
    Banner,
    Button,
    Card,
    Cell,
    CheckRow,
    Column,
    Label,
    PageHead,
    Row,
    Table,
)
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.pages import Pages
from safestation.ui.screens.provider_detail import ProviderDetail
from safestation.ui.screens.provider_editor import ProviderEditor
from safestation.ui.screens.provider_giving import ProviderGiving
from safestation.ui.screens.provider_import import ProviderImport
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

MOST_ROWS = 200  # more are found by typing


class ProvidersScreen(QWidget):
    """The list with the detail beside it; the editor and the import take its place."""

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, words
        self._found: dict[str, Provider] = {}
        self.head = PageHead(words("providers.title"), words("providers.more"))
        self.banner = Banner(words)
        self.search = QLineEdit()
        self.search.setPlaceholderText(words("providers.search"))
        self.search.setAccessibleName(words("providers.search"))
        self.search.setClearButtonEnabled(True)
        self.with_unused = CheckRow(words("providers.show_unused"))
        self.table = Table(_columns(words), words("providers.title"))
        self.count = Label("", "small")
        self.detail = ProviderDetail(desk, words)
        self.editor = ProviderEditor(desk, words)
        self.wizard = ProviderImport(desk, words, tasks)
        self.giving = ProviderGiving(desk, words)
        self.stack = Pages()
        self.buttons = {
            "import": Button(words("providers.import"), "secondary", icon="upload"),
            "add": Button(words("providers.add"), "primary", icon="plus"),
        }
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Look at the directory again."""
        typed = self.search.text().casefold().split()
        every = self._desk.directory.list(with_unused=self.with_unused.isChecked())
        found = [one for one in every if _has(one, typed)]
        self._found = {one.id: one for one in found}
        self.table.show_rows([self._row(one) for one in found[:MOST_ROWS]])
        self.count.show_text(self._words("providers.count", count=len(found)))
        self.detail.show_provider(self._found.get(self.table.selected_id))

    @Slot(str)
    def edit(self, provider_id: str) -> None:
        """Open the editor on a provider."""
        provider = self._desk.directory.get(provider_id)
        if provider is not None:
            self.stack.show_page(self.editor)
            self.editor.show_provider(provider)

    @Slot()
    def add(self) -> None:
        """Open the editor on an empty provider."""
        self.stack.show_page(self.editor)
        self.editor.show_provider(self._desk.directory.new())

    @Slot()
    def take_in(self) -> None:
        """Open the import."""
        self.banner.clear()
        self.stack.show_page(self.wizard)
        self.wizard.begin()

    @Slot()
    def back(self) -> None:
        """Show the list again."""
        self.stack.show_page(self.listing)
        self.refresh()

    @Slot(str, bool)
    def _use(self, provider_id: str, wanted: bool) -> None:  # noqa: FBT001 - as Qt gives it
        """Put a place out of use or back, and say so: it may leave the list at once."""
        directory = self._desk.directory
        act = directory.reactivate if wanted else directory.deactivate
        try:
            name = act(provider_id, self._desk.me.id).name
        except StationError as error:
            self._tell("danger", self._words(error.message_key))
        else:
            key = "providers.in_use_again" if wanted else "providers.put_out"
            self._tell("done", self._words(key, name=name))
        self.table.setFocus()  # the button that was pressed may be gone with the place
        self.refresh()

    @Slot(str)
    def _saved(self, provider_id: str) -> None:
        self.back()
        self.table.select(provider_id)
        self._tell("done", self._words("providers.saved"))

    @Slot(int)
    def _imported(self, count: int) -> None:
        self.back()
        self._tell("done", self._words("providers.imported", count=count))

    @Slot(str, str)
    def _tell(self, tone: str, text: str) -> None:
        self.banner.show_message(tone, text)

    def _row(self, one: Provider) -> Row:
        codes, language = self._desk.provider_files.codes, self._words.language
        levels = ", ".join(codes.label("level", c, language) for c in one.levels_of_care[:2])
        return Row(
            one.id,
            (
                Cell(one.name, detail=one.city, bold=True),
                one.number_to_call or self._words("placement.no_number"),
                levels or self._words("providers.unknown"),
            ),
            faded=not one.active,
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.with_unused.toggled.connect(lambda _on: self.refresh())
        self.table.selected.connect(lambda one: self.detail.show_provider(self._found.get(one)))
        self.table.chosen.connect(self.edit)
        self.detail.edit_wanted.connect(self.edit)
        self.detail.use_wanted.connect(self._use)
        self.editor.saved.connect(self._saved)
        self.wizard.imported.connect(self._imported)
        for part in (self.editor, self.wizard):
            part.left.connect(self.back)
        self.buttons["add"].clicked.connect(self.add)
        self.buttons["import"].clicked.connect(self.take_in)
        self.giving.told.connect(self._tell)

    def _lay_out(self) -> None:
        now = look()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(now.px(24), now.px(20), now.px(24), now.px(20))
        whole.setSpacing(now.px(16))
        whole.addWidget(self.head)
        whole.addWidget(self.banner)
        listed = Card()
        listed.body.setSpacing(now.px(8))
        for widget in (self.search, self.with_unused):
            listed.body.addWidget(widget)
        listed.body.addWidget(self.table, 1)
        foot = row_in(listed.body)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.giving)
        self.listing = QWidget()
        column = QVBoxLayout(self.listing)
        column.setContentsMargins(0, 0, 0, 0)
        self.sides = row_in(column, 1)
        self.sides.setSpacing(now.px(16))
        self.sides.addWidget(listed, 3)
        self.sides.addWidget(self.detail, 2)
        for button in self.buttons.values():
            self.head.buttons.addWidget(button)
        for part in (self.listing, self.editor, self.wizard):
            self.stack.add(part)
        self.stack.changed.connect(self._show_buttons)
        whole.addWidget(self.stack, 1)

    @Slot(QWidget)
    def _show_buttons(self, page: QWidget) -> None:
        """Keep what opens another page to the list; an editor has its own primary action."""
        for button in self.buttons.values():
            button.setVisible(page is self.listing)

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the provider in hand under the list where room is tight."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self.sides.setDirection(way.TopToBottom if look().tight else way.LeftToRight)


def _columns(words: Words) -> list[Column]:
    keys = {"name": 2, "number": 0, "levels": 1}
    return [Column(words(f"providers.column_{key}"), stretch) for key, stretch in keys.items()]


def _has(one: Provider, typed: list[str]) -> bool:
    text = f"{one.name} {one.organization} {one.city} {one.number_to_call}".casefold()
    return all(word in text for word in typed)
