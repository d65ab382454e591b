"""What each of the smaller papers promises, and what it must never say."""

from dataclasses import replace
from datetime import date

import pytest

from safestation.catalog.dictionary import load_dictionary
from safestation.domain.disclosure import Ground
from safestation.domain.errors import NotAllowed
from safestation.domain.facts import (
    Confirmed,
    ConsentRevoked,
    EligibilityDecided,
    Entered,
    ReviewDecided,
    ReviewRequested,
)
from safestation.domain.program import Decision, Entry, FollowUp, Outcome, Rule
from safestation.domain.sheet import NOTICE_HEADER, Destination
from safestation.domain.station import Determination, Posture, SiteType
from safestation.domain.text import Text
from safestation.forms.bridge_plan import BridgePlan
from safestation.forms.driver_sheet import DriverSheet
from safestation.forms.emergency_release import EmergencyReleaseSheet
from safestation.forms.handoff_summary import HandoffSummary
from safestation.forms.items_receipt import ItemsReceipt
from safestation.forms.participation import Participation
from safestation.forms.person_card import PersonCard
from safestation.forms.resource_sheet import ResourceSheet
from safestation.forms.review_request import ReviewRequest
from safestation.forms.revocation import Revocation
from safestation.forms.visitor_notice import VisitorNotice
from tests.factories import (
    NOW,
    WORDS,
    law_texts,
    make_consent,
    make_program,
    make_station,
    make_visit,
)
from tests.unit.forms.samples import full_visit, pages_of, sheet_for, signed_consent, text_of

