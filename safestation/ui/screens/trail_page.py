"""The trail: who did what and when, for whoever may read it; checked, sealed, compared."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.acts import DONE, Act, Kind
from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.permissions import Permission
from safestation.services.desk import Desk
from safestation.services.trail_book import PAGE, TrailRow, Wanted
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.page import BELOW_TABS
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.select import Select
from safestation.ui.kit.sheet import Sheet
from safestation.ui.kit.table import Table
from safestation.ui.moments import wall_time
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.screens.trail_words import detail_of
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

ALL = "all"
# Acts whose own words say that nothing came of it.
SAY_IT_THEMSELVES = frozenset(
    {Act.REFUSED, Act.SIGN_IN_FAILED, Act.BACKUP_FAILED, Act.ERASING_FAILED}
)
COLUMNS = {"at": 0, "who": 2, "act": 3, "visit": 2, "detail": 2, "line": 0}


class TrailPage(QWidget):
    """Shows the newest lines, 200 at a time. Nothing here changes anything."""

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del tasks
        self._desk, self._words = desk, words
        self._before = 0
        self.banner = Banner(words)
        self.banner.hide()
        kinds = [(ALL, words("trail.every_kind"))]
        kinds += [(kind.value, words(f"trail.kind_{kind.value}")) for kind in Kind]
        people = [(ALL, words("trail.everybody"))]
        people += [(one.id, one.name) for one in desk.people.everybody()]
        people += [(one.id, words("trail.gone", name=one.name)) for one in desk.people.gone()]
        self.kind = Select(kinds, words("trail.kind"))
        self.who = Select(people, words("trail.who"))
        columns = [Column(words(f"trail.column_{k}"), wide) for k, wide in COLUMNS.items()]
        self.table = Table(columns, words("trail.title"))
        self.table.setMinimumHeight(look().px(150))
        self.older = Button(words("trail.older"), "secondary")
        self.newest = Button(words("trail.newest"), "secondary")
        self.check = Button(words("trail.check"), "secondary", icon="shield")
        self.compare = Button(words("trail.compare"), "secondary", icon="file-text")
        self.seal = Button(words("trail.seal"), "primary", icon="printer")
        self.sealed = Label("", "muted")
        self.sheet: Sheet | None = None
        self._lay_out()
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Show the newest lines."""
        self._before = 0
        self._remind()
        self.kind.show_value(self.kind.value or ALL)
        self.who.show_value(self.who.value or ALL)
        self._show()

    def _show(self) -> None:
        rows = self._desk.trail.read(self._wanted())
        self.table.show_rows([self._row(row) for row in rows])
        self.older.setEnabled(len(rows) == PAGE)
        self.newest.setEnabled(bool(self._before))
        newest = next(iter(self._desk.trail.seals()), None)
        if newest is None:
            self.sealed.show_text(self._words("trail.never_sealed"))
            return
        at = wall_time(newest.at, self._desk.clock.now())
        self.sealed.show_text(self._words("trail.sealed_at", time=at, line=newest.seq))

    def _remind(self) -> None:
        """Say quietly, to whoever prints them, that a day went by without a seal."""
        trail, may = self._desk.trail, self._desk.gate.allows(Permission.SEAL_DAY)
        if self.banner.isHidden() and may and trail.is_seal_owed():
            self._tell("clock", self._words("trail.seal_owed"))

    def _wanted(self) -> Wanted:
        kind, who = self.kind.value, self.who.value
        return Wanted(
            Kind(kind) if kind and kind != ALL else None,
            who if who != ALL else "",
            before=self._before,
        )

    def _row(self, row: TrailRow) -> Row:
        words, key = self._words, f"act.{row.act}"
        act = words(key) if words.has(key) else row.act
        done = row.outcome == DONE
        told = act if done or row.act in SAY_IT_THEMSELVES else words("trail.not_done", act=act)
        what = Cell(told, tone="" if done else "danger")
        when = Cell(
            wall_time(row.at, self._desk.clock.now()),
            detail=words("trail.clock_wrong") if row.clock else "",
            tone="clock" if row.clock else "",
        )
        detail = detail_of(row, words)
        return Row(
            str(row.seq), (when, row.who, what, row.visit or "—", detail or "—", str(row.seq))
        )

    @Slot()
    def _older(self) -> None:
        rows = self._desk.trail.read(self._wanted())
        self._before = rows[-1].seq if rows else 0
        self._show()

    @Slot()
    def _check(self) -> None:
        try:
            broken = self._desk.trail.check()
        except StationError as error:
            self._tell("danger", self._words(error.message_key))
            return
        if broken is None:
            self._tell("done", self._words("trail.holds"))
        else:
            self._tell("danger", self._words(f"trail.{broken.what}", line=broken.seq))

    @Slot()
    def _seal(self) -> None:
        try:
            seal = self._desk.trail.seal(self._words.language)
        except NotAllowed as error:
            self._tell("danger", self._words(error.reason))
            return
        except StationError as error:
            self._tell("danger", self._words(error.message_key))
            return
        self._show()
        told, code = self._desk.trail.told(seal)
        self._tell("done", self._words("trail.sealed", words=told, code=code, line=seal.seq))

    @Slot()
    def _ask_seal(self) -> None:
        form = FormGrid(self._words, "trail", ("seal_line", "seal_code"), {})
        self.sheet = Sheet(self, self._words("trail.compare"))
        self.sheet.body.addWidget(Label(self._words("trail.compare_more"), "body"))
        self.sheet.body.addWidget(form)
        problem = Label("", "danger")
        problem.hide()
        self.sheet.body.addWidget(problem)
        go = Button(self._words("trail.compare_now"), "primary")
        self.sheet.buttons.addWidget(go)
        self.sheet.offer_cancel(self._words)
        go.clicked.connect(partial(self._compare, form, self.sheet, problem))
        self.sheet.closed.connect(self.sheet.deleteLater)
        self.sheet.open_sheet(form.line("seal_line"))

    def _compare(self, form: FormGrid, sheet: Sheet, problem: Label, *_on: object) -> None:
        values = form.values()
        line = values["seal_line"].replace(",", "").strip()
        if not line.isdecimal() or not values["seal_code"]:
            problem.show_text(self._words("trail.compare_incomplete"))
            problem.show()
            return
        sheet.close_sheet()
        fits = self._desk.trail.compare(int(line), values["seal_code"])
        key = "trail.agrees" if fits else "trail.differs"
        self._tell("done" if fits else "danger", self._words(key, line=line))

    def _tell(self, tone: str, text: str) -> None:
        self.banner.show_message(tone, text)
        self.banner.show()

    def _connect(self) -> None:
        self.kind.picked.connect(lambda _value: self.refresh())
        self.who.picked.connect(lambda _value: self.refresh())
        self.older.clicked.connect(self._older)
        self.newest.clicked.connect(self.refresh)
        self.check.clicked.connect(self._check)
        self.seal.clicked.connect(self._seal)
        self.compare.clicked.connect(self._ask_seal)

    def _lay_out(self) -> None:
        now, words = look(), self._words
        head = PageHead(words("trail.title"), words("trail.more"))
        for button in (self.check, self.compare, self.seal):
            head.buttons.addWidget(button)
        card = Card()
        filters = row_in(card.body)
        filters.setSpacing(now.px(14))
        filters.addWidget(self.kind, 1)
        filters.addWidget(self.who, 1)
        filters.addStretch(1)
        card.body.addWidget(self.table, 1)
        below = row_in(card.body)
        below.setSpacing(now.px(14))
        below.addWidget(self.sealed, 1)
        below.addWidget(self.newest)
        below.addWidget(self.older)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(now.px(24), now.px(BELOW_TABS), now.px(24), now.px(20))
        whole.setSpacing(now.px(16))
        whole.addWidget(head)
        whole.addWidget(self.banner)
        whole.addWidget(card, 1)
