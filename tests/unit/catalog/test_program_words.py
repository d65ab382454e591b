"""What people read in a program file is plain and shames nobody; the content check says so."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.catalog.checks import check_content
from safestation.catalog.programs import load_program
from safestation.catalog.toml_lines import line_of, lines_of
from safestation.paths import resource

FILES = sorted(resource("programs").glob("*.toml"))
OURS = resource("programs", "safe_stations_anne_arundel.toml")
SOURCE = OURS.read_text("utf-8")
HARD = (
    "The aforementioned participant acknowledges the confidentiality stipulations that the "
    "institutional authorization documentation incorporates."
)
DURO = (
    "La persona participante reconoce las estipulaciones de confidencialidad incorporadas en "
    "la documentación institucional de autorización correspondiente."
)
each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def places(value: Any, place: str = "") -> list[str]:  # noqa: ANN401 - TOML
    found = [place] if place else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += places(inner, f"{place}.{key}" if place else key)
    if isinstance(value, list):
        for number, inner in enumerate(value):
            found += places(inner, f"{place}[{number}]")
    return found


@each_file
def test_every_text_of_a_program_is_plain_and_shames_nobody(path: Path) -> None:
    assert check_content([path]) == ()


@pytest.mark.parametrize(
    ("language", "said", "remedy"),
    [
        ("en", "The addict waits here.", "Do not write “addict”. Say: person who uses"),
        ("es", "El adicto espera aquí.", "Do not write “adicto”. Say: persona que"),
        ("en", HARD, "too hard to read"),
        ("es", DURO, "too hard to read"),
    ],
)
def test_a_hard_or_shaming_text_is_named_with_its_line_and_what_to_say(
    tmp_path: Path, language: str, said: str, remedy: str
) -> None:
    head, first, rest = SOURCE.partition("promises = [\n")
    path = tmp_path / OURS.name
    both = {"en": "You choose.", "es": "Usted elige."} | {language: said}
    told = ", ".join(f'{name} = "{text}"' for name, text in both.items())
    path.write_text(f"{head}{first}  {{ {told} }},\n{rest}", encoding="utf-8")

    problems = check_content([path])

    (problem,) = [p for p in problems if p.place == f"notice.promises[0].{language}"]
    assert remedy in problem.remedy
    assert said in path.read_text("utf-8").splitlines()[problem.line - 1]


def test_a_hard_word_keeps_no_counter_shut(tmp_path: Path) -> None:
    path = tmp_path / OURS.name
    path.write_text(SOURCE.replace("The station, the day", HARD, 1), encoding="utf-8")

    assert check_content([path])
    assert load_program(path).id == OURS.stem


@each_file
def test_every_place_of_a_file_is_found_on_the_line_that_names_it(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = lines_of(text)
    rows = text.splitlines()

    for place in places(tomllib.loads(text)):
        key = place.rpartition(".")[2].partition("[")[0]
        assert place in lines, place
        if not place.endswith("]"):
            assert key in rows[lines[place] - 1], place


def test_a_mistake_says_its_line_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / OURS.name
    text = SOURCE.replace('page = "partner"', 'page = "phone"', 1)
    path.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index('page = "phone"')].count("\n")

    (problem,) = check_content([path])

    assert problem.line == line
    assert str(problem).startswith(f"{OURS.name}: line {line}, step[")


def test_a_key_that_means_nothing_is_found_on_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / OURS.name
    path.write_text(
        SOURCE.replace("driver_count = 1", "driver_count = 1\ncolor = 1", 1), "utf-8"
    )

    (problem,) = check_content([path])

    assert path.read_text("utf-8").splitlines()[problem.line - 1] == "color = 1"


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ('a = """\nb = 1\n"""\nc = 2', "c", 4),
        ("a = [ # one ]\n 1,\n 2 ]\nb = 3", "a[1]", 3),
        ("[[t]]\nx = 1\n[[t]]\n[[t.u]]\ny = 1\n[[t.u]]\ny = 2", "t[1].u[1].y", 7),
        ("[a.b]\nc.d = { e = [1, { f = 2 }] }\n", "a.b.c.d.e[1].f", 2),
        ("\"a b\" = 'x # y'\nz = 1979-05-27", "z", 2),
        ("a = { b = 1 }", "a.q", 1),
        ("a = 1", "q.r", 0),
    ],
)
def test_lines_are_found_in_any_toml(text: str, place: str, line: int) -> None:
    tomllib.loads(text)

    assert line_of(text, place) == line


@given(st.text(alphabet="ab=[]{}\",.\n# 1\\'", max_size=60))
def test_looking_for_lines_in_anything_ends(text: str) -> None:
    assert all(1 <= n <= 1 + text.count("\n") for n in lines_of(text).values())
