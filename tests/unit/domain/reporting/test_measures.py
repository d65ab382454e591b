"""What each measure counts, and that what nobody knows is never counted as a no."""

from datetime import timedelta

import pytest

from safestation.catalog.measures import load_measures
from safestation.domain.answers import Status
from safestation.domain.facts import (
    AgreementMade,
    Arrived,
    Confirmed,
    ContactTried,
    Departed,
    EligibilityDecided,
    Entered,
    Fact,
    JoinedWith,
    NotArrived,
    PartnerArrived,
    PartnerCalled,
    PlacementAccepted,
    PlacementOffered,
    ProviderCalled,
    TaskAdded,
    TaskDone,
)
from safestation.domain.opening import SAID_NO
from safestation.domain.program import ClockRule, FollowUp
from safestation.domain.reporting.measures import MEASURES
from safestation.domain.text import Text
from tests.factories import ARRIVED, make_answer, make_entry, make_program
from tests.unit.domain.reporting.counting import counts, make_case, tables

OFFER = PlacementOffered("p", "Bayview House")
YES = PlacementAccepted("p", "Bayview House", "residential.short")
DAY = timedelta(days=1)


def test_every_measure_of_the_list_is_counted_and_no_other() -> None:
    assert set(MEASURES) == set(load_measures())


def test_offered_accepted_left_and_arrived_are_counted_apart() -> None:
    ended = "placed_same_visit"
    cases = (
        make_case(None, OFFER, ended="declined", name="a"),
        make_case(None, OFFER, YES, ended=ended, name="b"),
        make_case(None, OFFER, YES, Departed(), ended=ended, name="c"),
        make_case(None, OFFER, YES, Departed(), Arrived("Sofia"), ended=ended, name="d"),
        make_case(None, OFFER, YES, Departed(), NotArrived("Sofia"), ended=ended, name="e"),
        make_case(None, ended="declined", name="f"),
    )

    assert counts("offered", "offers", *cases) == {"offered": 5, "not_offered": 1}
    assert counts("offered", "accepting", *cases) == {"accepted": 4, "not_accepted": 1}
    assert counts("arrived", "leaving", *cases) == {"left_for_it": 3, "not_left_for_it": 1}
    assert counts("arrived", "arriving", *cases) == {
        "arrived_said_there": 1, "not_arrived_said_there": 1, "unknown": 2,
    }  # fmt: skip


@pytest.mark.parametrize("part", [("offered", "offers"), ("referrals", "referred")])
def test_while_a_visit_goes_on_nothing_is_a_no(part: tuple[str, str]) -> None:
    assert counts(*part, make_case()) == {"open": 1}


def test_people_are_counted_once_and_the_unnamed_each_time() -> None:
    cases = (
        make_case(name="a", person="sam", is_known=True),
        make_case(name="b", person="sam", is_known=True),
        make_case(name="c"),
        make_case(name="d"),
    )

    assert counts("encounters", "ways", *cases) == {"walk_in": 4}
    assert counts("persons", "people", *cases) == {"once": 2, "more_than_once": 1}
    assert counts("persons", "names", *cases) == {"known_by_name": 1, "unnamed": 2}


def test_a_no_to_a_referral_is_counted_as_one_and_stands_in_no_other_table() -> None:
    case = make_case(None, Entered("field", "field"), ended=SAID_NO)

    assert counts("encounters", "ways", case) == {"said_no": 1}
    others = {
        (name, table.id)
        for name in MEASURES
        for table in tables(name, case).values()
        if table.of.count
    }
    assert others == {("encounters", "ways"), ("dispositions", "ends")}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ([(Confirmed("engaged", "Sofia"), 3, 31)], "in_care_said_there"),
        ([(Confirmed("engaged", "Sofia"), 3, 5)], "care_began_only"),
        ([(Confirmed("engaged", "Sofia"), 40, 45)], "not_in_care"),
        ([(TaskDone("t", "reached", status="in_treatment"), 31, 31)], "in_care_said_by_them"),
        ([(TaskDone("t", "reached", status="left"), 31, 31)], "not_in_care"),
        ([(TaskDone("t", "reached", status="in_treatment"), 8, 8)], "thirty_not_known"),
        ([(TaskDone("t", "not_reached", status="unknown"), 31, 31)], "thirty_not_known"),
        ([(TaskDone("t", "stopped", status="died"), 12, 12)], "died"),
        ([], "thirty_not_known"),
    ],
)
def test_in_care_after_30_days_is_only_what_was_heard_then(
    facts: list[tuple[Fact, int, int]], code: str
) -> None:
    entries = [
        make_entry(fact, at=ARRIVED + on * DAY, typed_at=ARRIVED + heard * DAY)
        for fact, on, heard in facts
    ]

    assert counts("engaged_30_days", "engaged", make_case(None, *entries)) == {code: 1}


