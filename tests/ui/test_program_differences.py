"""What stands side by side where a program is chosen is said in the language of the window."""

import pytest

from safestation.content import load_content
from safestation.domain.eligibility import PROCEED
from safestation.services.program_book import lines_of
from safestation.ui.screens.program_differences import differences
from safestation.ui.screens.program_rows import value_row
from safestation.ui.words import Words
from tests.factories import make_station

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


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("program", list(PROGRAMS))
def test_every_rule_says_which_answer_leads_where_what_it_means_and_whether_it_is_off(
    program: str, language: str, words: Words
) -> None:
    words.switch_to(language)
    found = differences(PROGRAMS[program], words)
    told = [line for key in ("excludes", "warrant", "minors") for line in found[key]]

    for rule in PROGRAMS[program].rules:
        title = rule.title.in_language(language)
        (said,) = (line for line in told if line.startswith(title))
        assert rule.note.in_language(language) in said
        assert (rule.on is False) == (said.partition("\n")[0] != title)
        for outcome in rule.outcomes:
            if outcome.outcome != PROCEED:
                line = next(
                    line
                    for line in said.split("\n")
                    if all(answer.in_language(language) in line for answer in outcome.answers)
                )
                assert outcome.alternative.in_language(language) in line
                assert outcome.decider.in_language(language) in line


def test_a_warrant_says_for_which_answer_each_way_is(words: Words) -> None:
    (said,) = differences(PROGRAMS["arizona_angel_initiative"], words)["warrant"]

    assert "Found, can be reviewed → Supervisor on duty: They wait" in said
    assert "Found, serious by your rules → Supervisor on duty: Help by phone" in said


def test_no_raw_name_of_an_answer_stands_where_a_station_changes_what_is_done(
    words: Words,
) -> None:
    words.switch_to("es")
    for program in PROGRAMS.values():
        for line in lines_of(program, {}, make_station(program=program.id)):
            row = value_row(line, words)
            assert "_" not in row.cell(0).detail, program.id
            assert not line.shipped.case or row.cell(0).detail
