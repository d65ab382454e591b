"""Programs are data: they really differ, each rule has its source, none is a dead end."""

import pytest

from safestation.catalog.form_words import load_form_file
from safestation.catalog.known import FORMS, INFORMATION, PAGES, shipped
from safestation.catalog.nodes import Node, Report
from safestation.catalog.opening import read_schedule
from safestation.catalog.programs import load_programs
from safestation.domain.consent import ConsentKind
from safestation.domain.disclosure import ENDING
from safestation.domain.eligibility import ALTERNATIVE, HOSPITAL, PROCEED, REVIEW
from safestation.domain.milestones import MILESTONES
from safestation.domain.program import Entry, Program, Step, holds_for
from safestation.domain.station import SiteType
from safestation.paths import resource
from tests.factories import WORDS

PROGRAMS = load_programs()
ARUNDEL = PROGRAMS["safe_stations_anne_arundel"]
MANCHESTER = PROGRAMS["safe_station_manchester"]
HUDSON = PROGRAMS["hope_not_handcuffs_hudson_valley"]
DEFAULT = "station_default"
# Where programs start that published none: they bracket what others did.
USUAL = {
    "partner_called": 10, "partner_here": 30, "first_call": 45,
    "offer": 180, "supervisor": 360, "bridge": 480,
}  # fmt: skip
TEMPLATE = "template"  # to copy: it speaks of no real place
FIRST = {p.id: p for p in (ARUNDEL, MANCHESTER, HUDSON)}  # what is said of these three only
each_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=list(PROGRAMS))
each_of_the_first = pytest.mark.parametrize("program", FIRST.values(), ids=list(FIRST))


def pages(program: Program, site: SiteType) -> list[str]:
    return [s.page for s in program.steps if site in s.sites and not s.when]


def is_on(step: Step, entry: Entry, site: SiteType) -> bool:
    return site in step.sites and holds_for(step.entries, entry.id)


def outcome_of(program: Program, question: str, value: str) -> str:
    rule = next(r for r in program.rules if r.question == question)
    return next(o.outcome for o in rule.outcomes if value in o.any_of)


def minutes(program: Program) -> dict[str, tuple[int, str]]:
    return {clock.id: (clock.minutes, clock.source) for clock in program.clocks}


def test_they_are_hosted_by_different_stations() -> None:
    assert ARUNDEL.hosts == HUDSON.hosts == {SiteType.FIRE, SiteType.POLICE}
    assert MANCHESTER.hosts == {SiteType.FIRE}


def test_a_program_that_has_ended_says_so() -> None:
    assert (MANCHESTER.runs.today, MANCHESTER.runs.until) == (False, "2021-10")
    assert ARUNDEL.runs.today
    assert HUDSON.runs.today


def test_they_call_somebody_else_first() -> None:
    first = [p.partners[0] for p in (ARUNDEL, MANCHESTER, HUDSON)]

    assert [p.id for p in first] == ["crisis_team", "day_coach", "angel"]
    assert [p.minutes_to_arrive for p in first] == [20, None, 30]


@each_program
def test_no_phone_number_of_anybody_is_shipped(program: Program) -> None:
    assert {partner.phone for partner in program.partners} == {""}


def test_the_day_center_of_manchester_is_closed_when_most_people_came() -> None:
    day, night = MANCHESTER.partners

    assert {span.closes.hour for span in day.schedule.spans} == {17}
    assert night.schedule.is_known


def test_items_come_before_the_coach_in_manchester_and_after_the_angel_call_in_hudson() -> None:
    manchester, hudson = pages(MANCHESTER, SiteType.FIRE), pages(HUDSON, SiteType.POLICE)

    assert manchester.index("items") < manchester.index("partner")
    assert hudson.index("partner") < hudson.index("items")
    assert MANCHESTER.items[SiteType.FIRE].before_partner


def test_police_ask_about_weapons_before_the_medical_check_in_anne_arundel() -> None:
    police, fire = pages(ARUNDEL, SiteType.POLICE), pages(ARUNDEL, SiteType.FIRE)

    assert police.index("items") < police.index("medical")
    assert fire.index("medical") < fire.index("items")


@each_program
def test_what_a_program_prints_has_a_page_that_prints_it(program: Program) -> None:
    for site in program.hosts:
        assert not program.packet or "handoff" in pages(program, site)


@each_program
def test_only_stations_with_medics_take_vitals(program: Program) -> None:
    for step in program.steps:
        if {"news2", "vital_red_flags"} & set(step.instruments):
            assert all(site.has_medics for site in step.sites & program.hosts)