DOOR, PATROL = Entry("door", "walk_in"), Entry("patrol", "field", needs_agreement=True)
# Said again here, so that nobody can quietly shorten the list in the form's own file.
TELLING = (
    "drug", "substance", "addict", "alcohol", "opioid", "overdose", "naloxone", "treatment",
    "rehab", "detox", "recovery", "patient", "clinic", "hospital", "health", "droga",
    "sustancia", "tratamiento", "salud", "988", "42 cfr",
)  # fmt: skip
TELLING_PLACE = Destination(
    name="Harbor Drug Treatment Center",
    address="Recovery Campus, 400 Harbor Rd",
    phone="410-555-0177",
    spoke_to="Sofia, detox intake",
    bring="7 days of methadone",
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_cover_of_the_person_s_card_tells_nothing(language: str) -> None:
    form = PersonCard()
    station = make_station(agency="Eastport Recovery Services")
    sheet = sheet_for(
        form,
        visit=full_visit(),
        destination=TELLING_PLACE,
        language=language,
        station=station,
        training=True,
    )

    cover, *inside = pages_of(form.render(sheet))

    assert [word for word in TELLING if word in cover.casefold()] == []
    assert "410-555-0177" in cover
    assert "12-2026-0409" in cover
    assert "Harbor Drug Treatment Center" in " ".join(inside)
    assert "7 days of methadone" in " ".join(inside)


def test_the_cover_has_no_name() -> None:
    form = PersonCard()

    cover = pages_of(form.render(sheet_for(form, visit=full_visit())))[0]

    assert not [name for name in ("Toni", "Reyes", "T.") if name in cover.split()]
    assert "23 Nov 2026 04:10" in cover
    assert "400 Harbor Rd" in cover


def test_what_is_done_instead_is_on_the_person_s_own_card_never_on_its_cover() -> None:
    decided = EligibilityDecided(
        "1", {"w": "not_met"}, "alternative", "warrant_serious", "Capt. Ruiz",
        "Call the lawyer line together.",
    )  # fmt: skip
    form = PersonCard()

    cover, *inside = pages_of(form.render(sheet_for(form, visit=make_visit({}, (decided,)))))

    assert "Call the lawyer line together." in " ".join(inside)
    assert "lawyer" not in cover


def test_duties_are_on_the_person_s_own_card_in_plain_words() -> None:
    court = FollowUp(
        "court", Text.of("Hours done?"), 720, "x", ask="duty", needs_agreement=False,
        met=Text.of("The charge is not filed."), run_out=Text.of("The prosecutor looks again."),
    )  # fmt: skip
    answers = {"duty_hours": "20", "duty_due_on": "2027-01-15", "duty_place": "Food bank"}
    visit = make_visit(answers, (Confirmed("duty", "J. Ortiz", "hours", "6.5"),))
    form = PersonCard()
    soon = replace(court, id="soon", after_hours=400, met=Text.of("Tell them so."))
    program, asked = make_program(follow_ups=(soon, court)), load_dictionary()
    sheet = sheet_for(form, visit=visit, program=program, sections=asked)

    cover, *pages = pages_of(form.render(sheet))
    inside = " ".join(" ".join(pages).split())

    assert "What I agreed to do" in inside
    for told in ("20 hours", "6.5", "Food bank", "15 Jan 2027", "The charge is not filed."):
        assert told in inside, told
    assert "if the time runs out: The prosecutor looks again." in inside
    assert "Tell them so." not in inside, "what reminds of a duty is for staff"
    assert len(pages) == 1
    assert "Food bank" not in cover


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_driver_s_sheet_says_nothing_about_why(language: str) -> None:
    form = DriverSheet()

    text = text_of(form.render(sheet_for(form, visit=full_visit(), language=language)))

    plain = text.casefold().replace("42 cfr part 2 prohibits", "")
    assert [word for word in TELLING if word in plain] == []
    assert "443-555-0199" in text
    assert "04:10" in text
    assert "Toni Reyes" in text


def test_a_driver_who_may_not_know_the_name_gets_the_handle() -> None:
    form = DriverSheet()
    consent = make_consent(information=("where_and_when",))

    text = text_of(form.render(sheet_for(form, visit=full_visit(), consent=consent)))

    assert "Who Blue jacket" in text
    assert "Reyes" not in text
    assert "443-555-0199" not in text


def test_the_receipt_has_date_and_shift_and_nothing_that_leads_anywhere() -> None:
    form = ItemsReceipt()
    sheet = sheet_for(form, visit=full_visit(), ground=Ground.OWN_PAPER, reprint=3)

    pdf = form.render(sheet)
    text = text_of(pdf)

    assert "23 Nov 2026" in text
    assert "Shift night" in text
    assert "AMNESTY \u2013 ANONYMOUS" in text
    assert not [s for s in ("0409", "Toni", "Reyes", "jacket", "03:41", "Reprint") if s in text]
    other = make_visit()
    assert pdf == form.render(replace(sheet, visit=replace(other, number="9"), reprint=0))


def test_two_receipts_of_one_shift_are_the_same_paper() -> None:
    form = ItemsReceipt()
    sheet = sheet_for(form)

    later = replace(sheet, printed_at=NOW.replace(hour=4, minute=59))

    assert form.render(sheet) == form.render(later)


def test_the_bridge_plan_says_tonight_tomorrow_and_where_to_return() -> None:
    form = BridgePlan()

    text = text_of(form.render(sheet_for(form, visit=full_visit())))

    assert "Tonight County shelter, 20 Main St" in text
    assert "Tomorrow Call at 8" in text
    assert "Naloxone not settled yet" in text
    assert "988" in text
    assert "12 Chesapeake Ave" in text


def test_the_resource_sheet_has_the_numbers() -> None:
    form = ResourceSheet()

    text = text_of(form.render(sheet_for(form)))

    for said in ("988", "press 1", "press 2", "211", "1-800-222-1222", "410-555-0112",
                 "Come back any time"):  # fmt: skip
        assert said in text


def test_the_emergency_sheet_says_what_the_law_has_written_down() -> None:
    form = EmergencyReleaseSheet()

    pages = pages_of(form.render(sheet_for(form, visit=full_visit(), consent=None)))

    assert len(pages) == 1
    for said in ("Lt. M. Chen", "Medic 12, Harbor General", "R. Alvarez", "23 Nov 2026 02:02",
                 "Could not be woken", "Not awake", "naloxone given, dose 1"):  # fmt: skip
        assert said in pages[0]


@pytest.mark.parametrize("restricted", [True, False])
def test_an_emergency_sheet_asks_not_to_tell_further_what_was_to_be_kept_back(
    restricted: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    form = EmergencyReleaseSheet()
    sheet = sheet_for(form, visit=full_visit(), consent=None, is_restricted=restricted)

    assert ("do not use or tell this further" in text_of(form.render(sheet))) is restricted


def test_an_emergency_sheet_without_a_record_has_lines_instead() -> None:
    form = EmergencyReleaseSheet()

    text = text_of(form.render(sheet_for(form, visit=full_visit(), emergency=None)))

    assert "Told to" in text
    assert "Reyes" not in text


def test_the_review_asks_with_identity_and_status_only() -> None:
    form = ReviewRequest()

    text = text_of(form.render(sheet_for(form, visit=full_visit())))

    assert "Toni Reyes" in text
    assert "Warrant check hit_review" in text
    assert "May take part" in text
    assert not [s for s in ("fentanyl", "Metformin", "pulse", "Harbor") if s in text]


def test_an_office_that_sent_somebody_is_asked_about_its_case_and_no_warrant() -> None:
    form = ReviewRequest()
    visit = make_visit({"held_charge": "yes"})

    text = text_of(form.render(sheet_for(form, visit=visit)))

    assert "A case waits for this" in text
    assert "was asked first and said yes" in text
    assert not [said for said in ("Warrant", "came to the counter") if said in text]


@pytest.mark.parametrize(
    ("ways", "asked"),
    [
        ((DOOR,), "of their own accord"),
        ((DOOR, Entry("hours", "drop_in")), "of their own accord"),
        ((DOOR, Entry("report", "outreach")), "This person wishes to take part"),
        ((DOOR, PATROL), "This person wishes to take part"),
        ((PATROL,), "was asked first and said yes"),
    ],
)
def test_a_review_says_of_nobody_that_they_came_to_a_counter_who_did_not(
    ways: tuple[Entry, ...], asked: str
) -> None:
    form, last = ReviewRequest(), ways[-1]
    visit = make_visit({}, (Entered(last.id, last.kind),))
    sheet = sheet_for(form, visit=visit, program=make_program(entries=ways))

    text = text_of(form.render(sheet))

    assert asked in text
    assert ("counter" in text) is (asked == "of their own accord")


@pytest.mark.parametrize(
    ("kind", "free"),
    [("walk_in", True), ("outreach", True), ("field", False), ("court", False)],
)
def test_leaving_is_promised_only_where_nobody_may_hold_the_person(
    kind: str, *, free: bool
) -> None:
    form = VisitorNotice()
    program = make_program(entries=(Entry(kind, kind),))

    text = text_of(form.render(sheet_for(form, program=program)))

    assert ("leave at any time, and come back" in text) is free
    assert "988" in text


def test_a_review_that_is_decided_prints_the_decision() -> None:
    form = ReviewRequest()
    visit = make_visit(facts=(ReviewDecided("r", "declined", "Call on Monday"),))

    text = text_of(form.render(sheet_for(form, visit=visit)))

    assert "Decision Not now" in text
    assert "Call on Monday" in text


def test_a_reviewer_is_offered_what_the_program_s_file_lets_them_decide() -> None:
    options = (
        Decision("released", Text.of("Released to the team"), "proceed"),
        Decision("held", Text.of("Clear it first"), "alternative", Text.of("A lawyer.")),
    )
    review = Outcome(frozenset({"hit_review"}), "review", "x", decisions=options)
    rule = Rule("w", Text.of("Warrant"), "warrant_check", (review,), "x")
    form, asked = ReviewRequest(), ReviewRequested("P. Ames", "w")
    program = make_program(rules=(rule,))

    visit = make_visit({}, (asked,))
    text = text_of(form.render(sheet_for(form, visit=visit, program=program)))
    assert "Released to the team" in text
    assert "Clear it first" in text

    visit = make_visit({}, (asked, ReviewDecided("P. Ames", "held", rule="w")))
    text = text_of(form.render(sheet_for(form, visit=visit, program=program)))
    assert "Clear it first" in text
    assert "Released" not in text


def test_a_revocation_names_the_consent_and_when_it_was_taken_back() -> None:
    form = Revocation()
    visit = make_visit(facts=(ConsentRevoked("consent-1", "spoken"),))

    text = text_of(form.render(sheet_for(form, visit=visit, consent=signed_consent())))

    assert "Bayview House, intake" in text
    assert "Signed on 23 Nov 2026 02:41" in text
    assert "23 Nov 2026 02:02, told to staff; noted by R. Alvarez" in text


def test_a_revocation_of_another_consent_is_not_mixed_up() -> None:
    form = Revocation()
    visit = make_visit(facts=(ConsentRevoked("consent-2", "spoken"),))

    assert "Taken back 23" not in text_of(form.render(sheet_for(form, visit=visit)))


def test_taking_part_is_the_program_s_conditions_and_a_free_choice() -> None:
    form = Participation()

    text = text_of(form.render(sheet_for(form, visit=full_visit())))

    assert "I stay with staff." in text
    assert "I can stop and leave at any time." in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_notice_of_a_program_opens_with_the_header_of_the_law(language: str) -> None:
    form = VisitorNotice()
    filled = (
        law_texts()[NOTICE_HEADER]
        .replace("[Name of Part 2 Program]", "County Stations, Eastport Fire")
        .replace("[ENTER NAME OR TITLE]", "Privacy contact, Eastport Fire")
        .replace("[PHONE AND EMAIL]", "410-555-0110, privacy@eastport-fire.example")
    )

    text = text_of(form.render(sheet_for(form, language=language)))

    lines = [" ".join(line.split()) for line in filled.splitlines() if line.strip()]
    assert [line for line in lines if line not in text] == []
    assert "[" not in text


@pytest.mark.parametrize("missing", ["contact_name", "contact_phone", "contact_email"])
def test_a_notice_without_a_contact_is_refused(missing: str) -> None:
    form = VisitorNotice()
    station = make_station(**{missing: " "})

    with pytest.raises(NotAllowed) as refused:
        form.render(sheet_for(form, station=station))

    assert refused.value.reason == "notice.contact_missing"


def test_the_notice_has_its_date() -> None:
    form = VisitorNotice()
    sheet = sheet_for(form)

    assert "In effect since 1 Oct 2026" in text_of(form.render(sheet))
    later = replace(sheet, notice_effective_on=date(2026, 11, 2))
    assert "In effect since 2 Nov 2026" in text_of(form.render(later))


def test_a_station_that_is_no_program_prints_its_promises_alone() -> None:
    form = VisitorNotice()
    known = Determination(Posture.NOT_PART2, "J. Okafor", date(2026, 10, 1))
    station = make_station(determination=known, contact_email="", site_type=SiteType.POLICE)

    pages = pages_of(form.render(sheet_for(form, station=station)))

    assert len(pages) == 1
    assert "You will not be charged" in pages[0]
    assert "Privacy Practices" not in pages[0]


def test_the_telling_words_of_the_card_are_at_least_ours() -> None:
    known = WORDS["person_card"].ids["never_on_cover"]

    words = [w for w in TELLING if w.isalpha()]
    assert [w for w in words if not any(stem in w for stem in known)] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_card_sends_nobody_inside_for_what_is_not_there(language: str) -> None:
    form, words = PersonCard(), WORDS["person_card"]
    known = Destination("Bayview House", "410-555-0177", TELLING_PLACE.address)

    for place in (Destination(), known):
        sheet = sheet_for(form, visit=make_visit(), destination=place, language=language)
        cover, inside = pages_of(form.render(sheet))
        for label in ("when", "where", "phone", "ask_for"):
            sent = f"{words.say(f'label.{label}', language)} {words.say('inside', language)}"
            assert (sent in cover) is (label == "where" and place is known)
        assert (words.say("no_place", language) in cover) is (place is not known)
        assert (TELLING_PLACE.address in inside) is (place is known)


def test_hours_on_a_spanish_card_are_spanish_and_one_is_one() -> None:
    answers = {"held_charge": "held", "duty_hours": "1", "duty_place": "Food bank"}
    sections = load_dictionary()

    told = {
        (language, hours): text_of(
            PersonCard().render(
                sheet_for(
                    PersonCard(), visit=make_visit(answers | {"duty_hours": hours}),
                    sections=sections, language=language,
                )
            )
        )
        for language in ("en", "es")
        for hours in ("1", "12")
    }  # fmt: skip

    assert "1 hour " in told["en", "1"]
    assert "12 hours" in told["en", "12"]
    assert "1 hora " in told["es", "1"]
    assert "12 horas" in told["es", "12"]


def test_every_unit_of_the_dictionary_has_its_words() -> None:
    every = {q.unit for s in load_dictionary().values() for q in s.questions if q.unit}

    for language in ("en", "es"):
        told = {u for u in every if WORDS["common"].has(f"unit.{u}", language)}
        told &= {u for u in every if WORDS["common"].has(f"unit_one.{u}", language)}
        assert told == every


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"date_of_birth": "1992-04-05", "age": "33"}, "(34 years)"),
        ({"age": "33"}, "33 years"),
        ({"date_of_birth": "1992", "age": "33"}, "(33 years)"),
    ],
)
def test_an_age_is_that_of_the_birthday_where_there_is_one(
    answers: dict[str, str], told: str
) -> None:
    form = HandoffSummary()

    assert told in text_of(form.render(sheet_for(form, visit=make_visit(answers))))
