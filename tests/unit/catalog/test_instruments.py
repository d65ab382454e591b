import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.catalog.instruments import (
    attributions,
    check_instrument_file,
    load_instrument,
    load_instruments,
)
from safestation.domain.errors import ContentRefused
from safestation.domain.text import Text
from safestation.paths import resource

SHIPPED = sorted(resource("instruments").glob("*.json"))
FREE = {
    *("public_domain_us_government", "public_domain", "public_domain_per_rightsholder"),
    *("public_domain_with_citation", "free_clinical_use", "free_short_questions"),
    *("free_with_acknowledgement_unmodified", "free_short_phrase_nih_funded"),
    *("project_authored", "project_authored_from_public_domain"),
}
NEVER_SHIPPED = {
    *("cssrs", "prapare", "hits", "sows", "sows_gossop", "uncope", "rods", "cage_aid", "tcuds"),
    *("assist", "asam", "pawss", "proxy", "crafft", "vi_spdat", "lsi_r", "dast10", "audit"),
    *("phq9_item9_as_suicide_screen", "ahc_core6"),
}
Change = Callable[[dict[str, Any]], object]


def raw(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        resource("instruments", f"{name}.json").read_text("utf-8")
    )
    return content


def write(folder: Path, name: str, content: object) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


def changed(folder: Path, name: str, change: Change) -> Path:
    content = raw(name)
    change(content)
    return write(folder, name, content)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_loads_and_reproduces_its_own_test_vectors(path: Path) -> None:
    assert check_instrument_file(path) == ()


def test_all_shipped_instruments_are_found_by_their_ids() -> None:
    loaded = load_instruments()

    assert list(loaded) == [path.stem for path in SHIPPED]
    assert len(loaded) == 24
    assert all(instrument.id == name for name, instrument in loaded.items())


def test_nothing_is_shipped_whose_terms_forbid_it() -> None:
    loaded = load_instruments()

    assert NEVER_SHIPPED.isdisjoint(loaded)
    assert {instrument.license.status for instrument in loaded.values()} <= FREE
    assert all(raw(name)["ship"]["bundle_with_code"] is True for name in loaded)


def test_what_is_written_for_this_project_waits_for_the_medical_director() -> None:
    waiting = {name for name, one in load_instruments().items() if one.needs_approval}

    assert waiting == {
        *("immediate_danger", "withdrawal_danger", "vital_red_flags"),
        *("overdose_response", "news2"),
    }


def test_no_band_claims_that_a_person_is_safe_or_cleared() -> None:
    claim = re.compile(r"\b(safe|cleared|no risk|all clear)\b", re.IGNORECASE)
    texts = [
        (name, band.id, str(text))
        for name, instrument in load_instruments().items()
        for band in instrument.bands
        for text in (band.label, band.meaning, band.action)
    ]

    found = {(name, band, m[0]) for name, band, text in texts for m in claim.finditer(text)}

    # "treats it as acute to fail safe" is about the rule, and calls nobody safe
    assert found == {("asq", "acuity_unknown", "safe")}


def test_the_credits_that_licenses_ask_for_are_collected_once() -> None:
    credits_due = attributions(load_instruments().values())

    assert any("Royal College of Physicians" in credit for credit in credits_due)
    assert len(set(credits_due)) == len(credits_due)


def test_the_hash_is_of_the_file_as_it_lies_there(tmp_path: Path) -> None:
    path = write(tmp_path, "phq2", raw("phq2"))
    first = load_instrument(path).sha256
    path.write_bytes(path.read_bytes() + b"\n")

    assert load_instrument(path).sha256 != first


def test_spanish_is_there_where_the_file_has_it_and_its_status_is_told() -> None:
    loaded = load_instruments()
    audit, asq, gad = loaded["audit_c"], loaded["asq"], loaded["gad2"]

    assert audit.items[0].options[4].label.in_language("es") == "4 o más veces a la semana"
    assert asq.items[0].options[2].label.in_language("es") == "No quiere contestar"
    assert loaded["phq2"].instructions.in_language("es").startswith("Durante")
    assert audit.has_language("es")
    assert not gad.has_language("es")
    assert gad.languages["es"].status == "official_translation_exists_not_transcribed"