@each_of_the_first
def test_stations_with_medics_do_take_vitals(program: Program) -> None:
    medical = [s for s in program.steps if s.page == "medical" and SiteType.FIRE in s.sites]

    assert medical
    assert all("news2" in step.instruments for step in medical)


def test_a_warrant_leads_elsewhere_in_each_program() -> None:
    assert outcome_of(ARUNDEL, "warrant_check", "hit_serious") == REVIEW
    assert outcome_of(HUDSON, "warrant_check", "hit_serious") == ALTERNATIVE
    assert "warrant_check" not in {rule.question for rule in MANCHESTER.rules}


def test_a_known_provider_comes_first_only_in_manchester() -> None:
    asking = {p.id for p in FIRST.values() if any(s.id == "known_provider" for s in p.steps)}

    assert asking == {MANCHESTER.id}
    assert outcome_of(MANCHESTER, "provider_takes_back", "yes") == ALTERNATIVE


def test_where_people_live_and_how_often_they_come_keeps_nobody_out() -> None:
    assert outcome_of(ARUNDEL, "resident", "no") == PROCEED
    assert outcome_of(MANCHESTER, "resident", "no") == PROCEED
    assert outcome_of(MANCHESTER, "been_here_before", "yes") == PROCEED


@each_program
def test_a_medical_concern_means_hospital_first_and_never_out(program: Program) -> None:
    asked = {rule.question for rule in program.rules}
    meets_people = {entry.kind for entry in program.entries} & {"walk_in", "field", "outreach"}

    assert "medical_hold" in asked or not meets_people
    if "medical_hold" in asked:
        assert outcome_of(program, "medical_hold", "yes") == HOSPITAL


@each_program
def test_every_way_that_is_not_straight_on_has_reason_decider_and_something_instead(
    program: Program,
) -> None:
    reasons = shipped().reasons
    turned = [o for rule in program.rules for o in rule.outcomes if o.outcome != PROCEED]

    for outcome in turned:
        assert outcome.reason_code in reasons
        assert outcome.decider.has("en")
        assert outcome.alternative.has("en")
        assert outcome.alternative.has("es")


@each_program
def test_every_rule_clock_partner_and_follow_up_names_a_source_of_the_file(
    program: Program,
) -> None:
    named = {rule.source for rule in program.rules}
    named |= {clock.source for clock in program.clocks}
    named |= {partner.source for partner in program.partners}
    named |= {follow_up.source for follow_up in program.follow_ups}
    named |= {policy.source for policy in program.items.values()}

    assert named <= set(program.sources)
    assert named - {DEFAULT} or program.id == TEMPLATE


def test_only_published_figures_are_given_as_published() -> None:
    assert minutes(ARUNDEL)["partner_here"] == (20, "A6")
    assert minutes(HUDSON)["partner_here"] == (30, "H7")
    assert minutes(MANCHESTER)["partner_here"] == (30, DEFAULT)


def test_a_follow_up_is_given_as_published_only_where_a_page_says_when() -> None:
    published = {
        (program.id, follow_up.id)
        for program in PROGRAMS.values()
        for follow_up in program.follow_ups
        if follow_up.source != DEFAULT
    }

    weekly = ("weekly_contact", "weekly_contact_peer", "weekly_contact_hospital")
    assert published == {
        ("a_way_out_lake_county", "after_30d"),
        ("adult_civil_citation_leon_county", "sanction_due"),
        ("drug_court_clayton_county", "weekly_court"),
        ("drug_court_clayton_county", "finish"),
        ("hope_initiative_nashville", "after_120d"),
        ("plymouth_county_outreach", "coach_calls"),
        ("safe_passage_lee_whiteside", "after_30d"),
        ("steer_montgomery_county", "active_30d"),
        *(("steer_montgomery_county", one) for one in weekly),
    }


@each_program
def test_a_time_that_neither_a_page_nor_the_usual_start_gives_is_asked_at_set_up(
    program: Program,
) -> None:
    own = {
        f"clock.{clock.id}.minutes"
        for clock in program.clocks
        if clock.source == DEFAULT and USUAL.get(clock.id) != clock.minutes
    }

    assert own <= set(program.set_by_station)


@each_program
def test_hours_that_nobody_published_are_asked_at_set_up(program: Program) -> None:
    open_ = [p for p in program.partners if p.source == DEFAULT or not p.schedule.is_known]

    assert {f"partner.{p.id}.hours" for p in open_} <= set(program.set_by_station)


