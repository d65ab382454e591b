from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.catalog.instruments import load_instruments
from safestation.domain.conversions import fahrenheit_to_celsius, round_half_up, to_number
from safestation.domain.scoring import score
from safestation.domain.scoring.measuring import measure
from safestation.domain.vitals import LEVEL_OF_BAND, METHODS, Level, VitalSet, judge

LOADED = load_instruments()
MEASURING = [one for one in LOADED.values() if one.scoring.type in METHODS]
FLAGS = LOADED["vital_red_flags"]
CALM = {
    "rr": "16",
    "spo2": "98",
    "on_oxygen": "air",
    "spo2_scale": "1",
    "sbp": "120",
    "dbp": "80",
    "hr": "80",
    "acvpu": "A",
    "temp_f": "98.6",
    "glucose": "100",
    "age": "40",
}
NEEDED = ("rr", "spo2", "sbp", "hr", "acvpu", "age")


def vitals(**changes: str | None) -> VitalSet:
    return VitalSet(**{**CALM, **changes})


def test_one_entry_feeds_both_instruments_under_their_own_names() -> None:
    flags, news = LOADED["vital_red_flags"], LOADED["news2"]

    assert vitals().inputs_for(flags)["avpu"] == "A"
    assert vitals().inputs_for(news)["acvpu"] == "A"
    assert vitals().inputs_for(news)["oxygen"] == "air"
    assert "dbp" not in {**vitals().inputs_for(flags), **vitals().inputs_for(news)}


def test_calm_vitals_raise_no_flag_and_are_complete() -> None:
    judgement = judge(vitals(), LOADED.values())

    assert set(judgement.results) == {"vital_red_flags", "news2"}
    assert (judgement.level, judgement.is_complete) == (Level.NO_FLAG, True)


def test_no_level_says_that_all_is_well() -> None:
    assert {level.value for level in Level} == {"red", "amber", "incomplete", "no_flag"}


def test_every_band_and_level_of_the_shipped_files_is_known() -> None:
    bands = {band.id for one in MEASURING for band in one.bands}

    assert bands == set(LEVEL_OF_BAND)


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_vital_sign_is_never_normal(missing: str) -> None:
    judgement = judge(vitals(**{missing: None}), LOADED.values())

    assert (judgement.level, judgement.is_complete) == (Level.INCOMPLETE, False)


def test_without_an_age_the_others_are_flagged_all_the_same() -> None:
    red = judge(vitals(age=None, rr="6"), LOADED.values())
    amber = judge(vitals(age=None, sbp="95"), LOADED.values())

    assert red.results["vital_red_flags"].band == "red"
    assert red.level == Level.RED
    assert amber.results["vital_red_flags"].band == "incomplete"
    assert amber.results["vital_red_flags"].flags == {"sbp": "amber"}
    assert (amber.level, amber.is_complete) == (Level.AMBER, False)


def test_many_small_deviations_are_red_together() -> None:
    judgement = judge(vitals(rr="22", hr="112", temp_f="100.8"), LOADED.values())

    assert judgement.results["vital_red_flags"].band == "amber"
    assert judgement.results["news2"].score == 5
    assert judgement.level == Level.RED


def test_an_unfinished_warning_score_counts_with_what_it_reaches_already() -> None:
    result = score(LOADED["news2"], {"rr": "25", "spo2": "91", "acvpu": "V"})

    assert (result.score, result.min_score, result.at_least_band) == (None, 9, "high")


def test_one_missing_sign_does_not_hide_a_single_high_score() -> None:
    result = score(LOADED["news2"], {"hr": "135"})

    assert (result.band, result.at_least_band) == ("incomplete", "low_medium")


def test_an_impossible_value_is_kept_from_every_instrument() -> None:
    judgement = judge(vitals(temp_f="37.0"), LOADED.values())

    assert judgement.results["vital_red_flags"].band == "check_entry"
    assert judgement.results["news2"].missing == ("temp_c",)
    assert judgement.level == Level.INCOMPLETE


def test_a_red_sign_stays_red_beside_an_impossible_one() -> None:
    judgement = judge(vitals(temp_f="37.0", acvpu="U"), LOADED.values())

    assert judgement.results["vital_red_flags"].band == "red"
    assert judgement.results["vital_red_flags"].problems[0].item == "temp_f"
    assert (judgement.level, judgement.is_complete) == (Level.RED, False)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("rr", "-4"), ("rr", "sixteen"), ("hr", "8O"), ("sbp", "120/80"), ("acvpu", "X")],
)
def test_what_is_no_measurement_is_refused_and_stays_open(name: str, typed: str) -> None:
    judgement = judge(vitals(**{name: typed}), LOADED.values())

    assert (judgement.level, judgement.is_complete) == (Level.INCOMPLETE, False)