def test_the_overdose_steps_and_the_words_beside_each_danger_are_kept() -> None:
    loaded = load_instruments()
    blue = loaded["immediate_danger"].item("look_blue")

    assert len(loaded["overdose_response"].steps) == 8
    assert blue is not None
    assert "911" in str(blue.action_for("unsure"))
    assert blue.action_for("no") == Text()


def test_a_syntax_error_is_named_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "phq2.json"
    path.write_text('{\n "id": "phq2",\n "title" 1\n}', "utf-8")

    with pytest.raises(ContentRefused) as refused:
        load_instrument(path)

    assert (refused.value.file, refused.value.place) == ("phq2.json", "line 3 column 10")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"id": "x", "id": "y"}', "key `id`"),
        (b'{"id": NaN}', "the file"),
        (b'{"id": "\xff"}', "byte 8"),
        (b"[" * 100_000, "the file"),
        (b"[]", "the file"),
        (b"", "line 1 column 1"),
    ],
)
def test_what_is_no_proper_json_table_is_refused(
    tmp_path: Path, content: bytes, place: str
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)

    assert check_instrument_file(path)[0].place == place


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert check_instrument_file(tmp_path / "gone.json")[0].remedy.startswith("Check that")


MISTAKES: list[tuple[str, Change, str]] = [
    ("phq2", lambda d: d.pop("title"), "the file"),
    ("phq2", lambda d: d.update(title=" "), "title"),
    ("phq2", lambda d: d.update(titel="x"), "the file"),
    ("phq2", lambda d: d.update(schema_version="2"), "schema_version"),
    ("phq2", lambda d: d.update(id="phq3"), "id"),
    ("phq2", lambda d: d.pop("items"), "the file"),
    ("phq2", lambda d: d["items"][0].update(skip_iff={}), "items[0]"),
    ("phq2", lambda d: d["items"][1].update(id="q1"), "items[1].id"),
    ("phq2", lambda d: d["items"][1].update(type="slider"), "items[1].type"),
    ("phq2", lambda d: d["items"][1]["options"][1].pop("value"), "items[1].options[1]"),
    (
        "phq2",
        lambda d: d["items"][1]["options"][1].update(value=1),
        "items[1].options[1].value",
    ),
    (
        "phq2",
        lambda d: d["items"][1]["options"][1].update(value="0"),
        "items[1].options[1].value",
    ),
    (
        "phq2",
        lambda d: d["items"][1]["options"][1].update(score=True),
        "items[1].options[1].score",
    ),
    ("phq2", lambda d: d["items"][1].update(options=[]), "items[1]"),
    ("phq2", lambda d: d["scoring"].update(type="magic"), "scoring.type"),
    ("phq2", lambda d: d["scoring"].update(items=["q1", "q9"]), "scoring.items"),
    ("phq2", lambda d: d["scoring"].update(items=["q1", "q1"]), "scoring.items"),
    ("phq2", lambda d: d["scoring"].update(max=7), "scoring.max"),
    ("phq2", lambda d: d["scoring"].update(max=10**9), "bands"),
    ("phq2", lambda d: d.pop("scoring"), "the file"),
    ("phq2", lambda d: d["bands"][0].update(max=1), "bands"),
    ("phq2", lambda d: d["bands"][0].update(max=3), "bands"),
    ("phq2", lambda d: d["bands"][0].update(min=9), "bands[0]"),
    ("phq2", lambda d: d["bands"][0].update(label="Cleared"), "bands[0].label"),
    ("phq2", lambda d: d["bands"][0].update(action="They are safe to go."), "bands[0].action"),
    ("phq2", lambda d: d["licence"].update(status="non_commercial"), "licence.status"),
    ("phq2", lambda d: d["ship"].update(bundle_with_code="yes"), "ship.bundle_with_code"),
    ("phq2", lambda d: d.update(cautions="none"), "cautions"),
    ("phq2", lambda d: d.update(administration_seconds="20"), "administration_seconds"),
    (
        "news2",
        lambda d: d["parameters"][0].update(resolution="one"),
        "parameters[0].resolution",
    ),
    ("news2", lambda d: d["parameters"][0].update(resolution=[]), "parameters[0].resolution"),
    ("phq2", lambda d: d["ship"].update(bundle_with_code=False), "ship.bundle_with_code"),
    (
        "phq2",
        lambda d: d["translations"]["es"]["items"].update(q7="?"),
        "translations.es.items.q7",
    ),
    ("phq2", lambda d: d.update(test_vectors=d["test_vectors"][:1]), "test_vectors"),
    (
        "phq2",
        lambda d: d["test_vectors"][0]["expect"].update(mood=1),
        "test_vectors[0].expect.mood",
    ),
    (
        "phq2",
        lambda d: d["test_vectors"][1]["expect"].update(score=4),
        "test_vectors[1].expect.score",
    ),
    (
        "audit_c",
        lambda d: d["translations"]["es"]["options_by_item"]["q2"].pop(),
        "translations.es.options_by_item.q2",
    ),
    ("audit_c", lambda d: d["items"][1].pop("score_when_skipped"), "scoring.items"),
    ("audit_c", lambda d: d["items"][1].update(skip_if={"q7": ["0"]}), "items[1].skip_if.q7"),
    ("audit_c", lambda d: d["bands"][3].update(max=4), "bands"),
    ("audit_c", lambda d: d["scoring"].update(default_stratum="unknown"), "bands"),
    ("asq", lambda d: d["items"][4]["ask_if"].update(items=["q7"]), "items[4].ask_if"),
    ("asq", lambda d: d["scoring"].update(first_match_wins=False), "scoring.first_match_wins"),
    ("asq", lambda d: d["scoring"]["rules"][0].update(band="x"), "scoring.rules[0].band"),
    (
        "asq",
        lambda d: d["scoring"]["rules"][1]["if"]["all"][0].update(any_in=["maybe"]),
        "scoring.rules[1].if.all[0]",
    ),
    (
        "asq",
        lambda d: d["scoring"]["rules"][4].update({"if": {"sometimes": True}}),
        "scoring.rules[4].if",
    ),
    (
        "asq",
        lambda d: d["scoring"]["rules"][4]["if"].update(missing_any=["q8"]),
        "scoring.rules[4].if.missing_any",
    ),
    ("single_drug", lambda d: d["scoring"].update(item="m"), "scoring.item"),
    ("single_drug", lambda d: d["scoring"].update(max=365), "scoring"),
    (
        "single_alcohol",
        lambda d: d["items"][0]["variants"].pop("unspecified"),
        "items[0].variants",
    ),
    ("single_alcohol", lambda d: d["items"][0].update(text="How often?"), "items[0].text"),
    ("taps1", lambda d: d["scoring"]["routes"].update(food=["x"]), "scoring.routes"),
    ("taps1", lambda d: d["bands"].pop(), "scoring"),
    (
        "taps2",
        lambda d: d["scoring"]["max_by_group"].update(alcohol=3),
        "scoring.max_by_group.alcohol",
    ),
    ("payer", lambda d: d["items"][0]["exclusive"].append("free"), "items[0].exclusive"),
    ("payer", lambda d: d.pop("validation"), "the file"),
    ("news2", lambda d: d["scoring"].update(all_required=False), "scoring.all_required"),
    ("news2", lambda d: d["parameters"].clear(), "scoring"),
    (
        "news2",
        lambda d: d["parameters"][0]["ranges"][1].update(min=10),
        "parameters[0].ranges[1].min",
    ),
    (
        "news2",
        lambda d: d["parameters"][0]["ranges"][1].update(min=8),
        "parameters[0].ranges[1].min",
    ),
    ("news2", lambda d: d["parameters"][0]["ranges"][4].update(max=99), "parameters[0].ranges"),
    (
        "news2",
        lambda d: d["parameters"][0]["ranges"][1].pop("score"),
        "parameters[0].ranges[1]",
    ),
    ("news2", lambda d: d["parameters"][1].update(id="rr"), "parameters[1].id"),
    ("news2", lambda d: d["parameters"][0].update(resolution="0"), "parameters[0].resolution"),
    ("news2", lambda d: d["parameters"][0].pop("ranges"), "parameters[0]"),
    (
        "news2",
        lambda d: d["parameters"][6]["from_fahrenheit"].update(formula="F/2"),
        "parameters[6].from_fahrenheit.formula",
    ),
    (
        "vital_red_flags",
        lambda d: d["cross_rules"][0]["if"].update(gt=["hr", "x"]),
        "cross_rules[0].if",
    ),
    (
        "vital_red_flags",
        lambda d: d["parameters"][2].update(plausible=[9]),
        "parameters[2].plausible",
    ),
    (
        "vital_red_flags",
        lambda d: d["parameters"][2]["ranges_if"][0]["if"].update(param="x"),
        "parameters[2].ranges_if",
    ),
    (
        "vital_red_flags",
        lambda d: d["parameters"][0]["ranges"][0].update(level="rde"),
        "scoring.levels_worst_first",
    ),
    (
        "vital_red_flags",
        lambda d: d["scoring"].update(levels_worst_first=[]),
        "scoring.levels_worst_first",
    ),
]


