"""The handoff summary: short, honest about blanks, silent about what nobody agreed to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safestation.catalog.instruments import load_instruments
from safestation.catalog.programs import load_program
from safestation.domain.answers import Status
from safestation.domain.disclosure import Ground
from safestation.domain.facts import (
    EmergencyEnded,
    EmergencyStarted,
    Entered,
    Screened,
    VitalsTaken,
)
from safestation.domain.questions import Choice, Kind, Question, Section
from safestation.domain.text import Text
from safestation.domain.visit import Visit
from safestation.forms.handoff_summary import HandoffSummary
from tests.eastport import FILE
from tests.factories import NOW, make_answer, make_consent, make_entry, make_sheet, make_visit
from tests.unit.forms.samples import VITALS, full_visit, pages_of, sheet_for, text_of

FORM = HandoffSummary()


def told(visit: Visit, **changes: object) -> str:
    return text_of(FORM.render(make_sheet(visit=visit, **changes)))


def test_an_ordinary_evening_fits_two_pages_with_the_notice() -> None:
    assert len(pages_of(FORM.render(make_sheet(visit=full_visit())))) == 2


def test_the_three_blanks_are_three_different_words_and_never_no() -> None:
    visit = make_visit(
        {
            "medical_conditions": make_answer(status=Status.NOT_ASKED),
            "allergies": make_answer(status=Status.DOES_NOT_KNOW),
            "pregnant": make_answer(status=Status.RATHER_NOT_SAY),
        }
    )

    text = told(visit)

    assert "Allergies does not know" in text
    assert "Pregnant would rather not say" in text
    assert "Not asked Seizures before · Conditions · Mental health too" in text
    assert " no " not in text.partition("Please confirm arrival")[0]


def test_what_was_written_down_late_says_so() -> None:
    late = make_answer("22 Nov 19:30", typed_at=NOW)

    assert "22 Nov 19:30 (written down later, at 03:41)" in told(
        make_visit({"last_use_at": late})
    )


def test_the_newest_vital_signs_are_printed_with_their_time() -> None:
    first = make_entry(VitalsTaken(VITALS | {"hr": "140"}, "red"))
    second = make_entry(VitalsTaken(VITALS, "no_flag"), at=NOW - timedelta(minutes=5))

    text = told(make_visit(facts=(first, second)))

    assert "03:36: pulse 88 · BP 128/80 · breathing 16 · SpO₂ 98 % on air." in text
    assert "No danger sign found on this check." in text
    assert "140" not in text


@pytest.mark.parametrize("worst", ["red", "amber", "incomplete", "no_flag"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_ever_reads_as_safe_or_cleared(worst: str, language: str) -> None:
    visit = make_visit(
        facts=(
            VitalsTaken(VITALS, worst),
            Screened("immediate_danger", "1", "0", "green"),
            Screened("withdrawal_danger", "1", "0", "green"),
            Screened("asq", "1", "0", "negative"),
        )
    )
    instruments = load_instruments()

    text = told(visit, language=language, instruments=instruments).casefold()

    assert not [w for w in ("cleared", "all clear", "is safe", "sano", "green") if w in text]


@pytest.mark.parametrize("name", ["immediate_danger", "withdrawal_danger", "asq"])
def test_every_result_of_the_printed_screens_has_words(name: str) -> None:
    instrument = load_instruments()[name]

    for band in instrument.bands:
        text = told(make_visit(facts=(Screened(name, "1", "0", band.id),)))
        assert f" {band.id} (" not in text
        assert "(02:02)" in text


def test_a_result_without_our_words_is_printed_in_those_of_its_file() -> None:
    instruments = load_instruments()
    asq = instruments["asq"]
    renamed = replace(
        asq, bands=(replace(asq.bands[0], id="other", label=Text.of("Other words")),)
    )

    visit = make_visit(facts=(Screened("asq", "1", "0", "other"),))

    assert "Other words (02:02)" in told(visit, instruments={"asq": renamed})


def test_choices_are_printed_in_words_and_their_codes_in_small_print() -> None:
    daily = Choice("daily", Text.of("Every day", es="Cada día"), code="5")
    asked = Question("frequency_1", Kind.CHOICE, Text.of("How often"), choices=(daily,))
    section = Section("history", Text.of("History"), (asked,))
    visit = make_visit({"frequency_1": "daily", "substance_snapshot.substances": ("fentanyl",)})
    sheet = {"sections": {"history": section}, "instruments": load_instruments()}

    text = told(visit, **sheet)

    assert "How often Every day" in text
    assert "Fentanyl or other illicit synthetic opioid" in text
    assert "TEDS codes: substance 7 · frequency 5" in text
    assert "Cada día" in told(visit, language="es", **sheet)


def test_a_walk_in_is_a_self_referral_unless_somebody_says_otherwise() -> None:
    assert "TEDS source of referral: 1 (individual, self-referral)" in told(make_visit())
    assert "TEDS source of referral: 7 (7)" in told(make_visit({"referral_source": "7"}))


def test_a_court_is_named_as_the_source_only_where_legal_status_is_told() -> None:
    visit = make_visit({"referral_source": "court"})
    every = make_consent().information

    assert "source of referral" not in told(visit, consent=make_consent(information=every))
    legal = make_consent(information=(*every, "legal_status"))
    assert "source of referral: court" in told(visit, consent=legal)


@pytest.mark.parametrize(
    ("kind", "told_as"),
    [
        ("outreach", "The team went to see the person."),
        ("phone", "The person called."),
        ("social_contact", "The team met the person."),
        ("field", "they said yes themselves"),
        ("court", "they said yes themselves"),
        ("prosecutor", "they said yes themselves"),
    ],
)
def test_how_somebody_came_in_is_said_and_the_source_of_referral_stays_as_set(
    kind: str, told_as: str
) -> None:
    text = told(make_visit({}, (Entered("way", kind),)))

    assert told_as in text
    assert "TEDS source of referral: 1 (individual, self-referral)" in text
    assert "of their own accord" not in text
    for word in ("court", "prosecutor", "officer", "overdose"):
        assert word not in text[text.index("TEDS source") : text.index("Please confirm")]


@pytest.mark.parametrize("kind", ["walk_in", "drop_in"])
def test_who_came_to_the_door_came_of_their_own_accord(kind: str) -> None:
    assert "of their own accord" in told(make_visit({}, (Entered("way", kind),)))


def test_a_program_with_several_ways_in_calls_nobody_a_walk_in_on_paper() -> None:
    text = told(make_visit(), program=load_program(FILE))

    assert "Visit 12-2026-0409" in text
    assert "Give the visit number only" in text
    assert "alk-in" not in text


def test_what_the_consent_leaves_out_is_named_but_not_shown() -> None:
    consent = make_consent(information=("identity", "insurance"))

    text = told(full_visit(), consent=consent)

    assert (
        "Not part of this summary, by the permission given: how to reach them, health" in text
    )
    assert "443-555-0199" not in text
    assert "Medicaid" not in text or "medicaid" in text
    assert "Health, as told or seen" not in text


def test_items_are_yes_or_no_and_nothing_else() -> None:
    assert "Handed in dealt with" in told(full_visit())
    assert "Handed in not dealt with" in told(make_visit())


def test_the_slip_asks_for_arrival_without_a_name() -> None:
    text = told(full_visit())
    slip = text.partition("Please confirm arrival")[2].partition("Notice that goes")[0]

    assert "12-2026-0409" in slip
    assert "Reyes" not in slip


def test_age_alone_is_enough() -> None:
    assert "Born 27 years" in told(make_visit({"age": "27"}))
    assert "Born 4 Mar 1999 (27 years)" in told(
        make_visit({"date_of_birth": "1999-03-04"}), sections={"identity": BIRTH}
    )


BIRTH = Section(
    "identity", Text.of("Name"), (Question("date_of_birth", Kind.DATE, Text.of("Born")),)
)


def test_an_emergency_here_says_how_it_ended() -> None:
    started = make_entry(EmergencyStarted("f9"))
    ended = make_entry(EmergencyEnded("hospital", "Harbor General"))

    assert "Emergency here 02:02, started, end not written down" in told(
        make_visit(facts=(started,))
    )
    assert "02:02, taken to hospital, Harbor General" in told(
        make_visit(facts=(started, ended))
    )


def test_a_false_alarm_here_is_told_to_nobody() -> None:
    facts = (make_entry(EmergencyStarted("f9")), make_entry(EmergencyEnded("no_emergency")))

    assert "Emergency here" not in told(make_visit(facts=facts))


def test_the_blank_form_has_lines_and_nobody_s_words() -> None:
    sheet = make_sheet(visit=full_visit(), blank=True, ground=Ground.NO_IDENTITY, consent=None)

    text = text_of(FORM.render(sheet))

    assert "To be filled in by hand" in text
    assert "Vital signs" in text
    assert "Reyes" not in text
    assert "12-2026-0409" not in text


def test_a_time_of_another_day_has_its_date() -> None:
    before = make_entry(VitalsTaken(VITALS, "no_flag"), at=NOW - timedelta(days=1))

    assert "22 Nov 2026 03:41: pulse" in told(make_visit(facts=(before,)))


def test_another_name_and_what_is_around_are_told_when_they_were_said() -> None:
    said = {"alias": "Toni R.", "substance_detail": "xylazine in it, they think"}

    assert "Also known as Toni R." in told(make_visit(said))
    assert "Around now xylazine in it, they think" in told(make_visit(said))
    assert "Also known as" not in told(make_visit())


def test_a_support_person_without_a_number_is_told_by_name_alone() -> None:
    known = {"support_may_know": "yes", "support_person": "Ana Reyes"}

    told = text_of(FORM.render(sheet_for(FORM, visit=make_visit(known))))
    nobody = text_of(
        FORM.render(sheet_for(FORM, visit=make_visit({"support_may_know": "yes"})))
    )

    assert "Support person Ana Reyes" in told
    assert "Ana Reyes," not in told
    assert "not asked, not asked" not in nobody