def test_before_the_30_days_are_over_nobody_is_counted_as_lost() -> None:
    case = make_case(now=ARRIVED + 29 * DAY)

    assert counts("engaged_30_days", "engaged", case) == {"thirty_not_over": 1}


def test_at_a_check_where_the_place_says_not_in_care_it_is_counted_so() -> None:
    asked = FollowUp("month", Text.of("In care?"), 720, "s", ask="engagement")
    program = make_program(follow_ups=(asked,))
    day = ARRIVED + 31 * DAY
    case = make_case(
        None,
        TaskAdded("t", "follow_up", day, note="month"),
        make_entry(TaskDone("t", "reached"), at=day),
        program=program,
    )

    assert counts("engaged_30_days", "engaged", case) == {"not_in_care": 1}


def test_times_have_a_middle_a_range_and_say_for_how_many_they_are_known() -> None:
    called = make_entry(PartnerCalled("team", "on_the_way"), at=ARRIVED)
    came = [
        make_entry(PartnerArrived("team"), at=ARRIVED + timedelta(minutes=minutes))
        for minutes in (10, 20, 90)
    ]
    cases = [make_case(None, called, one, name=str(n)) for n, one in enumerate(came)]
    ended = make_case(None, called, ended="declined", name="nobody")

    table = tables("time_to_partner", *cases, ended)["to_partner"]

    assert table.spread is not None
    assert (table.spread.median, table.spread.low, table.spread.high) == (20, 10, 90)
    assert table.spread.known.count == 3
    assert {one.code: one.count for one in table.lines} == {
        "time_known": 3, "did_not_happen": 1, "open": 0,
    }  # fmt: skip


def test_time_until_care_is_not_known_where_nobody_heard_and_open_while_it_goes_on() -> None:
    began = make_entry(Confirmed("engaged", "Sofia"), at=ARRIVED + 9 * DAY)
    cases = (
        make_case(None, began, ended="placed_same_visit", name="a"),
        make_case(ended="declined", name="b"),
        make_case(name="c"),
    )

    assert counts("time_to_engagement", "to_care", *cases) == {
        "time_known": 1, "unknown": 1, "open": 1,
    }  # fmt: skip
    assert counts("time_to_engagement", "days_waiting", *cases) == {"waited_14": 1}


def test_an_answer_somebody_kept_to_themselves_is_no_blank_and_no_no() -> None:
    cases = (
        make_case({"veteran": "yes"}, name="a"),
        make_case({"veteran": make_answer(status=Status.RATHER_NOT_SAY)}, name="b"),
        make_case({"veteran": make_answer(status=Status.DOES_NOT_KNOW)}, name="c"),
        make_case(name="d"),
        make_case({"veteran": "no"}, name="e"),
    )

    assert counts("veterans", "veterans", *cases) == {
        "yes": 1, "no": 1, "rather_not_say": 1, "does_not_know": 1, "not_asked": 1,
    }  # fmt: skip


def test_who_came_is_counted_by_person_with_what_was_said_last() -> None:
    cases = (
        make_case({"sex": "female", "age": "34"}, name="a", person="sam"),
        make_case({"age": "35"}, name="b", person="sam"),
        make_case(name="c"),
    )

    assert counts("demographics", "age", *cases) == {"age_35": 1, "not_asked": 1}
    assert counts("demographics", "sex", *cases) == {"female": 1, "not_asked": 1}


def test_what_a_rule_led_to_is_counted_with_its_reason_and_what_was_done_instead() -> None:
    no = EligibilityDecided(
        "1", {}, "alternative", "no_photo_id", "T. Rowe", "The night team comes."
    )
    cases = (
        make_case(None, no, name="a"),
        make_case(None, EligibilityDecided("1", {}, "proceed"), name="b"),
        make_case(ended="declined", name="c"),
    )

    assert counts("exclusions_by_reason", "decided", *cases) == {
        "outcome_alternative": 1, "outcome_proceed": 1, "no_decision": 1,
    }  # fmt: skip
    assert sum(counts("exclusions_by_reason", "reasons", *cases).values()) == 1
    (instead,) = tables("exclusions_by_reason", *cases)["instead"].lines
    assert str(instead.label) == "The night team comes."


def test_an_officers_own_judgment_is_counted_by_its_reason() -> None:
    used = EligibilityDecided("1", {}, "alternative", judgment="not_this_time")
    cases = (
        make_case(None, used, name="a"),
        make_case(None, EligibilityDecided("1", {}, "proceed"), name="b"),
    )

    assert counts("officer_judgment", "judgment", *cases) == {
        "not_this_time": 1, "no_judgment": 1,
    }  # fmt: skip


