"""Who can take a person, whom to ring first, and what may be said about beds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from safestation.domain.answers import Source
from safestation.domain.contact import Place
from safestation.domain.facts import Fact, ProviderCalled, SatWith
from safestation.domain.hours_text import read_hours
from safestation.domain.matching import fit, order
from safestation.domain.needs import FitLevel, Needs
from safestation.domain.providers import Known, Provider
from safestation.domain.schedule import ALWAYS, Schedule
from safestation.domain.sightings import (
    BedSighting,
    CallAnswer,
    SightingState,
    sighting_of,
    sighting_view,
)
from safestation.domain.visit import Entry

NOW = datetime(2026, 11, 23, 3, 41, tzinfo=UTC)  # a Monday
STATION = Place(Decimal("42.9956"), Decimal("-71.4548"))


def make_provider(**changes: object) -> Provider:
    known = Provider(
        id="harborlight",
        name="Harborlight House",
        phone="603-555-0110",
        levels_of_care=("withdrawal_management.residential",),
        payers=("medicaid",),
        ages=("adults",),
        sexes=("male",),
        medications=("buprenorphine",),
        hours=ALWAYS,
    )
    return replace(known, **changes)  # type: ignore[arg-type]  # tests name fields freely


def reasons(provider: Provider, needs: Needs) -> set[tuple[FitLevel, str]]:
    return {(reason.level, reason.key) for reason in fit(provider, needs, NOW).reasons}


def heard(provider: Provider, answer: CallAnswer, **changes: object) -> BedSighting:
    sighting = BedSighting(provider.id, "nurse Dana", NOW - timedelta(hours=1), answer)
    return replace(sighting, **changes)  # type: ignore[arg-type]  # tests name fields freely


def test_a_provider_that_meets_every_need_fits_without_a_word() -> None:
    needs = Needs(
        age=34,
        sex="male",
        payers=("medicaid",),
        level="withdrawal_management",
        medication="buprenorphine",
    )

    assert fit(make_provider(), needs, NOW).level is FitLevel.FITS
    assert fit(make_provider(), needs, NOW).reasons == ()


@pytest.mark.parametrize(
    ("needs", "key"),
    [
        (Needs(payers=("private",)), "payer_not_taken"),
        (Needs(payers=("uninsured",)), "uninsured_not_taken"),
        (Needs(sex="female"), "sex_not_accepted"),
        (Needs(age=16), "age_not_accepted"),
        (Needs(level="residential"), "level_not_offered"),
        (Needs(medication="methadone"), "medication_not_kept"),
    ],
)
def test_what_a_provider_says_it_does_not_do_is_greyed_with_the_reason(
    needs: Needs, key: str
) -> None:
    assert (FitLevel.CANNOT, key) in reasons(make_provider(), needs)


@pytest.mark.parametrize(
    ("needs", "key"),
    [
        (Needs(payers=("medicaid",)), "payer_unknown"),
        (Needs(payers=("uninsured",)), "uninsured_unknown"),
        (Needs(sex="female"), "sex_unknown"),
        (Needs(age=34), "age_unknown"),
        (Needs(level="residential"), "level_unknown"),
        (Needs(medication="methadone"), "medication_unknown"),
        (Needs(brings_children=True), "children_unknown"),
        (Needs(brings_pet=True), "pets_unknown"),
        (Needs(wheelchair=True), "wheelchair_unknown"),
        (Needs(has_warrant=True), "warrant_unknown"),
        (Needs(on_registry=True), "registry_unknown"),
        (Needs(pregnant=True), "pregnancy_unknown"),
        (Needs(language="es"), "language_not_listed"),
        (Needs(max_miles=10, origin=STATION), "distance_unknown"),
        (Needs(), "hours_unknown"),
    ],
)
def test_what_nobody_told_us_is_a_question_and_never_a_no(needs: Needs, key: str) -> None:
    provider = Provider(id="unknown", name="Nobody Asked Yet")

    found = fit(provider, needs, NOW)

    assert found.level is FitLevel.ASK
    assert key in {reason.key for reason in found.reasons}
    assert all(reason.level is not FitLevel.CANNOT for reason in found.reasons)


def test_a_no_by_telephone_is_a_no_and_a_yes_is_silent() -> None:
    needs = Needs(brings_pet=True, wheelchair=True)
    provider = make_provider(accepts_pets=Known.NO, wheelchair=Known.YES)

    assert reasons(provider, needs) == {(FitLevel.CANNOT, "pets_not_accepted")}


def test_a_broad_listing_leaves_a_narrow_wish_open() -> None:
    provider = make_provider(levels_of_care=("residential",))

    assert reasons(provider, Needs(level="residential.short")) == {
        (FitLevel.ASK, "level_unclear")
    }


def test_a_payment_aid_alone_does_not_mean_that_medicaid_is_refused() -> None:
    provider = make_provider(payers=("assistance.sliding_scale",))

    assert reasons(provider, Needs(payers=("medicaid",))) == {(FitLevel.ASK, "payer_unknown")}
    assert reasons(provider, Needs(payers=("uninsured",))) == set()


def test_one_of_several_payers_is_enough_and_a_free_place_takes_everybody() -> None:
    assert reasons(make_provider(), Needs(payers=("private", "medicaid"))) == set()
    assert reasons(make_provider(payers=("no_payment",)), Needs(payers=("military",))) == set()


def test_self_pay_without_insurance_is_a_question_of_cost() -> None:
    provider = make_provider(payers=("self_pay",))

    assert reasons(provider, Needs(payers=("uninsured",))) == {(FitLevel.ASK, "self_pay_only")}


@pytest.mark.parametrize(("age", "level"), [(17, "cannot"), (18, "fits"), (55, "fits")])
def test_exact_age_limits_come_before_age_groups(age: int, level: str) -> None:
    provider = make_provider(minimum_age=18, ages=())

    assert fit(provider, Needs(age=age), NOW).level == level


@pytest.mark.parametrize("age", [19, 70])
def test_a_place_for_adults_is_asked_about_young_adults_and_seniors(age: int) -> None:
    assert reasons(make_provider(), Needs(age=age)) == {(FitLevel.ASK, "age_group_unclear")}


def test_medication_from_elsewhere_fits_and_says_so() -> None:
    provider = make_provider(medications=("accepts_on_medication",))

    found = fit(provider, Needs(medication="methadone"), NOW)

    assert found.level is FitLevel.FITS
    assert [reason.key for reason in found.reasons] == ["medication_from_elsewhere"]


def test_a_closed_intake_line_is_no_refusal_and_says_when_it_opens() -> None:
    hours = read_hours("Mon-Fri 07:00-17:00")
    assert hours is not None

    found = fit(make_provider(hours=hours), Needs(), NOW)

    assert found.level is FitLevel.ASK
    assert found.reasons[0].key == "closed_now"
    assert found.reasons[0].at == NOW.replace(hour=7, minute=0)


def test_a_place_beyond_the_farthest_miles_is_greyed() -> None:
    boston = make_provider(latitude=Decimal("42.3601"), longitude=Decimal("-71.0589"))

    found = fit(boston, Needs(origin=STATION, max_miles=20), NOW)

    assert [(r.level, r.key, r.code) for r in found.reasons] == [
        (FitLevel.CANNOT, "too_far", "48")
    ]


def test_a_mental_health_place_and_one_for_veterans_only_are_asked() -> None:
    provider = make_provider(focus=("mental_health",), only_for=("veterans",))

    assert reasons(provider, Needs()) == {
        (FitLevel.ASK, "focus_elsewhere"),
        (FitLevel.ASK, "only_for"),
    }


def test_a_place_for_veterans_only_is_greyed_for_who_is_none_and_fits_who_is() -> None:
    provider = make_provider(only_for=("veterans",))

    assert reasons(provider, Needs(veteran=False)) == {(FitLevel.CANNOT, "only_for_others")}
    assert reasons(provider, Needs(veteran=True)) == set()


def test_needs_never_show_what_they_hold() -> None:
    assert "34" not in repr(Needs(age=34, medication="methadone"))


def test_a_bed_is_shown_with_who_said_so_and_when() -> None:
    view = sighting_view(heard(make_provider(), CallAnswer.BED_NOW, beds=1), NOW)

    assert (view.state, view.beds, view.said_by) == (SightingState.FRESH, 1, "nurse Dana")
    assert view.heard_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    "changes",
    [
        {"heard_at": NOW - timedelta(hours=5)},
        {"heard_at": NOW + timedelta(minutes=1)},
        {"said_by": " "},
    ],
)
def test_an_old_unsigned_or_future_sighting_reads_as_unknown(
    changes: dict[str, object],
) -> None:
    sighting = heard(make_provider(), CallAnswer.BED_NOW, beds=1, **changes)

    view = sighting_view(sighting, NOW, timedelta(hours=4))

    assert view.state is SightingState.STALE
    assert (view.beds, view.answer) == (None, None)


def test_a_provider_that_was_never_asked_says_so() -> None:
    assert sighting_view(None, NOW).state is SightingState.NOT_ASKED


def test_a_promised_call_back_stays_due_after_the_sighting_has_aged() -> None:
    sighting = heard(
        make_provider(),
        CallAnswer.CALL_BACK,
        heard_at=NOW - timedelta(hours=9),
        call_again_at=NOW - timedelta(minutes=1),
    )

    assert sighting_view(sighting, NOW).is_call_due


def test_the_call_sheet_goes_by_fit_then_by_what_was_heard_then_by_distance() -> None:
    near = make_provider(latitude=Decimal("43.0"), longitude=Decimal("-71.45"))
    bed = replace(near, id="bed", latitude=Decimal("43.5"))
    full = replace(near, id="full")
    far = replace(near, id="far", latitude=Decimal("44.0"))
    refuses = replace(near, id="refuses", payers=("private",))
    asks = replace(near, id="asks", hours=Schedule())
    retired = replace(near, id="retired", active=False)
    sightings = [
        heard(full, CallAnswer.BED_NOW, heard_at=NOW - timedelta(hours=3)),
        heard(full, CallAnswer.NO_BED),
        heard(bed, CallAnswer.BED_NOW, beds=1),
        heard(refuses, CallAnswer.BED_NOW, beds=4),
    ]

    lines = order(
        [refuses, retired, full, asks, far, near, bed],
        Needs(payers=("medicaid",), origin=STATION),
        NOW,
        sightings,
    )

    expected = ["bed", "harborlight", "far", "full", "asks", "refuses"]
    assert [line.provider.id for line in lines] == expected


def test_no_bed_for_women_does_not_push_a_place_back_for_a_man() -> None:
    provider = make_provider()
    sightings = [heard(provider, CallAnswer.NO_BED, sex="female", for_whom="women's detox")]

    for_a_man, for_anyone = (
        order([provider], needs, NOW, sightings)[0] for needs in (Needs(sex="male"), Needs())
    )

    assert for_a_man.heard.state is SightingState.NOT_ASKED
    assert for_anyone.heard.answer is CallAnswer.NO_BED


def make_entry(fact: Fact) -> Entry:
    return Entry("e1", NOW, NOW, "R. Alvarez", Source.RECEIVED, fact)


def test_a_logged_call_becomes_a_sighting_without_the_visit() -> None:
    call = ProviderCalled(
        provider="harborlight",
        provider_name="Harborlight House",
        answer="bed_now",
        spoke_to="nurse Dana",
        beds="1",
        for_whom="men",
        note="said at the counter",
    )

    assert sighting_of(make_entry(call)) == BedSighting(
        "harborlight", "nurse Dana", NOW, CallAnswer.BED_NOW, "R. Alvarez", "men", beds=1
    )


@pytest.mark.parametrize(
    "fact", [SatWith("Dan"), ProviderCalled("harborlight", "Harborlight House", "maybe")]
)
def test_what_is_no_answer_about_beds_is_no_sighting(fact: Fact) -> None:
    assert sighting_of(make_entry(fact)) is None
