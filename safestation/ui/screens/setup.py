"""First start: the station, its program, counsel's determination, the first coordinator."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from safestation.domain import typed
from safestation.domain.contact import clean_phone
from safestation.domain.errors import StationError, WeakPassphrase
from safestation.domain.program import Program
from safestation.domain.station import (
    Determination,
    Posture,
    Role,
    SiteType,
    Staff,
    Station,
)
from safestation.domain.station_values import (
    is_email,
    is_station_number,
    may_be_signed_on,
)
from safestation.services.keys import SheetDraft
from safestation.services.ports import Ids
from safestation.services.vault import SetUp, Vault
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.kit.page import lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.kit.select import Select
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.screens.program_chooser import ProgramChooser
from safestation.ui.screens.program_differences import found_by
from safestation.ui.screens.setup_sheets import SetUpSheets
from safestation.ui.screens.setup_values import SetUpValues
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

STATION_KEYS = ("agency", "name", "number", "site_type", "address", "phone")
CONTACT_KEYS = ("contact_name", "contact_phone", "contact_email", "police_phone")
LAW_KEYS = ("posture", "counsel", "signed_on", "hipaa_covered")
FIRST_KEYS = ("coordinator", "badge")
NEEDED = ("agency", "name", "number", "site_type", "phone", "program", "coordinator")


class SetUpScreen(QWidget):
    """Asks what is needed once, then prints the recovery sheets and has one typed back.

    `done` gives the desk of the fresh record. Nothing counts before that.
    """

    done = Signal(object)
    restore_wanted = Signal()

    def __init__(
        self,
        vault: Vault,
        programs: Mapping[str, Program],
        ids: Ids,
        words: Words,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._vault, self._programs, self._ids, self._words = vault, programs, ids, words
        self._tasks = tasks
        self.sheets: SetUpSheets | None = None
        self.banner = Banner(words)
        self.banner.hide()
        self.station = FormGrid(words, "setup", (*STATION_KEYS, "program"), self._choices())
        self.compare = Button(words("setup.compare"), "secondary")
        self.own = SetUpValues(words)
        self.chooser = ProgramChooser(programs, words, tasks, None, words("setup.choose"))
        self.contact = FormGrid(words, "setup", CONTACT_KEYS, {})
        self.law = FormGrid(words, "setup", LAW_KEYS, self._choices())
        self.first = FormGrid(words, "setup", FIRST_KEYS, {})
        self.passphrase = PassphraseEntry(words, words("setup.passphrase"))
        self.again = PassphraseEntry(words, words("setup.again"))
        self.finish = Button(words("setup.finish"), "primary")
        self._lay_out()
        self._connect()
        self._read_names()

    def _connect(self) -> None:
        self.finish.clicked.connect(self.create_record)
        self.compare.clicked.connect(self._show_chooser)
        self.chooser.left.connect(self._leave_chooser)
        self.chooser.chosen.connect(self._take_program)
        self.program.picked.connect(self._show_own)

    @property
    def program(self) -> Select:
        """The programs to choose from, by id."""
        found = self.station.widgets["program"]
        if not isinstance(found, Select):
            raise TypeError(found)
        return found

    def _read_names(self) -> None:
        """Offer the programs once all were read, elsewhere: it takes a moment."""
        programs, words = self._programs, self._words

        def read() -> list[tuple[str, str]]:
            named = [(one.id, found_by(one, words)) for one in programs.values()]
            return sorted(named, key=lambda one: one[1].casefold())

        self._tasks.run(read, self.program.show_options, self._refuse)

    @Slot()
    def _show_chooser(self) -> None:
        site = self._values()["site_type"]
        self._steps.setCurrentWidget(self.chooser)
        self.chooser.begin(self.program.value, SiteType(site) if site else None)

    @Slot()
    def _leave_chooser(self) -> None:
        self._steps.setCurrentIndex(0)
        self.compare.setFocus()

    @Slot(str)
    def _take_program(self, program: str) -> None:
        self.station.show_values({"program": program})
        self._show_own(program)
        self._leave_chooser()

    @Slot(str)
    def _show_own(self, program: str) -> None:
        self.own.show_program(self._programs[program])

    def create_record(self) -> None:
        """Begin the record with what was typed; every problem is told in its place."""
        problem, field = self._first_problem()
        if problem:
            self._tell(problem)
            self._go_to(field)
            return
        if not self.finish.isEnabled():
            return
        self.banner.hide()
        self.finish.setEnabled(False)
        wanted = self._wanted()
        work = partial(self._vault.begin, wanted)
        self._tasks.run(work, partial(self._show_sheets, wanted.station), self._refuse)

    def _show_sheets(self, station: Station, drafts: tuple[SheetDraft, ...]) -> None:
        self.passphrase.clear()
        self.again.clear()
        self.sheets = SetUpSheets(self._vault, station, drafts, self._words, self._tasks)
        self.sheets.done.connect(self.done)
        self._steps.addWidget(self.sheets)
        self._steps.setCurrentWidget(self.sheets)

    def _refuse(self, error: Exception) -> None:
        self.finish.setEnabled(True)
        if isinstance(error, WeakPassphrase):
            self._tell(error.reason)
            self.passphrase.line.setFocus()
        elif isinstance(error, StationError):
            self._tell(error.message_key)
        else:
            raise error

    def problem(self) -> str:
        """Return the key of the first thing that is missing or wrong, or nothing."""
        return self._first_problem()[0]

    def _first_problem(self) -> tuple[str, str]:
        """Return the key of what is missing or wrong first, and the field it is in."""
        values = self._values()
        missing = next((key for key in NEEDED if not values[key]), "")
        if missing:
            return f"setup.missing_{missing}", missing
        wrong = self._first_wrong(values)
        if wrong[0]:
            return wrong
        if self.passphrase.text() != self.again.text():
            return "setup.not_the_same", "again"
        return self.own.wrong(values["coordinator"], self._today())

    def _first_wrong(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Return the key of a value that does not fit and its field, or nothing twice."""
        if not is_station_number(values["number"]):
            return "setup.number_wrong", "number"
        for key in ("phone", "contact_phone", "police_phone"):
            if values[key] and clean_phone(values[key]) is None:
                return "station.phone_wrong", key
        if not is_email(values["contact_email"]):
            return "setup.email_wrong", "contact_email"
        if values["posture"] and not (values["counsel"] and self._signed_on()):
            return "setup.missing_counsel", "signed_on" if values["counsel"] else "counsel"
        if SiteType(values["site_type"]) not in self._programs[values["program"]].hosts:
            return "setup.not_a_host", "program"
        return "", ""

    def _go_to(self, field: str) -> None:
        """Put the focus where something is missing: the page scrolls there by itself."""
        grids = (self.station, self.contact, self.law, self.first)
        lines: dict[str, QWidget] = {k: w for grid in grids for k, w in grid.widgets.items()}
        lines |= {**self.own.lines, "again": self.again.line}
        if field in lines:
            lines[field].setFocus()

    def _wanted(self) -> SetUp:
        values = self._values()
        station = Station(
            id=self._ids.new(),
            agency=values["agency"],
            name=values["name"],
            number=values["number"],
            site_type=SiteType(values["site_type"]),
            address=values["address"],
            phone=values["phone"],
            program=values["program"],
            determination=self._determination(),
            contact_name=values["contact_name"] or values["coordinator"],
            contact_phone=values["contact_phone"] or values["phone"],
            contact_email=values["contact_email"],
            police_phone=values["police_phone"],
        )
        first = Staff(
            self._ids.new(), values["coordinator"], Role.COORDINATOR, values["badge"],
            takes_vitals=SiteType(values["site_type"]).has_medics,
        )  # fmt: skip
        own = self.own.overrides(first.name, self._today())
        return SetUp(station, first, self.passphrase.text(), own)

    def _today(self) -> date:
        return self._vault.clock.now().date()

    def _determination(self) -> Determination | None:
        values, signed = self._values(), self._signed_on()
        if not values["posture"] or signed is None:
            return None
        covered = values["hipaa_covered"] == "yes"
        return Determination(Posture(values["posture"]), values["counsel"], signed, covered)

    def _signed_on(self) -> date | None:
        try:
            signed = date.fromisoformat(typed.day(self._values()["signed_on"]))
        except (typed.DoesNotFit, ValueError):
            return None
        return signed if may_be_signed_on(signed, self._today()) else None

    def _values(self) -> dict[str, str]:
        grids = (self.station, self.contact, self.law, self.first)
        return {key: value for grid in grids for key, value in grid.values().items()}

    def _tell(self, key: str) -> None:
        self.banner.show_message("clock", self._words(key), self._words("setup.kept"))
        self.banner.show()

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        words = self._words
        say = partial(words.__call__)
        return {
            "site_type": [(s.value, say(f"setup.site_{s.value}")) for s in SiteType],
            "program": [],
            "posture": [(p.value, say(f"setup.posture_{p.value}")) for p in Posture],
            "hipaa_covered": [("yes", say("kit.answer.yes")), ("no", say("kit.answer.no"))],
        }

    def _lay_out(self) -> None:
        now, words = look(), self._words
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        for key, grid in (
            ("station", self.station),
            ("contact", self.contact),
            ("law", self.law),
        ):
            card = self._card(key, grid)
            column.addWidget(card)
            if grid is self.station:
                card.body.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
                column.addWidget(self.own)
        first = self._card("first", self.first)
        column.addWidget(first)
        secret = row_in(first.body)
        secret.setSpacing(now.px(12))
        for key, entry in (("passphrase", self.passphrase), ("again", self.again)):
            side = column_in(secret)
            side.addWidget(Label(words(f"setup.{key}"), "strong"))
            side.addWidget(entry)
        column.addStretch(1)
        head = PageHead(words("setup.title"), words("setup.more"))
        restore = Button(words("start.from_backup"), "secondary")
        restore.clicked.connect(self.restore_wanted)
        head.buttons.addWidget(restore)
        head.buttons.addWidget(self.finish)
        first_step = QWidget()
        self._steps = QStackedWidget()
        self._steps.addWidget(first_step)
        self._steps.addWidget(self.chooser)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._steps)
        lay_out_page(first_step, head, self.banner, inside)

    def _card(self, key: str, grid: FormGrid) -> Card:
        card = Card()
        card.body.addWidget(Label(self._words(f"setup.{key}_title"), "section"))
        card.body.addWidget(Label(self._words(f"setup.{key}_more"), "muted"))
        card.body.addWidget(grid)
        return card

    # Qt's own
    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the first thing is asked, and not on another way to begin."""
        super().showEvent(event)
        self._go_to(STATION_KEYS[0])