def test_a_rota_of_volunteers_or_an_office_is_not_said_to_be_open_where_no_page_says_so() -> (
    None
):
    unknown = {
        (program.id, partner.id)
        for program in PROGRAMS.values()
        for partner in program.partners
        if not partner.schedule.is_known
    }

    assert {
        ("angel_gloucester", "angel"),
        ("safe_passage_lee_whiteside", "guide"),
        ("lead_king_county", "case_manager"),
        ("adult_civil_citation_leon_county", "program_office"),
        ("drug_court_clayton_county", "court_office"),
        ("yellow_line_blue_earth_county", "human_services"),
        ("cit_memphis", "crisis_center"),
    } <= unknown


@each_of_the_first
def test_targets_without_a_published_figure_are_the_station_defaults(program: Program) -> None:
    expected = {id_: figure for id_, figure in USUAL.items() if id_ != "partner_here"}

    assert {id_: minutes(program)[id_] for id_ in expected} == {
        id_: (figure, DEFAULT) for id_, figure in expected.items()
    }


@each_of_the_first
def test_follow_ups_are_at_a_day_three_a_week_a_month_and_three_months(
    program: Program,
) -> None:
    assert [f.after_hours for f in program.follow_ups] == [24, 72, 168, 720, 2160]


@each_program
def test_nobody_but_police_ever_holds_drugs(program: Program) -> None:
    for site, policy in program.items.items():
        assert site.keeps_items or not policy.may_hold_drugs


def test_volunteers_drive_in_pairs_in_hudson_valley_only() -> None:
    assert [p.driver_count for p in (ARUNDEL, MANCHESTER, HUDSON)] == [1, 1, 2]


def test_only_hudson_valley_asks_for_an_agreement() -> None:
    with_form = {p.id for p in FIRST.values() if "participation" in {f.form for f in p.packet}}
    with_step = {p.id for p in FIRST.values() if "agreement" in {s.page for s in p.steps}}

    assert with_form == with_step == {HUDSON.id}
    assert HUDSON.participation
    assert not ARUNDEL.participation


def test_only_anne_arundel_asks_a_prosecutor_on_a_paper_of_its_own() -> None:
    prosecutors = [
        r for p in FIRST.values() for r in p.recipients
        if r.kind == ConsentKind.PROCEEDINGS
    ]  # fmt: skip

    assert [r.id for r in prosecutors] == ["prosecutor"]
    assert prosecutors[0].information == ("identity", "legal_status")
    assert "review_request" in {form.form for form in ARUNDEL.packet}


@each_program
def test_drivers_and_family_learn_where_and_when_and_nothing_of_health(
    program: Program,
) -> None:
    for recipient in program.recipients:
        if recipient.id in {"driver", "support_person"}:
            assert recipient.information == ("identity", "where_and_when")


@each_program
def test_one_recipient_is_the_place_that_takes_the_person(program: Program) -> None:
    if "placement" not in {step.page for step in program.steps}:
        return
    (placement,) = [r for r in program.recipients if r.from_placement]

    assert set(placement.information) == {
        *("identity", "health", "substance_use", "insurance", "needs", "contact"),
        "placement",
    }


@each_program
def test_wherever_a_record_goes_consent_and_notice_go_with_it(program: Program) -> None:
    papers: dict[str, set[str]] = {}
    for form in program.packet:
        if form.recipient:
            papers.setdefault(form.recipient, set()).add(form.form)
    records = {"handoff_summary", "driver_sheet", "review_request"}

    told = [forms for forms in papers.values() if forms & records]
    assert told or "handoff" not in {step.page for step in program.steps}
    assert all({"consent", "part2_notice"} <= forms for forms in told)


@each_program
def test_resource_sheet_and_card_are_always_there(program: Program) -> None:
    always = {f.form for f in program.packet if f.preselected and not f.when}

    assert {"resource_sheet", "person_card"} <= always


@each_program
def test_the_notice_comes_before_any_name(program: Program) -> None:
    for entry in program.entries:
        for site in program.hosts:
            way = [s for s in program.steps if is_on(s, entry, site)]
            asked = [s.id for s in way if "identity" in s.sections]
            pages = [s.page for s in way]
            assert entry.kind != "walk_in" or pages[0] == "welcome"
            assert not asked or "welcome" not in pages or way[0].id not in asked


@each_program
def test_every_step_says_what_to_do_what_to_say_and_why(program: Program) -> None:
    for step in program.steps:
        for text in (step.title, *step.do, step.say, step.why):
            assert text.has("en"), step.id
            assert text.has("es"), step.id
        assert step.do


