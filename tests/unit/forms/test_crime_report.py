"""To the police goes what 42 CFR 2.12(c)(5) lists, and not a word more."""

from dataclasses import fields, replace

import pytest

from safestation.domain.disclosure import Ground
from safestation.domain.facts import CrimeReported
from safestation.forms.blocks import Row
from safestation.forms.crime_report import SAID, CrimeReport
from safestation.forms.pen import Pen
from tests.factories import WORDS
from tests.unit.forms.samples import full_visit, make_incident, packed, sheet_for, text_of

FIVE = ("circumstances", "patient_status", "name", "address", "whereabouts")


def test_the_fields_are_those_of_the_rule_and_no_other() -> None:
    assert tuple(field.name for field in fields(CrimeReported)) == FIVE == SAID


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_has_just_these_rows(language: str) -> None:
    sheet = sheet_for(CrimeReport(), visit=full_visit(), language=language)

    rows = [b for b in CrimeReport().blocks(Pen(sheet, "crime_report")) if isinstance(b, Row)]

    words = WORDS["crime_report"]
    assert [row.label for row in rows] == [words.say(f"label.{one}", language) for one in FIVE]
    assert all(row.text for row in rows)


def test_nothing_else_of_the_visit_is_on_it() -> None:
    told = text_of(CrimeReport().render(sheet_for(CrimeReport(), visit=full_visit())))

    assert "42 CFR 2.12(c)(5)" in told
    assert "Broke the glass" in told
    for other in ("12-2026-0409", "fentanyl", "1999", "Blue jacket", "Metformin", "Ana",
                  "443-555-0199", "Bayview", "Walk-in", "03:41"):  # fmt: skip
        assert other not in told


def test_without_an_incident_the_page_knows_nothing() -> None:
    sheet = sheet_for(CrimeReport(), visit=full_visit(), incident=None, ground=Ground.CRIME)

    told = packed(CrimeReport().render(sheet))

    assert told.count("notknown") == len(FIVE)
    assert "Reyes" not in told


def test_a_blank_answer_is_told_as_not_known() -> None:
    fact = CrimeReported("Threw a chair", "served_before", "", "", "")
    incident = replace(make_incident(), fact=fact)

    told = text_of(CrimeReport().render(sheet_for(CrimeReport(), incident=incident)))

    assert told.count("not known") == 3
    assert "was helped by this program before" in told
