"""What was said on the phone in this visit, the newest call first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.facts import (
    PartnerCalled,
    PlacementAccepted,
    PlacementDeclined,
    PlacementOffered,
    ProviderCalled,
)
from safestation.domain.sightings import beds_told
from safestation.domain.visit import Entry
from safestation.ui.kit import Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.earlier import told_at
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext


class CallLog(QWidget):
    """Lists the calls and what became of them. Facts only grow, so lines are only added."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context = context
        self.lines: list[Label] = []
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(8))
        self._column.addWidget(Label(context.words("placement.log_title"), "section"))
        self.none = Label(context.words("placement.no_calls"), "muted")
        self._column.addWidget(self.none)
        self.refresh()

    def refresh(self) -> None:
        """Add what happened since the last look."""
        entries = self._context.visit.entries
        for entry in entries[self._shown :]:
            lead, said = self._said(entry)
            if lead:
                line = Label("")
                line.show_text(said, lead)
                self.lines.insert(0, line)
                self._column.insertWidget(1, line)
        self._shown = len(entries)
        self.none.setVisible(not self.lines)

    def _said(self, entry: Entry) -> tuple[str, str]:
        """Return who was called at what time, and what they said; empty for other facts."""
        words = self._context.words
        at = told_at(self._context, entry)
        match entry.fact:
            case ProviderCalled() as call:
                return f"{at} {call.provider_name}", self._call(call)
            case PartnerCalled() as call:
                partner = self._context.program.partner(call.partner)
                name = partner.name.in_language(self._context.language) if partner else ""
                who = f"— {call.spoke_to}." if call.spoke_to else ""
                return f"{at} {name or call.partner}", f"{who} {call.note}".strip()
            case PlacementOffered() as offer:
                return f"{at} {offer.provider_name}", words("placement.log_offered")
            case PlacementAccepted() as yes:
                return f"{at} {yes.provider_name}", words("placement.log_accepted")
            case PlacementDeclined() as no:
                by_whom = words(f"placement.by_whom_{no.by_whom}")
                said = words("placement.log_declined", who=by_whom, why=no.reason)
                return f"{at} {no.provider_name}", said
        return "", ""

    def _call(self, call: ProviderCalled) -> str:
        words, now = self._context.words, self._context.bridge.session.now
        codes = self._context.desk.provider_files.codes
        parts = [codes.label("answer", call.answer, self._context.language)]
        if (beds := beds_told(call)) is not None:
            parts.append(words("placement.beds", count=beds))
        parts += [part for part in (call.for_whom, call.reason, call.note) if part]
        if call.call_back_at:
            again = wall_time(call.call_back_at, now)
            parts.append(words("placement.again", at=again))
        if call.person_spoke:
            parts.append(words("placement.log_person_spoke"))
        who = f"— {call.spoke_to}. " if call.spoke_to else ""
        return who + " · ".join(parts)
