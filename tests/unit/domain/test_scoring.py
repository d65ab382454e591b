"""Every rule of scoring that the files' own test vectors do not pin down already."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from safestation.catalog.instruments import load_instruments
from safestation.domain.answers import Answer, Source, Status, Value
from safestation.domain.instrument import Instrument
from safestation.domain.items import Item, Kind
from safestation.domain.scoring import SCORERS, score
from safestation.domain.scoring.accepting import accept
from safestation.domain.scoring.recorded import answers_for
from safestation.domain.scoring.result import AnswerProblem, GroupScore
from safestation.domain.scoring.skipping import visible_items, visible_options
from safestation.domain.text import Text

LOADED = load_instruments()
NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)


def recorded(status: Status, value: Value = "") -> Answer:
    return Answer(status, value, Source.SAID, NOW, NOW, "s1")


def item(instrument: str, item_id: str) -> Item:
    found = LOADED[instrument].item(item_id)
    assert found is not None
    return found


def ids(instrument: Instrument, answers: dict[str, Value]) -> list[str]:
    return [one.id for one in visible_items(instrument, answers)]


def test_every_method_that_a_shipped_file_uses_has_one_scorer_and_none_is_idle() -> None:
    assert {instrument.scoring.type for instrument in LOADED.values()} == set(SCORERS)


def test_a_blank_answer_is_missing_and_not_zero() -> None:
    result = score(LOADED["phq2"], {"q1": "0", "q2": "  "})

    assert (result.score, result.band, result.missing) == (None, "incomplete", ("q2",))


def test_an_unlisted_answer_is_refused_and_counts_as_missing() -> None:
    result = score(LOADED["phq2"], {"q1": "0", "q2": "9"})

    assert result.problems == (AnswerProblem("q2", "answer.unlisted"),)
    assert (result.score, result.missing) == (None, ("q2",))


def test_a_danger_stands_although_another_answer_is_refused() -> None:
    result = score(LOADED["immediate_danger"], {"look_blue": "yes", "ask_chest": "perhaps"})

    assert result.band == "red"
    assert result.problems == (AnswerProblem("ask_chest", "answer.unlisted"),)


def test_an_answer_to_no_question_of_the_file_is_refused() -> None:
    result = score(LOADED["phq2"], {"q1": "0", "q2": "0", "q3": "0"})

    assert result.problems == (AnswerProblem("q3", "answer.unknown_item"),)
    assert result.score == 0


@pytest.mark.parametrize("typed", ["1.5", "ten", "", "٣", "1e2", "--1"])
def test_a_number_that_is_none_is_never_scored(typed: str) -> None:
    result = score(LOADED["single_drug"], {"n": typed})

    assert result.score is None
    assert result.band == ("invalid" if typed else "incomplete")


def test_a_number_beyond_all_sense_is_refused_without_reading_it() -> None:
    assert score(LOADED["single_drug"], {"n": "9" * 5000}).band == "invalid"


def test_a_list_given_for_one_number_is_refused() -> None:
    assert score(LOADED["single_drug"], {"n": ("1", "2")}).band == "invalid"


@pytest.mark.parametrize(
    ("sex", "band"),
    [("male", "negative"), ("female", "positive"), ("other", "positive"), ("x", "positive")],
)
def test_the_lower_cut_off_applies_to_everybody_but_men(sex: str, band: str) -> None:
    answers: dict[str, Value] = {"q1": "1", "q2": "1", "q3": "1"}

    assert score(LOADED["audit_c"], answers, {"sex": sex}).band == band


def test_without_a_known_sex_the_lower_cut_off_applies() -> None:
    assert score(LOADED["audit_c"], {"q1": "1", "q2": "1", "q3": "1"}).band == "positive"


def test_never_drinking_skips_the_rest_and_abandoned_answers_are_not_counted() -> None:
    audit = LOADED["audit_c"]
    answers: dict[str, Value] = {"q1": "0", "q2": "4", "q3": "4"}

    assert ids(audit, answers) == ["q1"]
    assert score(audit, answers).score == 0


def test_the_fifth_suicide_question_is_asked_only_after_a_yes_or_a_refusal() -> None:
    asq = LOADED["asq"]
    no: dict[str, Value] = dict.fromkeys(("q1", "q2", "q3", "q4"), "no")

    assert "q5" not in ids(asq, no)
    assert "q5" in ids(asq, no | {"q2": "refused"})
    assert score(asq, no).missing == ()
    assert score(asq, no | {"q2": "refused"}).missing == ("q5",)


def test_thoughts_of_suicide_now_are_acute_even_if_the_first_four_are_no() -> None:
    no: dict[str, Value] = dict.fromkeys(("q1", "q2", "q3", "q4"), "no")

    assert score(LOADED["asq"], no | {"q5": "yes"}).band == "acute_positive"


def test_questions_that_are_off_by_default_wait_until_they_are_switched_on() -> None:
    sogi = LOADED["sogi"]

    assert ids(sogi, {}) == ["sex_for_screening"]
    assert [i.id for i in visible_items(sogi, {}, switched_on=("gender",))][1:] == ["gender"]


def test_an_option_may_depend_on_an_answer_to_another_instrument() -> None:
    gender = item("sogi", "gender")

    hidden = [option.value for option in visible_options(gender, {})]
    shown = [option.value for option in visible_options(gender, {"race_ethnicity": ("aian",)})]

    assert set(shown) - set(hidden) == {"two_spirit"}


def test_the_wording_fits_the_sex_that_is_known_and_else_the_lower_number() -> None:
    question = item("single_alcohol", "n")

    assert "had 5 or more drinks" in question.wording("en", "male")
    assert "had 4 or more drinks" in question.wording("en")
    assert "had 4 or more drinks" in question.wording("es", "no such word")
    assert item("phq2", "q1").wording("es").startswith("Poco")


def test_an_action_belongs_to_the_answer_that_makes_a_need() -> None:
    phone = item("practical_needs", "n_phone")

    assert "program phone" in str(phone.action_for("no"))
    assert phone.action_for("yes") == Text()
    assert phone.action_for("nothing listed") == Text()


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"substances": "heroin"}, "answer.list_needed"),
        ({"substances": ("heroin", "glue")}, "answer.unlisted"),
        ({"substances": ("heroin", "heroin")}, "answer.twice"),
        ({"substances": ("unknown", "heroin")}, "answer.stands_alone"),
        ({"last_use": ("under_6h",)}, "answer.one_only"),
        ({"substances.other": "nitazene"}, "answer.write_in_unasked"),
        ({"substances": ("other",), "substances.other": ("a", "b")}, "answer.one_only"),
        ({"substances.heroin": "brown"}, "answer.unknown_item"),
    ],
)
def test_a_list_tells_why_an_answer_does_not_fit(
    answers: dict[str, Value], reason: str
) -> None:
    result = score(LOADED["substance_snapshot"], answers)

    assert result.valid is False
    assert [problem.reason for problem in result.problems] == [reason]


def test_blank_answers_and_blank_write_ins_fit_a_list() -> None:
    answers: dict[str, Value] = {"substances": (), "substances.other": "", "last_use": ""}

    assert score(LOADED["substance_snapshot"], answers).valid is True


def test_follow_up_words_are_taken_where_the_file_asks_for_them() -> None:
    question = item("asq", "q4")

    assert accept(LOADED["asq"], {question.follow_up_id(2): "last year"}).problems == ()
    assert accept(LOADED["asq"], {question.follow_up_id(3): "more"}).problems != ()


def test_an_open_text_question_takes_one_text() -> None:
    phq = LOADED["phq2"]
    why = Item("why", Text.of("Why?"), Kind.TEXT)
    asking = replace(phq, items=(*phq.items, why))

    assert accept(asking, {"why": "because"}).problems == ()
    assert accept(asking, {"why": ("a", "b")}).problems[0].reason == "answer.one_only"


def test_an_option_without_points_counts_as_unanswered() -> None:
    phq = LOADED["phq2"]
    first, second = phq.items
    declined = replace(first.options[0], value="declined", score=None)
    changed = replace(phq, items=(replace(first, options=(*first.options, declined)), second))

    result = score(changed, {"q1": "declined", "q2": "3"})

    assert (result.score, result.at_least_band, result.missing) == (None, "positive", ("q1",))


def test_routing_is_positive_at_once_and_negative_only_when_all_is_answered() -> None:
    taps, never = LOADED["taps1"], dict.fromkeys(("tobacco", "alcohol", "drugs"), "never")

    assert score(taps, never).band == "incomplete"
    assert score(taps, never).missing == ("rx",)
    assert score(taps, never | {"rx": "never"}).band == "negative"
    assert score(taps, {"rx": "daily"}).routes == ("rx_opioid", "sedative", "rx_stimulant")


def test_a_block_that_was_begun_says_at_least_so_much() -> None:
    result = score(LOADED["taps2"], {"mj_use": "no", "alc_use": "yes", "alc_heavy": "no"})

    assert (result.band, result.at_least_band) == ("incomplete", "problem_use")
    assert result.groups["alcohol"] == GroupScore(None, "incomplete", 1, "problem_use")
    assert result.missing == ("alc_control", "alc_concern")


def test_the_highest_block_decides_even_while_another_is_unfinished() -> None:
    high: dict[str, Value] = {"he_use": "yes", "he_control": "yes", "he_concern": "no"}

    assert score(LOADED["taps2"], high | {"alc_use": "yes"}).overall == "higher_risk"


def test_a_block_without_its_first_answer_is_not_reported_but_keeps_the_result_open() -> None:
    result = score(LOADED["taps2"], {"mj_use": "no", "se_urge": "yes"})

    assert list(result.groups) == ["marijuana"]
    assert (result.band, result.missing) == ("incomplete", ("se_use", "se_concern"))


def test_blocks_that_were_not_asked_have_no_result() -> None:
    assert score(LOADED["taps2"], {}).overall == "incomplete"


def test_an_unknown_pulse_never_stops_the_steps_for_somebody_not_breathing() -> None:
    result = score(LOADED["overdose_response"], {"responsive": "no", "breathing": "none"})

    assert result.band == "cpr"


@pytest.mark.parametrize(
    ("name", "item_id", "status", "value"),
    [
        ("asq", "q1", Status.RATHER_NOT_SAY, "refused"),
        ("immediate_danger", "ask_chest", Status.DOES_NOT_KNOW, "unsure"),
        ("payer", "coverage", Status.RATHER_NOT_SAY, ("declined",)),
        ("payer", "coverage", Status.DOES_NOT_KNOW, ("unknown",)),
        ("phq2", "q1", Status.RATHER_NOT_SAY, None),
        ("asq", "q1", Status.NOT_ASKED, None),
        ("asq", "q9", Status.RATHER_NOT_SAY, None),
    ],
)
def test_a_refusal_counts_where_the_file_has_an_option_for_it_and_is_missing_elsewhere(
    name: str, item_id: str, status: Status, value: Value | None
) -> None:
    answers = answers_for(LOADED[name], {f"{name}.{item_id}": recorded(status)})

    assert answers.get(item_id) == value


def test_only_an_instruments_own_answers_reach_it() -> None:
    record = {
        "asq.q1": recorded(Status.ANSWERED, "no"),
        "audit_c.q1": recorded(Status.ANSWERED, "4"),
        "age": recorded(Status.ANSWERED, "40"),
    }

    assert answers_for(LOADED["asq"], record) == {"q1": "no"}


def test_words_for_a_band_are_found_by_stratum_and_may_be_missing() -> None:
    audit = LOADED["audit_c"]
    for_men, for_all = audit.band("negative", "male"), audit.band("negative")

    assert for_men is not None
    assert for_all is not None
    assert (for_men.high, for_all.high) == (3, 2)
    assert audit.band("incomplete") is None


def test_nothing_that_holds_a_result_shows_it_when_printed() -> None:
    result = score(LOADED["taps2"], {"he_use": "yes", "alc_use": "what"})

    shown = f"{result!r} {result.groups['heroin']!r} {accept(LOADED['asq'], {'q1': 'yes'})!r}"

    assert result.is_open
    assert "yes" not in shown
    assert "what" not in shown
    assert "heroin" not in shown


def test_several_choices_add_up_and_one_without_points_leaves_the_item_open() -> None:
    phq = LOADED["phq2"]
    first, second = phq.items
    declined = replace(first.options[0], value="declined", score=None)
    several = replace(first, kind=Kind.MULTI_CHOICE, options=(*first.options, declined))
    changed = replace(phq, items=(several, second))

    assert score(changed, {"q1": ("1", "2"), "q2": "0"}).score == 3
    assert score(changed, {"q1": ("1", "declined"), "q2": "0"}).missing == ("q1",)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("phq2", {"q1": "0", "q2": "0"}),
        ("single_drug", {"n": "3"}),
        ("taps2", {"mj_use": "no"}),
    ],
)
def test_a_score_for_which_there_is_no_band_is_invalid(
    name: str, answers: dict[str, Value]
) -> None:
    assert score(replace(LOADED[name], bands=()), answers).band == "invalid"
