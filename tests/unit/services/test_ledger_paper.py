"""Paper from the ledger: whole, with days alone, and no way from it to a visit."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safestation.domain.disposal import (
    ContainerKind,
    Custody,
    CustodyAct,
    CustodyEvent,
    Fill,
)
from safestation.domain.errors import NotAllowed
from safestation.domain.station import Role, SiteType, Staff
from safestation.forms.table import LEDGER_FORMS
from safestation.services.disposal import Disposal
from safestation.services.gate import Gate
from safestation.services.ledger_paper import LedgerPaper
from safestation.storage.database import open_record
from safestation.storage.ledger import Ledger
from safestation.storage.migrations import migrations
from tests.factories import GATE, STAFF, WORDS, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.forms.samples import text_of
from tests.unit.services.test_disposal import destroyed, make_custody, make_destruction

CLOCK_TIME = re.compile(r"\d\d?:\d\d")
STATION = make_station(site_type=SiteType.POLICE)


class Desk:
    """A ledger with its paper, on a real record."""

    def __init__(self, folder: Path, gate: Gate = GATE) -> None:
        self.db = open_record(folder / "record.db", bytes(range(32)), migrations, create=True)
        self.clock, self.printer = FakeClock(), MemoryPrinter()
        self.ledger = Disposal(Ledger(self.db), STATION, self.clock, CountedIds(), GATE)
        self.paper = LedgerPaper(
            self.ledger, LEDGER_FORMS, WORDS, STATION, self.clock, self.printer, gate
        )

    def burned(self, **changes: object) -> Custody:
        kept = self.ledger.take_over(make_custody(hazards=("powder",)))
        self.clock.advance(hours=48)
        moved = CustodyEvent(
            "", kept.id, CustodyAct.MOVED, date.min, "Ofc. Bell", "K. Lund", "Locker 4"
        )
        self.ledger.act(moved)
        end = destroyed(kept, "K. Lund", "Sgt. Price")
        told = make_destruction(unusual="Smoke at first", **changes)
        self.ledger.act(replace(end, destruction=told))
        return kept

    def told(self) -> str:
        pdf, title, _ = self.printer.jobs[-1]
        assert title in LEDGER_FORMS
        return text_of(pdf)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_destruction_is_printed_with_all_that_the_model_asks_for(desk: Desk) -> None:
    desk.paper.print_destruction(desk.burned().id, "en")

    told = desk.told()
    for part in (
        "AMNESTY - ANONYMOUS", "23 Nov 2026, night shift",
        "Ofc. Bell, 2207, County PD", "M. Osei, 4402",
        "Lt. Price, property custodian: case closed", "Unit 7, K. Lund driving",
        "Suspected controlled substance", "B-17, seal 448213", "31 g", "31.2 g", "loose powder",
        "First witness: K. Lund (supervisor", "Second witness: Sgt. Price", "title, agency",
        "25 Nov 2026, County incinerator", "Burned", "Smoke at first",
        "moved, Locker 4, by Ofc. Bell and K. Lund", "Seal whole yes",
    ):  # fmt: skip
        assert part in told, part
    assert told.count("Signature") == 2
    assert "Page 1 of 1" in told
    assert "time" not in told


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_paper_of_the_ledger_has_a_clock_time(desk: Desk, language: str) -> None:
    kept = desk.burned()
    desk.ledger.open_container(ContainerKind.RECEPTACLE, "L-1", "Lobby", "18 gal")
    desk.paper.print_destruction(kept.id, language)
    desk.paper.print_containers(language)

    for pdf, _, _ in desk.printer.jobs:
        assert CLOCK_TIME.findall(text_of(pdf)) == []


def test_a_print_from_the_ledger_leaves_no_line_in_the_timed_trail(desk: Desk) -> None:
    kept = desk.burned()
    before = list(desk.db["trail"].rows)

    desk.paper.print_destruction(kept.id, "en")

    assert list(desk.db["trail"].rows) == before
    assert len(desk.printer.jobs) == 1


def test_what_is_not_destroyed_has_no_record_of_it(desk: Desk) -> None:
    kept = desk.ledger.take_over(make_custody())

    for package in (kept.id, "no-such-package"):
        with pytest.raises(NotAllowed) as refused:
            desk.paper.print_destruction(package, "en")
        assert refused.value.reason == "disposal.not_destroyed"
    assert desk.printer.jobs == []


def test_the_log_tells_the_life_of_every_container(desk: Desk) -> None:
    sharps = desk.ledger.open_container(ContainerKind.SHARPS, "S-1", "Bay door", "5 qt")
    desk.clock.advance(hours=24)
    desk.ledger.open_container(ContainerKind.PARAPHERNALIA, "P-1", "")
    full = desk.ledger.set_fill(sharps, Fill.FULL)
    closed = desk.ledger.close(full, "K. Lund")
    desk.ledger.pick_up(closed, "MedWaste Co", "M-77")

    desk.paper.print_containers("en")

    told = desk.told()
    assert "Sharps container S-1 Put up 23 Nov 2026: Bay door, 5 qt Level: full" in told
    assert "Closed 24 Nov 2026 by K. Lund" in told
    assert "Picked up 24 Nov 2026 by MedWaste Co, manifest M-77" in told
    assert told.index("S-1") < told.index("P-1")
    assert "nothing noted" in told
    assert "DEA" not in told


def test_liners_leave_room_for_what_the_dea_asks_of_a_hand_over(desk: Desk) -> None:
    desk.ledger.open_container(ContainerKind.RECEPTACLE, "L-1", "Lobby", "18 gal")

    desk.paper.print_containers("en")

    assert "DEA registration number" in desk.told()


def test_without_a_container_there_is_no_log(desk: Desk) -> None:
    with pytest.raises(NotAllowed) as refused:
        desk.paper.print_containers("en")

    assert refused.value.reason == "disposal.no_containers"


def test_who_may_not_keep_the_ledger_prints_nothing_of_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Gate(Staff("staff-2", "K. Lund", Role.VOLUNTEER)))

    with pytest.raises(NotAllowed):
        desk.paper.print_containers("en")


def test_every_kind_and_act_has_its_words_in_both_languages() -> None:
    log, record = WORDS["container_log"], WORDS["destruction_record"]
    for language in ("en", "es"):
        assert all(log.has(f"kind.{kind}", language) for kind in ContainerKind)
        assert all(log.has(f"fill.{fill}", language) for fill in Fill)
        assert all(record.has(f"act.{act}", language) for act in CustodyAct)


@pytest.mark.parametrize("form", LEDGER_FORMS.values(), ids=list(LEDGER_FORMS))
def test_a_paper_of_the_ledger_has_the_version_of_its_words(form: object) -> None:
    assert getattr(form, "version", "") == WORDS[getattr(form, "id", "")].version


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_needle_stick_has_what_the_injury_log_asks_for_and_no_name(
    desk: Desk, language: str
) -> None:
    before = list(desk.db["trail"].rows)

    desk.paper.print_needle_stick(language)

    told, words = desk.told(), WORDS["needle_stick"]
    for label in ("device_type", "device_brand", "work_area", "how"):
        assert words.say(f"label.{label}", language) in told
    steps = [told.index(line) for line in words.lines("now", language)]
    assert steps == sorted(steps)
    name, _, _ = WORDS["common"].say("printed_name", language).partition(" ")
    asked = told.replace(words.say("confidential", language), "")
    asked = asked.replace(words.say("label.case", language), "")
    assert name not in asked
    assert WORDS["common"].say("signature", language) not in told
    assert STAFF["staff-1"] not in told
    assert {"en": "Page 1 of 1", "es": "Página 1 de 1"}[language] in told
    assert "2026" not in told
    assert list(desk.db["trail"].rows) == before
