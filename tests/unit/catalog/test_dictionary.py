"""Every question is plain, coded as the field codes it, and none is one nobody should ask."""

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.catalog.dictionary import load_dictionary, read_dictionary
from safestation.catalog.visit_conditions import instrument_answers
from safestation.domain.errors import ContentRefused
from safestation.domain.questions import Kind, Need, Question, Section
from safestation.paths import resource

FOLDER = resource("dictionary")
SECTIONS = load_dictionary()
QUESTIONS = {q.id: q for section in SECTIONS.values() for q in section.questions}
TWIN = "{ value = 'a', label = { en = 'A' } }"
# The rows marked X in the data dictionary: SSN, immigration status, where drugs came from,
# whom they use with, crimes.
NEVER_ASKED = re.compile(
    r"ssn|social.?security|immigra|citizen|\bvisa\b|passport|undocument|dealer|supplier|seller"
    r"|where.*(bought|buy|came from|got (it|them))|from whom|used? with|co.?user|friends use"
    r"|crime|criminal|arrest|convict|offen[cs]e|charge[ds]|felony|gang|informant"
    r"|seguro social|inmigra|ciudadan|vendedor|proveedor de droga|delito|arresto|condena",
    re.IGNORECASE,
)


# Ids that name what is not asked: the answer is whether it is on a list, and no more.
STATUS_ONLY = ("offense_fits", "offense_not_listed")


def words_of(question: Question) -> str:
    texts = [question.label, question.help, *(choice.label for choice in question.choices)]
    said = [text for each in texts for text in each.by_language.values()]
    ids = [question.id, *(c.value for c in question.choices)]
    return " | ".join([*(one for one in ids if one not in STATUS_ONLY), *said])


def codes(question_id: str) -> dict[str, str]:
    return {choice.value: choice.code for choice in QUESTIONS[question_id].choices}


def file_with(folder: Path, text: str) -> Path:
    path = folder / "extra.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.id)
def test_no_question_asks_what_the_program_promised_never_to_ask(question: Question) -> None:
    assert not NEVER_ASKED.search(words_of(question))


@pytest.mark.parametrize(
    "status", ["warrant_check", "program_criteria", "charge_pending", "offense_fits"]
)
def test_what_the_law_wants_checked_is_a_status_that_nobody_can_write_into(status: str) -> None:
    question = QUESTIONS[status]

    assert question.kind is Kind.CHOICE
    assert question.sensitive
    assert len(question.choices) <= 4


@pytest.mark.parametrize(
    "asked",
    ["ssn", "Immigration status", "Where were the drugs bought?", "Who do they use with?",
     "Any arrests in the past 30 days?", "dealer_name", "¿Quién es el vendedor?"],
)  # fmt: skip
def test_a_question_nobody_should_ask_would_be_noticed(asked: str) -> None:
    assert NEVER_ASKED.search(asked)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.id)
def test_every_word_is_there_in_english_and_spanish(question: Question) -> None:
    texts = [question.label, *(choice.label for choice in question.choices)]
    texts += [question.help] if question.help else []

    assert all(text.has("en") and text.has("es") for text in texts)


@pytest.mark.parametrize("section", SECTIONS.values(), ids=lambda s: s.id)
def test_every_section_has_a_title_in_both_languages_and_questions(section: Section) -> None:
    assert section.title.has("en")
    assert section.title.has("es")
    assert section.questions


def test_substances_have_the_values_and_codes_of_the_instrument() -> None:
    file = json.loads(resource("instruments", "substance_snapshot.json").read_text("utf-8"))
    options = next(i for i in file["items"] if i["id"] == "substances")["options"]
    expected = {
        o["value"]: str(o["map"]["teds_sub"])
        for o in options
        if o["map"]["teds_sub"] is not None
    }

    assert codes("primary_substance") == expected


def test_teds_codes_are_those_of_the_field() -> None:
    assert list(codes("frequency_1").values()) == ["1", "2", "3", "4", "5"]
    assert codes("sex") == {"female": "2", "male": "1", "another": ""}
    assert codes("living_arrangement") == {
        "homeless": "1",
        "dependent": "2",
        "independent": "3",
    }
    assert codes("referral_source")["self"] == "1"
    assert codes("prior_treatment") == {n: n for n in "012345"}


def test_a_court_is_asked_about_only_when_a_court_sent_them() -> None:
    asked = QUESTIONS["referral_detail"]

    assert list(codes("referral_detail").values()) == list("12345678")
    assert asked.applies({"referral_source": "court"})
    assert not asked.applies({"referral_source": "self"})


def test_need_follows_the_data_dictionary() -> None:
    needed = {q.id for q in QUESTIONS.values() if q.required is Need.NEEDED}

    assert needed == {
        *("visitor_type", "arrival_mode", "age", "primary_substance", "last_use_at"),
        "disposition",
    }


