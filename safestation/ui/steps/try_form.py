"""One try to reach somebody: how, who went, what came of it, and what follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain import typed
from safestation.domain.answers import Value
from safestation.domain.attempts import Attempt, that_fit, ways_of
from safestation.domain.outreach import HowTheyAre, next_try
from safestation.domain.questions import Choice, Kind, Question, When
from safestation.domain.tasks import STATUSES
from safestation.domain.text import Text
from safestation.ui.kit import Label
from safestation.ui.steps.asking import FieldList, plain_question
from safestation.ui.steps.earlier import Earlier
from safestation.ui.visit.context import VisitContext

WAY, WHO, NOTE = "outreach.way", "outreach.who", "outreach.note"
STATUS, NEED, ENGAGED = "outreach.status", "outreach.next_need", "outreach.engaged_on"
AGAIN, AT = "outreach.again", "outreach.earlier"
NEVER: Final = "never"
HOURS: Final = {"2": 2, "24": 24, "72": 72, "168": 168}  # until it is tried again
_ASKED: Final = {"status": STATUS, "next_need": NEED, "engaged_on": ENGAGED}
CONTACT: Final = "contact"  # the section of the dictionary


@dataclass(frozen=True, slots=True)
class Draft:
    """A try as it is written so far."""

    attempt: Attempt
    way: str
    who: str
    note: str
    learned: HowTheyAre
    again: str


class TryForm(QWidget):
    """Asks the way first, then only what fits it. `edited` after each answer."""

    focused = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context = context
        self.first = FieldList(context, self._questions())
        self.asked = _Asked(context, self._learned(), self.attempt)
        contact = context.desk.sections.get(CONTACT)
        self.contact_title = Label(context.words("outreach.contact_now"), "strong")
        self.contact = FieldList(context, contact.questions if contact else ())
        self.again = _Asked(context, [self._again()], self.attempt)
        self.at = Earlier(context, AT)
        self.rest = FieldList(context, self._rest())
        self._lists = (
            self.first, self.asked, self.contact, self.again, self.at, self.rest,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (
            self.first, self.asked, self.contact_title, self.contact, self.again, self.rest,
            self.at,
        ):  # fmt: skip
            column.addWidget(widget)
        for one in self._lists:
            one.focused.connect(self.focused)
        self.first.edited.connect(self._go_on)

    def attempt(self) -> Attempt | None:
        """Return what came of it, as far as that is said."""
        visit = self._context.visit
        way = visit.value(WAY)
        return self._context.desk.attempts.get(visit.value(_came(way))) if way else None

    def refresh(self) -> None:
        """Show what fits the way and what came of it."""
        chosen = self.attempt()
        for one in self._lists:
            one.refresh()
        asks = chosen.ask if chosen is not None else ()
        for widget in (self.contact_title, self.contact):
            widget.setVisible("safe_contact" in asks)
        for widget in (self.rest, self.at):
            widget.setVisible(chosen is not None)

    def go_to(self, field: str) -> bool:
        """Put the focus into a field; the way when nothing is known."""
        return any(one.go_to(field) for one in self._lists) or self.first.go_to(WAY)

    def is_begun(self) -> bool:
        """Tell whether a try is being written down."""
        return bool(self._context.visit.value(WAY))

    def is_whole(self) -> bool:
        """Tell whether it says what came of it, and when it is tried again if that fits."""
        chosen = self.attempt()
        if chosen is None:
            return False
        return not chosen.try_again or bool(self._context.visit.value(AGAIN))

    def draft(self) -> Draft | None:
        """Return the try; nothing while it is not whole, or a day does not fit."""
        chosen, visit = self.attempt(), self._context.visit
        if chosen is None or not self.is_whole():
            return None
        try:
            engaged = self._engaged() if "engaged_on" in chosen.ask else None
        except typed.DoesNotFit as misfit:
            problem = self._context.words(misfit.reason)
            self.asked.fields[ENGAGED].show_problem(problem)
            self.asked.go_to(ENGAGED)
            return None
        learned = HowTheyAre(
            visit.value(STATUS) if "status" in chosen.ask else "",
            visit.value(NEED) if "next_need" in chosen.ask else "",
            engaged,
        )
        who = visit.value(WHO) or self._context.desk.me.name
        again = visit.value(AGAIN) if chosen.try_again else NEVER
        return Draft(chosen, visit.value(WAY), who, visit.value(NOTE), learned, again)

    def again_at(self, draft: Draft, now: datetime) -> datetime | None:
        """Return when it is tried again, or nothing when it is not."""
        hours = HOURS.get(draft.again)
        return None if hours is None else now + timedelta(hours=hours)

    def owner(self) -> str:
        """Return who goes next: whoever had it, else the one signed in."""
        task = next_try(self._context.visit)
        return task.owner if task is not None and task.owner else self._context.desk.me.name

    def clear(self) -> None:
        """Make room for the next try: this one is written down."""
        ways = ways_of(self._context.desk.attempts.values())
        for question in (WAY, WHO, NOTE, STATUS, NEED, ENGAGED, AGAIN, *map(_came, ways)):
            self._context.bridge.answer(question, "")
        self.at.clear()

    @Slot(str)
    def _go_on(self, question: str) -> None:
        """Go to what came of it as soon as the way is chosen."""
        way = self._context.visit.value(WAY)
        if question == WAY and way:
            self.first.go_to(_came(way))

    def _engaged(self) -> date | None:
        text = self._context.visit.value(ENGAGED)
        if not text:
            return None
        kept = typed.day(text)
        today = self._context.bridge.session.now.date()
        typed.check_day(kept, None, today, dated=True)
        return date.fromisoformat(kept)

    def _questions(self) -> list[Question]:
        words, codes = self._context.words, self._context.desk.attempts
        ways = ways_of(codes.values())
        first = replace(plain_question(WAY, words, WAY, Kind.CHOICE, ways), columns=3)
        return [first, *(self._came(way) for way in ways)]

    def _came(self, way: str) -> Question:
        """Return what can come of one way; it is asked only for that way."""
        words, codes = self._context.words, self._context.desk.attempts
        asked = plain_question(_came(way), words, "outreach.came_of_it", Kind.CHOICE)
        choices = tuple(Choice(one.id, one.label) for one in that_fit(codes, way))
        return replace(asked, choices=choices, columns=2, when=(When(WAY, (way,)),))

    def _learned(self) -> list[Question]:
        words = self._context.words
        return [
            plain_question(STATUS, words, STATUS, Kind.CHOICE, STATUSES),
            plain_question(ENGAGED, words, ENGAGED, Kind.DATE),
            plain_question(NEED, words, NEED),
        ]

    def _again(self) -> Question:
        waits = (*HOURS, NEVER)
        asked = plain_question(AGAIN, self._context.words, AGAIN, Kind.CHOICE, waits)
        return replace(asked, columns=3)

    def _rest(self) -> list[Question]:
        words, me = self._context.words, self._context.desk.me.name
        who = plain_question(WHO, words, WHO)
        help_ = words("outreach.who_more", name=me)
        return [
            replace(who, help=Text.of(help_, **{words.language: help_})),
            plain_question(NOTE, words, NOTE),
        ]


class _Asked(FieldList):
    """Shows only the questions that what came of it calls for."""

    def __init__(
        self,
        context: VisitContext,
        questions: list[Question],
        attempt: Callable[[], Attempt | None],
    ) -> None:
        self._attempt = attempt
        super().__init__(context, questions)

    def applies(self, question: Question, values: Mapping[str, Value]) -> bool:
        """Tell whether what came of it calls for a question."""
        chosen = self._attempt()
        if chosen is None:
            return False
        if question.id == AGAIN:
            return chosen.try_again and super().applies(question, values)
        return question.id in {_ASKED.get(ask) for ask in chosen.ask}


def _came(way: str) -> str:
    return f"outreach.came_{way}"
