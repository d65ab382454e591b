"""The station: its settings, counsel's determination, and the people who work here."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain import typed
from safestation.domain.contact import clean_phone, is_place
from safestation.domain.content import Problem
from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.sightings import STALE_HOURS
from safestation.domain.station import (
    Approval,
    Determination,
    MinorRule,
    Paper,
    Posture,
    Role,
    SiteType,
    Staff,
    Station,
)
from safestation.domain.station_values import (
    are_ages,
    is_email,
    is_station_number,
    may_be_signed_on,
)
from safestation.services.desk import Desk
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Column, Row
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.page import BELOW_TABS, lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.sheet import Sheet
from safestation.ui.kit.table import Table
from safestation.ui.screens.approvals import ApprovalsCard
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.screens.key_sheets import ResetSheet, SureSheet
from safestation.ui.screens.person_sheet import PersonSheet
from safestation.ui.screens.secrets_typed import sentence
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

PLACE = (
    "agency", "name", "number", "site_type", "address", "phone", "paper",
    "contact_name", "contact_phone", "contact_email", "police_phone", "emergency_phone",
    "language_line", "suicide_protocol", "hotline_text", "latitude", "longitude",
    "sighting_hours",
    "lock_minutes", "use_notice",
)  # fmt: skip
NOT_TEXT = frozenset({"site_type", "paper", "lock_minutes", "sighting_hours"})
LAW = ("posture", "counsel", "signed_on", "hipaa_covered")
NUMBERS = ("phone", "contact_phone", "police_phone", "emergency_phone")
MINORS = ("age_of_majority", "consent_age", "citation", "verified_by")


class StationScreen(QWidget):
    """Shows and keeps the settings. `changed` tells the shell to open the desk anew."""

    changed = Signal()
    account_wanted = Signal(object, str)
    theme_wanted = Signal()
    language_wanted = Signal()
    wipe_wanted = Signal()

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self.banner = Banner(words)
        self.banner.hide()
        self.place = FormGrid(words, "station", PLACE, self._choices())
        self.law = FormGrid(words, "station", LAW, self._choices())
        self.minors = FormGrid(words, "station", MINORS, {})
        self.people = Table(
            [
                Column(words("station.column_name"), 2),
                Column(words("station.column_role"), 1),
                Column(words("station.column_badge"), 1),
            ],
            words("station.people"),
        )
        self.approvals = ApprovalsCard(desk, words, self)
        self.approvals.signed.connect(self._keep_approval)
        self.save_button = Button(words("station.save"), "primary")
        self.add_button = Button(words("station.add_person"), "secondary")
        self.change_button = Button(words("station.change_person"), "secondary")
        self.account_button = Button(words("station.give_account"), "secondary")
        self.retire_button = Button(words("station.retire"), "secondary")
        self.theme_button = Button(words("station.theme"), "secondary", icon="moon")
        self.language_button = Button(words("station.language"), "secondary", icon="languages")
        self.wipe_button = Button(words("station.wipe"), "secondary")
        self.wipe_sheet: Sheet | None = None
        self._lay_out()
        self.theme_button.clicked.connect(self.theme_wanted)
        self.language_button.clicked.connect(self.language_wanted)
        self.wipe_button.clicked.connect(self.ask_wipe)
        self.save_button.clicked.connect(self.save)
        self.add_button.clicked.connect(self.ask_person)
        self.change_button.clicked.connect(self.ask_change)
        self.account_button.clicked.connect(self.ask_account)
        self.retire_button.clicked.connect(self.ask_retire)

    def refresh(self) -> None:
        """Show the settings as they are kept."""
        station = self._desk.station
        self.place.show_values({key: str(getattr(station, key)) for key in PLACE})
        found = station.determination
        if found is not None:
            self.law.show_values(
                {
                    "posture": found.posture.value,
                    "counsel": found.counsel,
                    "signed_on": f"{found.signed_on:%m/%d/%Y}",
                    "hipaa_covered": "yes" if found.hipaa_covered else "no",
                }
            )
        rule = station.minor_rule
        if rule is not None:
            self.minors.show_values({key: str(getattr(rule, key)) for key in MINORS})
        self._show_people()
        self._tasks.run(self._desk.refused, self._show_refused, self._not_read)
        self.approvals.refresh()
        can = self._desk.me.role is Role.COORDINATOR
        for button in (self.save_button, self.add_button, self.change_button):
            button.setEnabled(can)
        self.account_button.setEnabled(can)
        self.retire_button.setEnabled(can)
        self.approvals.sign.setEnabled(can)

    @staticmethod
    def _not_read(error: Exception) -> None:
        raise error

    def _show_refused(self, wrong: tuple[Problem, ...]) -> None:
        """Say which program files are wrong; they are not among those to choose from."""
        if wrong:
            said = "\n".join(str(problem) for problem in wrong)
            words = self._words
            self.banner.show_message("clock", words("station.program_refused"), said)

    def save(self) -> None:
        """Keep the settings; a value that does not fit is told and nothing is changed."""
        try:
            self._desk.people.save_station(self._desk.me, self._wanted())
        except StationError as error:
            self._refuse(error)
        else:
            self.changed.emit()

    def ask_person(self) -> None:
        """Ask for somebody new."""
        self._ask(None)

    def ask_change(self) -> None:
        """Ask what is different about the selected person."""
        person = self._selected()
        if person is not None:
            self._ask(person)

    def _ask(self, person: Staff | None) -> None:
        self.person_sheet = PersonSheet(self, self._words, person)
        self.person_sheet.wanted.connect(self._keep_person)
        self.person_sheet.open_sheet()

    def ask_account(self) -> None:
        """Ask for the passphrase of somebody who shall be able to sign in."""
        person = self._selected()
        if person is None:
            return
        give = self._words("station.give_account")
        judge = partial(self._desk.keys.judge, name=person.name)
        sheet = ResetSheet(self, self._words, person.name, give, judge)
        sheet.wanted.connect(partial(self.account_wanted.emit, person))
        sheet.open_sheet()

    def ask_retire(self) -> None:
        """Ask once before the selected person goes: their account goes with them."""
        person = self._selected()
        if person is None:
            return
        words = self._words
        title = words("station.retire_ask", name=person.name)
        sheet = SureSheet(self, words, title, words("station.retire_more"))
        sheet.sure.connect(partial(self._retire, person))
        sheet.open_sheet()

    def _retire(self, person: Staff) -> None:
        """Let somebody go; their name stays on what they did."""
        try:
            self._desk.people.retire(self._desk.me, person)
        except StationError as error:
            self._refuse(error)
        self._show_people()

    def _selected(self) -> Staff | None:
        """Return who is selected in the list, or ask for somebody to be."""
        people = self._desk.people.everybody()
        person = next((p for p in people if p.id == self.people.selected_id), None)
        if person is None:
            self._tell("clock", "station.choose_person")
        return person

    @Slot()
    def ask_wipe(self) -> None:
        """Ask once more before the practice visits go."""
        words = self._words
        sheet = Sheet(self, words("station.wipe_ask"))
        sheet.body.addWidget(Label(words("station.wipe_more"), "body"))
        keep = Button(words("station.wipe_keep"), "secondary")
        wipe = Button(words("station.wipe_now"), "primary")
        keep.clicked.connect(sheet.close_sheet)
        wipe.clicked.connect(sheet.close_sheet)
        wipe.clicked.connect(self.wipe_wanted)
        sheet.buttons.addWidget(keep)
        sheet.buttons.addWidget(wipe)
        sheet.closed.connect(sheet.deleteLater)
        self.wipe_sheet = sheet
        sheet.open_sheet(keep)

    def tell_outcome(self, error: StationError | None) -> None:
        """Say how giving an account went."""
        if error is None:
            self._tell("done", "station.account_given")
        else:
            self._refuse(error)

    def _keep_approval(self, approval: Approval) -> None:
        approvals = {**self._desk.station.approvals, approval.protocol: approval}
        station = replace(self._desk.station, approvals=approvals)
        try:
            self._desk.people.save_station(self._desk.me, station)
        except StationError as error:
            self._refuse(error)
        else:
            self.changed.emit()

    def _keep_person(self, wanted: Staff) -> None:
        sheet, me, people = self.person_sheet, self._desk.me, self._desk.people
        try:
            if wanted.id:
                people.change(me, wanted)
            else:
                people.add(
                    me, wanted.name, wanted.role, wanted.badge,
                    takes_vitals=wanted.takes_vitals, until=wanted.until,
                )  # fmt: skip
        except NotAllowed as error:
            sheet.complain(error.reason)
            return
        except StationError as error:
            sheet.complain(error.message_key)
            return
        sheet.close_sheet()
        self._show_people()

    def _wanted(self) -> Station:
        values = self.place.values()
        if not values["agency"] or not values["name"] or not values["phone"]:
            raise NotAllowed("station.name_and_phone")
        if not is_station_number(values["number"]):
            raise NotAllowed("setup.number_wrong")
        if not is_email(values["contact_email"]):
            raise NotAllowed("setup.email_wrong")
        check_numbers(values)
        if not is_place(values["latitude"], values["longitude"]):
            raise NotAllowed("station.place_wrong")
        if not values["lock_minutes"].isdecimal():
            raise NotAllowed("station.lock_minutes_wrong")
        site = SiteType(values["site_type"])
        if site not in self._desk.program.hosts:
            raise NotAllowed("setup.not_a_host")
        plain = {k: v for k, v in values.items() if k not in NOT_TEXT}
        return replace(
            self._desk.station,
            **plain,  # type: ignore[arg-type]  # every other value here is text
            site_type=site,
            lock_minutes=int(values["lock_minutes"]),
            paper=Paper(values["paper"] or Paper.LETTER),
            sighting_hours=int(values["sighting_hours"] or self._desk.station.sighting_hours),
            determination=self._determination(),
            minor_rule=self._minor_rule(),
        )

    def _determination(self) -> Determination | None:
        values = self.law.values()
        if not values["posture"]:
            return None
        try:
            signed = date.fromisoformat(typed.day(values["signed_on"]))
        except (typed.DoesNotFit, ValueError):
            raise NotAllowed("setup.missing_counsel") from None
        today = self._desk.clock.now().date()
        if not values["counsel"] or not may_be_signed_on(signed, today):
            raise NotAllowed("setup.missing_counsel")
        covered = values["hipaa_covered"] == "yes"
        return Determination(Posture(values["posture"]), values["counsel"], signed, covered)

    def _minor_rule(self) -> MinorRule | None:
        values = self.minors.values()
        if not any(values.values()):
            return None
        ages = (values["age_of_majority"], values["consent_age"])
        if not are_ages(*ages) or not values["citation"]:
            raise NotAllowed("station.minor_rule_whole")
        return MinorRule(int(ages[0]), int(ages[1]), values["citation"], values["verified_by"])

    def _show_people(self) -> None:
        self.people.show_rows(
            [
                Row(p.id, (p.name, self._role_of(p), p.badge or "—"))
                for p in self._desk.people.everybody()
            ]
        )

    def _role_of(self, person: Staff) -> str:
        role = self._words(f"role.{person.role.value}")
        if person.until is None:
            return role
        return self._words("station.role_until", role=role, day=f"{person.until:%m/%d/%Y}")

    def _refuse(self, error: StationError) -> None:
        self.banner.show_message("danger", sentence(self._words, error))

    def _tell(self, tone: str, key: str) -> None:
        self.banner.show_message(tone, self._words(key))
        self.banner.show()

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        say = self._words
        return {
            "site_type": [(s.value, say(f"setup.site_{s.value}")) for s in SiteType],
            "posture": [(p.value, say(f"setup.posture_{p.value}")) for p in Posture],
            "hipaa_covered": [("yes", say("kit.answer.yes")), ("no", say("kit.answer.no"))],
            "sighting_hours": [(str(n), say("station.hours", count=n)) for n in STALE_HOURS],
            "paper": [(p.value, say(f"station.paper_{p.value}")) for p in Paper],
        }

    def _lay_out(self) -> None:
        now, words = look(), self._words
        self.people.show_whole()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        for key, grid in (
            ("place", self.place),
            ("law", self.law),
            ("minors", self.minors),
        ):
            card = Card()
            card.body.addWidget(Label(words(f"station.{key}"), "section"))
            card.body.addWidget(Label(words(f"station.{key}_more"), "muted"))
            card.body.addWidget(grid)
            column.addWidget(card)
        staff = Card()
        staff.body.addWidget(Label(words("station.people"), "section"))
        staff.body.addWidget(self.people)
        acts = QWidget()
        row = FlowLayout(acts, now.px(14))
        for button in (
            self.add_button,
            self.change_button,
            self.account_button,
            self.retire_button,
        ):
            row.addWidget(button)
        staff.body.addWidget(acts)
        column.insertWidget(0, staff)
        column.addWidget(self.approvals)
        if self._desk.station.training:
            column.addWidget(self._practice())
        head = PageHead(words("station.title"), words("station.more"))
        for button in (self.theme_button, self.language_button, self.save_button):
            head.buttons.addWidget(button)
        lay_out_page(self, head, self.banner, inside, top=BELOW_TABS)

    def _practice(self) -> Card:
        card = Card()
        card.body.addWidget(Label(self._words("station.practice"), "section"))
        card.body.addWidget(Label(self._words("station.practice_more"), "muted"))
        card.body.addWidget(self.wipe_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def check_numbers(values: Mapping[str, str]) -> None:
    """Refuse what nobody can dial. Raises NotAllowed."""
    every = [values.get(key, "") for key in NUMBERS]
    if any(number and clean_phone(number) is None for number in every):
        raise NotAllowed("station.phone_wrong")
