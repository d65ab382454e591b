"""What the file of a program can say of ways in, roles, times and reviews, and what not."""

from pathlib import Path

import pytest

from safestation.catalog.checks import check_content
from safestation.catalog.known import shipped
from safestation.catalog.programs import check_program_file, load_program, read_content
from safestation.domain.eligibility import weigh
from safestation.domain.errors import ContentRefused
from safestation.domain.facts import Entered
from safestation.domain.overrides import values
from safestation.domain.program import Program
from safestation.domain.station import SiteType
from safestation.paths import resource
from tests.factories import make_visit

PROGRAM = resource("programs", "safe_stations_anne_arundel.toml")
SOURCE = PROGRAM.read_text(encoding="utf-8")
KNOWN = shipped()
LEAD = """
[[role]]
id = "lead"
name = { en = "Lead", es = "Responsable" }
does = { en = "Decides.", es = "Decide." }
kind = "coordinator"
source = "A6"
"""
WALK_IN = """
[[entry]]
id = "door"
kind = "walk_in"
title = { en = "At the door", es = "En la puerta" }
"""
FIELD = """
[[entry]]
id = "patrol"
kind = "field"
title = { en = "From patrol", es = "De la patrulla" }
sections = ["field_referral"]
needed = ["referring_officer"]
needs_agreement = true
"""
RULE = """
[[rule]]
id = "more"
title = { en = "One more", es = "Otra" }
question = "photo_id"
source = "A6"
[[rule.outcome]]
any_of = ["yes"]
outcome = "proceed"
[[rule.outcome]]
any_of = ["no"]
outcome = "review"
reason_code = "no_photo_id"
reviewer = "lead"
decider = { en = "Lead", es = "Responsable" }
alternative = { en = "A card.", es = "Una tarjeta." }
"""
CALL = """
[[step]]
id = "more"
page = "partner"
title = { en = "Call them", es = "Llame" }
partners = ["crisis_team"]
"""
DUTIES = """
[[step]]
id = "held"
page = "duties"
title = { en = "The held charge", es = "El cargo en espera" }
sections = ["duties"]
asks = ["held_charge", "duty_due_on"]
needed = ["duty_due_on"]
"""
CLOCK = """
[[clock]]
id = "more"
title = { en = "One more", es = "Otro" }
start = "overdose"
stop = "reached"
hours = 72
opens_hours = 24
source = "A6"
who = "lead"
"""
FOLLOW_UP = """
[[follow_up]]
id = "more"
title = { en = "Every week", es = "Cada semana" }
after_days = 7
every_days = 7
until_days = 180
ask = "engagement"
who = "lead"
source = "A6"
"""
DUTY = """
[[follow_up]]
id = "hours"
title = { en = "Hours due", es = "Horas" }
after_days = 90
ask = "duty"
needs_agreement = false
met = { en = "Done.", es = "Listo." }
run_out = { en = "The office calls.", es = "La oficina llama." }
who = "lead"
source = "A6"
"""


SOON = DUTY.replace('"hours"', '"soon"').replace("= 90", "= 76") + 'reminds_of = "hours"\n'


def written(folder: Path, *more: str, set_by: str = "", report: str = "encounters") -> Path:
    path = folder / PROGRAM.name
    text = SOURCE.replace("partner.crisis_team.phone", set_by or "partner.crisis_team.phone", 1)
    text = text.replace('"encounters"', f'"{report}"', 1)
    path.write_text(text + LEAD + "".join(more), encoding="utf-8")
    return path


def read(folder: Path, *more: str, set_by: str = "") -> Program:
    return load_program(written(folder, *more, set_by=set_by), KNOWN)


def test_a_clock_and_a_follow_up_keep_the_unit_they_were_written_in(tmp_path: Path) -> None:
    program = read(tmp_path, CLOCK, FOLLOW_UP)
    clock, follow_up = program.clocks[-1], program.follow_ups[-1]

    assert (clock.minutes, clock.amount, clock.unit) == (72 * 60, 72, "hours")
    assert (clock.opens_minutes, clock.who) == (24 * 60, "lead")
    assert (follow_up.after_hours, follow_up.unit) == (7 * 24, "days")
    assert (follow_up.every_days, follow_up.until_days) == (7, 180)
    assert follow_up.needs_agreement


