"""What fits as an answer, and what is refused with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.domain.errors import AnswerRefused
from safestation.domain.questions import Choice, Kind, Need, Question, When
from safestation.domain.text import Text

PICKS = tuple(
    Choice(value, Text.of(value), exclusive=value == "none") for value in ("a", "b", "none")
)


def ask(kind: Kind, **changes: object) -> Question:
    return Question("q.one", kind, Text.of("One?"), **changes)  # type: ignore[arg-type]  # test helper


@pytest.mark.parametrize(
    "typed",
    ["3/4/1991", "03/04/1991", "1991-03-04", "03041991", "3.4.1991", " 3-4-1991 ", "3 4 1991"],
)
def test_a_date_is_read_as_people_write_it_here(typed: str) -> None:
    assert ask(Kind.DATE).accept(typed) == "1991-03-04"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("13/40/1991", "answer.not_a_date"),
        ("2/29/2023", "answer.not_a_date"),
        ("spring", "answer.not_a_date"),
        ("3/4/91", "answer.year_in_full"),
        ("٣/٤/1991", "answer.not_a_date"),
    ],
)
def test_a_date_that_is_none_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.DATE).accept(typed)

    assert (refusal.value.question_id, refusal.value.reason) == ("q.one", reason)


def test_a_birth_in_the_future_is_refused_when_the_caller_says_what_today_is() -> None:
    today = date(2026, 11, 23)

    assert ask(Kind.DATE).accept("11/23/2026", latest=today) == "2026-11-23"
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.DATE).accept("11/24/2026", latest=today)
    assert refusal.value.reason == "answer.date_too_late"


def test_a_date_before_the_earliest_is_refused() -> None:
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.DATE).accept("1/1/1880", earliest=date(1900, 1, 1))

    assert refusal.value.reason == "answer.date_too_early"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3:41", "03:41"),
        ("0341", "03:41"),
        ("341", "03:41"),
        ("3", "03:00"),
        ("3 pm", "15:00"),
        ("12am", "00:00"),
        ("12:05 p.m.", "12:05"),
        ("15h05", "15:05"),
    ],
)
def test_an_hour_is_kept_in_twenty_four_hours(typed: str, kept: str) -> None:
    assert ask(Kind.TIME).accept(typed) == kept


@pytest.mark.parametrize("typed", ["24:00", "3:61", "13 pm", "noon", "0 am"])
def test_an_hour_off_the_clock_is_refused(typed: str) -> None:
    with pytest.raises(AnswerRefused):
        ask(Kind.TIME).accept(typed)


def test_a_moment_is_a_date_and_an_hour() -> None:
    assert ask(Kind.DATETIME).accept("11/22/2026 7:30 pm") == "2026-11-22T19:30"
    assert ask(Kind.DATETIME).accept("2026-11-22T19:30") == "2026-11-22T19:30"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u0664\u0664\u0663 \u0665\u0665\u0665 \u0660\u0661\u0669\u0669", "443-555-0199"),
        ("(443) 555-0199", "443-555-0199"),
        ("4435550199", "443-555-0199"),
        ("+1 443 555 0199", "443-555-0199"),
        ("443.555.0199 ext. 12", "443-555-0199 x12"),
        ("+52 55 5550 0123", "+525555500123"),
    ],
)
def test_a_phone_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert ask(Kind.PHONE).accept(typed) == kept


@pytest.mark.parametrize("typed", ["555-0199", "call my sister", "443-555-019", "+1 443"])
def test_what_cannot_be_dialed_is_refused(typed: str) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.PHONE).accept(typed)

    assert refusal.value.reason == "answer.not_a_phone"


@pytest.mark.parametrize(("typed", "kept"), [("34", "34"), ("34.0", "34"), ("1,200", "1200")])
def test_a_count_is_kept_without_a_fraction(typed: str, kept: str) -> None:
    assert ask(Kind.NUMBER, whole=True).accept(typed) == kept


def test_half_a_bed_is_refused() -> None:
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.NUMBER, whole=True).accept("2.5")

    assert refusal.value.reason == "answer.not_whole"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("19", "answer.too_low"),
        ("301", "answer.too_high"),
        ("1e2", "answer.not_a_number"),
        ("NaN", "answer.not_a_number"),
        ("-", "answer.not_a_number"),
    ],
)
def test_a_number_outside_its_range_says_which_way(typed: str, reason: str) -> None:
    pulse = ask(Kind.NUMBER, minimum=Decimal(20), maximum=Decimal(300))

    with pytest.raises(AnswerRefused) as refusal:
        pulse.accept(typed)

    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("typed", "kept"), [("1,200", "1200"), ("37.50", "37.5"), ("0.0", "0")]
)
def test_a_number_is_kept_plain(typed: str, kept: str) -> None:
    assert ask(Kind.NUMBER).accept(typed) == kept


def test_picks_are_kept_in_the_order_of_the_question() -> None:
    assert ask(Kind.MULTI, choices=PICKS).accept(("b", "a")) == ("a", "b")


def test_none_of_these_stands_alone() -> None:
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.MULTI, choices=PICKS).accept(("a", "none"))

    assert refusal.value.reason == "answer.stands_alone"


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.MULTI, Kind.YES_NO])
def test_only_what_is_offered_can_be_picked(kind: Kind) -> None:
    with pytest.raises(AnswerRefused):
        ask(kind, choices=PICKS).accept("c")


def test_yes_and_no_need_no_choices() -> None:
    assert ask(Kind.YES_NO).accept("yes") == "yes"


@pytest.mark.parametrize("kind", [one for one in Kind if one is not Kind.MULTI])
def test_an_empty_answer_takes_the_answer_back(kind: Kind) -> None:
    assert ask(kind, choices=PICKS).accept("  ") == ""


def test_text_that_is_too_long_is_refused_and_never_cut() -> None:
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.TEXT, max_length=3).accept("abcd")

    assert refusal.value.reason == "answer.too_long"


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(AnswerRefused) as refusal:
        ask(Kind.DATE).accept("Sam Example")

    assert "Sam" not in str(refusal.value)


def test_a_long_text_keeps_its_lines_and_a_short_one_does_not() -> None:
    assert ask(Kind.LONG_TEXT).accept("a\r\nb") == "a\nb"
    assert ask(Kind.TEXT).accept("a\r\nb\x00c") == "a bc"


@given(st.text())
def test_no_control_character_survives_in_a_text(raw: str) -> None:
    kept = ask(Kind.TEXT, max_length=10_000).accept(raw)

    assert isinstance(kept, str)
    assert not any(ord(character) < 32 for character in kept)


@given(st.text(), st.sampled_from(sorted(set(Kind))))
def test_whatever_is_typed_is_kept_once_and_for_all_or_refused(raw: str, kind: Kind) -> None:
    question = ask(kind, choices=PICKS)
    try:
        kept = question.accept(raw)
    except AnswerRefused:
        return

    assert question.accept(kept) == kept


def test_a_question_is_asked_when_an_earlier_answer_calls_for_it() -> None:
    question = ask(Kind.TEXT, when=(When("drinks", ("yes",)), When("uses", ("a", "b"))))

    assert question.applies({"drinks": "yes", "uses": ("b",)})
    assert not question.applies({"drinks": "yes"})
    assert not question.applies({"drinks": "no", "uses": ("a",)})


def test_the_limits_name_the_range_and_never_the_answer() -> None:
    question = ask(Kind.NUMBER, minimum=Decimal("20.0"), unit="/min", required=Need.NEEDED)

    assert question.limits() == {
        "minimum": "20",
        "maximum": "",
        "unit": "/min",
        "length": "200",
    }
