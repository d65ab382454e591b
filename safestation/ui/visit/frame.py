"""The visit's page: header, map of steps, the step in hand, and what to do, say and why."""

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from safestation.domain.emergency import at_hospital, open_emergency, partner_told_at
from safestation.domain.entries import is_out
from safestation.domain.facts import EmergencyStarted, PartnerCalled
from safestation.domain.labels import full_name, label_of
from safestation.domain.milestones import WINDOWS, Urgency, clocks
from safestation.domain.opening import plain_way
from safestation.domain.program import Step
from safestation.domain.progress import StepState, progress
from safestation.domain.visit import VisitState
from safestation.ui.fields import Field
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import KINDS, Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.chip import Chip
from safestation.ui.kit.elapsed import clock_words
from safestation.ui.kit.in_sight import settle, show_now
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in, row_in, take_all
from safestation.ui.kit.once import on_key
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.reading import enter
from safestation.ui.kit.saved import Saved
from safestation.ui.kit.scroll import GUTTER, Scroll
from safestation.ui.kit.side_panel import SidePanel
from safestation.ui.kit.step_rail import Step as RailStep
from safestation.ui.kit.step_rail import StepRail
from safestation.ui.moments import wall_time
from safestation.ui.screens.ways_sheet import entry_title
from safestation.ui.steps import page_for
from safestation.ui.steps.emergency import EmergencyPanel
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext
from safestation.ui.visit.notes_card import LastNote, NotesCard
from safestation.ui.visit.person_card import PersonCard
from safestation.ui.visit.side import emergency_cards, program_cards, step_cards

