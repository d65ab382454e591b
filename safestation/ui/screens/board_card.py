"""One person on the board: who, what is next and by when, and where it stands."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.domain.board import Card as Person
from safestation.domain.board import Next
from safestation.domain.milestones import RunningClock, Urgency
from safestation.domain.text import Text
from safestation.domain.waiting import Review
from safestation.services.desk import Desk
from safestation.ui.kit.card import CardButton
from safestation.ui.kit.chip import Chip
from safestation.ui.kit.elapsed import clock_words
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Elided, Label
from safestation.ui.kit.layouts import put_in, row_in
from safestation.ui.kit.progress_line import ProgressLine
from safestation.ui.moments import wall_due, wall_time
from safestation.ui.style.theme import look
from safestation.ui.words import Words

LATE = frozenset({"next.clock_over"})
NOT_NAMED = frozenset({"", "en", "other", "declined"})  # languages that say nothing to do
OVER = frozenset({"next.window_over", "next.window_over_do", "next.clock_over_do"})


class BoardCards:
    """Makes the cards of the board; somebody who is not here gets a card of their own kind."""

    def __init__(self, desk: Desk, words: Words) -> None:
        self._desk, self._words = desk, words

    def card(self, person: Person, now: datetime) -> CardButton:
        """Return the card of one person; its name says everything it shows."""
        tone = person.next.tone.value
        name = person.label or self._nameless(person)
        next_words = self._next(person.next, now)
        since = self._since(person)
        waits = self._window(person.window, now), self._review(person.review, now)
        facts, where = self._facts(person, now), self._where(person, now)
        told = (name, self._step_title(person), since, next_words, *waits, facts, where)
        spoken = ", ".join(part for part in told if part)
        card = CardButton(spoken, accent=tone)
        line = Label("", "body")
        line.show_text(next_words, self._words("counter.next"))
        progress = ProgressLine()
        progress.show_progress(person.step_index, person.steps, tone)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        self._fill_top(row_in(column), person, name, since)
        column.addWidget(line)
        for line_of in filter(None, waits):
            column.addWidget(Label(line_of, "strong"))
        column.addWidget(Label(facts, "muted"))
        column.addStretch(1)  # cards of a row are of one height; their lines stand level
        column.addWidget(progress)
        column.addWidget(Label(where, "small"))
        card.add(box)
        return card

    def _fill_top(self, top: QHBoxLayout, person: Person, name: str, since: str) -> None:
        top.setSpacing(look().px(12))
        called = put_in(top, FlowLayout(gap=look().px(8)), 1)  # where both do not fit, below
        chip = Chip(self._step_title(person), person.next.tone.value)
        who, how_long = Elided(name, "section"), Label(since, "muted", wrap=False)
        for text in (who, how_long):
            text.setMinimumHeight(chip.sizeHint().height())  # on one line with it
        called.addWidget(who)
        called.addWidget(chip)
        top.addWidget(how_long, 0, Qt.AlignmentFlag.AlignTop)

    def _since(self, person: Person) -> str:
        """Return how long somebody has been here; of somebody who is not, nothing."""
        if person.is_out:
            return ""
        return self._words("counter.here", span=clock_words(person.here))

    def _nameless(self, person: Person) -> str:
        """Return what a card is called without a name: of somebody not here, how they came."""
        entry = person.entry.in_language(self._words.language) if person.is_out else ""
        return entry or self._words("counter.no_name_yet")

    def _next(self, what: Next, now: datetime) -> str:
        language = self._words.language
        parts = {
            name: part.in_language(language) if isinstance(part, Text) else part
            for name, part in what.words.items()
        }
        time = wall_due(what.due_at, now) if what.due_at is not None else ""
        if what.key in OVER:
            return self._words.filled(what.key, {**parts, "time": time})
        text = self._words.filled(what.key, parts)
        if not time:
            return text
        how = "counter.late_since" if what.key in LATE else "counter.by"
        return self._words(how, what=text, time=time)

    def _window(self, window: RunningClock | None, now: datetime) -> str:
        """Return by when somebody must be sought; once it is over, the next line says so."""
        if window is None or window.urgency is Urgency.OVER:
            return ""
        what = window.rule.title.in_language(self._words.language)
        time = wall_time(window.due_at, now)
        if window.urgency is Urgency.EARLY and window.opens_at is not None:
            opens = wall_time(window.opens_at, now)
            return self._words("counter.window_early", what=what, opens=opens, time=time)
        return self._words("counter.window", what=what, time=time)

    def _review(self, review: Review | None, now: datetime) -> str:
        """Return whose review is waited for, since when, and by when if the program says so."""
        if review is None:
            return ""
        who, words = review.by.in_language(self._words.language), self._words
        if review.asked_at is None:
            told = words("counter.review_to_ask", who=who)
        else:
            told = words("counter.review", who=who, time=wall_time(review.asked_at, now))
        if review.due_at is None:
            return told
        return words("counter.review_due", what=told, time=wall_time(review.due_at, now))

    def _step_title(self, person: Person) -> str:
        return person.step_title.in_language(self._words.language)

    def _facts(self, person: Person, now: datetime) -> str:
        return " · ".join(self._out(person, now) if person.is_out else self._here(person, now))

    def _here(self, person: Person, now: datetime) -> list[str]:
        words = self._words
        facts = [words("counter.arrived", time=wall_time(person.arrived_at, now))]
        facts += filter(None, (self._came(person), self._speaks(person)))
        if person.sitting_with:
            facts.append(words("counter.sitting_with", name=person.sitting_with))
        else:
            facts.append(self._desk.people.name_of(person.opened_by))
        return facts

    def _came(self, person: Person) -> str:
        """Return how somebody came, as the welcome asked it; nothing while it is not known."""
        question = self._desk.question("arrival_mode")
        labels = {c.value: c.label for c in question.choices} if question else {}
        said = labels.get(person.arrival_mode, Text()).in_language(self._words.language)
        return said[:1].lower() + said[1:]

    def _speaks(self, person: Person) -> str:
        """Return the language of somebody who speaks another one than the staff's papers."""
        asked = self._desk.instruments["language_access"].item("spoken_language")
        if asked is None or person.language in NOT_NAMED:
            return ""
        labels = {option.value: option.label for option in asked.options}
        return labels.get(person.language, Text()).in_language(self._words.language)

    def _out(self, person: Person, now: datetime) -> list[str]:
        """Return how somebody came in who is not here, and who has them."""
        words = self._words
        facts = [person.entry.in_language(words.language)] if person.label else []
        facts.append(words("counter.came_in", time=wall_time(person.arrived_at, now)))
        if person.overdose_at is not None and person.overdose_at != person.arrived_at:
            facts.append(words("counter.overdose_at", time=wall_time(person.overdose_at, now)))
        held = words("counter.held_by", name=self._holder(person))
        return [fact for fact in (*facts, held) if fact]

    def _holder(self, person: Person) -> str:
        """Return who has the next try: a name, or a role of the program by its name."""
        if isinstance(person.held_by, Text):
            return person.held_by.in_language(self._words.language)
        opened = self._desk.people.name_of(person.opened_by)
        return person.held_by or person.sitting_with or opened

    def _where(self, person: Person, now: datetime) -> str:
        words = self._words
        facts = [words("counter.step", number=person.step_index, total=person.steps)]
        if person.running is not None:
            what = person.running.rule.title.in_language(words.language)
            due = wall_time(person.running.due_at, now)
            facts.append(words("counter.window", what=what, time=due))
        if person.placement:
            facts.append(words("counter.accepted_by", provider=person.placement))
        if not person.label:
            facts.append(person.number)
        return " · ".join(facts)
