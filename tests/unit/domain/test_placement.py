"""Placement: one place in hand, and whatever else was offered or promised beside it."""

import pytest

from safestation.domain.facts import (
    Departed,
    Fact,
    PlacementAccepted,
    PlacementDeclined,
    PlacementOffered,
    Waitlisted,
)
from safestation.domain.placement import Stage, also_open, placement_of
from safestation.domain.visit import Visit
from tests.factories import make_entry, make_visit

LIST_A, OFFER_A = Waitlisted("a", "A"), PlacementOffered("a", "A")
OFFER_B, YES_B = PlacementOffered("b", "B"), PlacementAccepted("b", "B")
NO_B, YES_A = PlacementDeclined("b", "B", "person", "far"), PlacementAccepted("a", "A")


def after(*facts: Fact) -> Visit:
    visit = make_visit()
    for place, fact in enumerate(facts):
        visit = visit.with_entry(make_entry(fact, entry_id=f"e{place}"))
    return visit


@pytest.mark.parametrize(
    ("facts", "stage", "provider", "others"),
    [
        ((LIST_A,), Stage.WAITLISTED, "a", []),
        ((LIST_A, OFFER_B), Stage.OFFERED, "b", ["a"]),
        ((LIST_A, OFFER_B, NO_B), Stage.WAITLISTED, "a", []),
        ((OFFER_A, OFFER_B), Stage.OFFERED, "b", ["a"]),
        ((OFFER_A, OFFER_B, NO_B), Stage.OFFERED, "a", []),
        ((OFFER_B, LIST_A), Stage.OFFERED, "b", ["a"]),
        ((YES_B, LIST_A), Stage.ACCEPTED, "b", ["a"]),
        ((LIST_A, YES_A), Stage.ACCEPTED, "a", []),
        ((YES_B, Waitlisted("b", "B")), Stage.ACCEPTED, "b", []),
        ((YES_B, YES_A), Stage.ACCEPTED, "a", []),
        ((YES_A, YES_B, NO_B), Stage.NONE, "", []),
        ((LIST_A, YES_B, Departed()), Stage.DEPARTED, "b", ["a"]),
        ((LIST_A, Departed()), Stage.DEPARTED, "", ["a"]),
        ((Departed(),), Stage.DEPARTED, "", []),
    ],
)
def test_offers_and_waiting_lists_are_kept_apart(
    facts: tuple[Fact, ...], stage: Stage, provider: str, others: list[str]
) -> None:
    visit = after(*facts)

    now = placement_of(visit)
    assert (now.stage, now.provider) == (stage, provider)
    assert [one.provider for one in also_open(visit)] == others
