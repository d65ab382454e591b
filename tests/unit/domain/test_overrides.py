"""What a station changes of its program is checked, applied, and never loses the shipped."""

from dataclasses import replace
from datetime import date

import pytest

from safestation.content import load_content
from safestation.domain.errors import OverrideRefused
from safestation.domain.hours_text import write_hours
from safestation.domain.overrides import (
    KINDS,
    NO,
    YES,
    Override,
    Shape,
    apply,
    check_beside,
    checked,
    in_force,
    kind_of,
    live,
    value_at,
    values,
)
from safestation.domain.program import Program

TODAY = date(2026, 11, 23)
PROGRAMS = load_content().programs
HOPE = "hope_not_handcuffs_hudson_valley"
LEAD = "lead_king_county"  # somebody is spoken to every two weeks
FITTING = {
    Shape.PHONE: "410-555-0142",
    Shape.HOURS: "Mon-Fri 08:00-17:00",
    Shape.MINUTES: "17 min",
    Shape.DELAY: "30 h",
    Shape.DAYS: "17 days",
    Shape.TEXT: "We call the crisis team and print the sheet.",
    Shape.FLAG: "no",
}
KEPT = {**FITTING, Shape.MINUTES: "17", Shape.DELAY: "30", Shape.DAYS: "17"}
WRONG = {
    Shape.PHONE: ("12", "the night line"),
    Shape.HOURS: ("now and then", "unknown"),
    Shape.MINUTES: ("0 min", "-5 min", "soon", "1.5 h", "17", "99999999 min", "3651 days"),
    Shape.DELAY: ("0 h", "soon", "30", "45 min", "99999 h"),
    Shape.DAYS: ("0 days", "36 h", "soon", "17", "3651 days"),
    Shape.TEXT: (),
    Shape.FLAG: ("maybe",),
}


def change(path: str, value: str, value_es: str = "") -> Override:
    return Override(HOPE, path, value, "Chief P. Rowe", TODAY, value_es=value_es)


@pytest.fixture
def program() -> Program:
    return PROGRAMS[HOPE]


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_every_value_that_is_shown_can_be_changed_and_is_then_the_stations(
    program: Program,
) -> None:
    # A window would refuse some of these values; it has a test of its own.
    program = replace(
        program, clocks=tuple(replace(one, opens_minutes=0) for one in program.clocks)
    )
    every = values(program)

    assert every
    for value in every:
        wanted = change(value.path, FITTING[value.kind.shape])
        changed = apply(program, [checked(program, wanted, TODAY)])
        assert str(value_at(changed, value.path).text) == KEPT[value.kind.shape]
        others = [v for v in values(changed) if v.path != value.path]
        assert others == [v for v in every if v.path != value.path]


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_no_path_names_two_values(program: Program) -> None:
    paths = [value.path for value in values(program)]

    assert len(paths) == len(set(paths))
    assert all(kind_of(path) for path in paths)


def test_a_clock_says_its_new_time_in_a_unit_that_fits(program: Program) -> None:
    days = replace(program.clocks[0], minutes=2 * 1440, unit="days", opens_minutes=60)
    program = replace(program, clocks=(days,))
    path = f"clock.{days.id}.minutes"

    (half,) = apply(program, [change(path, "2160")]).clocks
    (three,) = apply(program, [change(path, "4320")]).clocks

    assert (half.amount, half.unit) == (2160, "minutes")
    assert (three.amount, three.unit) == (3, "days")
    with pytest.raises(OverrideRefused):
        checked(program, change(path, "60 min"), TODAY)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.pattern)
def test_what_does_not_fit_is_refused(kind: object) -> None:
    program, value = next(
        (one, v) for one in PROGRAMS.values() for v in values(one) if v.kind == kind
    )

    for wrong in WRONG[value.kind.shape]:
        with pytest.raises(OverrideRefused):
            checked(program, change(value.path, wrong), TODAY)


@pytest.mark.parametrize(
    "path",
    ["", "partner.nobody.phone", "partner.angel", "rule.hospital.outcome.9.alternative",
     "rule.hospital.outcome.x.alternative", "version", "partner.angel.phone.more"],
)  # fmt: skip
def test_a_path_that_the_program_does_not_have_is_refused(program: Program, path: str) -> None:
    with pytest.raises(OverrideRefused):
        checked(program, change(path, "410-555-0142"), TODAY)


