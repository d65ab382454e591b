"""Retention: periods, legal holds, what is due, and erasing with two people."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.erasure import Erasure
from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.retention import Holding, Plan, Rule
from safestation.services.desk import Desk
from safestation.services.erasing import Job
from safestation.services.own_record import KNOWN_BY
from safestation.services.retention_ports import Known
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.page import BELOW_TABS, lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.form_grid import Options
from safestation.ui.screens.retention_cards import (
    CLASSES,
    ERASED,
    HOLDS,
    card,
    class_rows,
    erased_row,
    fill,
    hold_row,
    table,
)
from safestation.ui.screens.retention_sheets import AskSheet, Take, rule_sheet
from safestation.ui.screens.two_people import TwoPeople
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

_BUTTONS = {
    "set": "primary", "show_due": "secondary", "hold": "secondary", "release": "secondary",
    "print": "secondary", "erase": "secondary", "give": "secondary",
    "destroy": "secondary",
}  # fmt: skip


class RetentionPage(QWidget):
    """A tab of the station. `erased` gives a job and what went wrong, if anything did.

    After it the desk this page was given is of no use any more.
    """

    erased = Signal(object, str)

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self._due: tuple[Plan, ...] = ()
        self._held: dict[str, Known] = {}
        self._done = dict[str, Erasure]()
        self.sheet: Sheet | None = None
        self.banner = Banner(words)
        self.buttons = {
            key: Button(words(f"retention.{key}"), kind) for key, kind in _BUTTONS.items()
        }
        self.classes = table(words, CLASSES, "classes")
        self.holds = table(words, HOLDS, "holds")
        self.gone = table(words, ERASED, "erased")
        self.no_holds = Label(words("retention.no_holds"), "muted")
        self.none_gone = Label(words("retention.none_erased"), "muted")
        self.backups, self.asides = Label("", "clock"), Label("", "clock")
        self._lay_out()
        acts = (
            self._set, self._show_due, self._hold, self._release, self._print, self._erase,
            self._give, self._destroy,
        )  # fmt: skip
        for button, act in zip(self.buttons.values(), acts, strict=True):
            button.clicked.connect(act)

    def refresh(self) -> None:
        """Show the periods, what is due, the holds and what was erased."""
        desk, words = self._desk, self._words
        self._due = desk.retention.due()
        fill(self.classes, class_rows(desk.retention.rules(), self._due, words))
        self._held = {one.id: one for one in desk.retention.held()}
        rows = [hold_row(one, desk, words) for one in self._held.values()]
        fill(self.holds, rows, self.no_holds)
        self._done = {one.id: one for one in desk.erasing.done()}
        rows = [erased_row(one, desk, words) for one in self._done.values()]
        fill(self.gone, rows, self.none_gone)
        self.buttons["release"].setVisible(bool(self._held))
        self.buttons["print"].setVisible(bool(self._done))
        older = len(desk.erasing.older_backups())
        self.backups.show_text(words("retention.old_backups", count=older) if older else "")
        self.backups.setVisible(bool(older))
        aside = desk.erasing.older_records()
        self.asides.show_text(words("retention.asides", count=aside) if aside else "")
        self.asides.setVisible(bool(aside))
        self.buttons["destroy"].setVisible(bool(aside))

    def tell_outcome(self, job: Job, key: str) -> None:
        """Say how an erasing went; the desk is a new one by now."""
        if not key:
            many = job.erasure.count
            self.banner.show_message("done", self._words("retention.done", count=many))
            self.gone.select(job.erasure.id)
            self.buttons["print"].setFocus()
            self._tasks.run_long(self._desk.erasing.shredding(), self._shredded, self._shredded)
            return
        self._desk.erasing.failed(job.erasure)
        self.banner.show_message("danger", self._words("retention.failed"), self._words(key))

    def _shredded(self, _outcome: object) -> None:
        """Nothing to tell: what could not be overwritten now is at the next sign-in."""

    # Asking

    @Slot()
    def _set(self) -> None:
        chosen = self.classes.selected_id
        if chosen not in set(Holding):
            self._say("clock", "retention.choose_class")
            return
        holding = Holding(chosen)
        rule = self._desk.retention.rules().of(holding)
        keep = partial(self._keep_rule, holding)
        sheet = rule_sheet(self, self._words, holding, rule, keep)
        self._open(sheet, sheet.form.line("count"))

    def _keep_rule(self, holding: Holding, rule: Rule | None) -> None:
        self._desk.retention.set_rule(holding, rule)
        self.refresh()

    @Slot()
    def _show_due(self) -> None:
        chosen = self.classes.selected_id
        if not chosen:
            self._say("clock", "retention.choose_class")
            return
        plan = next((one for one in self._due if one.holding == chosen), None)
        if plan is None:
            self._say("info", "retention.nothing_due")
            return
        self._ask_two(plan)

    @Slot()
    def _erase(self) -> None:
        self._ask("erase", "erase_more", ("number", "authority"), "find", self._find)

    def _find(self, values: Mapping[str, str]) -> None:
        plan = self._desk.erasing.person(values["number"], values["authority"])
        self._ask_two(plan)

    def _ask_two(self, plan: Plan) -> None:
        sheet = TwoPeople(self, self._desk, self._words, self._tasks, plan)
        sheet.erased.connect(self.erased)
        sheet.called_off.connect(lambda: self._say("info", "retention.failed"))
        self._open(sheet, sheet.mine.line)

    @Slot()
    def _hold(self) -> None:
        self._ask("hold", "hold_more", ("number", "reason"), "put_hold", self._put_hold)

    def _put_hold(self, values: Mapping[str, str]) -> None:
        self._desk.retention.hold(values["number"], values["reason"])
        self._say("done", "retention.held_now")
        self.refresh()

    @Slot()
    def _release(self) -> None:
        held = self._held.get(self.holds.selected_id)
        if held is None:
            self._say("clock", "retention.choose_hold")
            return
        self._ask("release", "holds_more", ("reason",), "release", partial(self._let_go, held))

    def _let_go(self, held: Known, values: Mapping[str, str]) -> None:
        self._desk.retention.release(held, values["reason"])
        self._say("done", "retention.released_now")
        self.refresh()

    @Slot()
    def _print(self) -> None:
        told = self._done.get(self.gone.selected_id)
        if told is None:
            self._say("clock", "retention.choose_erased")
            return
        try:
            self._desk.erasing.print_certificate(told, self._words.language)
        except NotAllowed as error:
            self._say("danger", error.reason)
        except StationError as error:
            self._say("danger", error.message_key)
        else:
            self._say("done", "retention.printed")

    @Slot()
    def _destroy(self) -> None:
        self.buttons["destroy"].setEnabled(False)
        job = self._desk.erasing.destroying()
        self._tasks.run_long(job, self._destroyed, self._destroyed)

    def _destroyed(self, _outcome: object) -> None:
        self.buttons["destroy"].setEnabled(True)
        self.refresh()

    @Slot()
    def _give(self) -> None:
        known = [(one, self._words(f"retention.by_{one}")) for one in KNOWN_BY]
        keys = ("number", "known_by")
        self._ask("give", "own_more", keys, "give_now", self._print_own, {"known_by": known})

    def _print_own(self, values: Mapping[str, str]) -> None:
        many = self._desk.own_records.print_all(values["number"], values["known_by"])
        self.banner.show_message("done", self._words("retention.given", count=many))

    def _ask(  # noqa: PLR0913, PLR0917 - a form has these parts
        self,
        title: str,
        more: str,
        keys: tuple[str, ...],
        button: str,
        take: Take,
        choices: Mapping[str, Options] | None = None,
    ) -> None:
        words = self._words
        sheet = AskSheet(
            self, words, words(f"retention.{title}"), words(f"retention.{more}"), keys,
            f"retention.{button}", take, choices,
        )  # fmt: skip
        self._open(sheet, sheet.form.line(keys[0]))

    def _open(self, sheet: Sheet, first: QWidget | None) -> None:
        self.sheet = sheet
        self.banner.clear()  # of what was done before
        sheet.open_sheet(first)

    def _say(self, tone: str, key: str) -> None:
        self.banner.show_message(tone, self._words(key))

    def _lay_out(self) -> None:
        now, words, button = look(), self._words, self.buttons
        head = PageHead(words("retention.title"), words("retention.more"))
        head.buttons.addWidget(button["erase"])
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        more = Label(words("retention.classes_more"), "muted")
        buttons = (button["set"], button["show_due"])
        column.addWidget(card(words, "classes", more, self.classes, buttons=buttons))
        more = Label(words("retention.holds_more"), "muted")
        parts = (more, self.holds, self.no_holds)
        buttons = (button["hold"], button["release"])
        column.addWidget(card(words, "holds", *parts, buttons=buttons))
        buttons = (button["print"], button["destroy"])
        told = (self.backups, self.asides, self.gone, self.none_gone)
        column.addWidget(card(words, "erased", *told, buttons=buttons))
        more = Label(words("retention.own_more"), "muted")
        column.addWidget(card(words, "own", more, buttons=(button["give"],)))
        column.addStretch(1)
        lay_out_page(self, head, self.banner, inside, top=BELOW_TABS)
