"""The visit's page: header, map of steps, the step in hand, and what to do, say and why."""

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from safestation.domain.emergency import open_emergency
from safestation.domain.facts import EmergencyStarted
from safestation.domain.program import Step
from safestation.domain.progress import StepState, progress
from safestation.ui.fields import Field
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.card import Card
from safestation.ui.kit.in_sight import settle, show_now
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in, row_in, take_all
from safestation.ui.kit.once import on_key
from safestation.ui.kit.reading import enter
from safestation.ui.kit.scroll import GUTTER, Scroll
from safestation.ui.kit.side_panel import SidePanel
from safestation.ui.kit.step_rail import Step as RailStep
from safestation.ui.kit.step_rail import StepRail
from safestation.ui.steps import page_for
from safestation.ui.steps.emergency import EmergencyPanel
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext
from safestation.ui.visit.foot import StepFoot
from safestation.ui.visit.head import VisitHead
from safestation.ui.visit.notes_card import LastNote, NotesCard
from safestation.ui.visit.person_card import PersonCard
from safestation.ui.visit.side import emergency_cards, program_cards, step_cards

NARROW = 1200
SIDE, SIDE_NARROW, SIDE_WORK = 280, 240, 400
RAIL, RAIL_NARROW = 244, 72
MOST_STEPS = 10  # that a digit opens; 0 stands for the tenth
RAIL_STATES = {
    StepState.TODO: "todo",
    StepState.STARTED: "partly",
    StepState.DONE: "done",
    StepState.ATTENTION: "attention",
}


