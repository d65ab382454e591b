"""Two records turn out to be one person's, and once not: joined, and taken apart again."""

import pytest

from safestation.domain.errors import NotAllowed
from safestation.domain.facts import PeopleMerged
from safestation.domain.visit import VisitId
from safestation.services.desk import Desk
from safestation.ui.screens.find import FindSheet
from tests.journeys.conftest import Counter


def came(desk: Desk, name: str) -> VisitId:
    session = desk.counter.start()
    session.answer("first_name", name)
    session.flush()
    return session.visit.id


def numbers(desk: Desk, visit: VisitId) -> list[str]:
    return [
        desk.counter.look(one.id, "review").value("first_name")
        for one in desk.persons.visits_of(visit)
    ]


@pytest.fixture
def desk(counter: Counter) -> Desk:
    assert counter.shell.desk is not None
    return counter.shell.desk


def test_joined_people_are_found_together_from_either_side(desk: Desk) -> None:
    one, other = came(desk, "Zeb"), came(desk, "Zebulon")
    desk.persons.merge(one, other, "Same date of birth")

    assert numbers(desk, one) == numbers(desk, other) == ["Zeb", "Zebulon"]
    assert desk.counter.look(one, "review").value("first_name") == "Zeb"
    assert {"merged"} <= {line.act for line in desk.trail.read()}


def test_a_join_keeps_both_as_they_were(desk: Desk) -> None:
    one, other = came(desk, "Zeb"), came(desk, "Zebulon")
    desk.persons.merge(one, other, "Same date of birth")
    held = desk.counter.look(one, "review").last(PeopleMerged)

    assert held is not None
    assert [side.visits for side in held[1].sides] == [(one,), (other,)]
    assert [side.known["first_name"] for side in held[1].sides] == ["Zeb", "Zebulon"]


def test_taken_apart_both_are_as_before_with_what_came_since(desk: Desk) -> None:
    one, other, third = came(desk, "Zeb"), came(desk, "Zebulon"), came(desk, "Z.")
    first = desk.persons.merge(other, third, "They said so")
    wrong = desk.persons.merge(one, other, "Looked alike")
    desk.persons.unmerge(third, wrong.merge, "Two brothers")

    assert numbers(desk, one) == ["Zeb"]
    assert numbers(desk, other) == ["Zebulon", "Z."]
    desk.persons.unmerge(other, first.merge, "Not them either")
    assert numbers(desk, other) == ["Zebulon"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_nobody_is_joined_without_a_reason_or_with_themself(desk: Desk, reason: str) -> None:
    one, other = came(desk, "Zeb"), came(desk, "Zebulon")
    with pytest.raises(NotAllowed, match="reason_needed"):
        desk.persons.merge(one, other, reason)
    with pytest.raises(NotAllowed, match="same_already"):
        desk.persons.merge(one, one, "x")


def test_a_supervisor_joins_and_parts_them_at_the_window(counter: Counter, desk: Desk) -> None:
    one, other = came(desk, "Zeb"), came(desk, "Xaver")
    shell = counter.shell.shell
    assert shell is not None
    shell.open_visit(one)
    assert shell.visit is not None
    person = shell.visit.person
    assert person is not None
    person.join.click()
    assert isinstance(person.sheet, FindSheet)
    person.sheet.visit_chosen.emit(other)  # what pressing a found row does
    counter.hands.wait_for(lambda: counter.hands.sees("Join the two people"))
    counter.hands.press("Join the two people")
    assert counter.hands.sees("Say why. Nothing was changed.")
    counter.hands.type_into("Why", "Same date of birth")
    counter.hands.press("Join the two people")

    assert numbers(desk, one) == ["Zeb", "Xaver"]
    joined = shell.visit.person
    assert joined is not None
    assert not joined.part.isHidden()
    joined.part.click()
    counter.hands.wait_for(lambda: counter.hands.sees("Take them apart"))
    counter.hands.type_into("Why", "Two brothers")
    counter.hands.press("Take them apart")
    assert numbers(desk, one) == ["Zeb"]
