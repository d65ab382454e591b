"""The contact in large letters, and the log of the calls."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from safestation.domain.calling import Calling, CallStage, Contact
from safestation.domain.entries import is_out
from safestation.domain.facts import PartnerArrived, PartnerCalled
from safestation.domain.hours_text import write_hours
from safestation.domain.visit import Entry
from safestation.ui.kit import Card, Chip, Label, Stopwatch
from safestation.ui.moments import wall_time
from safestation.ui.steps.earlier import told_at
from safestation.ui.steps.log_card import LogCard
from safestation.ui.visit.context import VisitContext

TONES = {
    CallStage.TO_CALL: "info",
    CallStage.WAITING: "info",
    CallStage.CALL_BACK: "clock",
    CallStage.LATE: "clock",
    CallStage.BY_PHONE: "done",
    CallStage.HERE: "done",
}
ALWAYS_OPEN = "24/7"


class ContactCard(Card):
    """Who, what they do, the number in large letters, the hours, and what to say."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("info", "info")
        self._context, words = context, context.words
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chip = Chip()
        self.late = Label("", "clock")
        self.name = Label("", "section")
        self.role = Label("", "muted")
        self.phone = Label("", "title")
        self.hours = Label("", "small")
        self.aim = Label("", "small-strong")
        self.back_at = Label("", "strong")
        self.watch = Stopwatch(words("partner.since_call"))
        self.took = Stopwatch(words("partner.took"))
        self.say_title = Label(words("partner.say"), "strong")
        self.say = Label()
        self.warning = Label(words("partner.no_identifiers"), "small-strong")
        self.body.addWidget(self.chip)
        for widget in (
            self.late, self.back_at, self.name, self.role, self.phone, self.hours, self.aim
        ):  # fmt: skip
            self.body.addWidget(widget)
        for widget in (self.watch, self.took, self.say_title, self.say, self.warning):
            self.body.addWidget(widget)

    def show_state(self, state: Calling) -> None:
        """Show whom to call or wait for, and how long it has been."""
        words, now = self._context.words, self._context.bridge.session.now
        tone = TONES[state.stage]
        self.set_tone(tone)
        self.chip.show_text(words(f"partner.stage_{state.stage.value}"), tone)
        self._show_contact(state.contact)
        self._show_aim(state)
        waited = state.waited(now)
        is_here = state.stage is CallStage.HERE
        for watch, on in ((self.watch, not is_here), (self.took, is_here)):
            watch.show_elapsed(waited)
            watch.setVisible(on and state.called_at is not None)
        self.back_at.setVisible(state.back_at is not None)
        if state.back_at is not None:
            self.back_at.show_text(words("partner.back_at", at=wall_time(state.back_at, now)))
        self.late.setVisible(state.late is not None)
        if state.late is not None:
            name = state.late.partner.name.in_language(self._context.language)
            minutes = str(int(waited.total_seconds() // 60))
            self.late.show_text(words("partner.late", name=name, minutes=minutes))

    def _show_contact(self, contact: Contact | None) -> None:
        words, language = self._context.words, self._context.language
        if contact is None:
            self.name.show_text(words("partner.nobody"))
            shown = ""
        else:
            self.name.show_text(contact.partner.name.in_language(language))
            self.role.show_text(contact.partner.role.in_language(language))
            shown = contact.phone or words("partner.no_phone")
            self.phone.show_text(shown)
            self.phone.set_role("title" if contact.phone else "clock")
            self.setAccessibleName(f"{self.name.words}, {shown}")
            self.hours.show_text(self._hours(contact))
            self.say.show_text(self._script(contact))
        for widget in (self.role, self.phone, self.hours, self.say_title, self.say):
            widget.setVisible(bool(shown))

    def _show_aim(self, state: Calling) -> None:
        """Show how soon the program wants them here, where it says so, until they are."""
        minutes = state.contact.partner.minutes_to_arrive if state.contact else None
        is_open = minutes is not None and state.stage is not CallStage.HERE
        self.aim.setVisible(is_open)
        if is_open:
            self.aim.show_text(self._context.words("partner.aim", minutes=str(minutes)))

    def _hours(self, contact: Contact) -> str:
        words = self._context.words
        if not contact.hours_known:
            return words("partner.hours_unknown")
        written = write_hours(contact.partner.schedule)
        told = words("partner.always") if written == ALWAYS_OPEN else written
        return words(
            "partner.open_now" if contact.is_open else "partner.closed_now", hours=told
        )

    def _script(self, contact: Contact) -> str:
        language, station = self._context.language, self._context.desk.station
        written = contact.partner.script or self._context.program.station_call
        if written:
            return written.in_language(language)
        key = "partner.script_out" if is_out(self._context.visit) else "partner.script"
        return self._context.words(
            key, station=station.title, address=station.address, phone=station.phone
        )


class CallLog(LogCard):
    """Every call of the visit, the newest first."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__(context.words("partner.log"), context.words("partner.log_none"))
        self._context = context
        self.refresh()

    def refresh(self) -> None:
        """Show the calls and arrivals as the visit has them."""
        self.show_lines(tuple(self._told()))

    def _told(self) -> Iterator[str]:
        words = self._context.words
        for entry in self._context.visit.entries:
            if isinstance(entry.fact, PartnerCalled):
                yield self._call(entry, entry.fact)
            elif isinstance(entry.fact, PartnerArrived):
                name = entry.fact.name or self._name(entry.fact.partner)
                yield words("partner.log_here", at=told_at(self._context, entry), name=name)

    def _call(self, entry: Entry, call: PartnerCalled) -> str:
        words, now = self._context.words, self._context.bridge.session.now
        parts = [words(f"partner.outcome_{call.outcome}")]
        if call.eta_minutes:
            parts.append(words("partner.log_eta", minutes=call.eta_minutes))
        if call.call_back_at:
            parts.append(words("partner.log_call_back", at=wall_time(call.call_back_at, now)))
        if call.spoke_to:
            parts.append(words("partner.log_spoke", name=call.spoke_to))
        at, name = told_at(self._context, entry), self._name(call.partner)
        return words("partner.log_line", at=at, name=name, what=", ".join(parts))

    def _name(self, partner: str) -> str:
        known = self._context.program.partner(partner)
        return known.name.in_language(self._context.language) if known else partner
