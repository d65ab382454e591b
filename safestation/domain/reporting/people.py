"""Who came, as they gave it themselves: nobody's answer is guessed, no blank is a no."""

from collections.abc import Iterator
from typing import Final

from safestation.domain.labels import age_of
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Mark, Part, Row, Unit
from safestation.domain.reporting.rows import (
    NOT_ASKED,
    NOT_SAID,
    mark,
    of_person,
    row,
    said,
    title,
)
from safestation.domain.returns import BEEN_HERE, earlier_visits

AGES: Final = ((17, "age_0"), (24, "age_18"), (34, "age_25"), (44, "age_35"), (54, "age_45"),
               (64, "age_55"), (200, "age_65"))  # fmt: skip
RACE: Final = "race_ethnicity_spd15.race_ethnicity"
COVERAGE: Final = "payer.coverage"
AGE = Part("age", title("age"), Unit.PEOPLE)
SEX = Part("sex", title("sex"), Unit.PEOPLE)
RACES = Part("race", title("race"), Unit.PEOPLE, many=True)
JOINED, CAME_BACK, FIRST_TIME = row("joined"), row("came_back", 1), row("first_time", 2)
RETURNS = Part("returns", title("returns"), rows=(JOINED, CAME_BACK, FIRST_TIME))
RESIDENT = Part("resident", title("resident"))
COVERED = Part("coverage", title("coverage"), many=True)
PAYER = Part("payer", title("payer"))
SERVED = Part("veterans", title("veterans"))


def demographics(case: Case) -> Iterator[Mark]:
    """Count people by age group, sex, and race and ethnicity; the newest answer counts."""
    if case.is_no:
        return
    yield of_person(case, AGE, _age(case))
    yield of_person(case, SEX, *said(case, "sex"))
    yield of_person(case, RACES, *said(case, RACE))


def returns(case: Case) -> Iterator[Mark]:
    """Count who had been here before: joined with that visit, or as they said."""
    if case.is_no:
        return
    if earlier_visits(case.visit):
        yield mark(case, RETURNS, JOINED)
        return
    by_word = {"yes": (CAME_BACK,), "no": (FIRST_TIME,)}
    answer = case.visit.value(BEEN_HERE)
    yield mark(case, RETURNS, *(by_word.get(answer) or said(case, BEEN_HERE)))


def residency(case: Case) -> Iterator[Mark]:
    """Count by where people live: in the county or not."""
    if not case.is_no:
        yield mark(case, RESIDENT, *said(case, "resident"))


def insurance(case: Case) -> Iterator[Mark]:
    """Count by coverage, of which somebody may have several, and by who is to pay."""
    if not case.is_no:
        yield mark(case, COVERED, *said(case, COVERAGE))
        yield mark(case, PAYER, *said(case, "primary_payer"))


def veterans(case: Case) -> Iterator[Mark]:
    """Count by whether people served."""
    if not case.is_no:
        yield mark(case, SERVED, *said(case, "veteran"))


def _age(case: Case) -> Row:
    age = age_of(case.visit, case.visit.arrived_at.date())
    if age is not None:
        n, code = next((n, code) for n, (last, code) in enumerate(AGES) if age <= last)
        return row(code, n)
    answer = case.visit.answers.get("age") or case.visit.answers.get("date_of_birth")
    return NOT_ASKED if answer is None else NOT_SAID.get(answer.status, NOT_ASKED)
