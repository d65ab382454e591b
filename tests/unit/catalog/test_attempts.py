"""Promises about the list of what can come of a try to reach somebody."""

from pathlib import Path

import pytest

from safestation.catalog.attempts import load_attempts, read_attempts
from safestation.catalog.checks import check_content
from safestation.domain.errors import ContentRefused
from safestation.paths import resource

REACHED = """
[[attempt]]
id = "reached"
label = { en = "Reached", es = "Contacto" }
ways = ["call"]
reached = true
"""
MORE = """
[[attempt]]
id = "more"
label = { en = "More", es = "Más" }
ways = ["call"]
"""


def refused(tmp_path: Path, text: str, known: tuple[str, ...] = ()) -> str:
    path = tmp_path / "attempts.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentRefused) as caught:
        load_attempts(path, known)
    assert caught.value.file == "attempts.toml"
    return caught.value.remedy


def test_the_shipped_list_has_every_agreed_code_in_both_languages() -> None:
    attempts, problems = read_attempts(resource("codes", "attempts.toml"))

    assert problems == ()
    assert {*attempts} >= {
        "reached", "family_reached", "not_home", "no_answer", "left_message", "wrong_number",
        "moved", "asked_to_stop", "in_hospital", "in_custody", "died",
    }  # fmt: skip
    assert all(one.label.has("en") and one.label.has("es") for one in attempts.values())
    assert [one.id for one in attempts.values() if one.reached] == ["reached"]


@pytest.mark.parametrize(
    ("more", "remedy"),
    [
        (MORE, "either `try_again = true` or `ends = true`"),
        (MORE + "ends = true", "Add the `disposition`"),
        (MORE + 'ends = true\ndisposition = "x"\ntry_again = true', "either"),
        (MORE + 'try_again = true\ndisposition = "x"', "Take it out"),
        (MORE + 'try_again = true\nask = ["their_secrets"]', "There is no question to ask"),
        (MORE + "try_again = true\ntried = 1", "Remove or correct the key `tried`"),
        (MORE.replace('["call"]', "[]") + "try_again = true", "Name at least one way"),
        (MORE.replace("call", "pigeon") + "try_again = true", "There is no way"),
        (REACHED, "Rename it"),
    ],
)
def test_a_list_that_leads_nowhere_is_refused_by_place(
    tmp_path: Path, more: str, remedy: str
) -> None:
    assert remedy in refused(tmp_path, REACHED + more)


def test_a_list_in_which_nobody_can_be_reached_is_refused(tmp_path: Path) -> None:
    assert "nobody could ever be reached" in refused(tmp_path, MORE + "try_again = true")


def test_an_end_that_no_visit_can_have_is_refused(tmp_path: Path) -> None:
    text = REACHED + MORE + 'ends = true\ndisposition = "vanished"'

    assert "There is no disposition" in refused(tmp_path, text, ("declined",))


def test_what_is_no_toml_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "[[attempt")


@pytest.mark.parametrize("text", ["[[attempt", REACHED + MORE])
def test_a_wrong_list_among_the_codes_is_found_with_the_rest(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "codes"
    folder.mkdir()
    (folder / "attempts.toml").write_text(text, "utf-8")

    (problem,) = check_content([folder])

    assert problem.file == "attempts.toml"