def test_each_clock_is_met_late_missed_or_still_running() -> None:
    clock = ClockRule("team", Text.of("Team"), "arrived", "partner_arrived", 30, "s")
    program = make_program(clocks=(clock,))

    def came(minutes: int) -> Fact | object:
        return make_entry(PartnerArrived("team"), at=ARRIVED + timedelta(minutes=minutes))

    cases = (
        make_case(None, came(20), name="a", program=program),  # type: ignore[arg-type]
        make_case(None, came(45), name="b", program=program),  # type: ignore[arg-type]
        make_case(ended="declined", name="c", program=program),
        make_case(name="d", program=program),
        make_case(name="e", program=program, now=ARRIVED + timedelta(minutes=5)),
    )

    assert counts("clock_promises", "clock county_stations/team", *cases) == {
        "in_time": 1, "late": 1, "ended_without": 1, "over_running": 1, "running": 1,
    }  # fmt: skip


def test_duties_are_met_run_out_or_open_as_those_who_set_them_said() -> None:
    hours = FollowUp(
        "hours", Text.of("Hours"), 24, "s", ask="duty", needs_agreement=False,
        met=Text.of("Closed"), run_out=Text.of("Back to the office"),
    )  # fmt: skip
    program = make_program(follow_ups=(hours,))
    owed = TaskAdded("t", "follow_up", ARRIVED + DAY, note="hours")
    cases = (
        make_case(None, Confirmed("duty", "Clerk", "met", "hours"), name="a", program=program),
        make_case(None, owed, name="b", program=program),
    )

    assert counts("duties_met", "duties", *cases) == {"duty_met": 1, "duty_open": 1}
    assert counts("duties_open", "open_duties", *cases) == {"duty_due": 1}


def test_tries_are_counted_one_by_one_and_people_reached_once() -> None:
    tried = [
        make_entry(ContactTried(code, "call", "Dana", reached=code == "reached"), entry_id=code)
        for code in ("no_answer", "left_message", "reached")
    ]
    case = make_case(None, Entered("od", "outreach"), *tried)

    assert sum(counts("attempts", "tries_by_way", case).values()) == 3
    assert counts("reached", "sought", case) == {"reached": 1}
    assert tables("reached", case)["until_reached"].spread is not None


def test_who_was_sought_and_not_reached_yet_is_not_counted_as_missed() -> None:
    case = make_case(None, Entered("od", "outreach"))

    assert counts("reached", "sought", case) == {"open": 1}


def test_kits_are_added_up_and_the_care_found_stands_beside_the_care_wanted() -> None:
    case = make_case({"naloxone_kits": "2", "preferred_level": "residential"}, YES)
    other = make_case({"naloxone_kits": "3"}, name="b")

    assert counts("naloxone", "kits", case, other) == {"kits": 5}
    assert counts("level_preferred_actual", "level_compared", case, other) == {"level_same": 1}


def test_coming_back_is_joined_or_said_and_a_blank_is_neither() -> None:
    cases = (
        make_case({"been_here_before": "yes"}, JoinedWith("v0"), name="a"),
        make_case({"been_here_before": "yes"}, name="b"),
        make_case({"been_here_before": "no"}, name="c"),
        make_case(name="d"),
    )

    assert counts("returns", "returns", *cases) == {
        "joined": 1, "came_back": 1, "first_time": 1, "not_asked": 1,
    }  # fmt: skip


def test_the_last_thing_learned_says_how_somebody_left() -> None:
    status = [
        make_entry(TaskDone(str(n), "reached", status=code), at=ARRIVED + n * DAY)
        for n, code in enumerate(("in_treatment", "completed", "unknown"), 1)
    ]

    assert counts("exits", "exits", make_case(None, *status)) == {"exit_finished": 1}
    assert counts("exits", "exits", make_case()) == {"unknown": 1}


def test_every_call_for_a_place_is_counted_by_its_answer() -> None:
    calls = [
        make_entry(ProviderCalled("p", "Bayview", code), entry_id=str(n))
        for n, code in enumerate(("no_bed", "no_bed", "bed_now"))
    ]

    assert counts("denials", "calls", make_case(None, *calls)) == {"no_bed": 2, "bed_now": 1}


def test_the_family_of_somebody_who_died_is_counted_with_its_own_answer() -> None:
    case = make_case({"overdose_fatal": "yes", "family_contact_agreed": "yes"})
    came = make_case({"visitor_type": "concerned_person", "relationship": "parent"}, name="b")

    assert counts("family_contacts", "family_agreed", case, came) == {"yes": 1}
    assert counts("family_contacts", "came_for", case, came) == {"parent": 1}
    assert counts("engaged_30_days", "engaged", came) == {}


def test_lines_that_do_not_overlap_add_up_to_all_that_were_counted() -> None:
    cases = [
        make_case(
            {"age": str(20 + n), "sex": "male", "payer.coverage": ("medicaid", "va")},
            OFFER,
            AgreementMade("1", "agreed"),
            name=str(n),
            ended="declined" if n % 2 else "",
        )
        for n in range(9)
    ]

    for name in MEASURES:
        for table in tables(name, *cases).values():
            added = sum(line.count for line in table.lines)
            assert table.many or added == table.of.count, (name, table.id)
