"""The list of who opened a record has words for everything that is ever noted about one."""

import ast
from pathlib import Path

import safestation
from safestation.domain.acts import Act
from safestation.domain.wall import WHYS
from safestation.services.access import OTHER, TOLD
from tests.factories import WORDS

ROOT = Path(safestation.__file__).parent
PLACE_OF_VISIT = {"_trail": 2, "trail": 2}  # Trail.note(hand, act, visit, …)


def notes_of_visits(path: Path) -> list[ast.Call]:
    """Return the calls in a file that write a line about a visit."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        holder = node.func.value
        name = getattr(holder, "attr", getattr(holder, "id", ""))
        by_place = len(node.args) > PLACE_OF_VISIT.get(name, 99)
        if node.func.attr == "note" and (
            by_place or any(word.arg == "visit" for word in node.keywords)
        ):
            found.append(node)
    return found


def acts_in(path: Path) -> set[Act]:
    """Return every act that a file names: what a line about a visit can be, and more."""
    return {
        Act[node.attr]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Act"
    }


def test_every_act_that_is_noted_with_a_visit_has_its_own_words() -> None:
    files = [p for p in ROOT.rglob("*.py") if notes_of_visits(p) and p.name != "audits.py"]
    noted = set[Act]().union(*map(acts_in, files)) - {Act.SEARCHED}  # tells of no visit

    assert {p.name for p in files} >= {"visits.py", "wall.py", "retention.py"}
    assert noted >= {Act.OPENED, Act.VIEWED, Act.HELD, Act.MERGED}
    assert noted == TOLD


def test_the_form_says_each_act_and_each_reason_in_both_languages() -> None:
    words = WORDS["access_list"]

    for language in ("en", "es"):
        other = words.say(f"act.{OTHER}", language)
        assert all(words.has(f"act.{act.value}", language) for act in TOLD)
        assert all(words.say(f"act.{act.value}", language) != other for act in TOLD)
        assert all(words.has(f"why.{why}", language) for why in WHYS)
