"""A sheet lets through what its ground covers, and nothing that no kind claims."""

from datetime import date

import pytest

from safestation.domain.answers import Source
from safestation.domain.disclosure import Ground
from safestation.domain.facts import NoteAdded, Screened, VitalsTaken
from safestation.domain.sheet import INFORMATION, Destination
from safestation.domain.station import Determination, Posture
from tests.factories import (
    make_answer,
    make_consent,
    make_entry,
    make_sheet,
    make_station,
    make_visit,
)


@pytest.mark.parametrize("ground", [Ground.CONSENT, Ground.EMERGENCY])
def test_a_ground_without_its_paper_covers_nothing(ground: Ground) -> None:
    assert make_sheet(ground=ground, consent=None, emergency=None).covered == frozenset()


def test_the_person_s_own_paper_may_show_everything() -> None:
    assert make_sheet(ground=Ground.OWN_PAPER).covered == frozenset(INFORMATION)


def test_words_that_are_no_kind_of_information_cover_nothing() -> None:
    consent = make_consent(information=("all_records", "identity"))

    assert make_sheet(consent=consent).covered == frozenset({"identity"})


def test_an_answer_that_no_kind_claims_is_taken_out() -> None:
    visit = make_visit({"first_name": "Toni", "heard_about": "a leaflet", "audit_c.q1": "x"})

    kept = make_sheet(visit=visit, ground=Ground.OWN_PAPER).narrowed_to(INFORMATION)

    assert set(kept.visit.answers) == {"first_name"}


def test_facts_follow_their_kind_and_screens_their_instrument() -> None:
    facts = (
        VitalsTaken({}, "red"),
        Screened("asq", "1", "0", "negative"),
        Screened("withdrawal_danger", "1", "0", "red"),
        NoteAdded("talks about the sister"),
    )
    sheet = make_sheet(visit=make_visit(facts=facts))

    health = [e.fact for e in sheet.narrowed_to({"health"}).visit.entries]
    use = [e.fact for e in sheet.narrowed_to({"substance_use"}).visit.entries]

    assert health == [facts[0], facts[1]]
    assert use == [facts[2]]


def test_where_the_person_goes_is_taken_out_too() -> None:
    assert make_sheet().narrowed_to({"health"}).destination == Destination()
    assert make_sheet().narrowed_to({"where_and_when"}).destination.name == "Bayview House"


def test_without_a_determination_a_record_counts_as_protected() -> None:
    assert make_sheet(station=make_station(determination=None)).is_protected


@pytest.mark.parametrize("posture", [Posture.LAWFUL_HOLDER_ONLY, Posture.NOT_PART2])
def test_what_came_from_a_provider_stays_protected_anywhere(posture: Posture) -> None:
    known = Determination(posture, "J. Okafor", date(2026, 10, 1))
    station = make_station(determination=known)
    received = make_answer("x", source=Source.RECEIVED)
    told = make_entry(VitalsTaken({}, "red"), source=Source.RECEIVED)

    assert not make_sheet(station=station, visit=make_visit({"age": "27"})).is_protected
    assert make_sheet(station=station, visit=make_visit({"age": received})).is_protected
    assert make_sheet(station=station, visit=make_visit(facts=(told,))).is_protected


def test_nothing_of_a_sheet_shows_when_it_is_printed_by_accident() -> None:
    sheet = make_sheet(visit=make_visit({"first_name": "Toni"}))

    assert "Toni" not in repr(sheet)
    assert "Bayview" not in repr(sheet.destination)
