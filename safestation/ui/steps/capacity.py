"""Can they decide right now? Four things staff can see; not a diagnosis."""

from datetime import timedelta

from PySide6.QtCore import Slot

from safestation.domain.facts import CapacityObserved, TaskAdded, TaskDone
from safestation.domain.tasks import unfinished
from safestation.domain.visit import Visit
from safestation.ui.kit import Button, Card, Label, Segmented
from safestation.ui.kit.layouts import row_in
from safestation.ui.moments import wall_time
from safestation.ui.visit.context import VisitContext

OBSERVATIONS = ("understands", "appreciates", "weighs", "tells")
MINUTES = ("30", "60", "120", "240")
ASK_AGAIN = "ask_consent_again"
SEEN = "consent.seen"


def can_decide(visit: Visit) -> bool | None:
    """Tell what the newest observations say; None when nobody looked yet."""
    last = visit.last(CapacityObserved)
    if last is None:
        return None
    return all(last[1].observations.get(one) == "yes" for one in OBSERVATIONS)


def ask_again(context: VisitContext, minutes: int) -> None:
    """Owe the question again in some minutes; a promise that stands is not made twice."""
    now, bridge = context.bridge.session.now, context.bridge
    if any(task.kind == ASK_AGAIN for task in unfinished(context.visit)):
        return
    due = now + timedelta(minutes=minutes)
    owner = context.desk.me.name
    bridge.write(TaskAdded(context.desk.ids.new(), ASK_AGAIN, due, owner))


class CapacityCard(Card):
    """Four yes or no; any "no" waits, is asked again, and help goes on (law README 5)."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        self.body.addWidget(Label(words("consent.capacity"), "section"))
        options = [("yes", words("consent.yes")), ("no", words("consent.no"))]
        self.rows: dict[str, Segmented] = {}
        for one in OBSERVATIONS:
            text = words(f"consent.{one}")
            self.rows[one] = Segmented(options, text)
            self.rows[one].picked.connect(lambda said, one=one: self._keep(one, said))
            line = row_in(self.body)
            line.addWidget(Label(text), 1)
            line.addWidget(self.rows[one])
        self.when_title = Label(words("consent.again_in"), "question")
        times = [(m, words(f"consent.minutes_{m}")) for m in MINUTES]
        self.when = Segmented(times, words("consent.again_in"))
        self.when.show_value("60")
        self.write = Button(words("consent.write_capacity"), "small")
        self.write.clicked.connect(self._write)
        self.state = Label("", "strong")
        self.note = Label(words("consent.capacity_note"), "small")
        for widget in (self.when_title, self.when, self.write, self.state, self.note):
            self.body.addWidget(widget)
        self._show_last()
        self.refresh()

    def refresh(self) -> None:
        """Show what was seen last, and when to look again."""
        words, now = self._context.words, self._context.bridge.session.now
        last = self._context.visit.last(CapacityObserved)
        able = can_decide(self._context.visit)
        if last is None:
            self.state.show_text(words("consent.capacity_none"))
            self.state.set_role("clock")
        elif able:
            at = wall_time(last[0].happened_at, now)
            self.state.show_text(words("consent.capacity_yes", at=at))
            self.state.set_role("done")
        else:
            until = last[1].deferred_until
            at = wall_time(until, now) if until else "—"
            self.state.show_text(words("consent.capacity_no", at=at))
            self.state.set_role("clock")
        self._follow()

    @Slot()
    def _follow(self) -> None:
        values = [row.value for row in self.rows.values()]
        any_no = "no" in values
        self.write.setEnabled(any_no or all(values))
        self.when_title.setVisible(any_no)
        self.when.setVisible(any_no)

    def _keep(self, one: str, said: str) -> None:
        """Keep what was seen so far, until it is written down as a whole."""
        self._context.bridge.answer(f"{SEEN}.{one}", said)
        self._follow()

    @Slot()
    def _write(self) -> None:
        bridge, now = self._context.bridge, self._context.bridge.session.now
        seen = {one: row.value for one, row in self.rows.items() if row.value}
        is_no = "no" in seen.values()
        minutes = int(self.when.value or "60")
        until = now + timedelta(minutes=minutes) if is_no else None
        for task in unfinished(self._context.visit):
            if task.kind == ASK_AGAIN:
                bridge.write(TaskDone(task.id, "done"))
        if is_no:
            ask_again(self._context, minutes)
        bridge.write(CapacityObserved(seen, until))
        for one in OBSERVATIONS:
            bridge.answer_unknown(f"{SEEN}.{one}", "")

    def _show_last(self) -> None:
        visit = self._context.visit
        last = visit.last(CapacityObserved)
        for one, row in self.rows.items():
            written = last[1].observations.get(one) if last else None
            row.show_value(visit.value(f"{SEEN}.{one}") or written)
