"""The program's notice, and how it was given."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.facts import NoticeDeferred, NoticeGiven
from safestation.domain.text import Text
from safestation.services.packet import NOBODY, PacketItem
from safestation.ui.kit import Button, Card, Chip, FlowLayout, Label
from safestation.ui.moments import wall_time
from safestation.ui.visit.context import VisitContext
from safestation.ui.visit.printing import print_and_tell
from safestation.ui.words import Words

HOWS = ("read_aloud", "on_paper")
NOTICE = "visitor_notice"
REASONS = ("medical_first", "not_able_now", "no_interpreter", "asked_to_wait")


class NoticeCard(Card):
    """Promises, limits and what is written down, in the person's language.

    42 CFR 2.22(a): given at admission, or as soon as the person can take it in.
    """

    def __init__(self, context: VisitContext) -> None:
        super().__init__("info", "info")
        self._context = context
        self.title = Label("", "section")
        self._texts = QWidget()
        self._shown = ""
        self.state = Chip()
        self.given = {how: self._button(f"welcome.{how}", "secondary") for how in HOWS}
        self.later = self._button("welcome.not_now", "quiet")
        self.reasons = {r: self._button(f"welcome.{r}", "small") for r in REASONS}
        self._why = Label(context.words("welcome.not_now_why"), "question")
        self.body.addWidget(self.title)
        self.body.addWidget(_row(self.state))  # in sight, however long the notice is
        self.body.addWidget(self._texts)
        self.print_button = Button(
            context.words("welcome.print_notice"), "secondary", icon="printer"
        )
        self.print_button.clicked.connect(self._print)
        self.body.addWidget(_row(*self.given.values(), self.print_button, self.later))
        self.body.addWidget(self._why)
        self._reason_row = _row(*self.reasons.values())
        self.body.addWidget(self._reason_row)
        for how, button in self.given.items():
            button.clicked.connect(lambda _on, how=how: self._give(how))
        for reason, button in self.reasons.items():
            button.clicked.connect(lambda _on, reason=reason: self._defer(reason))
        self.later.clicked.connect(self._ask_why)
        self._show_reasons(on=False)
        self.refresh()

    def refresh(self) -> None:
        """Show the notice in the person's language, and whether it was given."""
        if self._shown != self._context.spoken:
            self._shown = self._context.spoken
            self._write_texts()
        given = self._context.visit.last(NoticeGiven)
        deferred = self._context.visit.last(NoticeDeferred)
        words, now = self._context.words, self._context.bridge.session.now
        if given:
            at = wall_time(given[0].happened_at, now)
            self.state.show_text(f"{words(f'welcome.{given[1].how}_done')} · {at}", "done")
        elif deferred:
            at = wall_time(deferred[0].happened_at, now)
            self.state.show_text(f"{words('welcome.deferred')} · {at}", "clock")
        else:
            self.state.show_text(words("welcome.not_given"), "neutral")

    def _write_texts(self) -> None:
        notice, words = self._context.program.notice, self._their_words()
        self.title.show_text(notice.title.in_language(self._shown))
        fresh = Card("info", pad=0)
        for key, lines in (
            ("welcome.promises", notice.promises),
            ("welcome.limits", notice.limits),
            ("welcome.written_down", notice.written_down),
        ):
            fresh.body.addWidget(Label(words(key), "question"))
            fresh.body.addWidget(Label(_bullets(lines, self._shown)))
        if self._context.desk.station.is_program:
            fresh.body.addWidget(Label(words("welcome.federal"), "strong"))
        self.body.replaceWidget(self._texts, fresh)
        self._texts.deleteLater()
        self._texts = fresh

    @Slot()
    def _print(self) -> None:
        """Print the whole notice, to be kept (42 CFR 2.22(b), (c)); say what came of it."""
        context, item = self._context, PacketItem(NOTICE, NOBODY, "", NOBODY)
        prints = context.desk.paper.print_all
        print_and_tell(
            context, lambda session: prints(session, [item]), "welcome.notice_printed"
        )
        context.bridge.changed.emit()

    def _their_words(self) -> Words:
        return self._context.words.in_language(self._shown)

    def _button(self, key: str, kind: str) -> Button:
        return Button(self._context.words(key), kind)

    def _give(self, how: str) -> None:
        version = self._context.program.notice.version
        self._context.bridge.write(NoticeGiven(version, self._context.spoken, how))
        self._show_reasons(on=False)
        self.refresh()

    def _defer(self, reason: str) -> None:
        self._context.bridge.write(NoticeDeferred(reason))
        self._show_reasons(on=False)
        self.refresh()

    @Slot()
    def _ask_why(self) -> None:
        self._show_reasons(on=True)
        next(iter(self.reasons.values())).setFocus()

    def _show_reasons(self, *, on: bool) -> None:
        self._why.setVisible(on)
        self._reason_row.setVisible(on)


def _row(*buttons: Button | Chip) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for button in buttons:
        flow.addWidget(button)
    return row


def _bullets(lines: tuple[Text, ...], language: str) -> str:
    return "\n".join(f"• {line.in_language(language)}" for line in lines)
