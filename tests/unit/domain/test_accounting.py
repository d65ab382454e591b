"""To whom a record was told: everybody it went to in three years, and nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from safestation.domain.accounting import accounting, first_day
from safestation.domain.disclosed import FILE, Disclosure
from safestation.domain.facts import (
    ConsentSigned,
    EmergencyRelease,
    Fact,
    PlacementAccepted,
    Printed,
    PrintNotDone,
    RestrictionAsked,
)
from safestation.domain.visit import Entry, Visit, VisitId
from tests.factories import NOW, make_consent, make_entry, make_recipient, make_visit

SHOWN = {
    "handoff_summary": frozenset({"identity", "health", "legal_status"}),
    "part2_notice": frozenset[str](),
    "emergency_release": frozenset({"identity", "health"}),
}
RELEASE = EmergencyRelease(
    "Lt. M. Chen", "Medic 12, Harbor General", "staff-1", "Could not be woken", ("health",), ""
)


def at(moment: datetime, *facts: Fact, name: str = "") -> tuple[Entry, ...]:
    return tuple(
        make_entry(fact, at=moment, entry_id=f"{name or moment.isoformat()}-{n}")
        for n, fact in enumerate(facts)
    )


def page(recipient: str = "provider-1", ground: str = "consent", form: str = "") -> Printed:
    return Printed(form or "handoff_summary", "1", "0", recipient, ground, 1, 0)


def told(*visits: Visit, now: datetime = NOW) -> tuple[Disclosure, ...]:
    return accounting(visits, now, SHOWN, lambda _provider: ("", ""))


def back(**span: int) -> datetime:
    years = span.pop("years", 0)
    return (NOW - timedelta(**span)).replace(year=NOW.year - years)


def test_of_five_disclosures_over_four_years_only_those_of_three_years_are_listed() -> None:
    signed = at(
        back(years=4) - timedelta(days=40), ConsentSigned(make_consent(expires_on=None))
    )
    days = [
        back(years=4) - timedelta(days=30),
        back(years=3) - timedelta(days=1),
        back(years=3),
        back(years=1),
        back(days=2),
    ]
    pages = (entry for day in days for entry in at(day, page()))

    lines = told(make_visit(facts=(*signed, *pages)))

    assert [line.at for line in lines] == days[2:]
    for line in lines:
        assert line.to == "Bayview House, intake"
        assert line.address == "400 Harbor Rd, Annapolis, MD 21401"
        assert (line.forms, line.information) == (("handoff_summary",), ("identity", "health"))
        assert line.purpose == "treatment"


def test_all_visits_of_the_person_are_told_in_the_order_of_time() -> None:
    later = make_visit(facts=at(back(days=2), RELEASE))
    earlier = replace(
        make_visit(facts=at(back(days=400), RELEASE)), id=VisitId("another-visit")
    )

    assert [line.at for line in told(later, earlier)] == [back(days=400), back(days=2)]


def test_what_did_not_go_out_after_all_is_not_told() -> None:
    signed = at(back(days=3), ConsentSigned(make_consent()))
    gone, failed = at(back(days=2), page()), at(back(days=1), page(), name="failed")
    not_done = at(back(days=1), PrintNotDone("failed-0"), name="after")

    lines = told(make_visit(facts=(*signed, *gone, *failed, *not_done)))

    assert [line.at for line in lines] == [back(days=2)]


@pytest.mark.parametrize("ground", ["own_paper", "no_identity"])
def test_what_the_person_got_and_what_names_nobody_is_not_told(ground: str) -> None:
    assert told(make_visit(facts=at(back(days=1), page(ground=ground)))) == ()


def test_an_emergency_is_told_with_who_and_why_and_its_paper_once() -> None:
    released = at(back(days=1), RELEASE, name="release")
    paper = at(back(days=1), page("release-0", "emergency", "emergency_release"), name="paper")

    (line,) = told(make_visit(facts=(*released, *paper)))

    assert line == Disclosure(
        back(days=1), "Lt. M. Chen", "Medic 12, Harbor General", ("emergency_release",),
        ("health",), "emergency", "Could not be woken",
    )  # fmt: skip


def test_the_pages_of_one_packet_are_one_line() -> None:
    signed = at(back(days=3), ConsentSigned(make_consent()))
    packet = at(back(days=2), page(form="part2_notice"), page())

    (line,) = told(make_visit(facts=(*signed, *packet)))

    assert line.forms == ("part2_notice", "handoff_summary")


def test_what_was_kept_back_is_not_told_as_told() -> None:
    facts = (ConsentSigned(make_consent()), RestrictionAsked("r", "", ("health",), "agreed"))

    (line,) = told(make_visit(facts=(*at(back(days=3), *facts), *at(back(days=2), page()))))

    assert line.information == ("identity",)


def test_a_consent_for_all_care_names_the_place_that_got_the_page() -> None:
    consent = make_consent(recipient=make_recipient(id="tpo", name="", address=""))
    facts = (ConsentSigned(consent), PlacementAccepted("provider-1", "Bayview House"))

    (line,) = accounting(
        [make_visit(facts=(*at(back(days=3), *facts), *at(back(days=2), page())))],
        NOW,
        SHOWN,
        lambda provider: ("", "400 Harbor Rd") if provider == "provider-1" else ("", ""),
    )

    assert (line.to, line.address) == ("Bayview House", "400 Harbor Rd")


def test_a_saved_file_is_told_with_the_reason_that_was_given() -> None:
    (line,) = told(make_visit(facts=at(back(days=2), page("file: sent by fax to Bayview"))))

    assert (line.purpose, line.detail) == (FILE, "sent by fax to Bayview")


def test_a_day_is_one_in_the_zone_of_the_station() -> None:
    first = NOW.replace(year=NOW.year - 3, hour=0, minute=5)
    before, on_it = first - timedelta(minutes=10), first

    lines = told(make_visit(facts=(
        *at(before.astimezone(UTC), RELEASE), *at(on_it.astimezone(UTC), RELEASE),
    )))  # fmt: skip

    assert [line.at for line in lines] == [on_it]


def test_three_years_before_a_leap_day_begin_on_the_last_of_february() -> None:
    assert first_day(date(2028, 2, 29)) == date(2025, 2, 28)
    assert first_day(date(2026, 11, 23)) == date(2023, 11, 23)
