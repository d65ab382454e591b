"""What README.md says about the code is what the code is."""

import re
import tomllib
from pathlib import Path

import pytest

from safestation.arguments import parser
from safestation.domain.permissions import ALLOWED, Permission
from safestation.domain.station import Role

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
P = Permission

# What each row of the table of roles stands for. Every permission is in exactly one.
ROWS: dict[str, frozenset[Permission]] = {
    "sign in, change one's own passphrase, see who works here": frozenset(
        {P.KEEP_OWN_ACCOUNT, P.KEEP_SAFE, P.SEE_STAFF}
    ),
    "see the board and the directory, call for help, place, print": frozenset(
        {P.SEE_BOARD, P.CALL_FOR_HELP, P.PLACE, P.PRINT, P.SEE_DIRECTORY}
    ),
    "everything else at the counter: visits, search, closed visits, ledger, files": frozenset(
        {
            P.OPEN_VISIT, P.WORK_ON_VISIT, P.FIND_PERSON, P.OPEN_CLOSED, P.PRINT_ACCESS,
            P.SAVE_FILE, P.KEEP_LEDGER, P.EDIT_DIRECTORY,
        }
    ),
    "read the history, seal the day on paper": frozenset({P.READ_TRAIL, P.SEAL_DAY}),
    "staff, station, keys, backups, joining people, keeping and erasing, taking out": frozenset(
        {
            P.MANAGE_STAFF, P.CHANGE_STATION, P.MANAGE_KEYS, P.BACK_UP, P.RESTORE,
            P.MERGE_PEOPLE, P.SET_RETENTION, P.ERASE, P.TAKE_OUT,
        }
    ),
    "make reports": frozenset({P.REPORT}),
}  # fmt: skip


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def table(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if set(row[0]) != {"-"}]


def test_the_table_of_roles_agrees_with_the_one_that_is_asked() -> None:
    head, *rows = table(section("People, keys and the trail"))
    told = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}

    assert head[1:] == [role.value for role in Role]
    assert sorted(p for row in ROWS.values() for p in row) == sorted(Permission)
    assert told == {
        row: {role.value: "yes" if permissions <= ALLOWED[role] else "" for role in Role}
        for row, permissions in ROWS.items()
    }
    for permissions in ROWS.values():  # no role has half of a row
        assert all(not permissions & ALLOWED[r] or permissions <= ALLOWED[r] for r in Role)


def test_the_table_of_rooms_names_every_room_and_every_module_beside_them() -> None:
    package = ROOT / "safestation"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    modules = {path.stem for path in package.glob("*.py")} - {"__init__"}

    named = set(re.findall(r"`(\w+)", " ".join(row[0] for row in table(section("Rooms")))))

    assert named - {"resources"} == rooms | modules


def test_the_list_of_dependencies_is_the_one_that_is_installed() -> None:
    file = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*file["project"]["dependencies"], *file["dependency-groups"]["dev"]]
    installed = {re.split(r"[<>=]", one)[0] for one in asked}

    text = section("Dependencies, and why each")

    assert set(re.findall(r"`([\w-]+)`\s\(", text)) == installed


def test_every_command_that_is_named_is_one() -> None:
    named = re.findall(r"`(?:python3 run\.py|safestation) ([^`]+)`", README)
    assert {line.split()[0] for line in named} >= {"check", "demo", "support"}

    for line in named:
        try:
            parser().parse_args(line.replace("--line N", "--line 1").split())
        except SystemExit as refused:
            pytest.fail(f"safestation {line}: exit code {refused.code}")


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"\]\((resources/[^)]+)\)", README)

    assert pictures
    assert [one for one in pictures if not (ROOT / one).is_file()] == []
