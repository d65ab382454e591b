"""The station's program: each value as shipped and as it is here, and its wall papers."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.overrides import Override
from safestation.domain.permissions import Permission
from safestation.services.desk import Desk
from safestation.services.program_book import Line
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import put_in
from safestation.ui.kit.page import BELOW_TABS, lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.pages import Pages
from safestation.ui.kit.segmented import Segmented
from safestation.ui.screens.program_chooser import ProgramChooser
from safestation.ui.screens.program_rows import HISTORY, VALUES, past_row, table, value_row
from safestation.ui.screens.program_sheet import ValueSheet, back_sheet, value_sheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class ProgramPage(QWidget):
    """A tab of the station. `changed` tells the shell to open the desk anew."""

    changed = Signal()

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, words
        self._lines = dict[str, Line]()
        self.sheet: ValueSheet | None = None
        self.banner = Banner(words)
        self.head = PageHead(words("program.title"), "")
        self.choose = Button(words("program.choose"), "secondary")
        self.values = table(words, VALUES, "program.values")
        self.history = table(words, HISTORY, "program.history")
        self.none = Label(words("program.no_history"), "muted")
        self.unset = Label("", "muted")
        self.change = Button(words("program.change"), "primary", icon="pen-line")
        self.back = Button(words("program.back"), "secondary", icon="refresh-cw")
        tongues = [(code, words(f"program.paper_{code}")) for code in words.languages]
        self.tongue = Segmented(tongues, words("program.paper_language"))
        self.tongue.show_value(words.language)
        self.tongue.picked.connect(self.tongue.show_value)
        self.card = Button(words("program.print_card"), "secondary", icon="printer")
        self.notice = Button(words("program.print_notice"), "secondary", icon="printer")
        self.chooser = ProgramChooser(
            desk.programs, words, tasks, desk.station.site_type, words("program.choose"),
            under_tabs=True,
        )  # fmt: skip
        self._pages = Pages(self)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Show the values as they are kept."""
        book, words, program = self._desk.program_book, self._words, self._desk.program
        name = program.name.in_language(words.language)
        told = words("program.version", name=name, version=book.version())
        self.head.show_texts(words("program.title"), told)
        self._lines = {line.shipped.path: line for line in book.lines()}
        self.values.show_rows([value_row(one, words) for one in self._lines.values()])
        left = sum(line.is_open for line in self._lines.values())
        self.unset.show_text(words("program.unset", count=left) if left else "")
        self.unset.setVisible(bool(left))
        past = book.history()
        self.history.show_rows(
            [
                past_row(n, one, by, self._lines.get(one.path), words)
                for n, (one, by) in enumerate(past)
            ]
        )
        self.history.setVisible(bool(past))
        self.none.setHidden(bool(past))
        can = self._desk.gate.allows(Permission.CHANGE_STATION)
        for button in (self.change, self.back, self.choose):
            button.setVisible(can)
        for button in (self.card, self.notice):
            button.setVisible(self._desk.gate.allows(Permission.PRINT))

    @Slot()
    def ask_change(self) -> None:
        """Ask for the station's own value of the selected line, and who approved it."""
        self._ask(back=False)

    @Slot()
    def ask_back(self) -> None:
        """Ask who approved going back to the shipped value."""
        self._ask(back=True)

    def _ask(self, *, back: bool) -> None:
        line, words = self._lines.get(self.values.selected_id), self._words
        if line is None:
            self.banner.show_message("clock", words("program.choose_line"))
            return
        if back and line.own is None and not line.older:
            self.banner.show_message("clock", words("program.is_shipped"))
            return
        asked, today = back_sheet if back else value_sheet, self._desk.clock.now().date()
        self.sheet = asked(self, words, line, today, self._keep)
        self.sheet.open_sheet(self.sheet.form.line("approved_by" if back else "value"))

    def _keep(self, wanted: Override) -> None:
        self._desk.program_book.change(wanted)
        self.changed.emit()

    @Slot()
    def print_card(self) -> None:
        """Print the program card for the wall."""
        self._print(self._desk.program_book.print_card)

    @Slot()
    def print_notice(self) -> None:
        """Print the visitor's notice for the wall."""
        self._print(self._desk.program_book.print_notice)

    def _print(self, act: Callable[[str], None]) -> None:
        try:
            act(self.tongue.value or self._words.language)
        except NotAllowed as refusal:
            self.banner.show_message("danger", self._words(refusal.reason))
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
        else:
            self.banner.show_message("done", self._words("program.printed"))

    @Slot()
    def show_chooser(self) -> None:
        """Show every program side by side."""
        self._pages.show_page(self.chooser)
        self.chooser.begin(self._desk.station.program)

    @Slot()
    def _leave_chooser(self) -> None:
        self._pages.show_page(self._inside)
        self.choose.setFocus()

    def _take(self, program: str) -> None:
        try:
            self._desk.program_book.choose(program)
        except NotAllowed as refusal:
            self.chooser.banner.show_message("danger", self._words(refusal.reason))
        except StationError as error:
            self.chooser.banner.show_message("danger", self._words(error.message_key))
        else:
            self.changed.emit()

    def _connect(self) -> None:
        self.change.clicked.connect(self.ask_change)
        self.values.chosen.connect(self._opened)
        self.back.clicked.connect(self.ask_back)
        self.card.clicked.connect(self.print_card)
        self.notice.clicked.connect(self.print_notice)
        self.choose.clicked.connect(self.show_chooser)
        self.chooser.left.connect(self._leave_chooser)
        self.chooser.chosen.connect(self._take)

    @Slot(str)
    def _opened(self, _path: str) -> None:
        if self.change.isVisibleTo(self):
            self.ask_change()

    def _arrange(self) -> None:
        words, now = self._words, look()
        self.head.buttons.addWidget(self.choose)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        values = _card(words, "values")
        values.body.addWidget(self.unset)
        _put_row(values.body, self.change, self.back)
        values.body.addWidget(self.values)
        wall = _card(words, "wall")
        _put_row(wall.body, self.tongue, self.card, self.notice)
        history = _card(words, "history")
        history.body.addWidget(self.history)
        history.body.addWidget(self.none)
        for card in (wall, values, history):
            column.addWidget(card)
        column.addStretch(1)
        self._inside = QWidget()
        lay_out_page(self._inside, self.head, self.banner, inside, top=BELOW_TABS)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._pages.add(self._inside)
        self._pages.add(self.chooser)


def _card(words: Words, name: str) -> Card:
    card = Card()
    card.body.addWidget(Label(words(f"program.{name}"), "section"))
    card.body.addWidget(Label(words(f"program.{name}_more"), "muted"))
    return card


def _put_row(body: QVBoxLayout, *parts: QWidget) -> None:
    row = put_in(body, FlowLayout(gap=look().px(14)))
    for part in parts:
        row.addWidget(part)
