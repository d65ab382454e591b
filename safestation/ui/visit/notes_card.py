"""For the next shift: the last note, visits before this one, and reports that were made.

A crew change does not restart the story.
"""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.facts import JoinedWith, NoteAdded, PartedFrom, ReportMade
from safestation.domain.returns import earlier_visits
from safestation.domain.visit import VisitId
from safestation.ui.kit import Button, Card, Label, Sheet, SideCard
from safestation.ui.moments import wall_date, wall_time
from safestation.ui.screens.find import FindSheet
from safestation.ui.visit.context import VisitContext
from safestation.ui.visit.incident_sheet import IncidentSheet
from safestation.ui.visit.note_sheet import NoteSheet
from safestation.ui.visit.report_sheet import ReportSheet


class LastNote(SideCard):
    """The newest note, above everything else; hidden while there is none."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__(context.words("visit.notes"), "", "info")
        self._context = context
        self.refresh()

    def refresh(self) -> None:
        """Show what was written down last."""
        words, last = self._context.words, self._context.visit.last(NoteAdded)
        self.setVisible(last is not None)
        if last is None:
            return
        entry, fact = last
        at = wall_time(entry.happened_at, self._context.bridge.session.now)
        who = self._context.desk.people.name_of(entry.by)
        self.text.show_text(words("visit.note_line", at=at, who=who, text=fact.text))


class NotesCard(Card):
    """Stands beside every step: a note, an earlier visit, a report, one press each."""

    def __init__(self, context: VisitContext, host: QWidget) -> None:
        super().__init__()
        self._context, self._host, words = context, host, context.words
        self.sheet: Sheet | None = None
        self.before = Label("", "side")
        self.report = Label("", "side")
        self.open_earlier = Button(words("visit.open_earlier"), "small")
        self.part = Button(words("visit.part"), "small")
        self.write = Button(words("visit.write_note"), "small", icon="pen-line")
        self.search = Button(words("visit.find_earlier"), "small", icon="search")
        self.made = Button(words("visit.report_made"), "small", icon="file-text")
        self.crime = Button(words("visit.incident"), "small", icon="triangle-alert")
        self.body.addWidget(Label(words("visit.beside"), "strong"))
        for widget in (
            self.write, self.before, self.open_earlier, self.part, self.search,
            self.report, self.made, self.crime,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self.write.clicked.connect(self.ask_note)
        self.search.clicked.connect(self.ask_earlier)
        self.made.clicked.connect(self.ask_report)
        self.crime.clicked.connect(self.ask_incident)
        self.open_earlier.clicked.connect(self._open_earlier)
        self.part.clicked.connect(self._part)
        self.refresh()

    def refresh(self) -> None:
        """Show what was written down last."""
        self._show_before()
        self._show_report()

    @Slot()
    def ask_note(self) -> None:
        """Ask for a note of a few lines."""
        sheet = NoteSheet(self._context, self._host)
        self._open(sheet, sheet.note)

    @Slot()
    def ask_report(self) -> None:
        """Ask for date, agency and number of a mandated report, and nothing else."""
        self._open(ReportSheet(self._context, self._host))

    @Slot()
    def ask_incident(self) -> None:
        """Ask for what may be told to the police of a crime here or a threat."""
        sheet = IncidentSheet(self._context, self._host)
        self._open(sheet, sheet.what)

    @Slot()
    def ask_earlier(self) -> None:
        """Look for the visit in which they were here before."""
        sheet = FindSheet(self._host, self._context.desk, self._context.words)
        sheet.start.hide()
        sheet.visit_chosen.connect(self._join)
        self.sheet = sheet
        sheet.open_box()

    def _open(self, sheet: Sheet, first: QWidget | None = None) -> None:
        self.sheet = sheet
        sheet.closed.connect(sheet.deleteLater)
        sheet.open_sheet(first)

    @Slot(str)
    def _join(self, other: str) -> None:
        visit = self._context.visit
        if other != visit.id and other not in earlier_visits(visit):
            self._context.bridge.write(JoinedWith(other))

    @Slot()
    def _open_earlier(self) -> None:
        self._context.wishes.visit_wanted.emit(earlier_visits(self._context.visit)[-1])

    @Slot()
    def _part(self) -> None:
        self._context.bridge.write(PartedFrom(earlier_visits(self._context.visit)[-1]))

    def _show_before(self) -> None:
        joined = earlier_visits(self._context.visit)
        for widget in (self.before, self.open_earlier, self.part):
            widget.setVisible(bool(joined))
        self.search.setHidden(bool(joined))
        if joined:
            earlier = self._context.desk.persons.mention(VisitId(joined[-1]))
            self.before.show_text(
                self._context.words(
                    "visit.was_here", day=wall_date(earlier.arrived_at), number=earlier.number
                )
            )

    def _show_report(self) -> None:
        last = self._context.visit.last(ReportMade)
        self.report.setVisible(last is not None)
        if last is not None:
            entry, fact = last
            said = (fact.agency, fact.reference)
            day = wall_date(entry.happened_at)
            what = " · ".join(part for part in (day, *said) if part)
            self.report.show_text(self._context.words("visit.report_line", what=what))
