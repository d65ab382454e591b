"""What stands around the tries: safe contact, the window with who has it, and the log."""

from PySide6.QtCore import Qt, Signal, Slot

from safestation.domain.attempts import Tried, tries
from safestation.domain.contact_rules import safe_contact
from safestation.domain.milestones import RunningClock, Urgency
from safestation.domain.outreach import handed_on, next_try, windows
from safestation.ui.kit import Button, Card, Label, Select
from safestation.ui.kit.elapsed import elapsed_words
from safestation.ui.moments import wall_time
from safestation.ui.screens.follow_up_detail import rule_lines
from safestation.ui.steps.asking import put
from safestation.ui.steps.log_card import LogCard
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

TONES = {
    Urgency.EARLY: "info",
    Urgency.RUNNING: "info",
    Urgency.SOON: "clock",
    Urgency.OVER: "danger",
    Urgency.MET: "done",
    Urgency.ENDED: "plain",
}
WHERE = ("overdose_address", "overdose_town", "address", "city")
ACCENTED = frozenset({"info", "clock", "danger", "done"})


class SafeContactCard(Card):
    """In red, above everything: how they may be reached, and where."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("danger", "danger")
        self._context = context
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.rules = Label("", "strong")
        self.where = Label("", "body")
        self.body.addWidget(Label(context.words("outreach.safe_title"), "section"))
        self.body.addWidget(self.rules)
        self.body.addWidget(self.where)

    def refresh(self) -> None:
        """Show the rules as they are known now."""
        context, visit = self._context, self._context.visit
        contact = safe_contact(visit, context.bridge.session.now)
        self.rules.show_text("\n".join(rule_lines(contact, context.words)))
        places = [value for question in WHERE if (value := visit.value(question))]
        phone = [contact.phone] if contact.phone else []
        self.where.show_text(" · ".join([*places[:2], *phone]))
        self.where.setVisible(bool(self.where.words))
        title = context.words("outreach.safe_title")
        self.setAccessibleName(f"{title}: {self.rules.words}. {self.where.words}")


class WindowCard(Card):
    """By when somebody must go, who has it, and what is done when the time runs out.

    `given_up` says that nobody was reached in the time there was.
    """

    given_up = Signal()

    def __init__(self, context: VisitContext) -> None:
        super().__init__("info", "info")
        self._context, words = context, context.words
        self.lines = Label("", "strong")
        self.escalate = Label("", "strong")
        self.ended = Label("", "body")
        self.held = Label("", "body")
        people = [(p.name, p.name) for p in context.desk.people.everybody()]
        language = context.language
        roles = [(r.id, r.name.in_language(language)) for r in context.program.roles]
        self.owner = Select([*people, *roles], words("outreach.owner"))
        self.owner.setMinimumHeight(look().px(46))
        self.give_up = Button(words("outreach.give_up"), "secondary")
        self.give_up.clicked.connect(self.given_up)
        self.owner.picked.connect(self._hand_on)
        for widget in (self.lines, self.escalate, self.ended, self.held, self.owner):
            self.body.addWidget(widget)
        put(self.body, self.give_up)

    def refresh(self, *, may_give_up: bool) -> None:
        """Show the windows, the most pressing first, and who has the next try."""
        context, now = self._context, self._context.bridge.session.now
        found = windows(context.visit, context.program, now)
        task = next_try(context.visit)
        first = found[0] if found else None
        tone = TONES[first.urgency] if first is not None else "info"
        self.set_tone(tone)
        self.set_accent(tone if tone in ACCENTED else "info")
        self.lines.show_text("\n".join(self._line(clock) for clock in found))
        self.lines.setVisible(bool(found))
        self._show_late(first)
        self.give_up.setVisible(may_give_up)
        self.held.setVisible(task is not None)
        self.owner.setVisible(task is not None)
        if task is not None:
            at = wall_time(task.due_at, now)
            key = "outreach.held_due" if task.is_due(now) else "outreach.held"
            self.held.show_text(context.words(key, time=at))
            self.owner.show_value(task.owner)
        self.setVisible(bool(found) or task is not None or may_give_up)

    def _show_late(self, clock: RunningClock | None) -> None:
        """Show what is done now, once the time has run out; before that, nothing of it."""
        over = clock is not None and clock.urgency is Urgency.OVER
        language = self._context.language
        for label, text in (
            (self.escalate, clock.rule.escalate if clock else None),
            (self.ended, clock.rule.ended if clock else None),
        ):
            label.show_text(text.in_language(language) if text and over else "")
            label.setVisible(bool(label.words))

    def _line(self, clock: RunningClock) -> str:
        words, now = self._context.words, self._context.bridge.session.now
        stopped = clock.stopped_at or now
        line = words(
            f"outreach.window_{self._state(clock)}",
            what=clock.rule.title.in_language(self._context.language),
            time=wall_time(clock.due_at, now),
            opens=wall_time(clock.opens_at or now, now),
            at=wall_time(stopped, now),
            span=elapsed_words(abs(clock.due_at - now)),
        )
        role = self._context.program.role(clock.rule.who)
        if role is None or clock.stopped_at is not None:
            return line
        return f"{line} · {role.name.in_language(self._context.language)}"

    @staticmethod
    def _state(clock: RunningClock) -> str:
        if clock.urgency is Urgency.MET:
            return "met" if clock.is_in_time else "met_late"
        return "running" if clock.urgency is Urgency.SOON else clock.urgency.value

    @Slot(str)
    def _hand_on(self, name: str) -> None:
        bridge, new_id = self._context.bridge, self._context.desk.ids.new()
        for fact in handed_on(bridge.visit, name, new_id):
            bridge.write(fact)


class TriesCard(LogCard):
    """Every try, the newest first."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__(context.words("outreach.log"), context.words("outreach.log_none"))
        self._context = context

    def refresh(self) -> None:
        """Show the tries as the visit has them."""
        self.show_lines(tuple(self._line(one) for one in tries(self._context.visit)))

    def _line(self, one: Tried) -> str:
        words, fact = self._context.words, one.fact
        code = self._context.desk.attempts.get(fact.attempt)
        what = code.label.in_language(self._context.language) if code else fact.attempt
        line = words(
            "outreach.log_line",
            at=wall_time(one.at, self._context.bridge.session.now),
            way=words(f"outreach.way_{fact.way}"),
            who=fact.who,
            what=what,
        )
        return f"{line} {fact.note}".strip()