def test_names_and_numbers_are_marked_sensitive() -> None:
    marked = {q.id for q in QUESTIONS.values() if q.sensitive}

    assert {"first_name", "last_name", "date_of_birth", "phone", "member_id"} <= marked
    assert {"guardian_name", "support_person", "address", "email"} <= marked


def test_answers_to_conditions_can_really_be_given() -> None:
    offered = instrument_answers()

    assert offered["language_access.interpreter"] == frozenset(
        {"no", "spoken", "sign", "declined"}
    )
    assert QUESTIONS["interpreter_name"].when


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("[[section]]\nid = 'x'\n", "section[0]", "title"),
        ("[[section]]\nid = 'arrival'\ntitle = { en = 'A' }\nquestion = []\n", "section[0].id",
         "Rename"),
        ("[[section]]\nid = 'x'\ntitle = { es = 'A' }\nquestion = []\n", "section[0].title",
         "English"),
        ("[[section]]\nid = 'x'\ntitle = 'A'\nquestion = []\n", "section[0].title",
         "languages"),
        ("[[list]]\nid = 'x'\nchoices = []\n", "list[0].choices", "choice"),
        ("colour = 'red'\n", "the file", "colour"),
        ("[[section]\n", "line 1 column 10", "TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_place_and_remedy(
    tmp_path: Path, text: str, place: str, remedy: str
) -> None:
    path = file_with(tmp_path, text)

    _, problems = read_dictionary([*sorted(FOLDER.glob("*.toml")), path])

    assert [p.file for p in problems] == ["extra.toml"] * len(problems)
    assert any(p.place == place and remedy in p.remedy for p in problems), problems


@pytest.mark.parametrize(
    ("line", "place", "remedy"),
    [
        ("kind = 'colour'", ".kind", "kind of answer"),
        ("kind = 'choice'", "", "choices"),
        ("kind = 'choice'\nchoices = 'substanses'", ".choices", "substances"),
        ("kind = 'text'\nchoices = 'routes'", ".choices", "Remove"),
        ("kind = 'number'\nminimum = 9\nmaximum = 1", "", "smaller"),
        ("kind = 'number'\nminimum = '1,5'", ".minimum", "number"),
        ("kind = 'text'\nmaximum = 3", "", "make it a number"),
        ("kind = 'text'\nwhole = true", "", "make it a number"),
        ("kind = 'text'\nrequired = 'R'", ".required", "conditional"),
        ("kind = 'text'\nsource = 'guessed'", ".source", "observed"),
        ("kind = 'text'\nsensitive = 'yes'", ".sensitive", "true or false"),
        ("kind = 'text'\nmax_length = 0", ".max_length", "from 1 up"),
        ("kind = 'text'\ncolumns = 40", ".columns", "from 1 to 6"),
        ("kind = 'text'\nwhen = [{ question = 'nobody', any_of = ['x'] }]", ".when[0]",
         "no question"),
        ("kind = 'text'\nwhen = [{ question = 'age', any_of = [] }]", ".when[0].any_of",
         "least"),
        ("kind = 'text'\nwhen = [{ question = 'resident', any_of = ['maybe'] }]", ".when[0]",
         "no answer"),
        ("kind = 'text'\nwhen = [{ question = 'q', any_of = ['x'] }]", ".when[0]",
         "no question"),
        ("kind = 'text'\nlabell = 'x'", "", "labell"),
        (f"kind = 'choice'\nchoices = [{TWIN}, {TWIN}]", ".choices[1].value", "Rename"),
    ],
)  # fmt: skip
def test_a_mistaken_question_is_named_with_place_and_remedy(
    tmp_path: Path, line: str, place: str, remedy: str
) -> None:
    path = file_with(
        tmp_path,
        "[[section]]\nid = 'x'\ntitle = { en = 'X' }\n"
        f"[[section.question]]\nid = 'q'\nlabel = {{ en = 'Q' }}\n{line}\n",
    )

    _, problems = read_dictionary([*sorted(FOLDER.glob("*.toml")), path])

    assert [p for p in problems if p.place == f"section[0].question[0]{place}"], problems
    assert any(remedy in p.remedy for p in problems), problems


def test_loading_stops_at_a_mistake(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "dictionary"))
    (folder / "extra.toml").write_text("[[section]]\nid = ''\n", encoding="utf-8")

    with pytest.raises(ContentRefused, match=r"extra\.toml: section\[0\]"):
        load_dictionary(folder)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_but_never_crash(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "extra.toml"
    path.write_bytes(content)

    _, problems = read_dictionary([path])

    assert all(p.file == "extra.toml" and p.place and p.remedy for p in problems)
