"""Every program, found by state, name or pathway, and up to three of them side by side."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from safestation.domain.program import Program
from safestation.domain.station import SiteType
from safestation.ui.fields.filter_list import FilterList
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import grid_in
from safestation.ui.kit.page import BELOW_TABS, TOP, lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.screens.program_differences import ROWS, differences, found_by
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

MOST = 3  # that can be read side by side at 1024 pixels


class ProgramChooser(QWidget):
    """`chosen` gives the program that shall be run; `left` goes back and changes nothing."""

    chosen = Signal(str)
    left = Signal()

    def __init__(  # noqa: PLR0913 - wired once, by its page
        self,
        programs: Mapping[str, Program],
        words: Words,
        tasks: Tasks,
        site: SiteType | None,
        title: str,
        *,
        under_tabs: bool = False,
    ) -> None:
        super().__init__()
        self._programs, self._words, self._tasks = programs, words, tasks
        self._site = site
        self._read = dict[str, Program]()
        self._held: tuple[str, ...] = ()
        self._current = ""
        self.found: FilterList | None = None
        self.take_buttons = dict[str, Button]()
        self.banner = Banner(words)
        self.waiting = Label(words("program.reading"), "muted")
        self.back = Button(words("program.leave"), "secondary", icon="arrow-left")
        self.back.clicked.connect(self.left)
        head = PageHead(title, words("program.chooser_more"))
        head.buttons.addWidget(self.back)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(16))
        self._column.addWidget(self.waiting)
        self._side: Card | None = None
        self._column.addStretch(1)
        above = BELOW_TABS if under_tabs else TOP
        lay_out_page(self, head, self.banner, inside, top=above)

    def begin(self, current: str = "", site: SiteType | None = None) -> None:
        """Read every file elsewhere, then show them; `current` is compared from the start."""
        self._site = site or self._site
        self.banner.hide()
        if self._read:
            self._show(current)
            return
        self._current = current
        self._tasks.run(self._read_all, self._take_in, self._not_read)

    def _read_all(self) -> dict[str, Program]:
        """Return every program that can be read. A worker's."""
        return {program.id: program for program in self._programs.values()}

    @Slot(object)
    def _take_in(self, found: dict[str, Program]) -> None:
        self._read = found
        self._show(self._current)

    @Slot(object)
    def _not_read(self, error: Exception) -> None:
        raise error

    def _show(self, current: str) -> None:
        self.waiting.hide()
        if self.found is None:
            self.found = self._list()
        self._held = (current,) if current in self._read else ()
        self.found.show_values(self._held)
        self._compare()
        self.found.line.setFocus()

    def _list(self) -> FilterList:
        words = self._words
        lines = {name: found_by(program, words) for name, program in self._read.items()}
        options = sorted(lines.items(), key=lambda one: one[1].casefold())
        found = FilterList(options, words("program.find"), words, multi=True)
        found.picked.connect(self._picked)
        card = Card()
        card.body.addWidget(Label(words("program.find"), "section"))
        card.body.addWidget(Label(words("program.find_more"), "muted"))
        card.body.addWidget(found)
        self._column.insertWidget(0, card)
        return found

    @Slot(tuple)
    def _picked(self, values: tuple[str, ...]) -> None:
        if len(values) > MOST and self.found is not None:
            self.found.show_values(self._held)
            self.banner.show_message("clock", self._words("program.three_at_most"))
            return
        self.banner.hide()
        kept = [name for name in self._held if name in values]
        self._held = (*kept, *(name for name in values if name not in kept))
        self._compare()

    def _compare(self) -> None:
        if self._side is not None:
            self._side.hide()
            self._column.removeWidget(self._side)
            self._side.deleteLater()
            self._side = None
        self.take_buttons = {}
        if self.found is not None:
            self.found.line.clear()  # the cards below say which are compared
        if not self._held:
            return
        self._side = card = Card()
        card.body.addWidget(Label(self._words("program.side_by_side"), "section"))
        self._fill(grid_in(card.body), [self._read[name] for name in self._held])
        self._column.insertWidget(1, card)
        card.show()

    def _fill(self, grid: QGridLayout, shown: list[Program]) -> None:
        words = self._words
        grid.setHorizontalSpacing(look().px(20))
        grid.setVerticalSpacing(look().px(4))
        told = [differences(program, words) for program in shown]
        for place, program in enumerate(shown):
            grid.setColumnStretch(place, 1)
            self._head(grid, place, program)
        row = 2
        for key in ROWS:
            respect = Label(words(f"program.row_{key}"), "strong")
            respect.setContentsMargins(0, look().px(14), 0, 0)
            grid.addWidget(respect, row, 0, 1, len(shown))
            for place, one in enumerate(told):
                lines = one[key] or [words("program.says_nothing")]
                text = "\n".join(f"• {line}" for line in lines) if len(lines) > 1 else lines[0]
                label = Label(text, "side" if one[key] else "side-muted")
                grid.addWidget(label, row + 1, place, Qt.AlignmentFlag.AlignTop)
            row += 2

    def _head(self, grid: QGridLayout, place: int, program: Program) -> None:
        words = self._words
        name = program.name.in_language(words.language)
        fits = self._site is None or self._site in program.hosts
        grid.addWidget(
            Label(f"{name} · {program.profile}, {program.state}", "strong"), 0, place
        )
        if not fits:
            grid.addWidget(Label(words("program.no_host"), "muted"), 1, place)
            return
        take = Button(words("program.take"), "secondary")
        take.setAccessibleName(words("program.take_named", name=name))
        take.clicked.connect(lambda _on=False, name=program.id: self.chosen.emit(name))
        self.take_buttons[program.id] = take
        grid.addWidget(take, 1, place)