class VisitFrame(QWidget):
    """Shows one visit. `left` goes back to the counter; the visit waits as it is."""

    left = Signal()

    def __init__(self, context: VisitContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._words = context.words
        self._site = context.desk.station.site_type
        self.page: StepPage | None = None
        self.notes: NotesCard | None = None
        self.person: PersonCard | None = None
        self.last_note: LastNote | None = None
        self.emergency: EmergencyPanel | None = None
        self._step = self._first_step()
        self._cards_below = False
        self._told_done = False
        self._build()
        self._lay_out()
        self._connect()
        self.show_step(self._step.id, context.visit.place.field)

    # What the shell asks

    def refresh(self) -> None:
        """Show the visit as it is now."""
        self._refresh_head()
        self._show_rail()
        self._show_emergency()
        if self.page is not None:
            self.page.refresh()
        if self.notes is not None and self.last_note is not None:
            self.notes.refresh()
            self.last_note.refresh()
        if self.person is not None:
            self.person.refresh()
        self.foot.refresh(self._step, self.page)
        self._fit.start()

    def tick(self) -> None:
        """Move the clocks on."""
        self._refresh_head()
        if self.emergency is not None:
            self.emergency.tick()

    def show_step(self, step_id: str, field: str = "") -> None:
        """Open a step, after what was said on the one before is kept."""
        step = self.context.program.step(step_id)
        if step is None:
            return
        self._take_done_away()
        if self.page is not None:
            self.page.leaving()
            self.context.bridge.flush()
        self._step = step
        self._put(page_for(step.page)(self.context, step, self))
        self.context.bridge.stand_at(step.id, field)
        self.refresh()
        self._show_side()
        settle()
        self._fit_page()
        settle()
        self._go_to(field)

    def come_back(self) -> None:
        """Put the focus where work stopped; an emergency that goes on comes before that."""
        if self.emergency is not None:
            enter(self.emergency)
        else:
            self._go_to(self.context.visit.place.field)

    def start_emergency(self, trigger: str = "f9") -> None:
        """Interrupt the intake; the time runs from now."""
        if open_emergency(self.context.visit) is None:
            self.context.bridge.write(EmergencyStarted(trigger))
        self.refresh()

    def go_on(self) -> None:
        """Do the primary action: the page's own, or the next step."""
        own = self.page.primary() if self.page is not None else None
        if own is not None and self.page is not None:
            if own[1]:
                self.page.take_primary()
            return
        self._move(1)

    # Inside

    def _call_for_help(self) -> None:
        self.start_emergency()

    def _first_step(self) -> Step:
        path = self.context.path()
        stood = self.context.visit.place.step
        return next((step for step in path if step.id == stood), path[0])

    def _move(self, by: int) -> None:
        path = [s.id for s in self.context.path()]
        here = path.index(self._step.id) if self._step.id in path else 0
        there = here + by
        if 0 <= there < len(path):
            self.show_step(path[there])
        else:
            self.left.emit()

    def _open_number(self, number: int) -> None:
        """Open the step with a number on the map."""
        if number <= len(self.rail.lines):
            self.show_step(self.rail.lines[number - 1].step.id)

    def _put(self, page: StepPage) -> None:
        if self.page is not None:
            self.side.show_guest(None)
            self.page.keep_beside()  # it goes with its page
            self._body.addWidget(self.below)  # it stays
        self._put_away(self.page)
        self.page = page
        page.field_focused.connect(self._stand_at)
        self._body.insertWidget(self._body.indexOf(self.below), page, 1)
        page.show()  # now, not with the next layout: it is about to take the focus
        self.scroller.verticalScrollBar().setValue(0)
        self.title.show_text(self._step.title.in_language(self._words.language))
        self._share_room()

    def _go_to(self, field: str) -> None:
        """Put the focus into a question, wherever on the page it stands."""
        if self.page is None:
            return
        self.page.go_to_field(field)
        found = self.page.findChild(Field, field) if field else None
        focused = QApplication.focusWidget()
        if found is None or not found.isVisibleTo(self.page):
            return
        if focused is None or not found.isAncestorOf(focused):
            found.setFocus()

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Remember the question that has the focus: there work goes on."""
        around = new if new is not None and self._holds(new) else None
        while around is not None and not isinstance(around, Field):
            around = around.parentWidget()
        if around is not None:
            self.context.bridge.stand_at(self._step.id, around.question.id)

    @Slot(str)
    def _stand_at(self, field: str) -> None:
        """Remember a line that is no question of the program, as a page tells it."""
        self.context.bridge.stand_at(self._step.id, field)

    def _holds(self, widget: QWidget) -> bool:
        return self.page is not None and self.page.isAncestorOf(widget)

    def _put_away(self, old: QWidget | None) -> None:
        """Let the last page go, once what was clicked on it is done."""
        if old is not None:
            old.hide()
            self._body.removeWidget(old)
            old.deleteLater()

    def _refresh_head(self) -> None:
        self.head.refresh(small=self._is_small())

    def _show_rail(self) -> None:
        steps = progress(self.context.program, self.context.visit, self._site)
        language = self._words.language
        self.rail.show_steps(
            [
                RailStep(p.step.id, p.step.title.in_language(language), RAIL_STATES[p.state])
                for p in steps
            ]
        )
        self.rail.show_current(self._step.id)
        self.foot.show_left(next((p.left for p in steps if p.step.id == self._step.id), 0))

    def _show_emergency(self) -> None:
        going_on = open_emergency(self.context.visit) is not None
        if going_on and self.emergency is None:
            self._take_done_away()
            self.emergency = EmergencyPanel(self.context, self)
            self._middle.insertWidget(0, self.emergency, 1)
            self.emergency.refresh()
            self.card.hide()
            self._share_room()
            self._show_side()
            self._settle()
            enter(self.emergency)
            self.side.to_top()  # the focus went through it on its way
        if not going_on and self.emergency is not None:
            self.emergency.hide()
            self.emergency.deleteLater()
            self.emergency = None
            self.card.show()
            self._share_room()
            self._show_side()
            self.come_back()
            self.side.to_top()  # likewise
        if self.emergency is not None:
            self.emergency.refresh()
        self.card.setVisible(not going_on)
        self.head.help.setEnabled(not going_on)

    def _settle(self) -> None:
        """Give everything its place now, or the focus would scroll to where nothing is yet."""
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def _show_side(self) -> None:
        cards = emergency_cards if self.emergency is not None else step_cards
        self.notes = NotesCard(self.context, self)
        self.last_note = LastNote(self.context)
        self.person = PersonCard(self.context, self)
        beside = cards(self.context, self._step)
        about = program_cards(self.context, self._step)
        shown = [self.last_note, *beside, *about, self.notes, self.person]
        for gone in take_all(self._below):
            gone.hide()
            gone.deleteLater()
        if self._cards_below:
            self.side.show_cards([])
            for card in shown:
                self._below.addWidget(card)
                show_now(card)
        else:
            self.side.show_cards(shown)

    def _take_done_away(self) -> None:
        """Take away that something was done: it was about what is left now."""
        if self._told_done:
            self._tell("", "")

    def _tell(self, tone: str, text: str) -> None:
        self._told_done = tone == "done"
        if text:
            self.banner.show_message(tone, text)
        else:
            self.banner.clear()

    def _show_refusal(self, question: str, reason: str) -> None:
        """Say why an act was refused; a field says it for its own question."""
        if not question:
            self._tell("danger", self._words(reason))

    def _show_trouble(self, key: str) -> None:
        if key:
            self.head.show_unsaved()
            self._tell("danger", self._words(key))
        else:
            self.banner.clear()

    def _build(self) -> None:
        words = self._words
        self.head = VisitHead(self.context)
        self.banner = Banner(words)
        self.banner.hide()
        self.rail = StepRail(words)
        self.title = Label("", "section")
        self.below = QWidget()
        self._below = QVBoxLayout(self.below)
        self._below.setContentsMargins(0, look().px(16), 0, 0)
        self._below.setSpacing(look().px(14))
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self.below)
        self.scroller = Scroll(body, gutter=True)
        self.foot = StepFoot(self.context)
        self.side = SidePanel()
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self._fit_page)

    def _fit_page(self) -> None:
        """Give the page the height its texts need at this width; the rest scrolls."""
        for part in (self.page, self.below):
            layout = part.layout() if part is not None else None
            if part is None or layout is None:
                continue
            room = self.scroller.viewport().width()
            needed = layout.totalHeightForWidth(room) if part.hasHeightForWidth() else 0
            if part.minimumHeight() != needed:
                part.setMinimumHeight(needed)

    def _connect(self) -> None:
        bridge, wishes = self.context.bridge, self.context.wishes
        bridge.changed.connect(self.refresh)
        bridge.saved.connect(self.head.show_saved)
        bridge.trouble.connect(self._show_trouble)
        bridge.refused.connect(self._show_refusal)
        wishes.step_wanted.connect(self.show_step)
        wishes.emergency_wanted.connect(self.start_emergency)
        wishes.told.connect(self._tell)
        wishes.left.connect(self.left)
        self.rail.chosen.connect(self.show_step)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.head.help.clicked.connect(self._call_for_help)
        self.foot.back.clicked.connect(lambda: self._move(-1))
        self.foot.park.clicked.connect(self.left)
        self.foot.next.clicked.connect(self.go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(keys, self, self.go_on)
        for number in range(1, MOST_STEPS + 1):
            on_key(f"Ctrl+{number % MOST_STEPS}", self, partial(self._open_number, number))

    def _lay_out(self) -> None:
        now = look()
        self.rail_card = Card(pad=10)
        self.rail_scroll = Scroll(self.rail)
        self.rail_card.body.addWidget(self.rail_scroll)
        self.card = Card()
        self.card.body.setSpacing(now.px(8))
        self.card.body.addWidget(self.scroller, 1)
        self.card.body.addWidget(self.foot)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(now.px(12))
        self._above = column_in(self._outer)
        self._above.setSpacing(now.px(12))
        for part in (self.head, self.banner):
            self._above.addWidget(part)
        row = row_in(self._outer, 1)
        row.setSpacing(now.px(16))
        row.addWidget(self.rail_card)
        self._middle = column_in(row, 1)
        self._middle.addWidget(self.card, 1)
        row.addWidget(self.side)

    def _share_room(self) -> None:
        """Make map and side panel narrow in a small window, and for a page that needs it."""
        wide = self.page is not None and self.page.wide
        now, narrow = look(), wide or self._is_small()
        self.rail.set_compact(narrow)
        beside = self._share_with_page()
        self.side.set_width(SIDE_WORK if beside else SIDE_NARROW if narrow else SIDE)
        self.rail_scroll.keep_width(now.px((RAIL_NARROW if narrow else RAIL) - 20))
        self._share_tightly()
        self.foot.fit(small=self._is_small())
        self._fit.start()

    def _share_with_page(self) -> bool:
        """Give what a page has beside itself the room at the right; tell whether it has."""
        small = self._is_small() or self.emergency is not None
        beside = self.page.beside() if self.page is not None and not small else None
        self.side.show_guest(beside)
        if beside is None and self.page is not None:
            self.page.keep_beside()
        return beside is not None

    def _share_tightly(self) -> None:
        """Where room is tight, let what stands beside the page follow below it."""
        tight, now = look().tight, look()
        below = self._take_cards_in() or tight
        self.side.setHidden(below)
        self.below.setVisible(below)
        self.head.spare(tight=tight)
        left, top, low = (8, 6, 6) if tight else (24, 16, 12)
        edge = 0 if below else now.px(GUTTER)  # the bar of the cards stands in the margin
        right = now.px(left) - edge
        self._above.setContentsMargins(0, 0, edge, 0)
        self._outer.setContentsMargins(now.px(left), now.px(top), right, now.px(low))
        pad = now.px(8 if tight else GUTTER)
        self.card.body.setContentsMargins(pad, pad, 0, pad)  # the bar stands in the edge
        home = self._body if tight else self.card.body
        if home.indexOf(self.title) < 0 or below != self._cards_below:
            self._cards_below = below
            home.insertWidget(0, self.title)
            self._show_side()

    def _take_cards_in(self) -> bool:
        """Give what stands at the right to a page that needs all the room; tell whether."""
        page = self.page if not look().tight and self.emergency is None else None
        if page is not None and page.take_in(self.below):
            return True
        self._body.addWidget(self.below)
        return False

    def _is_small(self) -> bool:
        return self.width() < look().px(NARROW - 88)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let map and side panel give way on a small screen."""
        self._share_room()
        self._refresh_head()
        super().resizeEvent(event)