@pytest.mark.parametrize(("name", "change", "place"), MISTAKES)
def test_a_mistake_is_named_with_its_place_and_a_remedy(
    tmp_path: Path, name: str, change: Change, place: str
) -> None:
    path = changed(tmp_path, name, change)

    problems = check_instrument_file(path)

    assert place in [problem.place for problem in problems]
    assert all(
        problem.file == path.name and problem.remedy.endswith(".") for problem in problems
    )
    with pytest.raises(ContentRefused, match=re.escape(path.name)):
        load_instrument(path)


def test_a_failing_vector_tells_its_id_what_it_expects_and_what_came_out(
    tmp_path: Path,
) -> None:
    path = changed(
        tmp_path, "phq2", lambda d: d["test_vectors"][1]["expect"].update(band="negative")
    )

    problems = check_instrument_file(path)

    assert [problem.remedy for problem in problems] == [
        (
            "Correct the file or the vector `three_boundary`: "
            "it expects 'negative', and the file gives 'positive'."
        )
    ]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    def break_three(content: dict[str, Any]) -> None:
        content.pop("title")
        content["items"][0]["text"] = ""
        content["bands"][1].pop("action")

    problems = check_instrument_file(changed(tmp_path, "gad2", break_three))

    assert [problem.place for problem in problems] == ["items[0].text", "bands[1]", "the file"]


def test_a_problem_reads_as_one_line(tmp_path: Path) -> None:
    (problem,) = check_instrument_file(changed(tmp_path, "phq2", lambda d: d.pop("title")))

    assert str(problem) == "phq2.json: the file: Add the key `title`."


def test_one_bad_file_refuses_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "gad2", raw("gad2"))
    changed(tmp_path, "phq2", lambda d: d.pop("bands"))

    with pytest.raises(ContentRefused, match=r"phq2\.json"):
        load_instruments(tmp_path)


def test_a_folder_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, "gad2", raw("gad2"))

    assert list(load_instruments(tmp_path)) == ["gad2"]


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)


def spots(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(spot for key, one in inner for spot in spots(one, (*path, key)))][:400]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_is_wrong_with_a_file_it_is_told_and_never_raised(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(SHIPPED))
    content = copy.deepcopy(raw(path.stem))
    *way, last = data.draw(st.sampled_from(spots(content)[1:]))
    table: Any = content
    for step in way:
        table = table[step]
    table[last] = data.draw(JUNK)

    problems = check_instrument_file(write(tmp_path_factory.mktemp("bad"), path.stem, content))

    assert all(problem.place and problem.remedy for problem in problems)
