"""What came of a follow-up: the rules once more, what came, and what is asked next."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.attempts import that_fit, ways_of
from safestation.domain.came_of import (
    AGAIN,
    BY_ATTEMPT,
    CHANGED,
    FIRST_WAY,
    NEVER,
    NOT_YET,
    OUTCOMES,
    Said,
    learn,
    lines_of,
    outcome_of,
)
from safestation.domain.duties import DUTY, MET, RUN_OUT
from safestation.domain.tasks import STATUSES
from safestation.domain.typed import DoesNotFit
from safestation.services.desk import Desk
from safestation.services.follow_ups import Due
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.segmented import Segmented
from safestation.ui.kit.sheet import Sheet
from safestation.ui.kit.tiles import ChoiceGroup
from safestation.ui.screens.follow_up_detail import RulesCard
from safestation.ui.screens.follow_up_rows import person_of, what_of
from safestation.ui.screens.form_grid import FormGrid, Options
from safestation.ui.words import Words

WIDTH = 640
SAME = "same"
YES_NO = ("may_call", "may_text", "may_leave_voicemail", "never_say_agency")


class OutcomeSheet(Sheet):
    """Asks what came of it; each answer decides what is asked next.

    `taken` gives Learned. Whoever keeps it closes the sheet, or tells why it could not.
    """

    taken = Signal(object)

    def __init__(self, host: QWidget, desk: Desk, words: Words, due: Due) -> None:
        person = person_of(due, words)
        super().__init__(host, words("followups.came_of_title", person=person), WIDTH)
        self._desk, self._words, self._due = desk, words, due
        self._by_try = due.ask in BY_ATTEMPT
        self.rules = RulesCard(words)
        self.rules.show_contact(due.contact)
        self.rules.setVisible(self._by_try)
        ways = ways_of(desk.attempts.values())
        named = [(way, words(f"outreach.way_{way}")) for way in ways]
        self.way = Segmented(named, words("followups.way"), wraps=True)
        self.way.show_value(FIRST_WAY.get(due.ask, ""))
        self.outcomes = ChoiceGroup((), "")
        self.grid = FormGrid(words, "followups", (), {})
        self.told = Label("", "muted")
        self.banner = Banner(words)
        self.banner.hide()
        self._lay_out_body()
        self.keep = Button(words("followups.keep"), "primary")
        self.cancel = Button(words("entry.cancel"), "secondary")
        for button in (self.cancel, self.keep):
            self.buttons.addWidget(button)
        self.cancel.clicked.connect(self.close_sheet)
        self.keep.clicked.connect(self.take)
        self.way.picked.connect(lambda _way: self._show_outcomes())
        self.closed.connect(self.deleteLater)
        self._show_outcomes()

    @property
    def outcome(self) -> str:
        """Return what came of it, or nothing before it is chosen."""
        return next(iter(self.outcomes.values), "")

    @Slot()
    def take(self) -> None:
        """Give what was learned, or say what is still to be given."""
        if not self.outcome:
            self.tell("followups.outcome_needed")
            return
        now, me = self._desk.clock.now(), self._desk.me.name
        try:
            learned = learn(self._said(), self._desk.attempts, now, me)
        except DoesNotFit as misfit:
            self.tell(misfit.reason)
            return
        self.taken.emit(learned)

    def _said(self) -> Said:
        values = {line: value for line, value in self.grid.values().items() if value}
        due, one = self._due, self._due.follow_up
        duty = one.duty if one else ""
        return Said(due.task, due.ask, self.outcome, values, self.way.value, duty)

    def _lay_out_body(self) -> None:
        words, ask = self._words, self._due.ask
        self.body.addWidget(self.rules)
        self.body.addWidget(Label(what_of(self._due, words), "strong"))
        if self._by_try:
            self.body.addWidget(Label(words("followups.way"), "small-strong"))
            self.body.addWidget(self.way)
        title = "followups.outcome" if self._by_try else f"followups.outcome_{ask or 'plain'}"
        self.body.addWidget(Label(words(title), "small-strong"))
        for widget in (self.outcomes, self.grid, self.told, self.banner):
            self.body.addWidget(widget)

    def _show_outcomes(self) -> None:
        """Offer what can come of it by the way that was tried; keep the one that holds."""
        held, words = self.outcome, self._words
        if self._by_try:
            fit = that_fit(self._desk.attempts, self.way.value)
            named = [(one.id, one.label.in_language(words.language)) for one in fit]
        else:
            found = OUTCOMES[self._due.ask]
            named = [(one.id, words(f"followups.came_{one.id}")) for one in found]
        fresh = ChoiceGroup([(i, "", name) for i, name in named], words("followups.outcome"))
        fresh.show_values([held])
        fresh.picked.connect(lambda _value: self._go_on())
        self.body.replaceWidget(self.outcomes, fresh)
        self.outcomes.deleteLater()
        self.outcomes = fresh
        self._show_lines()

    def _go_on(self) -> None:
        """Show what is asked next and go there; taken back, the choice is open again."""
        self._show_lines()
        first: list[QWidget] = [*self.grid.widgets.values(), *self.outcomes.tiles]
        QTimer.singleShot(0, first[0], first[0].setFocus)

    def _show_lines(self) -> None:
        """Ask what the outcome asks; what was typed already stays."""
        held = self.grid.values()
        keys = (
            lines_of(outcome_of(self._said(), self._desk.attempts), held)
            if (self.outcome)
            else ()
        )
        fresh = FormGrid(self._words, "followups", tuple(dict.fromkeys(keys)), self._choices())
        fresh.show_values(held)
        self.body.replaceWidget(self.grid, fresh)
        self.grid.deleteLater()
        self.grid = fresh
        if (contact := fresh.select("contact")) is not None:
            contact.picked.connect(lambda _value: self._show_lines())
        self._make_room()
        self.told.show_text(self._follows())
        self.told.setVisible(bool(self.told.words))
        self.banner.hide()

    def _make_room(self) -> None:
        """Once it is chosen, show what is asked next; a second press offers all again."""
        for tile in self.outcomes.tiles:
            tile.setHidden(bool(self.outcome) and tile.value != self.outcome)
        self.rules.setVisible(self._by_try and not self.outcome)

    def _follows(self) -> str:
        """Return what the end of it means, said before it is written down."""
        words, code = self._words, self._desk.attempts.get(self.outcome)
        if self._by_try and code is not None and code.ends:
            return words("followups.will_end")
        one = self._due.follow_up
        if one is None or one.ask != DUTY or self.outcome not in {MET, NOT_YET, RUN_OUT}:
            return ""
        text = one.met if self.outcome == MET else one.run_out
        role = self._due.program.role(one.who)
        who = role.name.in_language(words.language) if role else ""
        tell = words("followups.tell", who=who) if self.outcome == RUN_OUT and who else ""
        return " ".join(part for part in (text.in_language(words.language), tell) if part)

    def _choices(self) -> dict[str, Options]:
        words = self._words
        plain = [("yes", words("kit.answer.yes")), ("no", words("kit.answer.no"))]
        return {
            "status": [(one, words(f"followups.status_{one}")) for one in STATUSES],
            "again": [(one, words(f"followups.again_{one}")) for one in (*AGAIN, NEVER)],
            "contact": [(one, words(f"followups.contact_{one}")) for one in (SAME, CHANGED)],
            **dict.fromkeys(YES_NO, plain),
        }

    def tell(self, key: str) -> None:
        """Say what is still to be given, or why it could not be kept; all of it stays."""
        self.banner.show_message("clock", self._words(key, count=None))
        self.banner.show()
