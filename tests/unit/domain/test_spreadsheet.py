"""One guard stands before every cell that goes into a table for a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.domain.spreadsheet import RISKY, arm, defuse


@pytest.mark.parametrize("start", RISKY)
def test_what_a_spreadsheet_would_run_is_text(start: str) -> None:
    assert defuse(f'{start}HYPERLINK("http://x")') == f'\'{start}HYPERLINK("http://x")'


@pytest.mark.parametrize("text", ["", "12", "-12", "-12.5", "Bayview House", "1=1"])
def test_a_number_or_plain_words_stay_as_they_are(text: str) -> None:
    assert defuse(text) == text


@given(st.text(max_size=20))
def test_what_was_defused_comes_back(text: str) -> None:
    assert arm(defuse(text)) == text
