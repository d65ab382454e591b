"""Taking in a file: choose it, see what is wrong and what would change, then confirm."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from safestation.domain.errors import ImportRefused, StationError
from safestation.domain.provider_applying import Choices
from safestation.domain.provider_import import ImportPlan, ImportReading
from safestation.domain.provider_words import notice_text, refusal_text
from safestation.services.desk import Desk
from safestation.ui.kit import Banner, Button, Card, CheckRow, Column, Label, Table
from safestation.ui.kit.layouts import row_in
from safestation.ui.screens.provider_preview import (
    change_rows,
    offer,
    problem_rows,
    summary,
)
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class ProviderImport(QWidget):
    """Changes nothing before Import is pressed, and then all of it or nothing."""

    imported = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, words: Words, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._words, self._tasks = desk, words, tasks
        self.plan: ImportPlan | None = None
        self.path = QLineEdit()
        self.path.setPlaceholderText(words("providers.path_hint"))
        self.path.setAccessibleName(words("providers.path"))
        self.path.setMinimumHeight(look().px(46))
        self.choose_button = Button(words("providers.choose"), "secondary")
        self.read_button = Button(words("providers.read"), "secondary")
        self.banner = Banner(words)
        self.summary = Label("", "strong")
        self.notices = Label("", "small")
        columns = [Column(words(f"providers.column_{k}")) for k in ("row", "cell")]
        right = Column(words("providers.column_right"), 1)
        self.problems = Table([*columns, right], words("providers.problems"))
        columns = [Column(words(f"providers.column_{k}")) for k in ("change", "name")]
        fields = Column(words("providers.column_fields"), 1)
        self.changes = Table([*columns, fields], words("providers.changes"))
        self.take_over = CheckRow(words("providers.take_over"))
        self.retire = CheckRow(words("providers.retire_missing"))
        self.import_button = Button(words("providers.import_nothing"), "primary")
        self.back_button = Button(words("providers.back"), "secondary")
        self._lay_out()
        self.choose_button.clicked.connect(self._choose)
        self.read_button.clicked.connect(self.read)
        self.path.returnPressed.connect(self.read)
        self.path.textEdited.connect(lambda _text: self._show_plan(None))
        self.import_button.clicked.connect(self._import)
        self.back_button.clicked.connect(self.left)
        self.retire.toggled.connect(self._enable)
        self.begin()

    def begin(self) -> None:
        """Start over, with no file chosen."""
        self.path.clear()
        self.banner.clear()
        self._show_plan(None)
        self.path.setFocus()

    @Slot()
    def read(self) -> None:
        """Read the file beside the window, and preview what it would change."""
        typed = self.path.text().strip().strip('"')  # as a file manager copies a path
        self._show_plan(None)
        if typed:
            files, path = self._desk.provider_files, _at_home(typed)
            self.banner.show_message("info", self._words("providers.reading"))
            self._tasks.run(lambda: files.read(path), self._preview, self._refused)

    def _preview(self, reading: ImportReading) -> None:
        self.banner.clear()
        try:
            self._show_plan(self._desk.directory.preview(reading))
        except StationError as error:
            self._refused(error)

    def _refused(self, error: Exception) -> None:
        """Say why, and that nothing was changed. What is no StationError is a bug."""
        if not isinstance(error, StationError):
            raise error
        language, codes = self._words.language, self._desk.provider_files.codes
        what = self._words(error.message_key)
        if isinstance(error, ImportRefused):
            what = refusal_text(codes, error, language)
        self.banner.show_message("danger", what, self._words("providers.nothing_changed"))

    def _show_plan(self, plan: ImportPlan | None) -> None:
        words, codes = self._words, self._desk.provider_files.codes
        self.plan = plan
        self.problems.setVisible(plan is not None and bool(plan.problems))
        self.changes.setVisible(plan is not None and (not plan.is_empty or bool(plan.missing)))
        self.import_button.setVisible(plan is not None)
        for tick in (self.take_over, self.retire):
            tick.setChecked(False)
            tick.hide()
        for label in (self.summary, self.notices):
            label.setVisible(plan is not None)
        if plan is None:
            return
        self.summary.show_text(summary(plan, words))
        told = (notice_text(codes, one, words.language) for one in plan.notices)
        self.notices.show_text("\n".join(told))
        self.notices.setVisible(bool(plan.notices))
        self.problems.show_rows(problem_rows(plan, codes, words))
        self.changes.show_rows(change_rows(plan, codes, words))
        self._enable()
        self.take_over.setVisible(any(f.by_hand for c in plan.changed for f in c.fields))
        self.retire.setVisible(bool(plan.missing))

    @Slot()
    def _enable(self) -> None:
        """Offer Import only when it would do something."""
        if self.plan is None:
            return
        wants = self.retire.isChecked()
        retires = wants and self.plan.is_empty
        text = (
            self._words("providers.only_retire") if retires else offer(self.plan, self._words)
        )
        self.import_button.set_text(text)
        self.import_button.setEnabled(not self.plan.is_empty or wants)

    @Slot()
    def _import(self) -> None:
        if self.plan is None:
            return
        choices = self._choices(self.plan)
        try:
            done = self._desk.directory.apply(self.plan, self._desk.me.id, choices)
        except StationError as error:
            self._refused(error)
            return
        self._show_plan(None)
        self.imported.emit(len(done))

    def _choices(self, plan: ImportPlan) -> Choices:
        """Return what was ticked; without a tick nothing typed here is lost."""
        typed = ((c.provider.id, f.field) for c in plan.changed for f in c.fields if f.by_hand)
        missing = (one.id for one in plan.missing)
        return Choices(
            take_good_rows=bool(plan.problems),
            take_over=frozenset(typed if self.take_over.isChecked() else ()),
            put_out_of_use=frozenset(missing if self.retire.isChecked() else ()),
        )

    @Slot()
    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            self._words("providers.choose"),
            "",
            f"{self._words('providers.kinds')} (*.json *.xlsx *.csv)",
            options=QFileDialog.Option.DontUseNativeDialog,
        )
        if name:
            self.path.setText(name)
            self.read()

    def _lay_out(self) -> None:
        card = Card()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        whole = card.body
        whole.setSpacing(look().px(12))
        whole.addWidget(Label(self._words("providers.import_title"), "section"))
        whole.addWidget(Label(self._words("providers.import_more"), "muted"))
        row = row_in(whole)
        row.addWidget(self.path, 1)
        for button in (self.read_button, self.choose_button):
            row.addWidget(button)
        for widget in (self.banner, self.summary, self.notices):
            whole.addWidget(widget)
        whole.addWidget(self.problems, 1)
        whole.addWidget(self.changes, 2)
        whole.addStretch(0)
        for tick in (self.take_over, self.retire):
            whole.addWidget(tick)
        row = row_in(whole)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.import_button)


def _at_home(typed: str) -> Path:
    """Return a path, with ~ as the folder of whoever is at the computer."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # of somebody who has no folder here
        return Path(typed)
