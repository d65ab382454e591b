"""The station's program: what is changed stays known, and nothing is lost on the way."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain.errors import NotAllowed, OverrideRefused
from safestation.domain.overrides import Override
from safestation.domain.station import Role, SiteType, Staff
from safestation.services.desk import Desk
from safestation.services.vault import SetUp
from safestation.training import PROGRAM, open_training_station, training_vault
from tests.factories import make_station
from tests.fakes import FakeClock, MemoryPrinter
from tests.unit.forms.samples import text_of
from tests.unit.storage.samples import CHEAP

CONTENT = load_content()
MANCHESTER = "safe_station_manchester"
TODAY = date(2026, 11, 20)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[LocalVault]:
    made = training_vault(tmp_path, CONTENT, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP)
    yield made
    made.release()


@pytest.fixture
def desk(vault: LocalVault) -> Desk:
    return open_training_station(vault, CONTENT)


def change(path: str, value: str) -> Override:
    return Override("", path, value, "Chief P. Rowe", TODAY, "County order 7")


def first_phone(desk: Desk) -> str:
    return f"partner.{desk.program.partners[0].id}.phone"


def test_older_numbers_stay_with_the_program_they_were_for(
    vault: LocalVault, desk: Desk
) -> None:
    older = dict(desk.station.partner_phones)
    visit = desk.counter.start().visit
    desk.program_book.choose(MANCHESTER)
    desk = vault.renewed(desk)

    assert desk.program.id == MANCHESTER
    assert dict(desk.station.partner_phones) == {}
    theirs = desk.counter.program_of(visit)
    assert theirs.id == PROGRAM
    assert {p.id: p.phone for p in theirs.partners} == older


def test_going_back_to_the_shipped_number_takes_the_older_one_away_too(
    vault: LocalVault, desk: Desk
) -> None:
    path = first_phone(desk)
    desk.program_book.change(change(path, ""))
    desk = vault.renewed(desk)

    assert path.split(".")[1] not in desk.station.partner_phones
    assert path in {line.shipped.path for line in desk.program_book.open_lines()}


def test_a_program_is_refused_where_no_host_is_of_this_kind(desk: Desk) -> None:
    others = (p.id for p in CONTENT.programs.values() if SiteType.FIRE not in p.hosts)

    with pytest.raises(NotAllowed, match=r"setup\.not_a_host"):
        desk.program_book.choose(next(others))

    assert desk.station.program == PROGRAM


def test_a_refused_change_leaves_everything_as_it_was(desk: Desk) -> None:
    before = desk.program_book.lines()

    with pytest.raises(OverrideRefused):
        desk.program_book.change(change(first_phone(desk), "the night line"))

    assert desk.program_book.lines() == before
    assert desk.program_book.history() == ()


def test_a_change_is_refused_that_does_not_fit_another_of_the_station(tmp_path: Path) -> None:
    vault = LocalVault(tmp_path / "station", CONTENT, MemoryPrinter(), kdf=CHEAP)
    station = make_station(program="lead_king_county", site_type=SiteType.POLICE)
    me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
    desk = vault.create(SetUp(station, me, "seven quiet herons at dawn"))
    desk.program_book.change(change("follow_up.contact.until_days", "40 days"))

    with pytest.raises(OverrideRefused, match="ends_too_soon"):
        desk.program_book.change(change("follow_up.contact.every_days", "41 days"))
    desk.program_book.change(change("follow_up.contact.every_days", "40 days"))
    vault.release()


def test_every_change_stays_in_the_list_with_who_typed_it(desk: Desk) -> None:
    path = f"clock.{desk.program.clocks[0].id}.minutes"
    for minutes in ("17 min", "19 min", ""):
        desk.program_book.change(change(path, minutes))

    told = desk.program_book.history()

    assert [one.value for one, _ in told] == ["", "19", "17"]
    assert {name for _, name in told} == {"R. Alvarez"}
    assert {one.approved_by for one, _ in told} == {"Chief P. Rowe"}


def test_what_hangs_on_the_wall_names_nobody_who_was_served(desk: Desk) -> None:
    session = desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.flush()

    for pdf in (desk.program_book.card("en"), desk.program_book.notice("es")):
        assert "Zebulon" not in text_of(pdf)
        assert session.visit.number not in text_of(pdf)
