"""Whatever rules and clocks a file has: no dead end, one answer, and nothing runs for ever."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safestation.catalog.known import shipped
from safestation.catalog.programs import load_programs, read_tables
from safestation.domain.eligibility import (
    MET,
    NOT_CHECKED,
    NOT_MET,
    NOT_RUN,
    PROCEED,
    REVIEW,
    WORST_FIRST,
    Eligibility,
    weigh,
    worst,
)
from safestation.domain.facts import (
    AgreementMade,
    Arrived,
    Closed,
    Confirmed,
    ContactTried,
    Departed,
    Entered,
    Fact,
    PartnerArrived,
    PartnerCalled,
    PlacementOffered,
    ReviewDecided,
)
from safestation.domain.milestones import MILESTONES, Urgency, clocks
from safestation.domain.program import Entry, Program
from safestation.domain.station import SiteType
from safestation.domain.visit import Visit, VisitState
from safestation.paths import resource
from tests.factories import ARRIVED, make_answer, make_entry, make_visit

PROGRAMS = load_programs()
KNOWN = shipped()
PICKED = {
    name: sorted(offered)
    for name, offered in KNOWN.answers.items()
    if offered and "." not in name and name not in {"minor_status", "officer_judgment"}
}
NAME = "hope_not_handcuffs_hudson_valley"
TABLES = tomllib.loads(resource("programs", f"{NAME}.toml").read_text("utf-8"))
WORDS = {"en": "Stay with them.", "es": "Quédese."}
FACTS: tuple[Fact, ...] = (
    PartnerCalled("team", "on_the_way"), PartnerArrived("team"), AgreementMade("1", "agreed"),
    ReviewDecided("lead", "go"), PlacementOffered("p", "Place"), Departed(), Arrived("desk"),
    ContactTried("reached", "visit", "team", "", reached=True), Entered("walk_in", "walk_in"),
    *(Confirmed(what, "desk") for what in ("assessed", "engaged", "completed")),
)  # fmt: skip
each_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=list(PROGRAMS))


def came_in(entry: Entry, answers: Mapping[str, str]) -> Visit:
    return make_visit(answers, facts=(Entered(entry.id, entry.kind),))


def answers_to(program: Program) -> st.SearchStrategy[dict[str, str]]:
    """Draw an answer, or a blank, for each question that a rule asks."""
    asked = sorted({rule.question for rule in program.rules})
    return st.fixed_dictionaries(
        {q: st.sampled_from(["", *sorted(KNOWN.answers[q] or ())]) for q in asked}
    ).map(lambda said: {question: one for question, one in said.items() if one})


def check_no_dead_end(found: Eligibility, visit: Visit) -> None:
    """Hold what must be true of any outcome of any rules."""
    assert found.outcome in WORST_FIRST
    assert found.outcome == worst(r.outcome.outcome for r in found.results if r.outcome)
    assert (found.deciding is None) == (found.outcome == PROCEED)
    for result in found.results:
        is_blank = not visit.values(result.rule.question)
        assert (result.result == NOT_CHECKED) == is_blank
        assert (result.outcome is not None) == (result.result == NOT_MET)
        if result.outcome is not None:
            way_on = result.outcome
            assert way_on.outcome != PROCEED
            assert way_on.alternative.has("en")
            assert way_on.alternative.has("es")
            assert way_on.decider
            assert way_on.reason_code in KNOWN.reasons
            assert way_on.outcome != REVIEW or way_on.reviewer


@each_program
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_answers_to_the_rules_of_a_program_lead_to_a_dead_end(
    program: Program, data: st.DataObject
) -> None:
    answers = data.draw(answers_to(program))
    entry = data.draw(st.sampled_from(program.entries))
    site = data.draw(st.sampled_from(sorted(program.hosts)))
    visit = came_in(entry, answers)

    found = weigh(program, visit, site)

    check_no_dead_end(found, visit)
    again = weigh(program, came_in(entry, dict(reversed(answers.items()))), site)
    assert again == found
    assert [r.rule.id for r in found.results] == [r.id for r in program.rules_for(visit, site)]
    assert program.path(visit, site)[-1].page == "close"


@each_program
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_only_what_was_looked_at_counts_as_met_and_a_blank_still_has_a_way_on(
    program: Program, data: st.DataObject
) -> None:
    answers = data.draw(answers_to(program))
    entry = data.draw(st.sampled_from(program.entries))
    site = data.draw(st.sampled_from(sorted(program.hosts)))
    visit = came_in(entry, answers)

    found = weigh(program, visit, site)

    looked = {
        r.rule.id for r in found.results if visit.value(r.rule.question) not in {"", NOT_RUN}
    }
    proven = {r.rule.id for r in found.results if r.is_proven}
    assert proven <= looked
    assert found.unchecked(strictly=False) <= found.unchecked(strictly=True)
    assert found.is_proven == (proven == {r.rule.id for r in found.results})
    if program.needs_every_rule(site):
        pages = [step.page for step in program.path(visit, site)]
        assert "items" not in pages or "eligibility" in pages[: pages.index("items")]
        assert pages[-1] == "close"  # nobody who says nothing is stuck before the items


@each_program
def test_every_answer_to_a_rule_leads_to_one_thing(program: Program) -> None:
    for rule in program.rules:
        named = [answer for outcome in rule.outcomes for answer in outcome.any_of]

        assert len(named) == len(set(named)), rule.id
        assert set(named) == set(KNOWN.answers[rule.question] or ()), rule.id


@st.composite
def rule_tables(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw rules as a file may have them: each answer of each question leads somewhere."""
    rules = []
    for number, question in enumerate(
        draw(st.lists(st.sampled_from(sorted(PICKED)), max_size=6))
    ):
        ways: dict[str, list[str]] = {}
        for answer in PICKED[question]:
            ways.setdefault(draw(st.sampled_from(WORST_FIRST)), []).append(answer)
        outcomes = [way_table(way, answers) for way, answers in ways.items()]
        rules.append(
            {"id": f"r{number}", "title": WORDS, "question": question, "outcome": outcomes,
             "source": "H1", "on": draw(st.booleans())}
        )  # fmt: skip
    return rules


