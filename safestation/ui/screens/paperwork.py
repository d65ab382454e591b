"""Paperwork: who has papers, what is in each packet, and the very page it prints."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.domain.board import Card as Person
from safestation.domain.facts import RidePlanned
from safestation.domain.visit import VisitId
from safestation.services.desk import Desk
from safestation.services.paper import PacketItem
from safestation.services.session import VisitSession
from safestation.ui.kit import (
    Button,
    Card,
    CardButton,
    Chip,
    Elided,
    EmptyState,
    Label,
    PageHead,
    PdfView,
    Scroll,
    elapsed_words,
)
from safestation.ui.kit.layouts import row_in
from safestation.ui.moments import wall_time
from safestation.ui.steps.packet import PacketPanel
from safestation.ui.steps.packet_row import whom
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

LIST_WIDTH = 420


class PaperworkScreen(QWidget):
    """The open visits with papers on the left, the page of the chosen form on the right."""

    visit_chosen = Signal(str)

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, words
        self.current: VisitId | None = None
        self.inside = QWidget()
        self._sessions: dict[VisitId, VisitSession] = {}
        self.people: dict[VisitId, QWidget] = {}
        self.packet = PacketPanel(desk, words, tasks)
        self.packet.previewed.connect(self._show_preview)
        self.open_button = Button(words("paper.open_visit"), "quiet")
        self.open_button.clicked.connect(self._open)
        self.whom = Label(words("paper.preview_none"), "small")
        self.preview = PdfView(words)
        self.empty = EmptyState("printer", words("paper.empty"), words("paper.empty_text"))
        self._lay_out()

    def refresh(self) -> None:
        """Look at the record again, and stay with the same visit if it is still open."""
        found = [
            (person, self._desk.counter.papers_of(person.visit)) for person in self._people()
        ]
        with_papers = [
            (person, session)
            for person, session in found
            if person.placement or self._desk.paper.packet(session)
        ]
        self.empty.setVisible(not with_papers)
        self.inside.setVisible(bool(with_papers))
        self.packet.button.setVisible(bool(with_papers))
        self._sessions = {person.visit: session for person, session in with_papers}
        if self.current not in self._sessions:
            self.current = next(iter(self._sessions), None)
        self._show_people([person for person, _ in with_papers])
        self._show_packet()

    def choose(self, visit: VisitId) -> None:
        """Show the packet of another visit."""
        self.current = visit
        self.refresh()
        self.packet.setFocus()

    def _people(self) -> Sequence[Person]:
        return self._desk.counter.board().cards

    def _show_packet(self) -> None:
        self.preview.clear()
        self.whom.show_text(self._words("paper.preview_none"))
        if self.current is not None:
            self._desk.counter.note_view(self.current)
            self.packet.show_session(self._sessions[self.current])

    def _show_people(self, people: Sequence[Person]) -> None:
        self.packet.setParent(self)
        self.open_button.setParent(self)
        for old in self.people.values():
            self.list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.people = {}
        for person in people:
            chosen = person.visit == self.current
            card = self._chosen_card(person) if chosen else self._other_card(person)
            self.people[person.visit] = card
            self.list.insertWidget(self.list.count() - 1, card)

    def _chosen_card(self, person: Person) -> QWidget:
        card = Card()
        card.set_selected(True)
        card.body.addWidget(self._head(person))
        for widget in (self.packet, self.open_button):
            card.body.addWidget(widget)
            widget.show()
        return card

    def _other_card(self, person: Person) -> QWidget:
        card = CardButton(f"{self._name(person)}. {self._where(person)}")
        card.add(self._head(person))
        card.clicked.connect(lambda _on=False, visit=person.visit: self.choose(visit))
        return card

    def _head(self, person: Person) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        top = row_in(column)
        top.addWidget(Label(self._name(person), "section", wrap=False))
        top.addStretch(1)
        ride = self._ride(self._sessions[person.visit])
        waited = elapsed_words(person.here)
        top.addWidget(Chip(ride, "clock") if ride else Label(waited, "muted", wrap=False))
        column.addWidget(Elided(self._where(person), "muted"))
        return head

    def _name(self, person: Person) -> str:
        return person.label or self._words("paper.unnamed")

    def _where(self, person: Person) -> str:
        return f"{person.placement or self._words('paper.no_place')} · {person.number}"

    def _ride(self, session: VisitSession) -> str:
        planned = session.visit.last(RidePlanned)
        if planned is None or planned[1].leaves_at is None:
            return ""
        return self._words("paper.ride", time=wall_time(planned[1].leaves_at, session.now))

    @Slot(object, bytes)
    def _show_preview(self, item: PacketItem, pdf: bytes) -> None:
        self.whom.show_text(whom(item, self._words))
        self.preview.show_pdf(pdf)

    @Slot()
    def _open(self) -> None:
        if self.current is not None:
            self.visit_chosen.emit(self.current)

    def _lay_out(self) -> None:
        words, room = self._words, look().px(24)
        holder = QWidget()
        self.list = QVBoxLayout(holder)
        self.list.setContentsMargins(0, 0, look().px(8), 0)
        self.list.setSpacing(look().px(12))
        self.list.addStretch(1)
        scroll = Scroll(holder)
        scroll.setAccessibleName(words("paper.visits"))
        scroll.setFixedWidth(look().px(LIST_WIDTH))
        page = Card("well", pad=12)
        page.body.addWidget(self.whom)
        page.body.addWidget(self.preview, 1)
        row = QHBoxLayout(self.inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(16))
        row.addWidget(scroll)
        row.addWidget(page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(room, look().px(20), room, look().px(20))
        column.setSpacing(look().px(16))
        head = PageHead(words("paper.title"), words("paper.subtitle"))
        head.buttons.addWidget(self.packet.button)  # a long list would push it out of sight
        column.addWidget(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.inside, 1)