@each_of_the_first
def test_the_short_intake_needs_only_what_every_place_asks(program: Program) -> None:
    (intake,) = [s for s in program.steps if s.page == "intake"]

    assert set(intake.needed) == {
        *("age", "date_of_birth", "primary_substance", "last_use_at", "payer.coverage")
    }


def test_every_kind_of_page_and_milestone_is_used_by_some_program() -> None:
    used = {step.page for p in PROGRAMS.values() for step in p.steps}
    marked = {m for p in PROGRAMS.values() for c in p.clocks for m in (c.start, c.stop)}

    assert set(PAGES) - used <= {"outreach", "duties"}  # programs with those ways in use them
    assert used <= set(PAGES)
    assert marked <= set(MILESTONES)


def test_every_form_belongs_to_some_packet() -> None:
    used = {form.form for p in PROGRAMS.values() for form in p.packet}

    assert used == set(FORMS)


def test_the_consent_form_has_words_for_every_kind_of_information() -> None:
    words = load_form_file(resource("forms", "consent.toml"))

    assert all(words.has(f"information.{kind}", "es") for kind in INFORMATION)


@pytest.mark.parametrize(
    ("hours", "remedy"),
    [
        ("Mon 08:00-12:00; Mon 11:00-15:00", "mon and mon"),
        ("Mon 20:00-06:00; Tue 05:00-09:00", "mon and tue"),
        ("Sun 20:00-06:00; Mon 05:00-09:00", "sun and mon"),
        ("Moonday 08:00-12:00", "Write hours like"),
        ("Mon 08:00", "Write hours like"),
    ],
)
def test_hours_that_cannot_be_are_refused(hours: str, remedy: str) -> None:
    report = Report("a.toml")

    read_schedule(Node(hours, "partner[0].hours", report))

    assert [p.place for p in report.found] == ["partner[0].hours"]
    assert remedy in report.found[0].remedy


@pytest.mark.parametrize(
    "hours",
    ["24/7", "unknown", "Mon-Fri 08:00-12:00, 12:00-17:00", "Daily 20:00-06:00",
     "Sun 20:00-06:00; Mon 06:00-09:00", "Mon 08:00-17:00"],
)  # fmt: skip
def test_hours_that_touch_but_do_not_overlap_are_fine(hours: str) -> None:
    report = Report("a.toml")

    read_schedule(Node(hours, "partner[0].hours", report))

    assert report.found == []


@each_program
def test_it_is_asked_whether_they_arrived_and_stayed_in_care_and_somebody_has_that(
    program: Program,
) -> None:
    asked = {one.ask for one in program.follow_ups}
    leaves = "placement" in {step.page for step in program.steps}
    roles = {role.id for role in program.roles}

    assert "engagement" in asked
    assert "arrival" in asked or not leaves
    assert {one.who for one in program.follow_ups} <= roles
    assert {one.who for one in program.clocks} <= roles


def named(program_id: str) -> str:
    """Return whom a program names as partners and roles, in its own words."""
    program = PROGRAMS[program_id]
    names = [*(p.name for p in program.partners), *(r.name for r in program.roles)]
    return " ".join(name.in_language("en") for name in names)


def test_what_is_published_of_a_program_stands_in_its_file_and_nothing_of_another() -> None:
    away = PROGRAMS["a_way_out_lake_county"]
    said = [*away.notice.promises, *away.participation]
    assert sum("charges are sought" in one.in_language("en") for one in said) == 2

    assert not [key for key in HUDSON.sources if key.startswith("I")]
    assert "Coastal Plain Hospital" in named("hope_initiative_nashville")
    assert "District Attorney" in named("hope_initiative_nashville")
    mercy = PROGRAMS["mercy_project_walker_county"]
    assert minutes(mercy)["answered"] == (10, DEFAULT)
    citation = PROGRAMS["adult_civil_citation_leon_county"]
    owed = [one.met for one in citation.follow_ups if one.met]
    for one in (*citation.notice.promises, *citation.participation, *owed):
        words = one.in_language("en").lower()
        assert "arrest record" not in words or "the program works so that" in words
    guide = pages(PROGRAMS["safe_passage_lee_whiteside"], SiteType.POLICE)
    assert guide.index("agreement") < guide.index("partner")


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_ends_a_consent_is_said_in_the_words_that_the_record_follows(
    language: str,
) -> None:
    words = WORDS["consent"]
    followed = {words.say(f"until.{code}", language) for code in ENDING}

    events = {
        recipient.event.in_language(language)
        for program in PROGRAMS.values()
        for recipient in program.recipients
        if recipient.event
    }

    only_people_know = {"when the charge is settled", "cuando se resuelva el cargo"}
    assert events - followed <= only_people_know
