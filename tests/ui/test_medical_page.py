"""The medical check and the emergency, by the keys and clicks of somebody at the counter."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.emergency import (
    RETRIEVE,
    at_hospital,
    last_emergency,
    open_emergency,
    steps_taken,
)
from safestation.domain.facts import (
    EmergencyEnded,
    EmergencyRelease,
    EmergencyStarted,
    EmergencyStep,
    Returned,
    Screened,
    VitalsTaken,
)
from safestation.domain.milestones import reached_at
from safestation.domain.progress import StepState, state_of
from safestation.domain.station import Approval, Role
from safestation.domain.tasks import unfinished
from safestation.ui.kit import Segmented
from safestation.ui.steps.emergency import EmergencyPanel
from safestation.ui.steps.emergency_release import ReleaseForm
from safestation.ui.steps.instrument_fields import RowField
from safestation.ui.steps.medical import MedicalPage
from safestation.ui.words import Words
from tests.fakes import NIGHT
from tests.ui.at_hand import (
    INSTRUMENTS,
    AtHand,
    make_step,
    open_visit,
    pick,
    seen,
    type_into,
)

SIGNS = {"hr": "84", "rr": "16", "sbp": "124", "dbp": "78", "spo2": "98", "temp_f": "98.4",
         "age": "34"}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words, station={"suicide_protocol": "Call the night team."})


def medical(here: AtHand, qtbot: QtBot) -> MedicalPage:
    page = MedicalPage(here.context, make_step("medical"))
    here.show(page, qtbot)
    return page


def row_of(page: MedicalPage, item: str) -> Segmented:
    field = next(
        f for g in page.danger.groups for q, f in g.fields.items() if q.endswith(f".{item}")
    )
    assert isinstance(field, RowField)
    return field.row


def press(qtbot: QtBot, row: Segmented, value: str) -> None:
    pick(row, value, qtbot)


def take(page: MedicalPage, qtbot: QtBot, **signs: str) -> None:
    assert page.vitals is not None
    fields = page.vitals.fields.fields
    for name, value in signs.items():
        type_into(fields[f"vitals.{name}"], value, qtbot)
    pick(fields["vitals.on_oxygen"], "air", qtbot)
    pick(fields["vitals.acvpu"], "A", qtbot)


def test_yes_to_a_red_item_interrupts_at_once_and_says_what_to_do(
    here: AtHand, qtbot: QtBot
) -> None:
    page = medical(here, qtbot)

    press(qtbot, row_of(page, "look_blue"), "yes")

    assert here.wished == [("emergency", "immediate_danger.look_blue")]
    assert "Call the" not in here.visit.value("immediate_danger.look_blue")
    assert "overdose response steps" in seen(page)
    assert here.kept().value("immediate_danger.look_blue") == "yes"


@pytest.mark.parametrize("how", ["unsure", "f7"])
def test_not_sure_counts_as_yes_on_a_red_item(here: AtHand, qtbot: QtBot, how: str) -> None:
    page = medical(here, qtbot)
    row = row_of(page, "ask_chest")

    if how == "f7":
        row.setFocus()
        qtbot.keyClick(row.focusProxy(), Qt.Key.Key_F7)
    else:
        press(qtbot, row, how)

    assert here.wished == [("emergency", "immediate_danger.ask_chest")]


def test_an_amber_item_does_not_interrupt(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)

    press(qtbot, row_of(page, "amb_fever"), "yes")

    assert here.wished == []
    assert "Same-day medical evaluation" in seen(page)


def test_the_same_yes_does_not_interrupt_again(here: AtHand, qtbot: QtBot) -> None:
    here.say(immediate_danger__look_blue="yes")
    page = medical(here, qtbot)

    press(qtbot, row_of(page, "look_seizure"), "no")

    assert here.wished == []


def test_thoughts_of_killing_oneself_show_the_station_protocol_and_988(
    here: AtHand, qtbot: QtBot
) -> None:
    page = medical(here, qtbot)
    assert page.suicide.isHidden()

    press(qtbot, row_of(page, "ask_kill"), "yes")

    assert page.suicide.isVisible()
    assert "988" in seen(page.suicide)
    assert "Call the night team." in seen(page.suicide)


def test_unfinished_checks_say_so_and_write_nothing_down(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)
    press(qtbot, row_of(page, "look_blue"), "no")

    page.leaving()

    assert "Not finished" in page.danger.result.head.words
    assert not here.visit.has(Screened)


def test_a_finished_check_is_written_down_once_with_its_file(
    here: AtHand, qtbot: QtBot
) -> None:
    page = medical(here, qtbot)
    for item in INSTRUMENTS["immediate_danger"].items:
        press(qtbot, row_of(page, item.id), "no")

    page.leaving()
    page.leaving()

    facts = [fact for _, fact in here.kept().all_of(Screened)]
    danger = INSTRUMENTS["immediate_danger"]
    assert [(f.instrument, f.version, f.sha256, f.band) for f in facts] == [
        ("immediate_danger", danger.version, danger.sha256, "green")
    ]


def test_nothing_ever_reads_safe_or_cleared(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)
    for item in INSTRUMENTS["immediate_danger"].items:
        press(qtbot, row_of(page, item.id), "no")
    take(page, qtbot, **SIGNS)
    assert page.vitals is not None
    qtbot.mouseClick(page.vitals.keep, Qt.MouseButton.LeftButton)

    assert not re.search(r"\b(safe|cleared|healthy)\b", seen(page), re.IGNORECASE)


def test_one_entry_of_vitals_feeds_both_instruments_and_is_kept(
    here: AtHand, qtbot: QtBot
) -> None:
    page = medical(here, qtbot)
    take(page, qtbot, **SIGNS)
    assert page.vitals is not None

    qtbot.mouseClick(page.vitals.keep, Qt.MouseButton.LeftButton)

    [(entry, fact)] = list(here.kept().all_of(VitalsTaken))
    assert fact.values["hr"] == "84"
    assert fact.worst == "no_flag"
    assert entry.happened_at == NIGHT
    scores = {f.instrument: f.score for _, f in here.visit.all_of(Screened)}
    assert scores == {"vital_red_flags": "", "news2": "0"}
    assert "Royal College of Physicians" in seen(page.vitals)
    assert "No danger sign found on this check" in seen(page.vitals)


def test_vitals_can_be_taken_again_and_each_set_stays(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)
    assert page.vitals is not None
    take(page, qtbot, **SIGNS)
    qtbot.mouseClick(page.vitals.keep, Qt.MouseButton.LeftButton)
    here.clock.advance(minutes=20)

    qtbot.mouseClick(page.vitals.again, Qt.MouseButton.LeftButton)
    take(page, qtbot, **(SIGNS | {"hr": "96"}))
    qtbot.mouseClick(page.vitals.keep, Qt.MouseButton.LeftButton)

    rates = [fact.values["hr"] for _, fact in here.kept().all_of(VitalsTaken)]
    assert rates == ["84", "96"]
    vitals = page.vitals
    qtbot.waitUntil(lambda: "04:01 · Pulse 96" in seen(vitals))
    assert "03:41 · Pulse 84" in seen(vitals)


def test_a_red_set_interrupts_when_it_is_kept(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)
    assert page.vitals is not None
    take(page, qtbot, **(SIGNS | {"rr": "6"}))
    assert here.wished == []

    qtbot.mouseClick(page.vitals.keep, Qt.MouseButton.LeftButton)

    assert here.wished == [("emergency", "vital_red_flags.rr")]


def test_a_red_set_interrupts_although_its_time_cannot_be_right(
    here: AtHand, qtbot: QtBot
) -> None:
    page = medical(here, qtbot)
    take(page, qtbot, **SIGNS | {"spo2": "82"})
    assert page.vitals is not None
    type_into(page.vitals.taken_at.fields["vitals.taken_earlier"], "03:20", qtbot)
    qtbot.mouseClick(page.vitals.keep, Qt.MouseButton.LeftButton)

    assert here.wished[-1][0] == "emergency"
    assert not here.kept().has(VitalsTaken)
    assert here.visit.value("vitals.spo2") == "82"


def test_a_set_nobody_kept_is_kept_on_leaving(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)
    take(page, qtbot, hr="84")

    page.leaving()

    [(_, fact)] = list(here.kept().all_of(VitalsTaken))
    assert fact.worst == "incomplete"


def test_an_impossible_value_is_shown_and_not_kept(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)
    assert page.vitals is not None
    take(page, qtbot, **(SIGNS | {"spo2": "980"}))

    qtbot.mouseClick(page.vitals.keep, Qt.MouseButton.LeftButton)

    assert not here.visit.has(VitalsTaken)
    assert not page.vitals.fields.fields["vitals.spo2"].problem.isHidden()
    assert page.vitals.not_kept.words == "Not kept yet. This cannot be right: Oxygen"
    assert page.vitals.not_kept.isVisible()
    assert here.visit.value("vitals.hr") == "84"


def test_only_those_trained_for_it_are_asked_for_vitals(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    officer = open_visit(tmp_path / "a", words, role=Role.OFFICER)
    medic = open_visit(tmp_path / "b", words, role=Role.OFFICER, takes_vitals=True)

    assert medical(officer, qtbot).vitals is None
    assert medical(medic, qtbot).vitals is not None


def test_a_step_that_names_no_vitals_leaves_them_to_ems(here: AtHand, qtbot: QtBot) -> None:
    step = make_step("medical", instruments=("immediate_danger", "withdrawal_danger"))
    page = MedicalPage(here.context, step)
    here.show(page, qtbot)

    assert page.vitals is None
    assert "Ask for the medic" in seen(page)


def test_the_medical_directors_signature_takes_the_line_away(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    danger = INSTRUMENTS["immediate_danger"]
    signed = Approval(danger.id, danger.version, "Dr. M. Osei", NIGHT.date())
    approved = open_visit(tmp_path / "a", words, station={"approvals": {danger.id: signed}})
    old = Approval(danger.id, "0.0", "Dr. M. Osei", NIGHT.date())
    outdated = open_visit(tmp_path / "b", words, station={"approvals": {danger.id: old}})

    assert "not yet approved" not in seen(medical(approved, qtbot).danger)
    assert "not yet approved" in seen(medical(outdated, qtbot).danger)


def test_the_overdose_steps_are_one_key_away(here: AtHand, qtbot: QtBot) -> None:
    page = medical(here, qtbot)
    assert page.overdose.steps.isHidden()

    qtbot.keyClick(page, Qt.Key.Key_F10)

    qtbot.waitUntil(lambda: "1. Check: shout" in seen(page.overdose))


# The emergency


def emergency(here: AtHand, qtbot: QtBot, trigger: str = "f9") -> EmergencyPanel:
    here.context.bridge.write(EmergencyStarted(trigger))
    panel = EmergencyPanel(here.context)
    here.show(panel, qtbot)
    return panel


def test_the_clock_runs_since_the_start(here: AtHand, qtbot: QtBot) -> None:
    panel = emergency(here, qtbot, "immediate_danger.look_seizure")
    here.clock.advance(minutes=2, seconds=5)

    panel.tick()

    assert panel.clock.words == "0:02:05"
    assert "Protect from injury" in panel.action.words


def test_each_step_is_one_press_and_naloxone_counts_its_doses(
    here: AtHand, qtbot: QtBot
) -> None:
    panel = emergency(here, qtbot)
    qtbot.keyClick(panel, Qt.Key.Key_1)
    here.clock.advance(minutes=1)
    qtbot.mouseClick(panel.steps.buttons["naloxone_given"], Qt.MouseButton.LeftButton)
    here.clock.advance(minutes=3)
    qtbot.mouseClick(panel.steps.buttons["naloxone_given"], Qt.MouseButton.LeftButton)

    steps = [(f.step, f.detail) for _, f in here.kept().all_of(EmergencyStep)]
    assert steps == [("ems_called", ""), ("naloxone_given", "1"), ("naloxone_given", "2")]
    assert panel.steps.times["naloxone_given"].words.endswith("2 doses")


def test_a_dose_pressed_by_mistake_is_taken_back_and_reaches_nobody(
    here: AtHand, qtbot: QtBot
) -> None:
    panel = emergency(here, qtbot)
    assert panel.steps.undo.isHidden()
    for _ in range(2):
        qtbot.mouseClick(panel.steps.buttons["naloxone_given"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.steps.undo, Qt.MouseButton.LeftButton)

    kept = here.kept()
    assert [(f.step, f.detail) for _, f in steps_taken(kept)] == [("naloxone_given", "1")]
    assert len(list(kept.all_of(EmergencyStep))) == 3, "what was pressed stays in the record"
    assert panel.steps.times["naloxone_given"].words.endswith("1 dose")
    qtbot.mouseClick(panel.steps.undo, Qt.MouseButton.LeftButton)
    assert steps_taken(here.kept()) == ()
    assert panel.steps.undo.isHidden()


def test_whoever_goes_to_a_hospital_is_asked_what_was_told(here: AtHand, qtbot: QtBot) -> None:
    panel = emergency(here, qtbot)
    assert panel.end.not_told.isHidden()
    pick(panel.end.how.fields["emergency.outcome"], "to_hospital", qtbot)
    assert panel.end.not_told.isVisible()

    here.context.bridge.write(
        EmergencyRelease("P. Quinn", "Medic 3", "R. Alvarez", "x", ("health",), "y")
    )

    assert panel.end.not_told.isHidden()


def test_what_was_told_is_written_down_with_all_that_2_51_asks(
    here: AtHand, qtbot: QtBot
) -> None:
    panel = emergency(here, qtbot)
    form = panel.release.open()
    assert isinstance(form, ReleaseForm)
    assert not form.button.isEnabled()

    for name, text in (
        ("recipient_name", "P. Quinn"),
        ("recipient_facility", "Medic 3"),
        ("nature", "Not breathing"),
    ):
        field = form.fields.fields[f"emergency.{name}"]
        type_into(field, text, qtbot)
    told = form.fields.fields["emergency.information"]
    pick(told, "health", qtbot)
    why = form.fields.fields["emergency.why"]
    pick(why, "not_awake", qtbot)
    qtbot.mouseClick(form.button, Qt.MouseButton.LeftButton)

    found = here.kept().last(EmergencyRelease)
    assert found is not None
    assert found[1].recipient_name == "P. Quinn"
    assert found[1].recipient_facility == "Medic 3"
    assert found[1].disclosed_by == "R. Alvarez"
    assert found[1].information == ("health",)
    assert found[1].why_no_consent == "Not awake"


def test_to_the_hospital_leaves_the_visit_open_with_somebody_to_bring_back(
    here: AtHand, qtbot: QtBot
) -> None:
    panel = emergency(here, qtbot)
    how = panel.end.how.fields["emergency.outcome"]
    pick(how, "to_hospital", qtbot)
    type_into(panel.end.where.fields["emergency.facility"], "Bay General", qtbot)
    type_into(panel.end.where.fields["emergency.unit"], "Medic 3", qtbot)
    qtbot.mouseClick(panel.end.button, Qt.MouseButton.LeftButton)

    kept = here.kept()
    gone = at_hospital(kept)
    assert gone == EmergencyEnded("to_hospital", "Bay General", "Medic 3")
    assert open_emergency(kept) is None
    assert not kept.has(EmergencyStep), "a digit that is typed is not a key"
    assert [task.kind for task in unfinished(kept)] == [RETRIEVE]


def test_back_from_the_hospital_ends_the_wait(here: AtHand, qtbot: QtBot) -> None:
    test_to_the_hospital_leaves_the_visit_open_with_somebody_to_bring_back(here, qtbot)
    page = medical(here, qtbot)
    card = page.hospital
    assert card.isVisible()

    type_into(card.met.fields["emergency.met_by"], "K. Lund", qtbot)
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)

    assert here.kept().last(Returned) is not None
    assert at_hospital(here.visit) is None
    assert unfinished(here.visit) == ()
    assert card.isHidden()


def test_refused_transport_ends_the_emergency_with_nobody_to_fetch(
    here: AtHand, qtbot: QtBot
) -> None:
    panel = emergency(here, qtbot)
    how = panel.end.how.fields["emergency.outcome"]
    pick(how, "refused_transport", qtbot)
    qtbot.mouseClick(panel.end.button, Qt.MouseButton.LeftButton)

    assert here.kept().last(EmergencyEnded) is not None
    assert unfinished(here.visit) == ()


def test_a_key_pressed_by_mistake_is_no_emergency_in_the_record(
    here: AtHand, qtbot: QtBot
) -> None:
    panel = emergency(here, qtbot)
    pick(panel.end.how.fields["emergency.outcome"], "no_emergency", qtbot)
    qtbot.mouseClick(panel.end.button, Qt.MouseButton.LeftButton)

    kept = here.kept()
    assert open_emergency(kept) is None
    assert last_emergency(kept) is None
    assert state_of(make_step("medical"), kept) is not StepState.DONE


def test_a_false_alarm_brings_nobody_back_from_the_hospital_and_hides_no_emergency(
    here: AtHand, qtbot: QtBot
) -> None:
    test_to_the_hospital_leaves_the_visit_open_with_somebody_to_bring_back(here, qtbot)
    here.context.bridge.write(EmergencyStarted("f9"))
    here.context.bridge.write(EmergencyEnded("no_emergency"))

    kept = here.kept()
    gone, last = at_hospital(kept), last_emergency(kept)
    assert gone is not None
    assert last is not None
    assert last[1] == gone


def test_the_emergency_says_whom_to_tell_and_their_number_until_they_are_told(
    here: AtHand, qtbot: QtBot
) -> None:
    panel = emergency(here, qtbot)
    assert panel.partner.isVisible()
    assert "Night team, 410-555-0150" in panel.partner.words

    qtbot.mouseClick(panel.steps.buttons["partner_told"], Qt.MouseButton.LeftButton)

    assert panel.partner.isHidden()
    assert reached_at(here.kept(), "partner_called") == NIGHT


@pytest.mark.parametrize("said", [{"age": "15"}, {"pregnant": "could_be"}])
def test_limits_that_were_not_made_for_them_are_named(
    here: AtHand, qtbot: QtBot, said: dict[str, str]
) -> None:
    page = medical(here, qtbot)
    assert "not for anybody under 16" not in seen(page)

    here.say(**said)

    assert "not for anybody under 16, nor in pregnancy" in seen(page)
