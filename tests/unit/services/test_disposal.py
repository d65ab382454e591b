"""The ledger: two people for every act, a fill that never falls, closed before it is moved."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from safestation.domain.disposal import (
    Container,
    ContainerKind,
    ContainerState,
    Custody,
    CustodyAct,
    CustodyEvent,
    Destruction,
    Fill,
    ItemCategory,
    Shift,
)
from safestation.domain.errors import NotAllowed
from safestation.domain.station import SiteType
from safestation.services.disposal import Disposal
from safestation.storage.database import open_record
from safestation.storage.driver import Database
from safestation.storage.ledger import Ledger
from safestation.storage.migrations import migrations
from tests.factories import GATE, make_station
from tests.fakes import CountedIds, FakeClock

TODAY = date(2026, 11, 23)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_record(tmp_path / "record.db", bytes(range(32)), migrations, create=True)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def fire(db: Database, clock: FakeClock) -> Disposal:
    return Disposal(Ledger(db), make_station(), clock, CountedIds(), GATE)


@pytest.fixture
def police(db: Database, clock: FakeClock) -> Disposal:
    return Disposal(
        Ledger(db), make_station(site_type=SiteType.POLICE), clock, CountedIds(), GATE
    )


def make_custody(**changes: object) -> Custody:
    custody = Custody(
        id="",
        category=ItemCategory.SUSPECTED_DRUG,
        package="B-17",
        seal="448213",
        gross_grams="31",
        surrendered_on=date.min,
        shift=Shift.DAY,
        officer="Ofc. Bell",
        badge="2207",
        agency="County PD",
        witness="M. Osei",
        witness_badge="4402",
        location="County PD property room",
    )
    return replace(custody, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def destroyed(custody: Custody, by: str, second: str) -> CustodyEvent:
    return CustodyEvent(
        "", custody.id, CustodyAct.DESTROYED, date.min, by, second, "County incinerator",
        destruction=make_destruction(supervisor=by),
    )  # fmt: skip


def make_destruction(**changes: object) -> Destruction:
    told = Destruction(
        authority="Lt. Price, property custodian: case closed",
        method="Burned",
        transport="Unit 7, K. Lund driving",
        supervisor="K. Lund",
        seal_intact=True,
        gross_grams="31.2",
    )
    return replace(told, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def put_up(disposal: Disposal) -> Container:
    return disposal.open_container(ContainerKind.SHARPS, "S-12-07", "Bay door")


def test_a_package_is_kept_with_the_day_and_the_shift_and_nothing_finer(
    fire: Disposal,
) -> None:
    kept = fire.take_over(make_custody())

    (package,) = fire.packages()
    assert package.custody == kept
    assert (kept.surrendered_on, kept.shift) == (TODAY, Shift.NIGHT)
    assert package.where is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"officer": " "}, "disposal.two_staff"),
        ({"witness": ""}, "disposal.two_staff"),
        ({"witness": "ofc.  BELL"}, "disposal.two_different_staff"),
        ({"witness_badge": "22 07"}, "disposal.two_different_staff"),
        ({"badge": ""}, "disposal.fire_needs_badge"),
        ({"location": " "}, "disposal.location_needed"),
    ],
)
def test_a_package_that_is_not_witnessed_or_not_placed_is_not_taken_over(
    fire: Disposal, changes: dict[str, str], reason: str
) -> None:
    with pytest.raises(NotAllowed) as refusal:
        fire.take_over(make_custody(**changes))

    assert refusal.value.reason == reason
    assert fire.packages() == ()


def test_a_police_station_may_know_its_own_officer_without_a_badge(police: Disposal) -> None:
    police.take_over(make_custody(badge=""))

    assert len(police.packages()) == 1


@pytest.mark.parametrize("act", list(CustodyAct))
@pytest.mark.parametrize(
    ("by", "second", "reason"),
    [
        ("M. Osei", "", "disposal.two_staff"),
        ("", "M. Osei", "disposal.two_staff"),
        ("M. Osei", "m.osei", "disposal.two_different_staff"),
    ],
)
def test_nobody_acts_on_a_package_alone(
    fire: Disposal, act: CustodyAct, by: str, second: str, reason: str
) -> None:
    custody = fire.take_over(make_custody())

    with pytest.raises(NotAllowed) as refusal:
        fire.act(replace(destroyed(custody, by, second), act=act))

    assert refusal.value.reason == reason
    assert fire.packages()[0].events == ()


def test_the_same_two_never_see_two_destructions_running(
    police: Disposal, clock: FakeClock
) -> None:
    first, second = police.take_over(make_custody()), police.take_over(make_custody(seal="2"))
    police.act(destroyed(first, "K. Lund", "M. Osei"))
    clock.advance(days=1)

    with pytest.raises(NotAllowed) as refusal:
        police.act(destroyed(second, "m. osei", "K. Lund"))
    police.act(destroyed(second, "M. Osei", "R. Alvarez"))

    assert refusal.value.reason == "disposal.same_pair"
    ends = {package.custody.seal: package.where for package in police.packages()}
    assert ends["2"] is not None
    assert ends["2"].second == "R. Alvarez"


def test_the_same_two_may_move_a_package_as_often_as_needed(police: Disposal) -> None:
    custody = police.take_over(make_custody())
    moved = replace(destroyed(custody, "K. Lund", "M. Osei"), act=CustodyAct.MOVED)

    police.act(moved)
    police.act(moved)

    assert len(police.packages()[0].events) == 2


def test_a_fire_station_puts_up_no_take_back_liner(fire: Disposal, police: Disposal) -> None:
    with pytest.raises(NotAllowed) as refusal:
        fire.open_container(ContainerKind.RECEPTACLE, "T-1", "Lobby")
    nothing = fire.containers()
    police.open_container(ContainerKind.RECEPTACLE, "T-1", "Lobby")

    assert refusal.value.reason == "disposal.police_only"
    assert nothing == ()
    assert [c.kind for c in police.containers()] == [ContainerKind.RECEPTACLE]


def test_a_container_without_a_number_is_not_put_up(fire: Disposal) -> None:
    with pytest.raises(NotAllowed) as refusal:
        fire.open_container(ContainerKind.SHARPS, "  ", "Bay door")

    assert refusal.value.reason == "disposal.label_needed"
    assert fire.containers() == ()


def test_a_container_does_not_get_emptier(fire: Disposal) -> None:
    container = fire.set_fill(put_up(fire), Fill.THREE_QUARTERS)

    with pytest.raises(NotAllowed) as refusal:
        fire.set_fill(container, Fill.HALF)

    assert refusal.value.reason == "disposal.fill_falls"
    assert [c.fill for c in fire.containers()] == [Fill.THREE_QUARTERS]


def test_a_closed_container_takes_nothing_more(fire: Disposal) -> None:
    closed = fire.close(put_up(fire), "K. Lund")

    with pytest.raises(NotAllowed) as filled:
        fire.set_fill(closed, Fill.FULL)
    with pytest.raises(NotAllowed) as again:
        fire.close(closed, "K. Lund")

    assert {filled.value.reason, again.value.reason} == {"disposal.not_open"}


def test_who_closed_it_is_written_down(fire: Disposal) -> None:
    container = put_up(fire)

    with pytest.raises(NotAllowed) as refusal:
        fire.close(container, " ")
    fire.close(container, " K. Lund ")

    assert refusal.value.reason == "disposal.who_closed"
    (kept,) = fire.containers()
    assert (kept.closed_by, kept.closed_on) == ("K. Lund", TODAY)


def test_a_form_that_was_open_for_long_closes_nothing_twice(fire: Disposal) -> None:
    before = put_up(fire)
    fire.close(before, "R. Alvarez")

    with pytest.raises(NotAllowed) as refused:
        fire.close(before, "M. Osei")

    assert refused.value.reason == "disposal.not_open"
    assert fire.containers()[0].closed_by == "R. Alvarez"


def test_no_two_containers_here_have_one_number_until_the_first_was_picked_up(
    fire: Disposal,
) -> None:
    first = put_up(fire)
    closed = fire.close(first, "R. Alvarez")
    with pytest.raises(NotAllowed) as refused:
        fire.open_container(ContainerKind.PARAPHERNALIA, " s-12-07", "Hall")
    assert refused.value.reason == "disposal.label_taken"

    fire.pick_up(closed, "Hauler", "M-1")

    assert fire.open_container(ContainerKind.SHARPS, "S-12-07", "Hall").label == "S-12-07"


@pytest.mark.parametrize(
    ("second", "reason"),
    [("", "disposal.two_staff"), ("r.alvarez", "disposal.two_different_staff")],
)
def test_a_take_back_liner_is_sealed_by_two(police: Disposal, second: str, reason: str) -> None:
    liner = police.open_container(ContainerKind.RECEPTACLE, "T-1", "Lobby")
    with pytest.raises(NotAllowed) as refused:
        police.close(liner, "R. Alvarez", second)
    assert refused.value.reason == reason

    assert police.close(liner, "R. Alvarez", "M. Osei").closed_by == "R. Alvarez, M. Osei"


def test_only_a_closed_container_leaves_and_only_with_its_manifest(fire: Disposal) -> None:
    container = put_up(fire)

    with pytest.raises(NotAllowed) as still_open:
        fire.pick_up(container, "Bay Waste", "M-100")
    closed = fire.close(container, "K. Lund")
    with pytest.raises(NotAllowed) as no_manifest:
        fire.pick_up(closed, "Bay Waste", "")
    fire.pick_up(closed, "Bay Waste", "M-100")

    reasons = (still_open.value.reason, no_manifest.value.reason)
    assert reasons == ("disposal.close_first", "disposal.manifest_needed")
    (kept,) = fire.containers()
    assert (kept.state, kept.manifest) == (ContainerState.PICKED_UP, "M-100")
    assert kept.picked_up_on == TODAY


def test_open_containers_come_before_those_that_left(fire: Disposal) -> None:
    closed = fire.close(put_up(fire), "K. Lund")
    fire.pick_up(closed, "Bay Waste", "M-100")
    fire.open_container(ContainerKind.SHARPS, "S-12-08", "Bay door")

    assert [c.label for c in fire.containers()] == ["S-12-08", "S-12-07"]


def test_nothing_in_the_ledger_tells_a_time_or_leads_to_a_visit(
    fire: Disposal, db: Database
) -> None:
    put_up(fire)
    fire.act(destroyed(fire.take_over(make_custody()), "K. Lund", "M. Osei"))

    rows = [
        row
        for table in ("container", "custody", "custody_event")
        for row in db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - own names
    ]

    assert len(rows) == 3
    assert not [row for row in rows if "03:41" in str(row) or "visit" in str(row)]


def test_the_same_pair_is_refused_within_one_day_too(db: Database, clock: FakeClock) -> None:
    ledger = Disposal(
        Ledger(db), make_station(site_type=SiteType.POLICE), clock, RandomIds(), GATE
    )
    for pair in (("A. One", "B. Two"), ("C. Three", "D. Four"), ("E. Five", "F. Six")):
        first, second = ledger.take_over(make_custody()), ledger.take_over(make_custody())
        ledger.act(destroyed(first, *pair))

        with pytest.raises(NotAllowed, match="same_pair"):
            ledger.act(destroyed(second, *pair))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"seal_intact": False}, "seal_broken"),
        ({"gross_grams": "29.5"}, "weight_differs"),
        ({"gross_grams": ""}, "weight_differs"),
        ({"gross_grams": "NaN"}, "weight_differs"),
        ({"authority": " "}, "authority_needed"),
        ({"method": ""}, "authority_needed"),
        ({"supervisor": ""}, "supervisor_needed"),
        ({"supervisor": "A. Stranger"}, "supervisor_needed"),
    ],
)
def test_a_destruction_that_the_rules_refuse_leaves_the_package_where_it_is(
    police: Disposal, changes: dict[str, object], reason: str
) -> None:
    custody = police.take_over(make_custody())
    event = destroyed(custody, "K. Lund", "M. Osei")

    with pytest.raises(NotAllowed) as refusal:
        police.act(replace(event, destruction=make_destruction(**changes)))

    assert refusal.value.reason == f"disposal.{reason}"
    assert police.packages()[0].events == ()


def test_another_weight_is_taken_once_the_supervisor_has_written_why(police: Disposal) -> None:
    custody = police.take_over(make_custody())
    told = make_destruction(gross_grams="29", unusual="Damp bag dried out. K. Lund")

    police.act(replace(destroyed(custody, "K. Lund", "M. Osei"), destruction=told))

    assert police.packages()[0].events[-1].destruction == told


@pytest.mark.parametrize("act", [a for a in CustodyAct if a is not CustodyAct.CORRECTED])
def test_what_is_destroyed_is_neither_moved_nor_destroyed_again(
    police: Disposal, act: CustodyAct
) -> None:
    custody = police.take_over(make_custody())
    police.act(destroyed(custody, "K. Lund", "M. Osei"))

    with pytest.raises(NotAllowed, match=r"gone"):
        police.act(replace(destroyed(custody, "R. Alvarez", "J. Marsh"), act=act))
    police.act(replace(destroyed(custody, "R. Alvarez", "J. Marsh"), act=CustodyAct.CORRECTED))


def test_a_package_is_never_moved_to_nowhere(police: Disposal) -> None:
    custody = police.take_over(make_custody())
    moved = replace(
        destroyed(custody, "K. Lund", "M. Osei"), act=CustodyAct.MOVED, location=" "
    )

    with pytest.raises(NotAllowed, match="location_needed"):
        police.act(moved)


class RandomIds:
    """Ids without order, as the real ones are."""

    def new(self) -> str:
        return str(uuid4())
