"""A county whose program holds a charge: weekly contact, hours by a day, care in 30 days."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.bootstrap import LocalVault
from safestation.catalog.programs import load_program
from safestation.content import Content
from safestation.domain.facts import Closed, Confirmed
from safestation.domain.station import Determination, Posture, Role, SiteType, Staff
from safestation.domain.tasks import unfinished
from safestation.paths import resource
from safestation.services.vault import SetUp
from safestation.training import PASSPHRASE
from safestation.ui.screens.follow_ups import FollowUpsScreen
from tests.factories import make_station
from tests.fakes import NIGHT, CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, Counter
from tests.journeys.walking import (
    follow_ups,
    frame_of,
    go,
    kept,
    lines_of,
    walk_in,
    writes_what_came,
)

pytestmark = pytest.mark.journey

ADDED = """
[[role]]
id = "clerk"
name = { en = "Court clerk", es = "Secretaría de la corte" }
does = { en = "Keeps the file.", es = "Lleva el expediente." }
kind = "court"
source = "station_default"

[[follow_up]]
id = "weekly"
title = { en = "Weekly contact: how is it going?", es = "Contacto semanal: ¿cómo va?" }
from = "agreed"
after_days = 7
every_days = 7
until_days = 180
who = "coach"
source = "station_default"

[[follow_up]]
id = "hours"
title = { en = "Hours of service done?", es = "¿Hizo las horas?" }
from = "agreed"
after_days = 90
ask = "duty"
needs_agreement = false
who = "clerk"
met = { en = "The charge is not filed.", es = "No se presenta el cargo." }
run_out = { en = "The prosecutor looks at it again.", es = "La fiscalía lo mira otra vez." }
source = "station_default"

[[follow_up]]
id = "in_care"
title = { en = "In care?", es = "¿En atención?" }
from = "arrived"
after_days = 30
ask = "engagement"
who = "coach"
source = "station_default"
"""

STEP = """
[[step]]
id = "held"
page = "duties"
title = { en = "Hours and days", es = "Horas y días" }
sections = ["duties"]
do = [{ en = "Write how many hours, and by when.", es = "Anote cuántas horas y para cuándo." }]
say = { en = "These are your hours.", es = "Estas son sus horas." }
why = { en = "A clear day helps.", es = "Un día claro ayuda." }

"""


class DutyCounter(Counter):
    """A counter that runs the test program file: the template, with duties added."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        text = resource("programs", "template.toml").read_text(encoding="utf-8")
        head, mark, rest = text.partition("[[role]]")
        rest = rest.split("[[follow_up]]")[0]
        rest = rest.replace('[[step]]\nid = "close"', STEP + '[[step]]\nid = "close"')
        file = folder / "county_with_duties.toml"
        head = head.replace('id = "template"', 'id = "county_with_duties"')
        file.write_text(head + mark + rest + ADDED, encoding="utf-8")
        self.program = load_program(file)
        self.clock, self.printer, self.folder = FakeClock(), MemoryPrinter(), folder
        content = Content(
            MappingProxyType({self.program.id: self.program}), CONTENT.sections,
            CONTENT.instruments, CONTENT.form_words, CONTENT.law, CONTENT.attempts,
        )  # fmt: skip
        self.vault = LocalVault(
            folder / "station", content, self.printer, training=True, clock=self.clock,
            ids=CountedIds(), kdf=CHEAP,
        )  # fmt: skip
        me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR, "4417")
        signed = Determination(Posture.PROGRAM, "T. Rowe", NIGHT.date())
        station = make_station(
            program=self.program.id, site_type=SiteType.POLICE, determination=signed
        )
        desk = self.vault.create(SetUp(station, me, PASSPHRASE))
        self.open_window(qtbot, desk, content.programs)

    def choose(self, what: str) -> FollowUpsScreen:
        """Walk down the list by the keyboard until the line with these words is in hand."""
        screen = follow_ups(self)
        screen.table.setFocus()
        self.hands.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _line in range(20):
            if screen.chosen is not None and what in screen.detail.what.words:
                return screen
            self.hands.key(Qt.Key.Key_Down)
        raise AssertionError(what)

    def take(self, outcome: str, **values: str) -> None:
        """Write down what came of the one in hand."""
        writes_what_came(self, outcome, values)


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot, app: QApplication) -> Iterator[DutyCounter]:
    del app
    counter = DutyCounter(tmp_path, qtbot)
    yield counter
    counter.shell.close()
    counter.vault.release()


def test_weekly_contact_hours_and_care_within_thirty_days(here: DutyCounter) -> None:
    hands = here.hands
    visit = walk_in(here, "Blue jacket")
    go(here, "agreement")
    hands.press("They agree")
    go(here, "held")
    hands.pick("held_charge", "yes")
    hands.type_into("duty_hours", "20")
    hands.type_into("duty_due_on", "01/15/2027")
    frame_of(here).context.bridge.answer("follow_up_agreed", "yes")
    assert frame_of(here).context.bridge.flush()

    due = {t.note: (t.owner, f"{t.due_at:%m/%d}") for t in unfinished(kept(here, visit))}
    assert due == {
        "weekly": ("coach", "11/30"),
        "hours": ("clerk", "01/15"),
        "in_care": ("coach", "12/23"),
    }

    hands.type_into("duties.hours_now", "12")
    hands.type_into("duties.hours_by", "J. Ortiz, food bank")
    hands.press("Add these hours")
    assert hands.sees("12 done, 8 still to do")
    frame_of(here).context.wishes.left.emit()

    here.clock.advance(days=8)
    screen = here.choose("Weekly contact")
    assert any(line.startswith("Overdue") for line in lines_of(screen.table))
    assert hands.sees("Nobody asked whether we may.")
    here.take("reached", status="in_treatment", next_need="A ride")
    next_week = [t for t in unfinished(kept(here, visit)) if t.note == "weekly"]
    assert [f"{t.due_at:%m/%d}" for t in next_week] == ["12/07"], "the next one, and only one"

    here.clock.advance(days=22)
    here.choose("In care?")
    here.take("engaged", engaged_on="12/10/2026", told_by="Sofia R., Bayview House")
    engaged = kept(here, visit).last(Confirmed)
    assert engaged is not None
    assert engaged[1] == Confirmed("engaged", "Sofia R., Bayview House")
    assert engaged[0].happened_at.date() - NIGHT.date() == timedelta(days=17)

    here.clock.advance(days=24)
    here.choose("Hours of service done?")
    assert hands.sees("If the time runs out: The prosecutor looks at it again.")
    here.take("met", told_by="J. Ortiz, food bank")
    last = kept(here, visit).last(Confirmed)
    assert last is not None
    assert last[1] == Confirmed("duty", "J. Ortiz, food bank", "met", "hours")
    assert not kept(here, visit).has(Closed)


def test_who_said_no_to_contact_is_not_called_and_still_owes_the_hours(
    here: DutyCounter,
) -> None:
    visit = walk_in(here, "Grey coat")
    go(here, "agreement")
    here.hands.press("They agree")
    go(here, "held")
    here.hands.type_into("duty_hours", "20")
    frame_of(here).context.bridge.answer("follow_up_agreed", "no")
    assert frame_of(here).context.bridge.flush()

    assert {t.note for t in unfinished(kept(here, visit))} == {"hours"}
