"""What stands side by side where a program is chosen is said in the language of the window."""

import pytest

from safestation.bootstrap import load_content
from safestation.ui.screens.program_differences import differences
from safestation.ui.words import Words

PROGRAMS = load_content().programs


@pytest.mark.parametrize("program", list(PROGRAMS))
def test_no_english_of_a_file_stands_in_the_spanish_of_whether_it_runs(
    program: str, words: Words
) -> None:
    words.switch_to("es")

    said = " ".join(differences(PROGRAMS[program], words)["runs"])

    assert not any(left in said for left in ("not found", "not checked", "template", "Whether"))


def test_a_program_without_a_day_says_that_it_was_not_found(words: Words) -> None:
    assert differences(PROGRAMS["lead_king_county"], words)["runs"] == [
        "Runs today. Since when was not found",
        "Nobody checked whether that is still so",
    ]
