"""Disposal: containers by eye, packages in police custody, nothing about a person."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.disposal import Container, ContainerState, CustodyAct, Fill
from safestation.domain.errors import NotAllowed, StationError
from safestation.services.desk import Desk
from safestation.ui.kit import (
    Banner,
    Button,
    EmptyState,
    FlowLayout,
    Label,
    PageHead,
    Sheet,
)
from safestation.ui.kit.layouts import grid_in
from safestation.ui.kit.page import lay_out_page
from safestation.ui.screens import disposal_forms as forms
from safestation.ui.screens.custody import CustodyCard
from safestation.ui.screens.disposal_parts import (
    BinSheet,
    ContainerCard,
    SafetyCard,
    TurnedInSheet,
    short_day,
)
from safestation.ui.screens.needle_stick import NeedleStickSheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

WIDE, ACROSS_WIDE, ACROSS = 1100, 3, 2


class DisposalScreen(QWidget):
    """The ledger of what is turned in. Knows no visit and shows no clock."""

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del tasks
        self._desk, self._words = desk, words
        self.cards: dict[str, ContainerCard] = {}
        self.sheet: Sheet | None = None
        self._shown_across = 0
        self.head = PageHead(words("disposal.title"), words("disposal.more"))
        self.banner = Banner(words)
        self.safety = SafetyCard(words)
        self.empty = EmptyState("package", words("disposal.none"), words("disposal.none_more"))
        self.gone = Label("", "small")
        self.new = Button(words("disposal.new_container"), "quiet", icon="plus")
        self.stick = Button(words("disposal.stick"), "secondary", icon="triangle-alert")
        self.print_log = Button(words("disposal.print_log"), "quiet", icon="printer")
        keeps = desk.station.site_type.keeps_items
        hand_over = "disposal.take_custody" if keeps else "disposal.hand_over"
        self.hand_over = Button(words(hand_over), "secondary")
        self.turned_in = Button(words("disposal.turned_in"), "primary", shortcut_text="F4")
        self.custody = CustodyCard(words, desk.station.site_type)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Look at the ledger again."""
        every = self._desk.disposal.containers()
        shown = [c for c in every if c.state is not ContainerState.PICKED_UP]
        self._show_cards(shown)
        self._show_gone([c for c in every if c.state is ContainerState.PICKED_UP])
        self.custody.show_packages(self._desk.disposal.packages())

    def turned_in_now(self) -> None:
        """Ask where it goes, after the card of what to wear. F4 from anywhere."""
        sheet = TurnedInSheet(self, self._desk, self._words)
        sheet.bin_asked.connect(self.drop_in)
        sheet.police_asked.connect(self.take_over)
        self._open(sheet)

    def drop_in(self) -> None:
        """Show the open containers with their levels."""
        self._open(BinSheet(self, self._desk, self._words))

    def take_over(self) -> None:
        """Open the form for a package that police take over."""
        self._open(forms.take_over(self, self._desk, self._words))

    @Slot()
    def needle_stick(self) -> None:
        """Show what one of the staff does after a needle stick, with the form to print."""
        self._open(NeedleStickSheet(self, self._words, self._print_stick))

    def _print_stick(self) -> None:
        paper, language = self._desk.ledger_paper, self._words.language
        self._print(lambda: paper.print_needle_stick(language))

    def _open(self, sheet: Sheet) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
        self.sheet = sheet
        sheet.closed.connect(self._after_sheet)
        sheet.open_sheet()

    @Slot()
    def _after_sheet(self) -> None:
        if self.sheet is not None and not self.sheet.isVisible():
            self.sheet = None
        self.refresh()

    def _act(self, package: str, act: str) -> None:
        self._open(forms.act_on(self, self._desk, self._words, package, CustodyAct(act)))

    def _print(self, act: Callable[[], None]) -> None:
        """Print a paper of the ledger, or say in place why not."""
        try:
            act()
        except NotAllowed as refusal:
            self.banner.show_message("danger", self._words(refusal.reason))
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
        else:
            self.banner.show_message("done", self._words("disposal.printed"))

    def _print_record(self, package: str) -> None:
        paper, language = self._desk.ledger_paper, self._words.language
        self._print(lambda: paper.print_destruction(package, language))

    @Slot()
    def _print_log(self) -> None:
        paper, language = self._desk.ledger_paper, self._words.language
        self._print(lambda: paper.print_containers(language))

    def _set_fill(self, container: str, fill: str) -> None:
        card = self.cards[container]
        try:
            self._desk.disposal.set_fill(card.container, Fill(fill))
        except NotAllowed as refusal:
            self.banner.show_message("danger", self._words(refusal.reason))
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
        else:
            self.banner.clear()
            self.refresh()

    def _show_cards(self, shown: list[Container]) -> None:
        """Show the containers; one that is there already keeps its card and the focus."""
        if [c.id for c in shown] != list(self.cards):
            before = self.cards
            self.cards = {c.id: before.get(c.id) or self._card(c) for c in shown}
            for gone in set(before) - set(self.cards):
                self._grid.removeWidget(before[gone])
                before[gone].hide()
                before[gone].deleteLater()
            self._place_cards()
        for container in shown:
            self.cards[container.id].show_container(container)
        self.empty.setVisible(not shown)

    def _card(self, container: Container) -> ContainerCard:
        card = ContainerCard(self._words, container)
        card.fill_picked.connect(lambda fill: self._set_fill(container.id, fill))
        card.close_asked.connect(
            lambda: self._open(
                forms.close_and_replace(self, self._desk, self._words, card.container)
            )
        )
        card.pick_up_asked.connect(
            lambda: self._open(forms.pick_up(self, self._desk, self._words, card.container))
        )
        return card

    def _place_cards(self) -> None:
        across = self._shown_across = self._across()
        widgets: list[QWidget] = [*self.cards.values()]
        last = ACROSS_WIDE - 1 if across == ACROSS_WIDE else len(widgets)
        widgets.insert(min(len(widgets), last), self.safety)
        if not self.cards:
            widgets.insert(0, self.empty)
        for widget in (*widgets, self.empty):
            self._grid.removeWidget(widget)
        for place, widget in enumerate(widgets):
            self._grid.addWidget(widget, place // across, place % across)
            widget.show()  # now, not a moment after the page around it
        for column in range(ACROSS_WIDE):
            self._grid.setColumnStretch(column, int(column < across))

    def _across(self) -> int:
        if look().tight:
            return 1
        return ACROSS_WIDE if self.width() >= look().px(WIDE) else ACROSS

    def _show_gone(self, gone: list[Container]) -> None:
        self.gone.setVisible(bool(gone))
        if gone:
            last = max(gone, key=lambda c: (c.picked_up_on or c.opened_on, c.manifest))
            day = short_day(last.picked_up_on or last.opened_on)
            self.gone.show_text(
                self._words(
                    "disposal.picked_up", count=len(gone), day=day, manifest=last.manifest
                )
            )

    def _connect(self) -> None:
        self.new.clicked.connect(
            lambda: self._open(forms.put_up(self, self._desk, self._words))
        )
        self.hand_over.clicked.connect(self.take_over)
        self.turned_in.clicked.connect(self.turned_in_now)
        self.custody.act_asked.connect(self._act)
        self.custody.print_asked.connect(self._print_record)
        self.print_log.clicked.connect(self._print_log)
        self.stick.clicked.connect(self.needle_stick)

    def _lay_out(self) -> None:
        now = look()
        for button in (self.new, self.hand_over, self.turned_in):
            self.head.buttons.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        self._grid = grid_in(column)
        self._grid.setSpacing(now.px(14))
        column.addWidget(self.gone)
        column.addWidget(self.custody, 1)
        papers = QWidget()
        flow = FlowLayout(papers, now.px(8))
        for button in (self.stick, self.print_log):
            flow.addWidget(button)
        column.addWidget(papers)
        lay_out_page(self, self.head, self.banner, inside)

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put up to three cards beside one another, as many as there is room for."""
        super().resizeEvent(event)
        if self._across() != self._shown_across:
            self._place_cards()