def test_a_duty_says_what_follows_either_way_and_asks_for_no_yes(tmp_path: Path) -> None:
    duty = read(tmp_path, DUTY).follow_ups[-1]

    assert not duty.needs_agreement
    assert (str(duty.met), str(duty.run_out)) == ("Done.", "The office calls.")


def test_a_reminder_names_its_duty_and_comes_before_it(tmp_path: Path) -> None:
    duty, soon = read(tmp_path, DUTY, SOON).follow_ups[-2:]

    assert soon.duty == duty.duty == duty.id
    assert soon.after_hours < duty.after_hours


def test_a_file_without_ways_in_has_one_at_the_door(tmp_path: Path) -> None:
    without = (
        SOURCE.partition("[[entry]]")[0]
        + "[["
        + SOURCE.partition("[[entry]]")[2].partition("[[")[2]
    )
    path = tmp_path / PROGRAM.name
    path.write_text(without, encoding="utf-8")

    (entry,) = load_program(path, KNOWN).entries

    assert (entry.id, entry.kind, entry.needs_agreement) == ("walk_in", "walk_in", False)


def test_steps_rules_clocks_and_contacts_of_another_way_in_stay_away(tmp_path: Path) -> None:
    only = 'entries = ["patrol"]\n'
    rule = RULE.replace('source = "A6"\n', 'source = "A6"\n' + only)
    program = read(tmp_path, FIELD, rule, CLOCK + only, FOLLOW_UP + only)
    visit = make_visit()  # came in at the door
    sent = make_visit(facts=(Entered("patrol", "field"),))

    assert program.entry_of(visit).id == "walk_in"
    assert program.entry_of(sent).id == "patrol"
    assert {"more"} <= {r.id for r in program.rules_for(sent, SiteType.FIRE)}
    assert {"more"} <= {c.id for c in program.clocks_for(sent)}
    assert "more" not in {r.id for r in program.rules_for(visit, SiteType.FIRE)}
    assert "more" not in {r.rule.id for r in weigh(program, visit, SiteType.FIRE).results}
    assert "more" not in {c.id for c in program.clocks_for(visit)}
    assert "more" not in {f.id for f in program.follow_ups_for(visit)}


def test_a_rule_that_is_off_is_not_asked(tmp_path: Path) -> None:
    off = RULE.replace('source = "A6"', 'source = "A6"\non = false')
    visit = make_visit()

    assert "more" in {r.id for r in read(tmp_path, RULE).rules_for(visit, SiteType.FIRE)}
    assert "more" not in {r.id for r in read(tmp_path, off).rules_for(visit, SiteType.FIRE)}


def test_what_a_station_sets_is_what_it_could_override(tmp_path: Path) -> None:
    program = read(tmp_path, RULE, set_by="rule.more.on")

    paths = {value.path for value in values(program)}

    assert program.set_by_station[0] == "rule.more.on"
    assert {
        *("partner.crisis_team.phone", "clock.partner_here.minutes", "rule.more.on"),
        *("rule.more.outcome.1.alternative", "follow_up.after_72h.after_hours"),
    } <= paths
    assert "rule.more.outcome.0.alternative" not in paths


