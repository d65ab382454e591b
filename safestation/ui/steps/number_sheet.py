"""A wrong number: take a better one, or none, so that nobody rings it again."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from safestation.domain.errors import AnswerRefused, StationError
from safestation.domain.providers import Provider
from safestation.ui.kit import Button, Label, Sheet
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext


class NumberSheet(Sheet):
    """Reports the number of a provider as wrong. `reported` once it is kept."""

    reported = Signal()

    def __init__(self, context: VisitContext, provider: Provider, host: QWidget) -> None:
        words = context.words
        super().__init__(host, words("placement.wrong_title", name=provider.name))
        self._context, self._provider = context, provider
        self.line = QLineEdit()
        self.line.setAccessibleName(words("placement.better_number"))
        self.line.setPlaceholderText(words("kit.field.phone_hint"))
        self.line.setMinimumHeight(look().px(46))
        self.problem = Label("", "small-danger")
        self.problem.hide()
        self.save = Button(words("placement.report_number"), "primary")
        number = provider.number_to_call
        for widget in (
            Label(words("placement.wrong_more", number=number)),
            Label(words("placement.better_number"), "strong"),
            self.line,
            self.problem,
        ):
            self.body.addWidget(widget)
        self.buttons.addWidget(self.save)
        self.offer_cancel(words)
        self.save.clicked.connect(self._report)
        self.line.returnPressed.connect(self._report)

    @Slot()
    def _report(self) -> None:
        desk, words = self._context.desk, self._context.words
        try:
            desk.directory.report_wrong_number(self._provider.id, self.line.text(), desk.me.id)
        except AnswerRefused as refusal:
            self._complain(words(refusal.reason))
        except StationError as error:
            self._complain(words(error.message_key))
        else:
            self.reported.emit()
            self.close_sheet()

    def _complain(self, text: str) -> None:
        self.problem.show_text(text)
        self.problem.show()
        self.line.setFocus()