def test_more_than_all_oxygen_is_refused_by_a_file_without_limits() -> None:
    inputs = vitals(spo2="198").inputs_for(LOADED["news2"])

    assert score(LOADED["news2"], inputs).missing == ("spo2",)


def test_a_good_saturation_on_oxygen_is_not_one_on_room_air() -> None:
    good = judge(vitals(on_oxygen="oxygen"), LOADED.values())
    poor = judge(vitals(on_oxygen="oxygen", spo2="85"), LOADED.values())

    assert good.results["vital_red_flags"].missing == ("spo2",)
    assert good.results["news2"].score == 2
    assert good.level == Level.INCOMPLETE
    assert poor.level == Level.RED


@pytest.mark.parametrize("scale", ["3", "two"])
def test_a_scale_that_does_not_exist_is_refused(scale: str) -> None:
    result = score(LOADED["news2"], vitals(spo2_scale=scale).inputs_for(LOADED["news2"]))

    assert result.missing == ("spo2",)
    assert result.problems[0].item == "spo2_scale"


def test_the_second_scale_needs_to_know_about_air_or_oxygen() -> None:
    inputs = vitals(spo2_scale="2", on_oxygen=None).inputs_for(LOADED["news2"])

    assert score(LOADED["news2"], inputs).missing == ("spo2", "oxygen")


def test_an_entry_that_an_instrument_does_not_take_is_refused() -> None:
    for instrument in MEASURING:
        problems = score(instrument, {"mood": "1"}).problems
        assert [problem.item for problem in problems] == ["mood"]


def test_nothing_taken_and_nothing_to_judge_by_are_both_open() -> None:
    assert judge(VitalSet(), LOADED.values()).level == Level.INCOMPLETE
    assert judge(vitals(), []).level == Level.INCOMPLETE


def test_a_band_that_is_not_known_never_counts_as_harmless() -> None:
    flags = LOADED["vital_red_flags"]
    renamed = replace(flags.scoring, levels_worst_first=("red", "amber", "fine"))

    assert judge(vitals(), [replace(flags, scoring=renamed)]).level == Level.INCOMPLETE


def test_a_set_of_vitals_shows_no_value_when_printed() -> None:
    assert repr(vitals()) == "VitalSet(11 values)"


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={name: st.integers(0, 320).map(str) for name in CALM if name != "acvpu"}
        | {"acvpu": st.sampled_from("ACVPU")},
    )
)
def test_incomplete_vitals_are_never_without_a_flag(typed: dict[str, str]) -> None:
    judgement = judge(VitalSet(**typed), LOADED.values())

    if not set(NEEDED) <= set(typed):
        assert judgement.level != Level.NO_FLAG
    for result in judgement.results.values():
        assert not (result.missing and result.band in ("ok", "low"))


@settings(deadline=None)
@given(st.fixed_dictionaries({"rr": st.integers(9, 29), "hr": st.integers(41, 130)}))
def test_taking_a_sign_away_never_makes_the_level_milder_than_open(
    typed: dict[str, int],
) -> None:
    full = {name: str(value) for name, value in typed.items()}
    whole = judge(vitals(**full), LOADED.values())
    less = judge(vitals(**full, sbp=None), LOADED.values())

    assert less.level in (whole.level, Level.RED, Level.AMBER, Level.INCOMPLETE)
    assert less.level != Level.NO_FLAG


@pytest.mark.parametrize(
    ("fahrenheit", "celsius"),
    [("98.6", "37.0"), ("96.9", "36.1"), ("95.09", "35.1"), ("100.5", "38.1"), ("32", "0.0")],
)
def test_fahrenheit_becomes_celsius_rounded_half_up(fahrenheit: str, celsius: str) -> None:
    assert str(fahrenheit_to_celsius(Decimal(fahrenheit))) == celsius


def test_halves_are_rounded_up_and_not_to_even() -> None:
    assert round_half_up(Decimal("36.05"), Decimal("0.1")) == Decimal("36.1")
    assert round_half_up(Decimal("16.5"), Decimal(1)) == Decimal(17)


@pytest.mark.parametrize("typed", ["", "-1", "1e3", "12,5", "1_0", "12345", "٣", "NaN", "1."])
def test_only_plain_digits_are_a_measurement(typed: str) -> None:
    assert to_number(typed) is None


def test_blanks_around_a_number_do_no_harm() -> None:
    assert to_number(" 98.6 ") == Decimal("98.6")


def test_what_the_file_does_not_require_may_be_left_out() -> None:
    result = score(FLAGS, vitals(glucose=None, temp_f=None).inputs_for(FLAGS))

    assert (result.band, result.missing) == ("ok", ())


def test_a_measurement_shows_no_value_when_printed() -> None:
    assert repr(measure(FLAGS.parameters[0], {"rr": "17"})) == "Measured(rr)"
