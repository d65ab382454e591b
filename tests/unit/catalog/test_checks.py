"""A broken content file is named with place and remedy, whatever is wrong with it."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.catalog.checks import check_content, format_problems
from safestation.catalog.known import shipped
from safestation.catalog.programs import load_program
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused
from safestation.paths import resource

PROGRAM = resource("programs", "safe_stations_anne_arundel.toml")
SOURCE = PROGRAM.read_text(encoding="utf-8")
LINES = SOURCE.splitlines(keepends=True)
KNOWN = shipped()


def program_with(folder: Path, old: str, new: str) -> Path:
    assert old in SOURCE
    path = folder / PROGRAM.name
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return path


def test_everything_that_ships_is_right() -> None:
    assert check_content([]) == ()


BROKEN = [
    # what is written, what is written instead, place, word of the remedy
    ('id = "safe_stations_anne_arundel"', "id = ", "line 6 column 6", "TOML"),
    ("intercepts = [0, 1]", "intercepts = [0, 1", "line 13 column 1", "TOML"),
    ('id = "safe_stations_anne_arundel"', 'id = "county"', "id", "safe_stations_anne_arundel"),
    ('state = "MD"', 'state = "Maryland"', "state", "two letters"),
    ('pathway = "self_referral"', 'pathway = "selfreferral"', "pathway", "self_referral"),
    ('hosts = ["fire", "police"]', 'hosts = ["fire", "hospital"]', "hosts[1]",
     "kind of station"),
    ('hosts = ["fire", "police"]', 'hosts = ["fire"]', "items", "police"),
    ("intercepts = [0, 1]", "intercepts = [7]", "intercepts[0]", "0 to 5"),
    ("driver_count = 1", 'driver_count = "one"', "driver_count", "whole number"),
    ("driver_count = 1", "driver_count = 1\ncolour = 1", "the file", "colour"),
    ("today = true", 'today = "yes"', "runs.today", "true or false"),
    ("today = true", "", "runs", "today"),
    ('title = { en = "You are welcome here",', 'title = { de = "Hallo",', "notice.title",
     "English"),
    ('title = { en = "You are welcome here",', 'title = { en = " ",', "notice.title.en",
     "empty"),
    ('page = "welcome"', 'page = "hello"', "step[0].page", "page"),
    ('sections = ["arrival", "language", "comfort"]', 'sections = ["arrival", "langage"]',
     "step[0].sections[1]", "language"),
    ('instruments = ["language_access"]', 'instruments = ["phq99"]', "step[0].instruments[0]",
     "instrument"),
    ('needed = ["visitor_type", "arrival_mode"]', 'needed = ["visitor_tipe"]',
     "step[0].needed[0]", "visitor_type"),
    ('id = "items_police"', 'id = "welcome"', "step[1].id", "Rename"),
    ('any_of = ["concerned_person"]', 'any_of = ["concerned"]', "step[6].when[0]", "no answer"),
    ('question = "visitor_type"', 'question = "visitors"', "step[6].when[0]", "no question"),
    ('page = "close"', 'page = "questions"', "step", "close"),
    ('hours = "24/7"', 'hours = "Moonday 9-5"', "partner[0].hours", "Write hours"),
    ('hours = "24/7"', 'hours = "Mon 08:00-12:00; Mon 11:00-13:00"', "partner[0].hours",
     "overlap"),
    ("minutes_to_arrive = 20", "minutes_to_arrive = -20", "partner[0].minutes_to_arrive",
     "from 1 to 10080"),
    ('source = "A6"', 'source = "A99"', "partner[0].source", "source"),
    ('id = "ems_duty_officer"', 'id = "crisis_team"', "partner[1].id", "another partner"),
    ('question = "warrant_check"', 'question = "warrants"', "rule[0].question",
     "warrant_check"),
    ('any_of = ["not_run", "clear"]', 'any_of = ["not_run", "cleared"]',
     "rule[0].outcome[0].any_of", "no answer"),
    ('any_of = ["hit_review", "hit_serious"]\noutcome', 'any_of = ["clear"]\noutcome',
     "rule[0].outcome[1].any_of", "already"),
    ('outcome = "review"', 'outcome = "refuse"', "rule[0].outcome[1].outcome", "outcome"),
    ('reason_code = "warrant_review"', 'reason_code = "warrants"',
     "rule[0].outcome[1].reason_code", "reason code"),
    ('reason_code = "warrant_review"\n', "", "rule[0].outcome[1]", "reason_code"),
    ('decider = { en = "Supervisor on duty"', 'who = { en = "Somebody"', "rule[4].outcome[1]",
     "decider"),
    ('alternative = { en = "The crisis team still comes.', 'alternative = { fr = "Salut.',
     "rule[0].outcome[1].alternative", "English"),
    ("may_hold_drugs = false", "may_hold_drugs = true", "items.fire.may_hold_drugs", "false"),
    ('start = "arrived"', 'start = "arival"', "clock[0].start", "arrived"),
    ('stop = "partner_called"', 'stop = "arrived"', "clock[0].stop", "another milestone"),
    ("minutes = 10", "minutes = -10", "clock[0].minutes", "from 1 to 5256000"),
    ('type = "covered_entity"', 'type = "hospital"', "recipient[0].type", "covered_entity"),
    ('purpose = "treatment"', 'purpose = "all"', "recipient[0].purpose", "purpose"),
    ('information = ["identity", "health"', 'information = ["everything"',
     "recipient[0].information[0]", "kind of information"),
    ('purpose = "treatment"', 'purpose = "legal_proceeding"', "recipient[0].purpose",
     "paper of its own"),
    ('purpose = "review"\nkind = "legal', 'purpose = "payment"\nkind = "legal',
     "recipient[4].purpose", "paper of its own"),
    ('kind = "legal_proceedings"', 'kind = "sud_counseling_notes"', "recipient[4].kind",
     "legal_proceedings"),
    ("days = 90", "days = 0", "recipient[0].days", "from 1"),
    ('partner = "crisis_team"', 'partner = "crisis"', "recipient[1].partner", "crisis_team"),
    ('form = "visitor_notice"', 'form = "visiter_notice"', "packet[0].form", "visitor_notice"),
    ('form = "consent"\nrecipient = "placement"', 'form = "consent"\nrecipient = "place"',
     "packet[2].recipient", "placement"),
    ('form = "consent"\nrecipient = "placement"',
     'form = "handoff_summary"\nrecipient = "placement"', "packet[2]", "once"),
    ("after_hours = 24\n", 'after_hours = "24"\n', "follow_up[0].after_hours",
     "whole number"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "remedy"), BROKEN)
def test_a_broken_program_is_named_with_file_place_and_remedy(
    tmp_path: Path, old: str, new: str, place: str, remedy: str
) -> None:
    path = program_with(tmp_path, old, new)

    problems = check_content([path])

    assert {p.file for p in problems} == {PROGRAM.name}
    assert [p for p in problems if p.place == place and remedy in p.remedy], problems


def test_every_mistake_is_found_at_once(tmp_path: Path) -> None:
    text = SOURCE.replace('state = "MD"', 'state = "md"').replace("minutes = 10", "minutes = 0")
    path = tmp_path / PROGRAM.name
    path.write_text(text.replace('page = "partner"', 'page = "phone"'), encoding="utf-8")

    places = [problem.place for problem in check_content([path])]

    assert places.count("state") == 1
    assert {"clock[0].minutes", "step[5].page"} <= set(places)


def test_loading_a_broken_program_stops_with_the_first_mistake(tmp_path: Path) -> None:
    path = program_with(tmp_path, 'state = "MD"', 'state = "md"')

    with pytest.raises(ContentRefused) as refusal:
        load_program(path)

    assert (refusal.value.file, refusal.value.place) == (PROGRAM.name, "state")


def test_a_set_of_files_is_checked_against_its_own_dictionary(tmp_path: Path) -> None:
    for name in ("programs", "dictionary"):
        shutil.copytree(resource(name), tmp_path / name)
    arrival = tmp_path / "dictionary" / "arrival.toml"
    changed = arrival.read_text("utf-8").replace("visitor_type", "kind_of_visitor")
    arrival.write_text(changed, encoding="utf-8")

    problems = check_content([tmp_path])

    naming = [p for p in resource("programs").glob("*.toml") if "visitor_type" in p.read_text()]
    assert {p.file for p in problems} == {path.name for path in naming}
    assert all("visitor_type" in p.remedy for p in problems)


def test_a_broken_dictionary_is_told_when_a_program_is_checked(tmp_path: Path) -> None:
    for name in ("programs", "dictionary"):
        shutil.copytree(resource(name), tmp_path / name)
    (tmp_path / "dictionary" / "arrival.toml").write_text("[[section", encoding="utf-8")

    problems = check_content([tmp_path / "programs" / PROGRAM.name])

    assert [(p.file, p.place) for p in problems] == [("arrival.toml", "line 1, the last")]


@pytest.mark.parametrize(
    ("folder", "name", "text", "place"),
    [
        ("instruments", "mine.json", "{", "line 1 column 2"),
        ("forms", "mine.toml", "title = { en = 'x', es = 'y' }", "version"),
        ("strings/en", "mine.toml", "a = 3", "a"),
        ("strings/en", "mine.toml", "a = 'Half a {part'", "a"),
        ("dictionary", "mine.toml", "[[section]]\nid = 'x'\n", "section[0]"),
        ("law", "part2_2.32_statement2_short.txt", "No use.", "the whole text"),
        ("codes", "providers.toml", "level = [{ code = 'x' }]", "level"),
        ("codes", "providers.toml", "level = 3", "the file"),
        ("codes", "mine.toml", "a = 1", "the file name"),
        ("elsewhere", "mine.toml", "a = 1", "the file"),
        ("elsewhere", "mine.toml", "[[step]]\n", "the file"),
        ("elsewhere", "mine.toml", "[[section]]\n", "section[0]"),
        ("elsewhere", "mine.toml", "version = 2", "version"),
        ("elsewhere", "mine.toml", "nothing", "line 1, the last"),
        ("elsewhere", "mine.json", "{}", ""),
        ("elsewhere", "part2_2.22_notice_header.txt", "Notice", "the whole text"),
        ("elsewhere", "mine.txt", "Hello", "the file"),
    ],
)
def test_every_kind_of_content_file_is_known_and_checked(
    tmp_path: Path, folder: str, name: str, text: str, place: str
) -> None:
    path = tmp_path / folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")

    problems = check_content([path])

    assert problems
    assert all(p.file.endswith(name) and p.place and p.remedy for p in problems), problems
    assert not place or place in {p.place for p in problems}, problems


def test_a_translation_is_held_against_english(tmp_path: Path) -> None:
    for language, text in {
        "en": "one = 'One {count}'\ntwo = 'Two'",
        "es": "one = 'Uno {cuenta}'\nmore = 'Más'",
    }.items():
        (tmp_path / "strings" / language).mkdir(parents=True)
        (tmp_path / "strings" / language / "a.toml").write_text(text, encoding="utf-8")

    problems = check_content([tmp_path])

    assert sorted((p.file, p.place) for p in problems) == [
        ("es/a.toml", "more"), ("es/a.toml", "one"), ("es/a.toml", "two"),
    ]  # fmt: skip


def test_a_key_in_two_files_is_found_in_a_folder_of_words(tmp_path: Path) -> None:
    folder = tmp_path / "strings" / "en"
    folder.mkdir(parents=True)
    for name in ("a.toml", "b.toml"):
        (folder / name).write_text("title = 'One'", encoding="utf-8")

    (problem,) = check_content([tmp_path])

    assert problem.file == "en/b.toml"


def test_a_file_that_is_not_there_is_a_problem_too(tmp_path: Path) -> None:
    (problem,) = check_content([tmp_path / "programs" / "nowhere.toml"])

    assert problem.file == "nowhere.toml"
    assert "there" in problem.remedy


def test_problems_are_printed_one_a_line_with_their_number() -> None:
    one = Problem("a.toml", "step[0]", "Add the key `page`.")

    assert format_problems(()) == "Nothing is wrong."
    assert format_problems((one,)) == "a.toml: step[0]: Add the key `page`.\n1 problem."
    assert format_problems((one, one)).endswith("2 problems.")


def refusal_of(path: Path) -> ContentRefused | None:
    try:
        load_program(path, KNOWN)
    except ContentRefused as refused:
        return refused
    return None


def is_whole(refusal: ContentRefused | None, path: Path) -> bool:
    return refusal is None or all((refusal.file == path.name, refusal.place, refusal.remedy))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_loaded_or_refused_but_never_crash(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.toml"
    path.write_bytes(content)

    assert is_whole(refusal_of(path), path)


VALUES = ["0", "-1", "true", '""', '"x"', "[]", "[[]]", "{}", "{ en = 3 }", "1.5", "1979-05-27",
          "[1, 'a', {}]", "nan", "99999999999999999999"]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**32), how_many=st.integers(1, 6))
def test_a_program_mutated_anywhere_is_loaded_or_refused_but_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, seed: int, how_many: int
) -> None:
    pick = random.Random(seed)  # noqa: S311 - a reproducible mutation, no secret
    lines = LINES[:]
    for _ in range(how_many):
        number = pick.randrange(len(lines))
        key, gap, _ = lines[number].partition(" = ")
        replaced = f"{key} = {pick.choice(VALUES)}\n" if gap else ""
        lines[number] = pick.choice([replaced, "", lines[pick.randrange(len(lines))]])
    path = tmp_path_factory.mktemp("mutant") / PROGRAM.name
    path.write_text("".join(lines), encoding="utf-8")

    assert is_whole(refusal_of(path), path)


def instrument_with(
    folder: Path, name: str, place: tuple[str | int, ...], value: object
) -> Path:
    """Write a copy of a shipped instrument with one value changed."""
    content = json.loads(resource("instruments", name).read_text(encoding="utf-8"))
    part = content
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


ODD: list[tuple[tuple[str | int, ...], object, str]] = [
    # where, what stands there instead, a word of the remedy
    (("title",), None, "quotation marks"),
    (("version",), None, "quotation marks"),
    (("items", 0, "text"), None, "quotation marks"),
    (("items", 0), None, "table"),
    (("cautions",), None, "list"),
    (("title",), "ASQ\x00", "U+0000"),
    (("title",), "\u202eQSA", "U+202E"),
    (("items", 0, "text"), "x" * 20_000, "Shorten"),
    (("test_vectors", 0, "expect"), {}, "proves nothing"),
    (("test_vectors", 0, "answers", "q1"), "perhaps", "Answer with one of"),
    (("test_vectors", 0, "answers", "q1"), [["no"]], "Answer with one of"),
]


@pytest.mark.parametrize(("place", "value", "remedy"), ODD)
def test_what_nobody_can_read_or_prove_is_named(
    tmp_path: Path, place: tuple[str | int, ...], value: object, remedy: str
) -> None:
    path = instrument_with(tmp_path, "asq.json", place, value)

    problems = check_content([path])

    assert {p.file for p in problems} == {"asq.json"}
    assert any(remedy in p.remedy for p in problems), problems


def test_a_folder_without_content_is_not_called_right(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing", encoding="utf-8")

    (problem,) = check_content([tmp_path])

    assert problem.place == "the folder"


def form_without(folder: Path, name: str, old: str, new: str) -> Path:
    text = resource("forms", name).read_text(encoding="utf-8")
    assert old in text
    path = folder / "forms" / name
    path.parent.mkdir()
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_sentence_that_a_page_needs_is_missed_by_name(tmp_path: Path) -> None:
    path = form_without(tmp_path, "resource_sheet.toml", "door_more = ", "door_less = ")

    problems = check_content([path])

    assert [(p.place, "door_more" in p.place) for p in problems] == [("door_more", True)]
    assert "page needs it" in problems[0].remedy


@pytest.mark.parametrize("new", ["{kontact}", "the front desk", "{contact!r:>99}"])
def test_a_blank_that_no_page_fills_or_one_that_went_missing_is_named(
    tmp_path: Path, new: str
) -> None:
    text = resource("forms", "consent.toml").read_text(encoding="utf-8")
    path = tmp_path / "forms" / "consent.toml"
    path.parent.mkdir()
    path.write_text(text.replace("{contact}", new), encoding="utf-8")

    (problem,) = check_content([path])

    assert problem.place == "statement.revocation"
    assert problem.line
    assert "{contact}" in problem.remedy


@pytest.mark.parametrize("folder", ["programs", "forms", "dictionary", "codes", "strings/en"])
def test_lists_in_lists_without_end_are_a_problem_and_no_crash(
    tmp_path: Path, folder: str
) -> None:
    path = tmp_path / folder / "deep.toml"
    path.parent.mkdir(parents=True)
    for depth in (300, 900, 9000):
        path.write_text(f"version = {'[' * depth}{']' * depth}", encoding="utf-8")
        assert check_content([path]) or folder == "strings/en"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [('"first_name"', '"frist_name"', "question"), ('"asq.*"', '"asqq.*"', "instrument"),
     ('"vitals_taken"', '"vitals_token"', "fact")],
)  # fmt: skip
def test_an_id_that_would_silently_leave_an_answer_off_the_paper_is_named(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    path = form_without(tmp_path, "information.toml", old, new)

    (problem,) = check_content([path])

    assert new.strip('"') in problem.remedy
    assert what in problem.remedy


def test_a_console_of_few_letters_is_told_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "програма.toml"
    path.write_text("[[step]]\n", encoding="utf-8")
    few = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": os.pathsep.join(sys.path)}

    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-P", "-m", "safestation", "check", "content", str(path)],
        capture_output=True, text=True, check=False, env=os.environ | few,
    )  # fmt: skip

    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.rstrip().endswith("problems.")
