"""Five programs that go to people, or take them from an officer, as they are published."""

from datetime import timedelta

import pytest

from safestation.catalog.programs import load_programs
from safestation.domain.eligibility import ALTERNATIVE, PROCEED, REVIEW
from safestation.domain.program import ClockRule, FollowUp, Outcome, Program, Rule
from safestation.domain.station import SiteType

PROGRAMS = load_programs()
PLYMOUTH = PROGRAMS["plymouth_county_outreach"]
ARLINGTON = PROGRAMS["arlington_outreach"]
QRT = PROGRAMS["qrt_hamilton_county"]
DART = PROGRAMS["dart_lucas_county"]
STEER = PROGRAMS["steer_montgomery_county"]
FIVE = (PLYMOUTH, ARLINGTON, QRT, DART, STEER)
DEFAULT = "station_default"
DAY = timedelta(days=1)
each_of_five = pytest.mark.parametrize("program", FIVE, ids=lambda p: p.id)


def clock(program: Program, clock_id: str) -> ClockRule:
    return next(c for c in program.clocks if c.id == clock_id)


def owed(program: Program, follow_up_id: str) -> FollowUp:
    return next(f for f in program.follow_ups if f.id == follow_up_id)


def rule(program: Program, rule_id: str) -> Rule:
    return next(r for r in program.rules if r.id == rule_id)


def after(program: Program, rule_id: str, value: str) -> Outcome:
    return next(o for o in rule(program, rule_id).outcomes if value in o.any_of)


def lasts(found: ClockRule) -> timedelta:
    return timedelta(minutes=found.minutes)


def test_they_come_to_people_by_different_ways() -> None:
    ways = {p.id: [entry.kind for entry in p.entries] for p in FIVE}

    assert ways == {
        PLYMOUTH.id: ["outreach", "outreach", "social_contact", "walk_in", "drop_in"],
        ARLINGTON.id: ["social_contact", "outreach", "drop_in"],
        QRT.id: ["outreach", "social_contact"],
        DART.id: ["outreach", "phone", "social_contact"],
        STEER.id: ["field", "field", "outreach", "phone"],
    }


def test_they_stand_in_different_houses() -> None:
    assert {p.id: {str(site) for site in p.hosts} for p in FIVE} == {
        PLYMOUTH.id: {"police", "office"},
        ARLINGTON.id: {"police"},
        QRT.id: {"fire", "police"},
        DART.id: {"police"},
        STEER.id: {"police", "office"},
    }


def test_each_window_after_an_overdose_is_the_published_one() -> None:
    first, outer = clock(PLYMOUTH, "visit_window"), clock(PLYMOUTH, "outer_window")
    window = clock(QRT, "recovery_window")

    assert (first.opens_minutes, lasts(first), first.source) == (12 * 60, DAY, "P1")
    assert (outer.opens_minutes, lasts(outer), outer.source) == (12 * 60, 3 * DAY, "P8")
    assert (lasts(window), window.start, window.stop, window.source) == (
        3 * DAY, "overdose", "reached", "S0",
    )  # fmt: skip


def test_where_the_texts_differ_or_are_silent_the_file_says_so() -> None:
    visit = PLYMOUTH.step("visit")
    find = QRT.step("find")
    assert visit is not None
    assert find is not None

    assert all(figure in str(visit.why) for figure in ("12 to 24", "48", "12 to 72"))
    assert any("day 3 to 5" in str(line) for line in find.do)
    assert clock(DART, "at_hospital").source == DEFAULT
    assert clock(ARLINGTON, "first_try_overdose").source == DEFAULT


def test_a_family_is_visited_four_to_six_weeks_after_a_death() -> None:
    visit = clock(PLYMOUTH, "family_visit")

    assert timedelta(minutes=visit.opens_minutes) == 28 * DAY
    assert (lasts(visit), visit.source) == (42 * DAY, "P2")
    assert visit.entries == {"family_after_death"}


def test_after_a_no_a_coach_calls_every_other_day_for_weeks() -> None:
    calls = owed(PLYMOUTH, "coach_calls")

    assert (calls.every_days, calls.until_days, calls.source) == (2, 21, "P4")
    assert calls.needs_agreement
    assert after(PLYMOUTH, "wants_help", "no").outcome == ALTERNATIVE


def test_steer_is_in_touch_each_week_and_asks_at_thirty_days_after_the_start() -> None:
    weekly, active = owed(STEER, "weekly_contact"), owed(STEER, "active_30d")

    assert (weekly.every_days, weekly.source) == (7, "X2")
    assert (active.after_hours, active.start, active.source) == (30 * 24, "engaged", "X1")
    assert "engaged_30_days" in STEER.reports


