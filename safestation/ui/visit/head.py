"""The top of a visit's page: who it is, since when, the one pressing thing, and F9."""

from typing import Final

from safestation.domain.emergency import at_hospital, partner_told_at
from safestation.domain.entries import is_out
from safestation.domain.facts import PartnerCalled
from safestation.domain.labels import full_name, label_of
from safestation.domain.milestones import WINDOWS, RunningClock, Urgency, clocks
from safestation.domain.opening import plain_way
from safestation.domain.visit import VisitState
from safestation.ui.kit.button import Button
from safestation.ui.kit.chip import Chip
from safestation.ui.kit.elapsed import clock_words
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.saved import Saved
from safestation.ui.moments import wall_time
from safestation.ui.screens.ways_sheet import entry_title
from safestation.ui.visit.context import VisitContext

PARTNER: Final = "partner"  # the kind of the page from which partners are called
QWIDGETSIZE_MAX: Final = (1 << 24) - 1


class VisitHead(PageHead):
    """Says what stands at the top now; `help` asks for the emergency."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("", inline=True)
        self._context, self._words = context, context.words
        self.chip = Chip("", "clock", whole=True)
        self.saved = Saved(context.words)
        self.saved.hide()
        self.help = Button(context.words("visit.emergency"), "danger", shortcut_text="F9")
        self.beside.addWidget(self.chip)
        self.buttons.addWidget(self.saved)
        self.buttons.addWidget(self.help)

    def refresh(self, *, small: bool) -> None:
        """Show the visit as it is now; with `small`, what there is room for."""
        visit = self._context.visit
        key = (
            "visit.number"
            if plain_way(self._context.program) is not None
            else "visit.number_any"
        )
        where, number = self._where(), self._words(key, number=visit.number)
        facts = where if small else f"{where} · {number}"
        if small and not self._name() and is_out(visit):
            facts = ""  # how they came in stands for a name, and needs the room
        self.show_texts(self._name() or self._nameless(), facts)
        self.subtitle.setVisible(bool(facts))  # empty, it would still keep a gap
        told = self._pressing()
        self.chip.setVisible(told is not None)
        if told is not None:
            self.chip.show_text(*told)

    def show_saved(self, ok: bool) -> None:  # noqa: FBT001 - a slot of saved
        """Say when everything typed was last on the disk, or that it is on its way."""
        if ok:
            at = self._context.bridge.session.saved_at or self._context.desk.clock.now()
            self.saved.show_saved(f"{at:%H:%M:%S}")
        else:
            self.saved.show_saving()

    def show_unsaved(self) -> None:
        """Say that what was typed is not on the disk."""
        self.saved.show_trouble(self._words("visit.not_saved"))

    def spare(self, *, tight: bool) -> None:
        """Leave out what can wait where room is tight."""
        for rare in (self.chip, self.saved):
            rare.setMaximumWidth(0 if tight else QWIDGETSIZE_MAX)

    def _name(self) -> str:
        visit, now = self._context.visit, self._context.desk.clock.now()
        return full_name(visit) or label_of(visit, now.date())

    def _nameless(self) -> str:
        """Return what stands for a name: of somebody who is not here, how they came in."""
        out = is_out(self._context.visit)
        return self._entry() if out else self._words("counter.no_name_yet")

    def _where(self) -> str:
        """Return how long they have been here; of somebody who is not, how they came in."""
        visit, now = self._context.visit, self._context.desk.clock.now()
        if not is_out(visit) and visit.state is not VisitState.CLOSED:
            return self._words("counter.here", span=clock_words(now - visit.arrived_at))
        time = wall_time(visit.arrived_at, now)
        if not is_out(visit) or not self._name():
            return self._words("counter.came_in", time=time)
        return self._words("visit.came_in", entry=self._entry(), time=time)

    def _entry(self) -> str:
        return entry_title(self._words, self._context.program.entry_of(self._context.visit))

    def _pressing(self) -> tuple[str, str] | None:
        """Return the one thing that is pressing, and its tone; nothing when nothing is."""
        visit, now = self._context.visit, self._context.desk.clock.now()
        if at_hospital(visit) is not None:
            return self._words("visit.at_hospital"), "clock"
        if self._waits_for_call():
            return self._words("visit.partner_not_called"), "clock"
        started = clocks(visit, self._context.program, now)
        running = next((one for one in started if not one.stopped_at), None)
        return self._told(running) if running is not None else None

    def _told(self, running: RunningClock) -> tuple[str, str]:
        title = running.rule.title.in_language(self._words.language)
        time = wall_time(running.due_at, self._context.desk.clock.now())
        if running.urgency is Urgency.OVER and running.rule.stop in WINDOWS:
            return self._words("visit.window_over", what=title, time=time), "danger"
        late = running.urgency in {Urgency.OVER, Urgency.SOON}
        text = self._words("visit.clock", what=title, time=time)
        return text, "clock" if late else "info"

    def _waits_for_call(self) -> bool:
        """Tell whether a partner must be called who was not; whoever is sought can wait."""
        visit, site = self._context.visit, self._context.desk.station.site_type
        if visit.has(PartnerCalled) or partner_told_at(visit) or is_out(visit):
            return False
        if visit.state is VisitState.CLOSED:  # who has left waits for nobody
            return False
        return any(s.page == PARTNER for s in self._context.program.path(visit, site))