def way_table(way: str, answers: list[str]) -> dict[str, Any]:
    table: dict[str, Any] = {"any_of": answers, "outcome": way}
    if way != PROCEED:
        table |= {"reason_code": "other", "decider": WORDS, "alternative": WORDS}
    return table | ({"reviewer": "supervisor"} if way == REVIEW else {})


def with_rules(rules: list[dict[str, Any]]) -> tuple[Program, tuple[str, ...]]:
    tables = {**TABLES, "rule": rules, "set_by_station": []}
    program, problems = read_tables(f"{NAME}.toml", tables, KNOWN)
    return program, tuple(problem.remedy for problem in problems)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rules=rule_tables(), data=st.data())
def test_no_rules_that_a_file_can_have_lead_to_a_dead_end(
    rules: list[dict[str, Any]], data: st.DataObject
) -> None:
    program, problems = with_rules(rules)
    assert problems == ()
    visit = make_visit(data.draw(answers_to(program)))

    found = weigh(program, visit, SiteType.FIRE)

    check_no_dead_end(found, visit)
    assert all(result.rule.on for result in found.results)
    assert all(r.result in {MET, NOT_MET, NOT_CHECKED} for r in found.results)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rules=rule_tables().filter(bool), data=st.data())
def test_rules_that_could_lead_to_one_are_refused(
    rules: list[dict[str, Any]], data: st.DataObject
) -> None:
    rule = data.draw(st.sampled_from(rules))
    outcome = data.draw(st.sampled_from(rule["outcome"]))
    turned = [o for o in rule["outcome"] if o["outcome"] != PROCEED]
    broken = data.draw(st.sampled_from(["silent", "twice", *(["alone"] if turned else [])]))
    if broken == "silent":
        outcome["any_of"] = outcome["any_of"][1:] or ["nobody_says_this"]
    elif broken == "twice":
        rule["outcome"].append(way_table(PROCEED, outcome["any_of"][:1]))
    else:
        key = data.draw(st.sampled_from(["alternative", "decider", "reason_code"]))
        del data.draw(st.sampled_from(turned))[key]

    assert with_rules(rules)[1]


def happened(data: st.DataObject) -> tuple[Visit, int]:
    """Draw a visit in which some things happened, and its end after them."""
    told = data.draw(
        st.lists(st.tuples(st.sampled_from(FACTS), st.integers(0, 9000)), max_size=9)
    )
    end = 1 + max((minute for _, minute in told), default=0)
    facts = [*told, (Closed("declined"), end)]
    entries = tuple(
        make_entry(fact, at=ARRIVED + timedelta(minutes=minute), entry_id=f"e{number}")
        for number, (fact, minute) in enumerate(facts)
    )
    overdose = (ARRIVED - timedelta(hours=5)).replace(tzinfo=None).isoformat(timespec="minutes")
    answers = {"overdose_at": make_answer(overdose)} if data.draw(st.booleans()) else {}
    return make_visit(answers, facts=entries), end


def check_ended(program: Program, visit: Visit, end: int) -> None:
    closed = replace(visit, state=VisitState.CLOSED)
    for clock in clocks(closed, program, ARRIVED + timedelta(days=400)):
        assert clock.stopped_at is not None
        assert clock.stopped_at <= ARRIVED + timedelta(minutes=end)
        assert clock.urgency in {Urgency.MET, Urgency.ENDED}


@each_program
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_clock_of_a_program_that_starts_has_an_end(
    program: Program, data: st.DataObject
) -> None:
    visit, end = happened(data)

    check_ended(program, visit, end)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_clock_that_a_file_can_have_has_an_end(data: st.DataObject) -> None:
    unit = st.sampled_from(["minutes", "hours", "days"])
    pair = st.tuples(st.sampled_from(sorted(MILESTONES)), st.sampled_from(sorted(MILESTONES)))
    tables = [
        {"id": f"c{n}", "title": WORDS, "start": start, "stop": stop, "source": "H1",
         data.draw(unit): data.draw(st.integers(1, 99))}
        for n, (start, stop) in enumerate(data.draw(st.lists(pair, max_size=6)))
    ]  # fmt: skip
    content = {**TABLES, "clock": tables, "set_by_station": []}
    program, problems = read_tables(f"{NAME}.toml", content, KNOWN)
    never = [t for t in tables if t["start"] == t["stop"] or t["start"] == "closed"]
    assert bool(problems) == bool(never)
    visit, end = happened(data)

    if not problems:
        check_ended(program, visit, end)


@each_program
def test_what_is_owed_later_comes_to_an_end_too(program: Program) -> None:
    for one in program.follow_ups:
        assert one.after_hours > 0
        assert bool(one.every_days) == bool(one.until_days)
        assert one.until_days >= one.every_days
