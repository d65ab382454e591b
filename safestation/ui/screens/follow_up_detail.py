"""One follow-up in hand: the rules in red, then the number, then what is to be asked."""

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.attempts import tries
from safestation.domain.contact_rules import Rule, SafeContact
from safestation.domain.duties import DUTY
from safestation.domain.entries import TRY
from safestation.domain.placement import placement_of
from safestation.domain.program import ARRIVAL, ENGAGEMENT
from safestation.services.desk import Desk
from safestation.services.follow_ups import Due
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.scroll import Scroll
from safestation.ui.moments import wall_due, wall_time
from safestation.ui.screens.follow_up_rows import owner_of, person_of, what_of
from safestation.ui.style.theme import look
from safestation.ui.words import Words

MORE = (("open", "take"), ("hand_over", "dropped"))  # each on a line of its own


class RulesCard(Card):
    """The rules for reaching somebody, in red. Stands before any number."""

    def __init__(self, words: Words) -> None:
        super().__init__("danger")
        self._words = words
        self.head = Label(words("followups.before_call"), "strong")
        self.rules = Label("", "danger")
        for label in (self.head, self.rules):
            self.body.addWidget(label)

    def show_contact(self, contact: SafeContact) -> None:
        """Show what to keep to; what may not be seen is asked of somebody else."""
        lines = rule_lines(contact, self._words)
        forbids = contact.is_hidden or bool(contact.rules)
        self.set_tone("danger" if forbids else "well")
        self.rules.set_role("danger" if forbids else "body")
        self.rules.show_text("\n".join(lines))
        spoken = " ".join((self._words("followups.before_call"), *lines))
        self.setAccessibleName(spoken)


def rule_lines(contact: SafeContact, words: Words) -> list[str]:
    """Return each rule as a sentence."""
    if contact.is_hidden:
        return [words("followups.rules_hidden")]
    told = {Rule.ASK_FOR: contact.ask_for, Rule.HOURS: contact.hours}
    lines = [words(f"contact.{rule}", what=told.get(rule, "")) for rule in contact.rules]
    return [f"• {line}" for line in lines] or [words("followups.no_rules")]


class FollowUpDetail(Card):
    """Shows one task, and what can be done with it."""

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self._words = desk, words
        self.name = Label("", "section")
        self.state = Label("", "muted")
        self.rules = RulesCard(words)
        self.number = Label("", "title")
        self.what = Label("", "strong")
        self.leads = Label("", "body")
        self.last = Label("", "muted")
        self.primary = Button(words("followups.came_of"), "primary", icon="pen-line")
        kinds = dict.fromkeys(("hand_over", "dropped"), "quiet")
        self.more = {
            key: Button(words(f"followups.{key}"), kinds.get(key, "secondary"))
            for line in MORE
            for key in line
        }
        self._lay_out()
        self.show_due(None, datetime.min)  # noqa: DTZ901 - nothing is shown yet

    def show_due(self, due: Due | None, now: datetime) -> None:
        """Show a task, or how to choose one."""
        shown = (self.rules, self.number, self.what, self.primary, *self.more.values())
        for widget in shown:
            widget.setVisible(due is not None)
        if due is None:
            self.name.show_text(self._words("followups.choose_one"))
            for label in (self.state, self.leads, self.last):
                label.hide()
            return
        words = self._words
        self.name.show_text(person_of(due, words))
        at, who = wall_due(due.task.due_at, now), owner_of(due, words) or "—"
        state = words("followups.state", at=at, who=who)
        _show(self.state, state)
        self._show_number(due)
        lead = "followups.to_do" if due.task.kind == TRY else "followups.ask"
        self.what.show_text(what_of(due, words), words(lead))
        _show(self.leads, self._leads(due))
        _show(self.last, self._last_try(due, now))

    def _show_number(self, due: Due) -> None:
        """Show the number to ring: of the place that was promised a call, or the person's."""
        phone, place = due.contact.phone, self._desk.directory.get(due.place)
        if place is not None:
            phone = place.number_to_call
        self.rules.show_contact(due.contact)
        self.rules.setHidden(bool(due.place))
        self.number.show_text(phone or self._words("followups.no_number"))
        self.number.setHidden(not due.place and due.contact.is_hidden)

    def _leads(self, due: Due) -> str:
        """Return whom to ask, or what follows from a duty, in the program's words."""
        one, words = due.follow_up, self._words
        place = placement_of(due.seen).provider_name
        if due.place:
            return words("followups.ask_place", place=due.task.note)
        if one is None and due.task.note:
            return due.task.note
        if due.ask in {ARRIVAL, ENGAGEMENT} and place:
            return words("followups.ask_place", place=place)
        if one is None or one.ask != DUTY:
            return ""
        otherwise = "duty_not_yet" if one.reminds_of else "duty_run_out"
        told = {"duty_met": one.met, otherwise: one.run_out}
        lines = [
            words(f"followups.{key}", what=text.in_language(words.language))
            for key, text in told.items()
            if text
        ]
        return "\n".join(lines)

    def _last_try(self, due: Due, now: datetime) -> str:
        tried = tries(due.seen)
        if not tried:
            return ""
        last, words = tried[-1], self._words
        code = self._desk.attempts.get(last.fact.attempt)
        what = code.label.in_language(words.language) if code else last.fact.attempt
        at = wall_time(last.at, now)
        return words("followups.last_try", what=what, at=at, who=last.fact.who)

    def _lay_out(self) -> None:
        now = look()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        above = (self.name, self.state, self.rules, self.number, self.what)
        for widget in (*above, self.leads, self.last):
            column.addWidget(widget)
        for line in MORE:
            others = QWidget()
            flow = FlowLayout(others, now.px(8))
            for key in line:
                flow.addWidget(self.more[key])
            column.addWidget(others)
        column.addStretch(1)
        # Only the one action stays in sight: the rules must not be cut off by buttons.
        self.body.addWidget(Scroll(inside, gutter=True), 1)
        first = row_in(self.body)
        first.addWidget(self.primary)
        first.addStretch(1)


def _show(label: Label, text: str) -> None:
    label.show_text(text)
    label.setVisible(bool(text))
