"""What a station is called and reached by."""

from datetime import date

import pytest

from safestation.domain.station_values import (
    are_ages,
    is_email,
    is_station_number,
    may_be_signed_on,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("text", ["", "privacy@station12.example", "a.b+c@x-y.gov"])
def test_an_address_or_none_fits(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", ["call us", "a@b", "a@@b.c", "a@b.", "a b@c.d", "@b.c"])
def test_what_is_no_address_does_not_fit(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize("text", ["12", "03", "E-7", "FD12"])
def test_a_number_that_can_be_said_and_typed_fits(text: str) -> None:
    assert is_station_number(text)


@pytest.mark.parametrize("text", ["", "12/3", "12 3", "-1", "é1", "1" * 13, "1\n"])
def test_a_number_that_would_spoil_visit_numbers_does_not(text: str) -> None:
    assert not is_station_number(text)


def test_a_determination_is_signed_between_the_rule_and_today() -> None:
    assert may_be_signed_on(TODAY, TODAY)
    assert not may_be_signed_on(date(2026, 11, 24), TODAY)
    assert not may_be_signed_on(date(1026, 1, 15), TODAY)


@pytest.mark.parametrize(("majority", "consent"), [("18", "16"), ("21", "21"), ("19", "0")])
def test_ages_fit(majority: str, consent: str) -> None:
    assert are_ages(majority, consent)


@pytest.mark.parametrize(
    ("majority", "consent"), [("16", "18"), ("\u00b2", "1"), ("180", "16"), ("", "16")]
)
def test_ages_that_no_law_names_do_not(majority: str, consent: str) -> None:
    assert not are_ages(majority, consent)