QWIDGETSIZE_MAX = (1 << 24) - 1
NARROW = 1200
PARTNER = "partner"  # the kind of the page from which partners are called
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
        self._show_head()
        self._show_rail()
        self._show_emergency()
        if self.page is not None:
            self.page.refresh()
        if self.notes is not None and self.last_note is not None:
            self.notes.refresh()
            self.last_note.refresh()
        if self.person is not None:
            self.person.refresh()
        self._show_primary()
        self._fit.start()

    def tick(self) -> None:
        """Move the clocks on."""
        self._show_head()
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

    def _show_head(self) -> None:
        visit, now = self.context.visit, self.context.desk.clock.now()
        name = full_name(visit) or label_of(visit, now.date())
        plain = plain_way(self.context.program) is not None
        key = "visit.number" if plain else "visit.number_any"
        where, number = self._where(), self._words(key, number=visit.number)
        facts = where if self._is_small() else f"{where} · {number}"
        if self._is_small() and not name and is_out(visit):
            facts = ""  # how they came in stands for a name, and needs the room
        self.head.show_texts(name or self._nameless(), facts)
        self.head.subtitle.setVisible(bool(facts))  # empty, it would still keep a gap
        self._show_chip()

    def _where(self) -> str:
        """Return how long they have been here; of somebody who is not, how they came in."""
        visit, now = self.context.visit, self.context.desk.clock.now()
        if not is_out(visit) and visit.state is not VisitState.CLOSED:
            return self._words("counter.here", span=clock_words(now - visit.arrived_at))
        time = wall_time(visit.arrived_at, now)
        if not is_out(visit) or not (full_name(visit) or label_of(visit, now.date())):
            return self._words("counter.came_in", time=time)
        return self._words("visit.came_in", entry=self._entry(), time=time)

    def _nameless(self) -> str:
        """Return what stands for a name: of somebody who is not here, how they came in."""
        out = is_out(self.context.visit)
        return self._entry() if out else self._words("counter.no_name_yet")

    def _entry(self) -> str:
        return entry_title(self._words, self.context.program.entry_of(self.context.visit))

    def _show_chip(self) -> None:
        told = self._chip()
        self.chip.setVisible(told is not None)
        if told is not None:
            self.chip.show_text(*told)

    def _chip(self) -> tuple[str, str] | None:
        """Return the one thing that is pressing, and its tone; nothing when nothing is."""
        visit, now = self.context.visit, self.context.desk.clock.now()
        if at_hospital(visit) is not None:
            return self._words("visit.at_hospital"), "clock"
        if self._waits_for_call():
            return self._words("visit.partner_not_called"), "clock"
        running = [c for c in clocks(visit, self.context.program, now) if not c.stopped_at]
        if not running:
            return None
        first = running[0]
        title = first.rule.title.in_language(self._words.language)
        time = wall_time(first.due_at, now)
        if first.urgency is Urgency.OVER and first.rule.stop in WINDOWS:
            return self._words("visit.window_over", what=title, time=time), "danger"
        late = first.urgency in {Urgency.OVER, Urgency.SOON}
        text = self._words("visit.clock", what=title, time=time)
        return text, "clock" if late else "info"

    def _waits_for_call(self) -> bool:
        """Tell whether a partner must be called who was not; whoever is sought can wait."""
        visit, program = self.context.visit, self.context.program
        if visit.has(PartnerCalled) or partner_told_at(visit) or is_out(visit):
            return False
        if visit.state is VisitState.CLOSED:  # who has left waits for nobody
            return False
        return any(s.page == PARTNER for s in program.path(visit, self._site))

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
        left = next((p.left for p in steps if p.step.id == self._step.id), 0)
        self.left_to_do.show_text(self._words("visit.answers_left", count=left) if left else "")

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
        self.help.setEnabled(not going_on)

    def _settle(self) -> None:
        """Give everything its place now, or the focus would scroll to where nothing is yet."""
        layout = self.layout()
        if layout is not None:
            layout.activate()

    def _show_primary(self) -> None:
        own = self.page.primary() if self.page is not None else None
        path = self.context.path()
        ids = [step.id for step in path]
        here = ids.index(self._step.id) if self._step.id in ids else 0
        following = path[here + 1] if here + 1 < len(path) else None
        if own is not None:
            self.next.set_text(own[0])
            self.next.setEnabled(own[1])
        elif following is not None:
            title = following.title.in_language(self._words.language)
            self.next.set_text(self._words("visit.next", step=title))
            self.next.setEnabled(True)
        else:
            self.next.set_text(self._words("visit.to_counter"))
            self.next.setEnabled(True)
        self.back.setEnabled(here > 0)
        self.next.set_kind("secondary" if self._page_leads() else "primary")

    def _page_leads(self) -> bool:
        """Tell whether the page itself shows the one primary action, such as printing."""
        beside = self.page.beside() if self.page is not None else None
        held = [one for one in (self.page, beside) if one is not None]
        buttons = ((one, b) for one in held for b in one.findChildren(Button))
        return any(
            b.kind is KINDS["primary"] and b.isEnabled() and b.isVisibleTo(one)
            for one, b in buttons
        )

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
            self.saved.show_trouble(self._words("visit.not_saved"))
            self._tell("danger", self._words(key))
        else:
            self.banner.clear()

    def _show_saved(self, ok: bool) -> None:  # noqa: FBT001 - a slot of saved
        if ok:
            at = self.context.bridge.session.saved_at or self.context.desk.clock.now()
            self.saved.show_saved(f"{at:%H:%M:%S}")
        else:
            self.saved.show_saving()

    def _build(self) -> None:
        words = self._words
        self.head = PageHead("", inline=True)
        self.chip = Chip("", "clock", whole=True)
        self.saved = Saved(words)
        self.saved.hide()
        self.help = Button(words("visit.emergency"), "danger", shortcut_text="F9")
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
        self.back = Button(words("visit.back"), "secondary")
        self.park = Button(words("visit.park"), "secondary")
        self.next = Button("", "primary", shortcut_text="Ctrl ↵")
        self.next.wraps = True
        self.left_to_do = Label("", "small", wrap=False)
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
        bridge.saved.connect(self._show_saved)
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
        self.help.clicked.connect(self._call_for_help)
        self.back.clicked.connect(lambda: self._move(-1))
        self.park.clicked.connect(self.left)
        self.next.clicked.connect(self.go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(keys, self, self.go_on)
        for number in range(1, MOST_STEPS + 1):
            on_key(f"Ctrl+{number % MOST_STEPS}", self, partial(self._open_number, number))

    def _lay_out(self) -> None:
        now = look()
        self.head.beside.addWidget(self.chip)
        self.head.buttons.addWidget(self.saved)
        self.head.buttons.addWidget(self.help)
        self.rail_card = Card(pad=10)
        self.rail_scroll = Scroll(self.rail)
        self.rail_card.body.addWidget(self.rail_scroll)
        self.card = Card()
        edge = now.px(GUTTER)
        self.card.body.setSpacing(now.px(8))
        self.card.body.addWidget(self.scroller, 1)
        buttons = row_in(self.card.body)
        buttons.setContentsMargins(0, now.px(4), edge, 0)
        buttons.setSpacing(now.px(14))
        for widget in (self.back, self.park):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(self.left_to_do)
        buttons.addWidget(self.next)
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
        small = self._is_small()
        self.park.set_text(self._words("visit.park_short" if small else "visit.park"))
        self.left_to_do.setHidden(small)
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
        for rare in (self.chip, self.saved):
            rare.setMaximumWidth(0 if tight else QWIDGETSIZE_MAX)
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
        self._show_head()
        super().resizeEvent(event)