MISTAKES = [
    # what is written, place, word of the remedy
    (LEAD, "role[-1].id", "another role"),
    (LEAD.replace("coordinator", "boss"), "role[-1].kind", "kind of role"),
    (WALK_IN.replace("walk_in", "walkin"), "entry[-1].kind", "walk_in"),
    (FIELD.replace("needs_agreement = true\n", ""), "entry[-1]", "asked first"),
    (FIELD.replace("referring_officer", "overdose_at"), "entry[-1].needed[0]", "question"),
    (FIELD.replace("d_referral", "d_refferal"), "entry[-1].sections[0]", "field_referral"),
    (RULE.replace('"lead"', '"chief"'), "rule[-1].outcome[1].reviewer", "role"),
    (RULE.replace('reviewer = "lead"\n', ""), "rule[-1].outcome[1]", "reviewer"),
    (RULE.replace('outcome = "proceed"', 'outcome = "proceed"\nreviewer = "lead"'),
     "rule[-1].outcome[0].reviewer", "only a review"),
    (RULE.replace('any_of = ["yes"]', "any_of = []"), "rule[-1].outcome[0].any_of", "answer"),
    (RULE.replace('["yes"]', '["no"]'), "rule[-1].outcome", "“yes” leads to"),
    (RULE.replace("photo_id", "overdose_town"), "rule[-1].question", "picked, not typed"),
    (RULE.replace('"A6"', '"A6"\nentries = ["patrol"]'), "rule[-1].entries[0]", "entry"),
    (RULE.replace('"A6"', '"A6"\nentries = []'), "rule[-1].entries", "at least one"),
    (RULE.replace('"A6"', '"A6"\nminors = true'), "rule[-1]", "minor_status"),
    (RULE.replace("photo_id", "minor_status").replace('"A6"', '"A6"\nminors = true')
     .replace('["yes"]', '["adult"]').replace('["no"]', '["needs_guardian"]'),
     "rule[-1].outcome", "table_empty"),
    (RULE.replace("photo_id", "officer_judgment").replace('["yes"]', '["no_concern"]')
     .replace('["no"]', '["concern"]'), "rule[-1]", "counted"),
    (RULE + 'decisions = [{ id = "a", title = { en = "Yes" }, outcome = "proceed" }]\n',
     "rule[-1].outcome[1].decisions", "second"),
    (RULE + 'decisions = [{ id = "a", title = { en = "Yes" }, outcome = "proceed" },'
     '{ id = "b", title = { en = "No" }, outcome = "alternative" }]\n',
     "rule[-1].outcome[1].decisions[1]", "alternative"),
    (CLOCK.replace("hours = 72", "hours = 72\ndays = 3"), "clock[-1]", "Write one of"),
    (CLOCK.replace("hours = 72\n", ""), "clock[-1]", "Write one of"),
    (CLOCK.replace("opens_hours = 24", "opens_hours = 72"), "clock[-1]", "window"),
    (CLOCK.replace("opens_hours = 24", "opens_hours = 2\nopens_minutes = 2"), "clock[-1]",
     "one of"),
    (CLOCK.replace('"overdose"', '"closed"'), "clock[-1].start", "follow_up"),
    (CLOCK.replace('who = "lead"', 'who = "nobody"'), "clock[-1].who", "role"),
    (FOLLOW_UP.replace("until_days = 180\n", ""), "follow_up[-1]", "together"),
    (FOLLOW_UP.replace("until_days = 180", "until_days = 6"), "follow_up[-1].until_days",
     "every_days"),
    (FOLLOW_UP + "needs_agreement = false\n", "follow_up[-1].needs_agreement", "without a yes"),
    (FOLLOW_UP.replace("engagement", "how"), "follow_up[-1].ask", "question"),
    (FOLLOW_UP + "after_hours = 2\n", "follow_up[-1]", "Write one of"),
    (FOLLOW_UP + 'from = "hello"\n', "follow_up[-1].from", "milestone"),
    (DUTY.replace('met = { en = "Done.", es = "Listo." }\n', ""), "follow_up[-1]", "met"),
    (DUTIES.replace('"held_charge"', '"held_chrge"'), "step[-1].asks[0]", "held_charge"),
    (DUTIES.replace('"held_charge"', '"primary_substance"'), "step[-1].asks[0]", "sections"),
    (DUTIES.replace('asks = ["held_charge", "duty_due_on"]', "asks = []"), "step[-1].asks",
     "at least one"),
    (DUTIES.replace('page = "duties"', 'page = "questions"'), "step[-1].asks", "only a step"),
    (DUTIES.replace(', "duty_due_on"]', "]"), "step[-1].asks", "the step needs it"),
    (CALL.replace("crisis", "crsis"), "step[-1].partners[0]", "crisis_team"),
    (CALL.replace('["crisis_team"]', "[]"), "step[-1].partners", "at least one"),
    (CALL.replace('"partner"', '"consent"'), "step[-1].partners", "only a step"),
    (CALL.replace("crisis_team", "shift_commander"), "step", "a partner for fire"),
    (DUTY + 'reminds_of = "hours"\n', "follow_up[-1].reminds_of", "comes once"),
    (DUTY + SOON.replace('"hours"', '"after_72h"'), "follow_up[-1].reminds_of", "comes once"),
    (DUTY + SOON.replace('ask = "duty"\nneeds_agreement = false\n', ""), "follow_up[-1]",
     "comes once"),
    (DUTY + SOON.replace("= 76", "= 90"), "follow_up[-1]", "come before"),
    (WALK_IN + FIELD.replace('"field"', '"walk_in"').replace('"patrol"', '"door"'),
     "entry[-1].id", "another entry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "remedy"), MISTAKES)
def test_a_mistake_in_what_is_new_is_named_with_place_and_remedy(
    tmp_path: Path, text: str, place: str, remedy: str
) -> None:
    problems = check_content([written(tmp_path, text)])
    kind = place.partition("[")[0]
    count = (SOURCE + text).count(f"[[{kind}]]") + (LEAD.count(f"[[{kind}]]"))
    place = place.replace("[-1]", f"[{count - 1}]")

    assert [p for p in problems if p.place == place and remedy in p.remedy], problems


def test_set_up_asks_only_what_a_station_can_set(tmp_path: Path) -> None:
    path = written(tmp_path, set_by="clock.partner_hera.minutes")

    (problem,) = check_content([path])

    assert problem.place == "set_by_station[0]"
    assert "clock.partner_here.minutes" in problem.remedy


def test_a_program_reports_only_what_can_be_counted(tmp_path: Path) -> None:
    assert read(tmp_path).reports[0] == "encounters"

    (problem,) = check_content([written(tmp_path, report="encounter")])

    assert problem.place == "reports[0]"
    assert "encounters" in problem.remedy


def test_a_way_in_that_reaches_no_end_is_refused(tmp_path: Path) -> None:
    text = SOURCE.replace('page = "close"', 'page = "close"\nentries = ["walk_in"]')
    path = tmp_path / PROGRAM.name
    path.write_text(text + LEAD + FIELD, encoding="utf-8")

    problems = check_content([path])

    assert {p.place for p in problems} == {"step"}
    assert all("“close”" in p.remedy and "patrol" in p.remedy for p in problems)


def test_a_program_whose_last_step_is_not_the_end_is_refused(tmp_path: Path) -> None:
    step = '[[step]]\nid = "late"\npage = "questions"\ntitle = { en = "Late", es = "Tarde" }\n'

    problems = check_content([written(tmp_path, step)])

    assert {p.remedy for p in problems} == {
        f"Put the page “close” last for {site}, entry “walk_in”." for site in ("fire", "police")
    }


def test_where_items_wait_for_every_rule_the_rules_are_asked_before(tmp_path: Path) -> None:
    shipped_file = resource("programs", "arizona_angel_initiative.toml")
    assert load_program(shipped_file, KNOWN).needs_every_rule(SiteType.POLICE)
    late = shipped_file.read_text("utf-8").replace('page = "eligibility"', 'page = "questions"')
    path = tmp_path / shipped_file.name
    path.write_text(late, encoding="utf-8")

    problems = check_content([path])

    assert {(p.place, p.remedy) for p in problems} == {
        ("step", "Put the page “eligibility” before “items” for police, entry “walk_in”.")
    }


def test_an_office_never_holds_drugs(tmp_path: Path) -> None:
    text = SOURCE.replace('hosts = ["fire", "police"]', 'hosts = ["office"]')
    policy = SOURCE.partition("[items.police]")[2].partition("[[")[0]
    fire = SOURCE.partition("[items.fire]")[2].partition("[items.police]")[0]
    text = text.replace(f"[items.fire]{fire}", "").replace("[items.police]", "[items.office]")
    path = tmp_path / PROGRAM.name
    path.write_text(text + LEAD, encoding="utf-8")

    problems = check_content([path])

    assert "may_hold_drugs = true" in policy
    assert "items.office.may_hold_drugs" in {p.place for p in problems}


@pytest.mark.parametrize("more", [CLOCK, FOLLOW_UP])
def test_a_time_that_nobody_has_is_refused_but_an_old_edition_of_it_is_read(
    tmp_path: Path, more: str
) -> None:
    path = written(tmp_path, more.replace('who = "lead"\n', ""))

    with pytest.raises(ContentRefused, match="Add the key `who`"):
        load_program(path, KNOWN)
    assert [p for p in check_program_file(path, KNOWN) if "`who`" in p.remedy]
    _, problems = read_content(path.name, path.read_bytes(), KNOWN)
    assert not [p for p in problems if "`who`" in p.remedy]


@pytest.mark.parametrize("more", [CLOCK, FOLLOW_UP])
def test_a_figure_in_the_title_of_a_time_that_may_change_is_refused(
    tmp_path: Path, more: str
) -> None:
    name = "One more" if more == CLOCK else "Every week"
    path = written(tmp_path, more.replace(name, "Within 24 hours"))

    with pytest.raises(ContentRefused, match="Leave the figure out"):
        load_program(path, KNOWN)
    assert [p for p in check_program_file(path, KNOWN) if "figure" in p.remedy]
