"""What reads as a program and makes no sense at a counter is told before anybody runs it."""

from pathlib import Path

import pytest

from safestation.catalog.checks import check_content
from safestation.catalog.programs import load_program
from safestation.paths import resource

OURS = resource("programs", "arizona_angel_initiative.toml")
SOURCE = OURS.read_text("utf-8")
SPANISH = ', es = "Identificación con foto (ciudad, estado o federal)"'
NINES = "9" * 20
RUNS = 'since = "2016"'
CLOCK = """
[[clock]]
id = "looked_for"
title = { en = "Looked for", es = "Se buscó" }
start = "arrived"
stop = "first_attempt"
minutes = 30
source = "station_default"
"""


def problems_of(folder: Path, text: str) -> list[tuple[str, str]]:
    path = folder / OURS.name
    path.write_text(text, encoding="utf-8")
    return [(one.place, one.remedy) for one in check_content([path])]


@pytest.mark.parametrize(
    ("old", "new", "place", "remedy"),
    [
        (f"{SPANISH} }}", " }", "rule[0].title", "Add the Spanish text: es."),
        (f"{SPANISH} }}", ', es = " " }', "rule[0].title", "Add the Spanish text: es."),
        ('phone = ""', 'phone = "602-555-9999x"', "partner[0].phone", "can be dialed"),
        ("\nminutes = 20\n", f"\nminutes = {NINES}\n", "clock[0].minutes", "to 5256000."),
        ("after_minutes = 20\n", f"after_minutes = {NINES}\n",
         "partner[0].escalate_after_minutes", "to 10080."),
        ('en = "Call the station of their own city together."', 'en = "Send them away."',
         "alternative.en", "what is done for them instead"),
        (RUNS, 'since = "2018-13-45"', "runs.since", "that exists"),
        (RUNS, 'since = "2018-02-30"', "runs.since", "that exists"),
        (RUNS, f'{RUNS}\nuntil = "2020"', "runs.until", "Leave it out while"),
        (f"today = true\n{RUNS}", f"today = false\n{RUNS}", "runs", "Add the key `until`"),
        (f"today = true\n{RUNS}", f'today = false\n{RUNS}\nuntil = "2015-12"', "runs.until",
         "not before `since`"),
        ("[[recipient]]", f"{CLOCK}\n[[recipient]]", ".stop", "nothing would stop this clock"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, remedy: str
) -> None:
    assert old in SOURCE
    found = problems_of(tmp_path, SOURCE.replace(old, new, 1))

    assert [one for one in found if place in one[0] and remedy in one[1]], found


@pytest.mark.parametrize("told", ["2016-05-04", "2016-05", "2016", "not found"])
def test_a_time_may_be_told_in_part_or_not_at_all(tmp_path: Path, told: str) -> None:
    until = f'today = false\nsince = "{told}"\nuntil = "2016"'

    assert problems_of(tmp_path, SOURCE.replace(f"today = true\n{RUNS}", until, 1)) == []


def test_keys_with_hundreds_of_points_are_refused_in_words(tmp_path: Path) -> None:
    deep = ".".join(["deep"] * 3000)

    assert problems_of(tmp_path, f"{deep} = 1\n{SOURCE}") == [
        ("the file", "Take out the nesting: it is too deep.")
    ]


def test_a_file_that_lacks_spanish_still_opens_the_visits_that_keep_it(tmp_path: Path) -> None:
    path = tmp_path / OURS.name
    path.write_text(SOURCE.replace(', es = "Ángel" }', " }", 1), encoding="utf-8")

    assert check_content([path])
    assert load_program(path).id == OURS.stem
