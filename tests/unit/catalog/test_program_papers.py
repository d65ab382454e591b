"""What is told of the programs outside their files is what the files say."""

from pathlib import Path

import pytest

from safestation.catalog.checks import check_content
from safestation.catalog.programs import load_programs
from safestation.paths import resource
from tests.program_papers import README, papers, readme_text, table, usual_papers

TOLD = README.read_text("utf-8")


def test_the_table_of_the_readme_is_the_one_the_files_give() -> None:
    assert readme_text() == TOLD, "run: python -m tests.program_papers"


def test_the_table_has_every_program_with_its_rules_clocks_papers_and_sources() -> None:
    rows = table().splitlines()[2:]

    for row, program in zip(rows, load_programs().values(), strict=True):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[0].startswith(f"{program.name}, {program.profile}")
        assert cells[1:3] == [program.state, program.pathway]
        assert len(cells[3].split(";")) == len(program.rules) or not program.rules
        assert len(cells[4].split(";")) == len(program.clocks) or not program.clocks
        assert {*usual_papers(), *cells[5].split("; ")[1:]} == set(papers(program))
        assert cells[6].split("; ") == list(program.sources)


@pytest.mark.parametrize("question", ["photo_id"])
def test_the_rule_that_the_readme_shows_is_a_rule(tmp_path: Path, question: str) -> None:
    shown = TOLD.partition("```toml\n")[2].partition("```")[0]
    assert f'question = "{question}"' in shown
    path = tmp_path / "safe_stations_anne_arundel.toml"
    text = resource("programs", path.name).read_text("utf-8")
    path.write_text(text + "\n" + shown.replace('"Z1"', '"A6"'), "utf-8")

    assert check_content([path]) == ()
