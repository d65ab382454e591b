"""A helper of the program and somebody of the family are two people, and so are two drivers."""

import pytest

from safestation.catalog.programs import load_programs
from safestation.domain.facts import PartnerArrived, RidePlanned
from safestation.domain.named import named_now
from safestation.domain.program import Program, RecipientTemplate
from safestation.domain.visit import Visit
from tests.factories import make_visit

HUDSON = load_programs()["hope_not_handcuffs_hudson_valley"]
FAMILY = {"support_person": "Ana Reyes", "ride_driver_1": "K. Lund"}


def recipient(name: str) -> RecipientTemplate:
    return next(one for one in HUDSON.recipients if one.id == name)


def names(visit: Visit, name: str) -> tuple[str, ...]:
    return named_now(visit, recipient(name))


def test_the_family_s_name_is_never_put_on_a_consent_for_somebody_of_the_program() -> None:
    visit = make_visit(FAMILY)
    came = make_visit(FAMILY, (PartnerArrived("angel", "Mia"), PartnerArrived("other", "Bo")))

    assert names(visit, "angel") == ()
    assert names(came, "angel") == ("Mia",)
    assert names(visit, "support_person") == ("Ana Reyes",)


def test_drivers_are_those_written_down_and_those_planned_each_once() -> None:
    planned = make_visit(FAMILY, (RidePlanned("volunteer", ("K. Lund", "J. Marsh")),))

    assert names(make_visit(FAMILY), "driver") == ("K. Lund",)
    assert names(planned, "driver") == ("K. Lund", "J. Marsh")


@pytest.mark.parametrize("program", load_programs().values(), ids=lambda one: one.id)
def test_a_place_or_an_office_is_no_person(program: Program) -> None:
    visit = make_visit(FAMILY)

    assert program.recipients
    for one in program.recipients:
        assert one.type == "person" or named_now(visit, one) == ()
