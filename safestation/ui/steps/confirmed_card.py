"""Assessed, in care, finished: what a program waits for, confirmed by whom, on which day."""

from datetime import date, datetime, time

from PySide6.QtCore import Slot

from safestation.domain.facts import Confirmed
from safestation.domain.typed import DoesNotFit, check_day, day
from safestation.domain.visit import Entry, Visit
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import plain_day
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.visit.context import VisitContext

WHATS = ("assessed", "engaged", "completed")
_NOON = time(12)


def waited_for(context: VisitContext) -> tuple[str, ...]:
    """Return what this program's clocks and follow-ups count from, to, or ask about."""
    owed = context.program.follow_ups_for(context.visit)
    named = _in_clocks(context) | {one.start for one in owed}
    named |= {"engaged" for one in owed if one.ask == "engagement"}
    return tuple(what for what in WHATS if what in named)


def asked_on(context: VisitContext, page: str) -> tuple[str, ...]:
    """Return what a page without duties asks for: what a clock waits for, on one page only."""
    pages = [step.page for step in context.path()]
    first = next((one for one in ("duties", "handoff", "close") if one in pages), "")
    named = _in_clocks(context) if first == page else frozenset()
    return tuple(what for what in WHATS if what in named)


def _in_clocks(context: VisitContext) -> frozenset[str]:
    clocks = context.program.clocks_for(context.visit)
    return frozenset(m for clock in clocks for m in (clock.start, clock.stop))


class ConfirmedCard(Card):
    """What it came to, the day, who says so. Asks only once somebody wants to write it."""

    def __init__(self, context: VisitContext, what: str) -> None:
        super().__init__("plain")
        self._context, self._what, words = context, what, context.words
        self._is_open = False
        self.state = Label("", "strong")
        self._on, self._by = f"confirmed.{what}_on", f"confirmed.{what}_by"
        questions = [
            plain_question(self._on, words, "confirmed.on"),
            plain_question(self._by, words, "confirmed.by"),
        ]
        self.fields = FieldList(context, questions)
        self.keep = Button(words(f"confirmed.write_{what}"), "secondary", icon="check")
        self.keep.clicked.connect(self._write)
        self.body.addWidget(Label(words(f"confirmed.{what}"), "section"))
        for widget in (self.state, self.fields, self.keep):
            put(self.body, widget)

    def refresh(self) -> None:
        """Show whether it is confirmed, or ask for the day and the name."""
        visit, words = self._context.visit, self._context.words
        found = _first(visit, self._what)
        self.fields.setHidden(found is not None or not self._is_open)
        self.keep.setHidden(found is not None)
        self.state.setVisible(found is not None)
        if found is not None:
            entry, fact = found
            on = plain_day(entry.happened_at)
            self.state.show_text(words("confirmed.said", day=on, who=fact.confirmed_by))
        self.fields.refresh()
        self.keep.setEnabled(not self._is_open or bool(visit.value(self._by)))

    @Slot()
    def _write(self) -> None:
        if not self._is_open:
            self._is_open = True
            self.refresh()
            self.fields.go_to(self._on)
            return
        bridge, visit = self._context.bridge, self._context.visit
        try:
            at = moment_of(visit.value(self._on), bridge.session.now)
        except DoesNotFit as misfit:
            problem = self._context.words(misfit.reason, count=None)
            self.fields.fields[self._on].show_problem(problem)
            return
        if bridge.write(Confirmed(self._what, visit.value(self._by)), at) is not None:
            for question in (self._on, self._by):
                bridge.answer(question, "")


def moment_of(text: str, now: datetime) -> datetime | None:
    """Return noon of the day that was typed, None for now. Raises DoesNotFit."""
    if not text.strip():
        return None
    kept = day(text.strip())
    check_day(kept, None, now.date(), dated=True)
    on = date.fromisoformat(kept)
    return None if on == now.date() else datetime.combine(on, _NOON, now.tzinfo)


def _first(visit: Visit, what: str) -> tuple[Entry, Confirmed] | None:
    said = [(e, f) for e, f in visit.all_of(Confirmed) if f.what == what]
    return min(said, key=lambda pair: pair[0].happened_at, default=None)