def test_what_comes_again_may_come_as_often_and_as_long_as_the_station_wants() -> None:
    program = PROGRAMS[LEAD]
    often, long = "follow_up.contact.every_days", "follow_up.contact.until_days"
    changed = apply(program, [checked(program, change(often, "3 days"), TODAY)])
    (contact,) = (one for one in changed.follow_ups if one.id == "contact")

    assert contact.every_days == 3
    assert {often, long} <= {value.path for value in values(program)}
    once = {f"follow_up.{one.id}" for one in program.follow_ups if not one.every_days}
    assert once
    assert not {v.path.rpartition(".")[0] for v in values(program) if "_days" in v.path} & once


def test_what_would_end_before_it_comes_again_is_refused_beside_the_other_value() -> None:
    program = PROGRAMS[LEAD]
    often, long = "follow_up.contact.every_days", "follow_up.contact.until_days"
    present = apply(program, [change(often, "60")])
    check_beside(program, present, change(long, "60"))

    with pytest.raises(OverrideRefused, match="ends_too_soon"):
        check_beside(program, present, change(long, "59"))


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_the_last_rule_on_people_under_18_stays_in_use(program: Program) -> None:
    (young,) = (rule for rule in program.rules if rule.minors and rule.on)

    with pytest.raises(OverrideRefused, match="minors_stay"):
        check_beside(program, program, change(f"rule.{young.id}.on", NO))


def test_one_rule_on_people_under_18_takes_the_place_of_another_and_gives_it_back() -> None:
    program = PROGRAMS["arizona_angel_initiative"]
    teens, adults = change("rule.teens.on", YES), change("rule.minor.on", NO)
    both = apply(program, [teens])
    check_beside(program, both, adults)

    with pytest.raises(OverrideRefused, match="minors_stay"):
        check_beside(program, apply(program, [teens, adults]), change("rule.teens.on", ""))


def test_a_newer_file_that_ends_sooner_leaves_the_stations_value_one_time() -> None:
    changes = [change("follow_up.contact.every_days", "60"),
               change("follow_up.contact.until_days", "30")]  # fmt: skip
    (contact,) = (o for o in apply(PROGRAMS[LEAD], changes).follow_ups if o.id == "contact")

    assert contact.until_days == 60


def test_what_is_done_instead_can_be_written_anew_and_never_be_nothing(
    program: Program,
) -> None:
    path = "rule.hospital.outcome.1.alternative"
    blank = checked(program, change(path, "   "), TODAY)

    assert blank.value == ""  # going back to the shipped words
    assert apply(program, [blank]) == program


def test_a_text_is_kept_in_both_languages(program: Program) -> None:
    path = "rule.hospital.outcome.1.alternative"
    told = change(path, "We drive them.", value_es="Le llevamos.")

    text = value_at(apply(program, [told]), path).text

    assert (text.in_language("en"), text.in_language("es")) == (
        "We drive them.",
        "Le llevamos.",
    )


def test_nobody_changes_a_value_without_a_name_or_on_a_day_to_come(program: Program) -> None:
    good = change("partner.angel.phone", "410-555-0142")
    for wrong in (
        replace(good, approved_by="  "),
        replace(good, approved_on=date(2026, 11, 24)),
    ):
        with pytest.raises(OverrideRefused):
            checked(program, wrong, TODAY)


def test_the_newest_change_counts_and_an_empty_one_goes_back() -> None:
    first, then = change("clock.offer.minutes", "90"), change("clock.offer.minutes", "60")
    back = change("clock.offer.minutes", "")
    elsewhere = replace(first, program="another")

    assert in_force([first, elsewhere, then], HOPE) == {first.path: then}
    assert in_force([first, then, back], HOPE) == {}


def test_only_phone_numbers_count_for_everybody_at_once() -> None:
    phone = change("partner.angel.phone", "410-555-0142")

    assert live([phone, change("partner.angel.hours", "24/7")]) == (phone,)


def test_hours_are_kept_as_they_are_read(program: Program) -> None:
    changed = apply(program, [change("partner.angel.hours", "weekdays 8am-5pm")])

    assert write_hours(changed.partners[0].schedule) == "Mon-Fri 08:00-17:00"
