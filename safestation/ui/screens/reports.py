"""Reports: choose the days, look at the true numbers, print or save what may leave."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from safestation.domain.acts import Act
from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.reporting.report import Report
from safestation.services.desk import Desk
from safestation.services.reports import WHYS, ReportJob
from safestation.services.taking_out import Progress
from safestation.ui.forget import forget
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.empty_state import EmptyState
from safestation.ui.kit.page import lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.progress_line import ProgressLine
from safestation.ui.screens.report_choice import ReportChoice
from safestation.ui.screens.retention_sheets import AskSheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

if TYPE_CHECKING:
    from safestation.ui.screens.report_cards import ReportView

_EVERY_MS = 200


class ReportsScreen(QWidget):
    """Counting goes on beside the counter's work; with the page it ends."""

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self._job: ReportJob | None = None
        self.report: Report | None = None
        self.view: ReportView | None = None
        self.sheet: AskSheet | None = None
        self.banner = Banner(words)
        self.choice = ReportChoice(desk, words)
        self.line = ProgressLine()
        self.print_button = Button(words("report.print"), "secondary", icon="printer")
        self.save_button = Button(words("report.save_csv"), "secondary", icon="download")
        self.none = EmptyState("chart-column", words("report.none"), words("report.none_more"))
        self.empty = EmptyState(
            "chart-column", words("report.empty"), words("report.empty_more")
        )
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._show_progress)
        self._lay_out()
        self._show(None)
        self._working(on=False)
        self.choice.wanted.connect(self._make)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._ask_for_whom)

    @Slot()
    def refresh(self) -> None:
        """Show the days and programs to choose from; a report stays as it was made."""
        self.choice.refresh()

    # Making one

    @Slot()
    def _make(self) -> None:
        if self._job is not None:
            return
        try:
            period = self.choice.period
            job = self._desk.reports.begin(period, self.choice.one_program)
        except StationError as error:
            self._complain(error)
            return
        self._job = job
        self._working(on=True)
        self.banner.show_message("info", self._words("report.working"))
        # With the page goes the counting: a locked station reads no record for it.
        self.destroyed.connect(partial(Progress.stop, job.progress))
        self._tasks.run_long(job.run, self._made, self._not_made)

    def _made(self, report: Report) -> None:
        self._working(on=False)
        self.banner.clear()
        self._show(report)

    def _not_made(self, error: Exception) -> None:
        self._working(on=False)
        if not isinstance(error, StationError):
            raise error
        self.banner.show_message("danger", self._words("report.stopped"))

    def _show(self, report: Report | None) -> None:
        if self.view is not None:
            self._inside.removeWidget(self.view)
            forget(self.view)
            self.view = None
        self.report = report
        has_counts = report is not None and report.cases > 0
        if report is not None and has_counts:
            # Loaded for the first report: the start shall not wait for it.
            from safestation.ui.screens.report_cards import ReportView  # noqa: PLC0415 - see above

            self.view = ReportView(report, self._words)
            self._inside.insertWidget(2, self.view)
        self.none.setVisible(report is None)
        self.empty.setVisible(report is not None and not has_counts)
        for button in (self.print_button, self.save_button):
            button.setVisible(has_counts)

    # What leaves

    @Slot()
    def _print(self) -> None:
        if self.report is None:
            return
        try:
            pages = self._desk.reports.pages(self.report, self._words)
        except StationError as error:
            self._complain(error)
            return
        self.print_button.setEnabled(False)
        self._tasks.run(pages, self._send, partial(self._not_out, Act.PRINTED))

    def _send(self, pdf: bytes) -> None:
        self.print_button.setEnabled(True)
        try:
            self._desk.reports.print_pages(pdf)
        except StationError as error:
            self._not_out(Act.PRINTED, error)
        else:
            self.banner.show_message("done", self._words("report.printed"))

    @Slot()
    def _ask_for_whom(self) -> None:
        words = self._words
        whys = [(one, words(f"report.why_{one}")) for one in WHYS]
        self.sheet = AskSheet(
            self, words, words("report.save_title"), words("report.save_more"), ("why",),
            "report.save_csv", lambda values: self._ask_where(values["why"]),
            {"why": whys}, "report",
        )  # fmt: skip
        self.sheet.open_sheet(self.sheet.form.widgets["why"])

    def _ask_where(self, why: str) -> None:
        """Ask for the place; nothing is written down when they change their mind."""
        if why not in WHYS:
            raise NotAllowed("report.why_needed")
        if self.report is None:
            return
        days = self.report.period
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            self._words("report.save_where"),
            f"report-{days.first}-{days.last}.csv",
            options=QFileDialog.Option.DontUseNativeDialog,
        )
        if chosen:
            self.save_file(Path(chosen), why)

    def save_file(self, path: Path, why: str) -> None:
        """Put the report where the person chose, and say so."""
        if self.report is None:
            return
        try:
            made = self._desk.reports.file(self.report, why, self._words)
        except StationError as error:
            self._complain(error)
            return
        self._tasks.run(made, partial(self._keep, path), partial(self._not_out, Act.EXPORTED))

    def _keep(self, path: Path, content: bytes) -> None:
        try:
            self._desk.provider_files.save(path, content)
        except StationError as error:
            self._not_out(Act.EXPORTED, error)
        else:
            self.banner.show_message("done", self._words("report.saved", name=path.name))

    def _not_out(self, act: Act, error: Exception) -> None:
        self.print_button.setEnabled(True)
        if not isinstance(error, StationError):
            raise error
        self._desk.reports.not_out(act)
        self._complain(error)

    # Inside

    def _complain(self, error: StationError) -> None:
        key = error.reason if isinstance(error, NotAllowed) else error.message_key
        self.banner.show_message("danger", self._words(key))

    @Slot()
    def _show_progress(self) -> None:
        if self._job is not None:
            self.line.show_progress(self._job.progress.done, self._job.progress.total)

    def _working(self, *, on: bool) -> None:
        if not on:
            self._job = None
        self.choice.go.setEnabled(not on)
        self.line.setVisible(on)
        if on:
            self._show_progress()
            self._timer.start()
        else:
            self._timer.stop()

    def _lay_out(self) -> None:
        head = PageHead(self._words("report.title"), self._words("report.more"))
        head.buttons.addWidget(self.save_button)
        head.buttons.addWidget(self.print_button)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(look().px(16))
        for widget in (self.choice, self.line, self.none, self.empty):
            self._inside.addWidget(widget)
        self._inside.addStretch(1)
        lay_out_page(self, head, self.banner, inside)
