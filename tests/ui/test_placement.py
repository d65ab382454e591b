"""Placement at the counter: who can take them, what was said, and what became of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from safestation.domain.facts import (
    BridgePlanned,
    Departed,
    PlacementAccepted,
    PlacementDeclined,
    PlacementOffered,
    ProviderCalled,
    TaskAdded,
    Waitlisted,
)
from safestation.domain.placement import Stage, placement_of
from safestation.domain.providers import Provider
from safestation.domain.schedule import ALWAYS
from safestation.domain.tasks import unfinished
from safestation.ui.kit.tiles import ChoiceTile
from safestation.ui.steps.needs_sheet import NeedsSheet
from safestation.ui.steps.number_sheet import NumberSheet
from safestation.ui.steps.placement import PlacementPage
from safestation.ui.words import Words
from tests.factories import make_program
from tests.fakes import NIGHT
from tests.ui.at_hand import AtHand, make_step, open_visit

BAYVIEW = "11111111-1111-4111-8111-111111111111"
HARBOR = "22222222-2222-4222-8222-222222222222"
STEPS = (make_step("placement"), replace(make_step("handoff"), id="ride"))


@pytest.fixture
def here(tmp_path: Path, words: Words) -> AtHand:
    at_hand = open_visit(tmp_path, words, program=make_program(steps=STEPS))
    directory = at_hand.context.desk.directory
    shared = {"hours": ALWAYS, "levels_of_care": ("withdrawal_management.residential",)}
    for one in (
        Provider(
            BAYVIEW,
            "Bayview Detox",
            intake_phone="410-555-0142",
            payers=("medicaid",),
            what_they_ask="Age, last use",
            **shared,  # type: ignore[arg-type]  # a shorthand
        ),
        Provider(HARBOR, "Harbor Clinic", phone="410-555-0177", payers=("private",), **shared),  # type: ignore[arg-type]  # a shorthand
    ):
        directory.save_by_hand(one, "staff-1")
    return at_hand


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> Iterator[PlacementPage]:
    page = PlacementPage(here.context, make_step("placement"))
    here.show(page, qtbot)
    page.resize(660, 3200)  # the frame scrolls; here everything is in sight
    yield page
    page.close()
    delete(page)  # now, and not whenever Python gets to it


def text_of(page: PlacementPage, row: int) -> str:
    columns = range(page.table.model().columnCount())
    return " | ".join(page.table.cell(row, column).spoken() for column in columns)


def press(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: widget.isVisible() and widget.height() > 20)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def type_into(qtbot: QtBot, page: PlacementPage, name: str, text: str) -> None:
    assert page.form.fields is not None
    draft = page.form.draft
    assert draft is not None
    field = page.form.fields.fields[f"placement.{draft.provider.id}.{name}"]
    assert field.isVisible(), name
    field.setFocus()
    control = field.focusProxy()
    assert control is not None
    qtbot.keyClicks(control, text)


def answer(qtbot: QtBot, page: PlacementPage, provider: str, said: str) -> None:
    page.table.select(provider)
    assert page.form.fields is not None
    field = page.form.fields.fields[f"placement.{provider}.answer"]
    tiles = {tile.value: tile for tile in field.tiles.tiles}  # type: ignore[attr-defined]  # a choice field
    press(qtbot, tiles[said])


def test_whoever_cannot_take_them_is_greyed_with_the_reason_in_words(
    page: PlacementPage, here: AtHand, words: Words
) -> None:
    here.say(payer__coverage="medicaid")

    assert text_of(page, 0).startswith("1 | Bayview Detox")
    assert "Does not take Medicaid" in text_of(page, 1)
    assert page.table.cell(1, 2).detail == words("placement.pays_no", payer="Medicaid")


def test_a_date_of_birth_greys_who_takes_no_such_age(page: PlacementPage, here: AtHand) -> None:
    directory = here.context.desk.directory
    bayview = directory.get(BAYVIEW)
    assert bayview is not None
    directory.save_by_hand(replace(bayview, minimum_age=18), "staff-1")

    here.say(date_of_birth="2010-11-24")
    page.look_again()

    assert "Does not take age 15" in text_of(page, 1)
    assert page.needs.words == "age 15"


def test_a_place_that_falls_through_uncovers_the_waiting_list_they_are_still_on(
    page: PlacementPage, here: AtHand
) -> None:
    bridge = here.context.bridge
    bridge.write(Waitlisted(HARBOR, "Harbor Clinic"))
    bridge.write(PlacementOffered(BAYVIEW, "Bayview Detox"))
    page.refresh()
    assert page.state.state.words.startswith("Bayview Detox offered a place")
    assert page.state.others.words == "Also on the waiting list of Harbor Clinic since 03:41."

    bridge.write(PlacementDeclined(BAYVIEW, "Bayview Detox", "person", "too far"))
    page.refresh()

    assert page.state.state.words == "On the waiting list of Harbor Clinic since 03:41."
    assert page.state.others.isHidden()


def test_an_offer_stands_while_another_place_writes_them_on_its_list(
    page: PlacementPage, here: AtHand
) -> None:
    here.context.bridge.write(PlacementOffered(BAYVIEW, "Bayview Detox"))
    here.context.bridge.write(Waitlisted(HARBOR, "Harbor Clinic"))
    page.refresh()

    assert page.state.accept_button.isVisible()
    assert placement_of(here.visit).provider == BAYVIEW


def test_who_only_waits_for_a_place_does_not_leave_for_it(
    page: PlacementPage, here: AtHand
) -> None:
    here.context.bridge.write(Waitlisted(HARBOR, "Harbor Clinic"))
    here.context.bridge.write(Departed())
    page.refresh()

    left = "Left at 03:41. No place has accepted them yet."
    assert page.state.state.words == left
    assert page.state.others.words == "Also on the waiting list of Harbor Clinic since 03:41."


def test_who_did_not_serve_sees_a_place_for_veterans_greyed(
    page: PlacementPage, here: AtHand
) -> None:
    directory = here.context.desk.directory
    bayview = directory.get(BAYVIEW)
    assert bayview is not None
    directory.save_by_hand(replace(bayview, only_for=("veterans",)), "staff-1")

    here.say(veteran="no")
    page.look_again()

    assert "Veterans only" in text_of(page, 1)
    assert page.table.cell(1, 1).tone == "ink2"
    assert page.needs.words == "veteran: No"


def test_a_bed_that_nobody_asked_for_reads_as_unknown(page: PlacementPage) -> None:
    assert "not asked today, call" in text_of(page, 0)


def test_a_call_is_written_down_with_who_said_what_and_the_bed_shows_both(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "bed_now")
    type_into(qtbot, page, "spoke_to", "Dana")
    type_into(qtbot, page, "beds", "1")
    press(qtbot, page.form.log_button)

    calls = [fact for _, fact in here.kept().all_of(ProviderCalled)]
    assert [(c.provider, c.answer, c.spoke_to, c.beds) for c in calls] == [
        (BAYVIEW, "bed_now", "Dana", "1")
    ]
    assert "1 bed · told 03:41, by Dana" in text_of(page, 0)
    assert not [q for q in here.kept().answers if q.startswith("placement.")]


def test_half_a_bed_is_refused_at_its_field_and_nothing_is_written_down(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "bed_now")
    type_into(qtbot, page, "spoke_to", "Dana")
    type_into(qtbot, page, "beds", "2.5")
    press(qtbot, page.form.log_button)

    assert page.form.fields is not None
    field = page.form.fields.fields[f"placement.{BAYVIEW}.beds"]
    assert field.problem.words == "Write a whole number."
    assert not here.kept().has(ProviderCalled)


Call = tuple[str, dict[str, str], str]


def logs(qtbot: QtBot, page: PlacementPage, said: str, typed: dict[str, str]) -> None:
    answer(qtbot, page, BAYVIEW, said)
    for name, text in typed.items():
        type_into(qtbot, page, name, text)
    press(qtbot, page.form.log_button)


@pytest.mark.parametrize(
    "call",
    [
        ("call_back", {"call_back_at": "9"}, "2026-11-23T09:00"),
        ("call_back", {"call_back_at": "3:30"}, "2026-11-24T03:30"),
        ("call_back", {"call_back_at": "9", "call_back_on": "11/30/2026"}, "2026-11-30T09:00"),
        ("no_bed", {"spoke_to": "Dana", "call_back_on": "11/30/2026"}, "2026-11-30T08:00"),
    ],
)
def test_a_call_back_has_its_day(
    page: PlacementPage, here: AtHand, qtbot: QtBot, call: Call
) -> None:
    said, typed, at = call
    logs(qtbot, page, said, typed)

    (_, task), *_ = here.kept().all_of(TaskAdded)
    assert task.due_at.isoformat(timespec="minutes").startswith(at)


@pytest.mark.parametrize(
    "call",
    [
        ("bed_on_date", {"spoke_to": "Dana", "bed_from": "11/20/2026"}, "bed_from"),
        ("call_back", {"call_back_at": "9", "call_back_on": "11/20/2026"}, "call_back_on"),
        ("call_back", {"call_back_at": "3:00", "call_back_on": "11/23/2026"}, "call_back_at"),
    ],
)
def test_nothing_is_promised_for_a_day_that_is_over(
    page: PlacementPage, here: AtHand, qtbot: QtBot, call: Call
) -> None:
    said, typed, wrong = call
    logs(qtbot, page, said, typed)

    assert page.form.fields is not None
    assert page.form.fields.fields[f"placement.{BAYVIEW}.{wrong}"].problem.isVisible()
    assert not here.kept().has(ProviderCalled)


def test_a_plan_promises_no_call_in_the_past(
    page: PlacementPage, here: AtHand, words: Words
) -> None:
    here.say(
        bridge_tonight="Warming center",
        bridge_tomorrow="Clinic at 9",
        bridge_owner="K. Lund",
        bridge_call_back="2026-11-22T07:00",
    )
    page.refresh()
    assert page.bridge_plan.over.isVisible()
    assert page.bridge_plan.over.words == words("answer.already_over")
    assert not page.bridge_plan.button.isEnabled()

    here.say(bridge_call_back="2026-11-23T07:00")
    page.refresh()

    assert page.bridge_plan.over.isHidden()
    assert page.bridge_plan.button.isEnabled()


def test_calling_a_place_again_ends_the_call_that_was_owed_to_it(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "call_back")
    type_into(qtbot, page, "call_back_at", "9")
    press(qtbot, page.form.log_button)
    assert [task.note for task in unfinished(here.kept())] == ["Bayview Detox"]

    answer(qtbot, page, BAYVIEW, "excluded")
    type_into(qtbot, page, "spoke_to", "Dana")
    type_into(qtbot, page, "reason", "Needs ID")
    press(qtbot, page.form.log_button)

    assert not unfinished(here.kept())


def test_a_plan_that_is_changed_owes_one_call_and_not_two(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    plan = {"bridge_tonight": "Shelter", "bridge_tomorrow": "Clinic", "bridge_owner": "K."}
    for at in ("2026-11-23T07:00", "2026-11-24T09:00"):
        here.say(bridge_call_back=at, **plan)
        page.refresh()
        press(qtbot, page.bridge_plan.button)

    (task,) = unfinished(here.kept())
    assert f"{task.due_at:%d %H:%M}" == "24 09:00"


def test_a_count_of_beds_that_is_none_does_not_keep_the_page_from_opening(
    page: PlacementPage, here: AtHand
) -> None:
    here.context.bridge.write(
        ProviderCalled(BAYVIEW, "Bayview Detox", "bed_now", "Dana", beds="2.5")
    )

    page.refresh()

    assert [line.words for line in page.log.lines] == ["03:41 Bayview Detox — Dana. Bed now"]


def test_the_number_to_call_stands_large_with_what_they_ask(page: PlacementPage) -> None:
    page.table.select(BAYVIEW)

    assert page.form.number.words == "410-555-0142"
    assert page.form.asks.words == "They ask: Age, last use"


@pytest.mark.parametrize(
    ("said", "asked", "not_asked"),
    [
        ("bed_now", {"spoke_to", "beds"}, {"reason", "call_back_at", "bed_from"}),
        ("bed_on_date", {"spoke_to", "bed_from"}, {"reason", "call_back_at"}),
        ("excluded", {"spoke_to", "reason"}, {"beds", "call_back_at"}),
        ("no_answer", {"call_back_at", "note"}, {"spoke_to", "beds"}),
        ("waitlist", {"spoke_to", "place_in_line", "call_back_at"}, {"beds", "reason"}),
    ],
)
def test_the_answer_decides_what_is_asked(
    page: PlacementPage, qtbot: QtBot, said: str, asked: set[str], not_asked: set[str]
) -> None:
    answer(qtbot, page, BAYVIEW, said)

    assert page.form.fields is not None
    shown = {
        question.rpartition(".")[2]
        for question, field in page.form.fields.fields.items()
        if field.isVisible()
    }
    assert asked <= shown
    assert not shown & not_asked


def test_a_refusal_cannot_be_logged_without_who_and_why(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "excluded")

    assert not page.form.log_button.isEnabled()
    assert page.form.hint.words == ("Still needed: Spoke with, Why were they turned down?")
    type_into(qtbot, page, "spoke_to", "Dana")
    type_into(qtbot, page, "reason", "Needs ID")
    press(qtbot, page.form.log_button)
    assert [f.reason for _, f in here.visit.all_of(ProviderCalled)] == ["Needs ID"]


def test_call_back_at_puts_the_call_on_the_follow_up_list(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "call_back")
    type_into(qtbot, page, "call_back_at", "04:00")
    press(qtbot, page.form.log_button)

    due = NIGHT.replace(hour=4, minute=0, second=0)
    tasks = [fact for _, fact in here.kept().all_of(TaskAdded)]
    assert [(t.kind, t.due_at, t.note) for t in tasks] == [("call_back", due, "Bayview Detox")]
    assert "Call again 04:00" in text_of(page, 0)


def test_a_time_that_has_passed_tonight_means_tomorrow(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "call_back")
    type_into(qtbot, page, "call_back_at", "03:00")
    press(qtbot, page.form.log_button)

    call = next(fact for _, fact in here.visit.all_of(ProviderCalled))
    assert call.call_back_at == NIGHT.replace(hour=3, minute=0, second=0) + timedelta(days=1)


def test_a_time_that_is_none_keeps_everything_on_screen_and_logs_nothing(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "call_back")
    type_into(qtbot, page, "call_back_at", "soon")
    press(qtbot, page.form.log_button)

    assert not here.visit.has(ProviderCalled)
    assert page.form.fields is not None
    field = page.form.fields.fields[f"placement.{BAYVIEW}.call_back_at"]
    assert field.problem.words
    assert page.form.isVisible()


def test_accepting_keeps_offer_and_yes_apart_and_goes_on_to_the_ride(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "bed_now")
    type_into(qtbot, page, "spoke_to", "Dana")
    type_into(qtbot, page, "expected_at", "05:00")
    press(qtbot, page.form.accept_button)

    kinds = [entry.fact.KIND for entry in here.kept().entries]
    assert kinds == ["provider_called", "placement_offered", "placement_accepted"]
    accepted = here.visit.last(PlacementAccepted)
    assert accepted is not None
    assert accepted[1].expected_at == NIGHT.replace(hour=5, minute=0, second=0)
    assert here.wished == [("step", "ride")]
    assert page.state.state.words == (
        "Accepted: Bayview Detox, 03:41. They are expected at 05:00."
    )


def test_the_care_that_is_offered_stands_beside_the_care_that_was_wanted(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    both = ("withdrawal_management.residential", "outpatient.intensive")
    bay = here.context.desk.directory.get(BAYVIEW)
    assert bay is not None
    here.context.desk.directory.save_by_hand(replace(bay, levels_of_care=both), "staff-1")
    here.say(preferred_level="residential", level_wanted="withdrawal_management.residential")
    page.look_again()
    answer(qtbot, page, BAYVIEW, "bed_now")
    type_into(qtbot, page, "spoke_to", "Dana")
    assert page.form.fields is not None
    field = page.form.fields.fields[f"placement.{BAYVIEW}.level"]
    tiles = {tile.value: tile for tile in field.findChildren(ChoiceTile)}
    assert set(tiles) == set(both)
    press(qtbot, tiles["outpatient.intensive"])
    press(qtbot, page.form.offer_button)

    assert page.state.levels.words == "Wanted: Residential. Offered: Intensive outpatient."
    offered = here.kept().last(PlacementOffered)
    assert offered is not None
    assert offered[1].level == "outpatient.intensive"


def test_a_place_with_one_kind_of_care_offers_that_whatever_was_looked_for(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    here.say(level_wanted="residential")
    answer(qtbot, page, BAYVIEW, "bed_now")
    type_into(qtbot, page, "spoke_to", "Dana")
    press(qtbot, page.form.offer_button)

    assert page.state.levels.words == "Offered: Detox with a bed, not a hospital."


def test_an_offer_waits_until_the_person_says_yes(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "bed_now")
    type_into(qtbot, page, "spoke_to", "Dana")
    press(qtbot, page.form.offer_button)

    assert here.visit.has(PlacementOffered)
    assert placement_of(here.visit).stage is Stage.OFFERED
    press(qtbot, page.state.accept_button)
    assert placement_of(here.kept()).stage is Stage.ACCEPTED
    assert here.wished == [("step", "ride")]


def test_a_place_that_falls_through_is_written_down_by_whom_and_why(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    here.context.bridge.write(PlacementOffered(BAYVIEW, "Bayview Detox"))
    press(qtbot, page.state.fell_button)
    by_whom = page.state.why.fields["placement.by_whom"]
    segments = {s.value: s for s in by_whom.row.segments}  # type: ignore[attr-defined]  # a short choice
    press(qtbot, segments["person"])
    reason = page.state.why.fields["placement.decline_reason"]
    reason.setFocus()
    qtbot.keyClicks(reason.focusProxy(), "too far")
    press(qtbot, page.state.decline_button)

    declined = here.kept().last(PlacementDeclined)
    assert declined is not None
    assert (declined[1].by_whom, declined[1].reason) == ("person", "too far")
    assert placement_of(here.visit).stage is Stage.NONE
    assert not page.state.isVisible()
    assert any("Fell through (The person): too far" in line.words for line in page.log.lines)


def test_a_waiting_list_is_neither_a_no_nor_a_place(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "waitlist")
    type_into(qtbot, page, "spoke_to", "Dana")
    type_into(qtbot, page, "place_in_line", "3")
    press(qtbot, page.form.log_button)

    waiting = here.kept().last(Waitlisted)
    assert waiting is not None
    assert waiting[1].place_in_line == "3"
    assert placement_of(here.visit).stage is Stage.WAITLISTED


def test_what_was_typed_about_one_call_is_still_there_after_looking_at_another(
    page: PlacementPage, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "excluded")
    type_into(qtbot, page, "spoke_to", "Dana")

    page.table.select(HARBOR)
    page.table.select(BAYVIEW)

    assert page.form.draft is not None
    assert page.form.draft.kept()["spoke_to"] == "Dana"


def test_what_was_typed_about_a_call_is_there_after_the_page_is_built_again(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    answer(qtbot, page, BAYVIEW, "excluded")
    type_into(qtbot, page, "reason", "Needs ID")
    here.kept()

    again = PlacementPage(here.context, make_step("placement"))
    again.go_to_field(f"placement.{BAYVIEW}.reason")

    assert again.form.draft is not None
    assert again.form.draft.kept()["reason"] == "Needs ID"
    delete(again)


def test_a_wrong_number_is_never_shown_again(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    page.table.select(BAYVIEW)
    press(qtbot, page.form.wrong_button)
    sheet = page.findChild(NumberSheet)
    assert sheet is not None
    qtbot.keyClicks(sheet.line, "410 555 0143")
    press(qtbot, sheet.save)

    kept = here.context.desk.directory.get(BAYVIEW)
    assert kept is not None
    assert (kept.intake_phone, kept.wrong_numbers) == ("410-555-0143", ("410-555-0142",))
    assert page.form.number.words == "410-555-0143"


def test_needs_changed_in_the_sheet_change_who_fits(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    press(qtbot, page.change_button)
    sheet = page.findChild(NeedsSheet)
    assert sheet is not None
    tiles = {t.value: t for t in sheet.fields.fields["payer.coverage"].tiles.tiles}  # type: ignore[attr-defined]  # a choice field
    press(qtbot, tiles["private"])
    press(qtbot, sheet.done)

    assert here.kept().values("payer.coverage") == ("private",)
    assert text_of(page, 0).startswith("1 | Harbor Clinic")
    assert "Private" in page.needs.words


def test_typing_narrows_the_list_to_the_place_looked_for(
    page: PlacementPage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.filter, "harb")

    assert page.table.model().rowCount() == 1
    assert "Harbor Clinic" in text_of(page, 0)


def test_a_long_list_shows_the_first_few_and_the_rest_on_request(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    for number in range(8):
        one = Provider(f"p-{number}", f"Place {number}", phone=f"410-555-010{number}")
        here.context.desk.directory.save_by_hand(one, "staff-1")
    page.look_again()
    assert page.table.model().rowCount() == 6
    assert page.more.words == "Show 4 more places"

    press(qtbot, page.more)

    assert page.table.model().rowCount() == 10
    assert not page.more.isVisible()


def test_the_plan_without_a_bed_owes_a_call_in_the_morning(
    page: PlacementPage, here: AtHand, qtbot: QtBot
) -> None:
    typed = {
        "bridge_tonight": "Warming center",
        "bridge_tomorrow": "Clinic at 9",
        "bridge_owner": "K. Lund",
    }
    for question, text in typed.items():
        field = page.bridge_plan.fields.fields[question]
        field.setFocus()
        qtbot.keyClicks(field.focusProxy(), text)
    press(qtbot, page.bridge_plan.button)

    planned = here.kept().last(BridgePlanned)
    assert planned is not None
    assert dict(planned[1].plan) == typed
    task = here.visit.last(TaskAdded)
    assert task is not None
    assert (task[1].kind, task[1].owner) == ("call_back", "K. Lund")
    assert task[1].due_at == datetime(2026, 11, 23, 8, 0, tzinfo=NIGHT.tzinfo)
    assert not page.bridge_plan.button.isEnabled()


def test_by_keys_alone_a_place_is_opened_and_the_answer_given(
    page: PlacementPage, qtbot: QtBot
) -> None:
    page.table.setFocus()
    page.table.select(BAYVIEW)

    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert page.form.fields is not None
    focused = page.window().focusWidget()
    field = page.form.fields.fields[f"placement.{BAYVIEW}.answer"]
    assert focused is not None
    assert field.isAncestorOf(focused)