def test_the_field_screen_and_the_offense_decide_and_never_end_it() -> None:
    assert after(STEER, "field_screen", "fits").outcome == PROCEED
    assert after(STEER, "field_screen", "not_done").outcome == REVIEW
    assert after(STEER, "field_screen", "does_not_fit").outcome == ALTERNATIVE
    assert after(STEER, "offense", "unsure").reviewer == "supervisor"
    assert "eer" in str(after(STEER, "offense", "does_not_fit").alternative)
    assert rule(STEER, "offense").entries == {"field"}  # without a charge there is none


def test_a_held_charge_is_owed_to_its_office_and_says_what_follows() -> None:
    held = owed(STEER, "held_charge")

    assert (held.ask, held.who, held.needs_agreement) == ("duty", "charge_office", False)
    assert held.source == DEFAULT  # when it is looked at again was not found
    assert held.met.has("es")
    assert held.run_out.has("es")
    assert {f.form for f in STEER.packet if f.recipient == "charge_office"} == {
        "consent", "part2_notice", "review_request",
    }  # fmt: skip


def test_a_peer_answers_around_the_clock_in_steer() -> None:
    peers = STEER.partner("peer_team")
    assert peers is not None

    assert len(peers.schedule.spans) == 7
    assert peers.source == "X2"


def test_an_officer_drives_and_follows_in_dart_alone() -> None:
    drive = DART.step("drive")
    assert drive is not None

    assert drive.page == "handoff"
    assert "ride_mode" in drive.needed
    assert owed(DART, "officer_visits").ask == "visit"
    assert {f.who for f in DART.follow_ups} == {"dart_officer"}


def test_a_medic_takes_vitals_on_the_response_team_alone() -> None:
    with_vitals = {
        p.id for p in FIVE for s in p.steps if s.page == "medical" and "news2" in s.instruments
    }

    assert with_vitals == {QRT.id}
    assert SiteType.FIRE in QRT.hosts


def test_arlington_counts_its_five_and_writes_a_plan_before_anything_else() -> None:
    pages = [step.id for step in ARLINGTON.steps]
    plan = ARLINGTON.step("survival_plan")
    assert plan is not None

    assert {"persons", "level_preferred_actual", "naloxone", "veterans"} <= set(
        ARLINGTON.reports
    )
    assert plan.sections == ("bridge",)
    assert pages.index("survival_plan") < pages.index("eligibility")
    assert {f.form for f in ARLINGTON.packet if f.preselected} >= {"bridge_plan"}


@each_of_five
def test_nobody_is_kept_out_by_a_rule_that_nobody_published(program: Program) -> None:
    asked = {r.question for r in program.rules}

    assert asked.isdisjoint({"warrant_check", "resident", "photo_id", "charge_pending"})


@each_of_five
def test_minors_follow_the_state_s_table_and_an_empty_one_goes_to_a_person(
    program: Program,
) -> None:
    minors = rule(program, "minor")

    assert minors.minors
    assert after(program, "minor", "table_empty").outcome == REVIEW
    assert after(program, "minor", "table_empty").reviewer in {r.id for r in program.roles}


@each_of_five
def test_every_clock_and_contact_has_somebody_who_has_it(program: Program) -> None:
    roles = {role.id for role in program.roles}
    late = [c for c in program.clocks if c.start in {"overdose", "referred", "assessed"}]

    assert late
    assert all(c.who in roles and c.ended and c.escalate for c in late)
    assert all(f.who in roles for f in program.follow_ups)


@each_of_five
def test_what_no_page_says_set_up_asks_the_station(program: Program) -> None:
    unknown = {f"partner.{p.id}.hours" for p in program.partners if not p.schedule.is_known}
    phones = {f"partner.{p.id}.phone" for p in program.partners}

    assert unknown | phones <= set(program.set_by_station)


@each_of_five
def test_whether_it_runs_today_was_not_checked_and_the_file_says_so(program: Program) -> None:
    assert program.runs.today
    assert program.runs.checked == "not checked"
    assert program.runs.source in program.sources


@each_of_five
def test_how_somebody_came_to_be_known_is_never_asked(program: Program) -> None:
    minimum = {q for entry in program.entries for q in entry.needed}

    assert minimum <= {
        *("overdose_at", "overdose_town", "overdose_fatal", "contact_reason"),
        "field_encounter",
    }
