"""What the person asks to keep back, and whether the station agrees (42 CFR 2.26)."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.facts import RestrictionAsked
from safestation.domain.restriction import Reply, agreed
from safestation.domain.sheet import INFORMATION
from safestation.ui.kit import Button, ChoiceGroup, FlowLayout, Label, Select
from safestation.ui.steps.consent_people import FORM, people, shown_name
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

EVERYBODY = "everybody"


class RestrictionBox(QWidget):
    """Picks whom and what; no kind picked means everything. The station may say no."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context, words = context, context.words
        said = context.desk.form_words[FORM].say
        kinds = [(one, "", said(f"information.{one}", words.language)) for one in INFORMATION]
        self.whom = Select(_people(context), words("consent.keep_from"))
        self.whom.show_value(EVERYBODY)
        self.what = ChoiceGroup(kinds, words("consent.keep_what"), multi=True, columns=1)
        self.yes = Button(words("consent.we_agree"), "secondary")
        self.no = Button(words("consent.we_do_not_agree"), "quiet")
        self.yes.clicked.connect(lambda: self._write(Reply.AGREED))
        self.no.clicked.connect(lambda: self._write(Reply.NOT_AGREED))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        column.addWidget(Label(words("consent.keep_more"), "small"))
        column.addWidget(Label(words("consent.keep_from"), "question"))
        column.addWidget(self.whom)
        column.addWidget(Label(words("consent.keep_what"), "question"))
        column.addWidget(self.what)
        column.addWidget(buttons)

    def refresh(self) -> None:
        """Offer everybody who may be told now."""
        known = _people(self._context)
        if [self.whom.itemData(row) for row in range(self.whom.count())] != [
            value for value, _ in known
        ]:
            held = self.whom.value
            self.whom.clear()
            for value, text in known:
                self.whom.addItem(text, value)
            self.whom.show_value(held or EVERYBODY)

    def _write(self, reply: Reply) -> None:
        whom = "" if self.whom.value == EVERYBODY else self.whom.value
        new = self._context.desk.ids.new()
        fact = RestrictionAsked(new, whom, self.what.values, reply.value)
        self._context.bridge.write(fact)
        self.what.show_values(())
        said = self._context.words(f"consent.reply_{reply.value}")
        self._context.wishes.told.emit("done", said)


class KeptBack(QWidget):
    """What holds, each with the way to end it: this is never folded away."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context = context
        self.ends: dict[str, Button] = {}
        self._shown: tuple[RestrictionAsked, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines = QWidget()
        self._column.addWidget(self._lines)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        holding = agreed(self._context.visit)
        if holding != self._shown:
            self._shown = holding
            self._show(holding)

    def _show(self, holding: tuple[RestrictionAsked, ...]) -> None:
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        self.ends = {}
        for one in holding:
            end = Button(self._context.words("consent.keep_end"), "small")
            end.clicked.connect(lambda _on, one=one: self._end(one))
            end.setAccessibleDescription(self._sentence(one))
            self.ends[one.restriction] = end
            column.addWidget(Label(self._sentence(one), "strong"))
            column.addWidget(end)
        self._column.replaceWidget(self._lines, fresh)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = fresh
        fresh.show()
        self.setVisible(bool(holding))

    def _sentence(self, one: RestrictionAsked) -> str:
        words, form = self._context.words, self._context.desk.form_words[FORM]
        names = dict(_people(self._context))
        whom = names.get(one.recipient or EVERYBODY, words("consent.keep_somebody"))
        told = [form.say(f"information.{kind}", words.language) for kind in one.information]
        what = "; ".join(told) or words("consent.keep_all")
        return words("consent.kept_back", whom=whom, what=what)

    def _end(self, one: RestrictionAsked) -> None:
        ended = RestrictionAsked(
            one.restriction, one.recipient, one.information, Reply.ENDED.value
        )
        self._context.bridge.write(ended)


def _people(context: VisitContext) -> list[tuple[str, str]]:
    known = [(one.recipient.id, shown_name(one, context)) for one in people(context)]
    return [(EVERYBODY, context.words("consent.keep_everybody")), *known]
