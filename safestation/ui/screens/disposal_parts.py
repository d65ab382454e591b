"""Cards of the ledger: what to wear, a container, what was turned in just now."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QWidget

from safestation.domain.disposal import (
    FILL_ORDER,
    Container,
    ContainerKind,
    ContainerState,
    Fill,
)
from safestation.domain.errors import NotAllowed, StationError
from safestation.services.desk import Desk
from safestation.ui.kit import (
    Banner,
    Button,
    Card,
    CardButton,
    Chip,
    FlowLayout,
    Label,
    ProgressLine,
    Segmented,
    Sheet,
)
from safestation.ui.kit.layouts import row_in
from safestation.ui.screens.disposal_forms import name_of
from safestation.ui.style.theme import look
from safestation.ui.words import Words

NEARLY = frozenset({Fill.THREE_QUARTERS, Fill.FULL})
LINES = ("gloves", "powder", "liquid")


def short_day(day: date) -> str:
    """Return "2 Nov"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


class SafetyCard(Card):
    """What to wear before anything is touched (NIOSH; law README 4.1)."""

    def __init__(self, words: Words) -> None:
        super().__init__("clock")
        told = ("title", *LINES, "wash")
        self.setAccessibleName(" ".join(words(f"disposal.ppe_{one}") for one in told))
        self.body.addWidget(Label(words("disposal.ppe_title"), "section"))
        for line in LINES:
            self.body.addWidget(Label(words(f"disposal.ppe_{line}"), "side"))
        self.body.addWidget(Label(words("disposal.ppe_wash"), "strong"))
        self.body.addStretch(1)


class ContainerCard(Card):
    """One container: how full by eye, close and replace, pickup."""

    fill_picked = Signal(str)
    close_asked = Signal()
    pick_up_asked = Signal()

    def __init__(self, words: Words, container: Container) -> None:
        super().__init__("plain")
        self._words = words
        self.container = container
        self.name = Label("", "section")
        self.chip = Chip()
        self.place = Label("", "muted")
        self.line = ProgressLine("done", 14)
        self.note = Label("", "small")
        fills = [(f.value, words(f"disposal.fill_{f.value}")) for f in FILL_ORDER[1:]]
        self.fill = Segmented(fills, words("disposal.by_eye"))
        self.close_button = Button(words("disposal.close"), "small")
        self.pick_button = Button(words("disposal.pick_up"), "small")
        self.fill.picked.connect(self._pick)
        self.close_button.clicked.connect(self.close_asked)
        self.pick_button.clicked.connect(self.pick_up_asked)
        self._lay_out()
        self.show_container(container)

    def show_container(self, container: Container) -> None:
        """Show the container as it is now."""
        words, fill = self._words, container.fill
        self.container = container
        is_open = container.state is ContainerState.OPEN
        state = fill.value if is_open else "closed"
        tone = "clock" if fill in NEARLY or not is_open else "done"
        self.name.show_text(name_of(container, words))
        self.chip.show_text(words(f"disposal.state_{state}"), tone)
        place = container.place or words("disposal.nowhere")
        day = short_day((None if is_open else container.closed_on) or container.opened_on)
        key = "opened" if is_open else "closed_on"
        self.place.show_text(words(f"disposal.{key}", place=place, day=day))
        self.line.show_progress(FILL_ORDER.index(fill), len(FILL_ORDER) - 1, tone)
        self.note.show_text(self._note(container))
        self.fill.show_value(fill.value)
        for widget in (self.fill, self.close_button):
            widget.setVisible(is_open)
        self.pick_button.setVisible(not is_open)

    def _note(self, container: Container) -> str:
        words, fill = self._words, container.fill.value
        if container.state is not ContainerState.OPEN:
            return words("disposal.note_closed", name=container.closed_by)
        told = words(f"disposal.note_{fill}")
        if container.kind is ContainerKind.PARAPHERNALIA and container.fill not in NEARLY:
            return words("disposal.dropped")
        if container.kind is ContainerKind.RECEPTACLE:
            return f"{told} {words('disposal.receptacle_note')}"
        return told

    def _pick(self, fill: str) -> None:
        self.fill.show_value(self.container.fill.value)
        if fill:
            self.fill_picked.emit(fill)

    def _lay_out(self) -> None:
        head = row_in(self.body)
        head.addWidget(self.name, 1)
        head.addWidget(self.chip)
        for widget in (self.place, self.line, self.note, self.fill):
            self.body.addWidget(widget)
        row = QWidget()
        flow = FlowLayout(row, look().px(12))
        flow.addWidget(self.close_button)
        flow.addWidget(self.pick_button)
        self.body.addWidget(row)
        self.body.addStretch(1)


class BinSheet(Sheet):
    """The open containers with their levels: looked at after somebody dropped something in."""

    def __init__(self, host: QWidget, desk: Desk, words: Words) -> None:
        super().__init__(host, words("disposal.bin_title"), 640)
        self._desk, self._words = desk, words
        self.banner = Banner(words)
        self.cards: list[ContainerCard] = []
        self.body.addWidget(self.banner)
        self.body.addWidget(Label(words("disposal.bin_note"), "muted"))
        self.done = Button(words("disposal.done"), "primary")
        self.done.clicked.connect(self.close_sheet)
        self.buttons.addWidget(self.done)
        self.closed.connect(self.deleteLater)
        found = [c for c in desk.disposal.containers() if c.state is ContainerState.OPEN]
        for container in found:
            self._add(container)
        if not found:
            self.body.addWidget(Label(words("disposal.bin_none"), "clock"))

    def _add(self, container: Container) -> None:
        card = ContainerCard(self._words, container)
        card.close_button.hide()
        card.fill_picked.connect(lambda fill, card=card: self._set(card, fill))
        self.cards.append(card)
        self.body.addWidget(card)

    def _set(self, card: ContainerCard, fill: str) -> None:
        try:
            now = self._desk.disposal.set_fill(card.container, Fill(fill))
        except NotAllowed as refusal:
            self.banner.show_message("danger", self._words(refusal.reason))
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
        else:
            self.banner.clear()
            card.show_container(now)
            card.close_button.hide()


class TurnedInSheet(Sheet):
    """Where it goes: into the container by the person, or to police."""

    bin_asked = Signal()
    police_asked = Signal()

    def __init__(self, host: QWidget, desk: Desk, words: Words) -> None:
        super().__init__(host, words("disposal.now_title"), 640)
        keeps = desk.station.site_type.keeps_items
        phone = "" if keeps else desk.station.police_phone
        how = "disposal.now_police_police" if keeps else "disposal.now_police_fire"
        self.into_bin = self._tile(words("disposal.now_bin"), words("disposal.now_bin_more"))
        self.to_police = self._tile(words("disposal.now_police"), words(how))
        self.cancel = Button(words("disposal.cancel"), "secondary")
        self.cancel.clicked.connect(self.close_sheet)
        self.buttons.addWidget(self.cancel)
        self.body.addWidget(SafetyCard(words))
        for tile, signal in (
            (self.into_bin, self.bin_asked),
            (self.to_police, self.police_asked),
        ):
            self.body.addWidget(tile)
            if tile is self.to_police and phone:
                self.body.addWidget(Label(words("items.call_police", phone=phone), "section"))
            tile.clicked.connect(self.close_sheet)
            tile.clicked.connect(signal)
        self.closed.connect(self.deleteLater)

    def _tile(self, title: str, more: str) -> CardButton:
        tile = CardButton(f"{title}. {more}")
        tile.add(Label(title, "strong"))
        tile.add(Label(more, "muted"))
        return tile
