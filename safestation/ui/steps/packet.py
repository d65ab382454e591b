"""The packet: what will be printed and for whom, looked at, then printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import FileNotSaved, StationError
from safestation.services.desk import Desk
from safestation.services.packet import OWN
from safestation.services.paper import PacketItem, page_count
from safestation.services.session import VisitSession
from safestation.ui.kit import Banner, Button, Label
from safestation.ui.kit.layouts import column_in
from safestation.ui.kit.once import on_key
from safestation.ui.steps.packet_file import FileRow
from safestation.ui.steps.packet_row import PacketRow
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.visit.printing import reason_key
from safestation.ui.words import Words

SETTLE_MS = 500  # typing elsewhere on the page renders the packet once, not per key
Key = tuple[str, str]


class _Rendering(QObject):
    """Brings one rendered form back into the window."""

    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, item: PacketItem, parent: QObject) -> None:
        super().__init__(parent)
        self._item = item

    @Slot(object)
    def take(self, pdf: object) -> None:
        self.done.emit(self._item, pdf)
        self.deleteLater()

    @Slot(object)
    def give_up(self, error: object) -> None:
        self.failed.emit(self._item, error)
        self.deleteLater()


class PacketPanel(QWidget):
    """The list with its boxes, and the one button that prints.

    `previewed(item, pdf)` follows a look at a form; `printed` a print that went out.
    """

    previewed = Signal(object, bytes)
    printed = Signal()

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self._session: VisitSession | None = None
        self._seen: object = None
        self._ticks: dict[Key, bool] = {}
        self._pages: dict[Key, bytes] = {}
        self._current: Key | None = None
        self._round = QObject(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.rebuild)
        self.rows: dict[Key, PacketRow] = {}
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        """Render nothing out of sight: the record may close before the typing has paused."""
        self._settle.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the visit again: it may have changed out of sight."""
        self.refresh()
        super().showEvent(event)

    def show_session(self, session: VisitSession) -> None:
        """Show the packet of another visit."""
        self._session, self._seen, self._current = session, None, None
        self._ticks = {}
        self.banner.clear()
        self.rebuild()

    def refresh(self) -> None:
        """Look at the visit again, once the typing pauses."""
        if self._session is not None and self._session.visit is not self._seen:
            self._settle.start()

    @Slot()
    def rebuild(self) -> None:
        """Make the list anew from the visit as it is now, and render what is allowed."""
        if self._session is None:
            return
        self._settle.stop()
        self._seen = self._session.visit
        focused = next((k for k, row in self.rows.items() if row.box.hasFocus()), None)
        self._clear()
        for item in self._desk.paper.packet(self._session, self._words.language):
            self._add(item)
        self._follow()
        self.nothing.setVisible(not self.rows)
        self._render()
        if focused in self.rows:
            self.rows[focused].box.setFocus()

    def chosen(self) -> tuple[PacketItem, ...]:
        """Return the items that are ticked and may go out."""
        rows = (r for r in self.rows.values() if r.item.allowed and r.box.isChecked())
        return tuple(row.item for row in rows)

    def is_settling(self) -> bool:
        """Tell whether a rendering begins as soon as the typing has paused."""
        return self._settle.isActive()

    def is_ready(self) -> bool:
        """Tell whether every form that may go out was rendered."""
        return all(k in self._pages for k, row in self.rows.items() if row.item.allowed)

    @Slot()
    def print_chosen(self) -> None:
        """Print what is ticked; each print is written down before it goes out."""
        items = self.chosen()
        if self._session is None or not items:
            return
        total = self._total()
        if self._try(lambda session: self._desk.paper.print_all(session, items)):
            told = self._words("paper.sent", count=total)
            self.banner.show_message("done", told)
        self.rebuild()
        self.printed.emit()

    def _try(self, act: Callable[[VisitSession], object]) -> bool:
        """Do something that may be refused, and say calmly if it was."""
        if self._session is None:
            return False
        try:
            act(self._session)
        except StationError as error:
            self.banner.show_message("danger", self._words(reason_key(error)))
            return False
        return True

    def _lay_out(self) -> None:
        self.banner = Banner(self._words)
        self.nothing = Label(self._words("paper.nothing"), "muted")
        self.button = Button(
            self._words("paper.print"), "primary", shortcut_text="Ctrl P", icon="printer"
        )
        self.button.clicked.connect(self.print_chosen)
        self.file = FileRow(self._words)
        self.file.asked.connect(self._save)
        on_key("Ctrl+P", self, self.print_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(self.banner)
        column.addWidget(self.nothing)
        self.list = column_in(column)
        self.list.setSpacing(0)
        column.addWidget(self.button)
        column.addWidget(self.file)

    def _clear(self) -> None:
        self._round.deleteLater()
        self._round = QObject(self)  # what was being rendered is not waited for
        self._pages = {}
        for row in self.rows.values():
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}

    def _add(self, item: PacketItem) -> None:
        row = PacketRow(item, self._title(item.form), self._words)
        if item.allowed and not item.comes_along and item.key in self._ticks:
            row.box.setChecked(self._ticks[item.key])
        row.toggled.connect(lambda on, key=item.key: self._toggle(key, on))
        row.looked_at.connect(lambda key=item.key: self._look_at(key))
        self.rows[item.key] = row
        self.list.addWidget(row)

    def _title(self, form: str) -> str:
        words = self._desk.form_words.get(form)
        has_title = words is not None and words.has("title")
        return words.say("title", self._words.language) if words and has_title else form

    def _toggle(self, key: Key, on: bool) -> None:  # noqa: FBT001 - as Qt gives it
        if not self.rows[key].item.comes_along:
            self._ticks[key] = on
        self._follow()

    def _follow(self) -> None:
        """Tick each notice exactly when something goes to its recipient."""
        going = {i.recipient for i in self.chosen() if not i.comes_along}
        for row in self.rows.values():
            if row.item.comes_along and row.item.allowed:
                row.box.setChecked(row.item.recipient in going)
        self._count()

    def _total(self) -> int:
        return sum(page_count(self._pages.get(item.key, b"")) for item in self.chosen())

    def _count(self) -> None:
        items = self.chosen()
        known = all(item.key in self._pages for item in items)
        total = self._total() if items and known else 0
        print_them = self._words("paper.print_pages", count=total)
        self.button.set_text(print_them if total else self._words("paper.print"))
        self.button.setEnabled(bool(items))

    def _render(self) -> None:
        for row in tuple(self.rows.values()):
            if row.item.allowed:
                self._start(row.item)

    def _start(self, item: PacketItem) -> None:
        session, rendering = self._session, _Rendering(item, self._round)
        rendering.done.connect(self._rendered)
        rendering.failed.connect(self._not_rendered)
        if session is None:
            return
        try:
            job = self._desk.paper.prepare(session, item.form, item.recipient)
        except StationError as error:
            rendering.give_up(error)
        else:
            self._tasks.run(job.render, rendering.take, rendering.give_up)

    @Slot(object, object)
    def _rendered(self, item: PacketItem, pdf: bytes) -> None:
        row = self.rows.get(item.key)
        if row is None:
            return
        self._pages[item.key] = pdf
        row.show_pages(page_count(pdf))
        self._count()
        first = self._current is None and row.box.isChecked() and not item.comes_along
        if first or item.key == self._current:
            self._look_at(item.key)

    @Slot(object, object)
    def _not_rendered(self, item: PacketItem, error: object) -> None:
        row = self.rows.get(item.key)
        if not isinstance(error, StationError):
            raise error if isinstance(error, Exception) else TypeError(type(error).__name__)
        if row is not None:
            row.refuse(reason_key(error))
            self._follow()

    @Slot(str)
    def _save(self, reason: str) -> None:
        """Save the form that is looked at, where the person chooses, if the reason is there."""
        row, session = self.rows.get(self._current or ("", "")), self._session
        if row is None or session is None:
            return
        name = f"{session.visit.number}-{row.item.form}.pdf"
        if not reason.strip():
            self.banner.show_message("danger", self._words("paper.reason_needed"))
        elif path := self.file.pick(name):
            self._try(lambda session: self._write(session, row.item, reason, Path(path)))
            self.printed.emit()

    def _write(self, session: VisitSession, item: PacketItem, reason: str, path: Path) -> None:
        pdf = self._desk.paper.save_as(session, item, reason)
        try:
            self._desk.provider_files.save(path, pdf)
        except FileNotSaved:
            self._desk.paper.file_failed(session)
            self.banner.show_message("danger", self._words("paper.file_failed"))
        else:
            self.banner.show_message("done", self._words("paper.saved"))
            self.file.clear()

    def _look_at(self, key: Key) -> None:
        self._current = key
        row = self.rows.get(key)
        self.file.setVisible(row is not None and row.item.audience in OWN)
        if key in self._pages and key in self.rows:
            self.previewed.emit(self.rows[key].item, self._pages[key])
