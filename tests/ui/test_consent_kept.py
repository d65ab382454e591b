"""What is changed on a consent before it is signed is in the record, and goes with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.consent_seal import is_unchanged
from safestation.domain.consent_text import AUTHORIZATION, consent_lines, consent_sha256
from safestation.domain.facts import ConsentSigned, PlacementDeclined, PlacementOffered
from safestation.domain.station import Determination, Posture
from safestation.domain.visit import Visit
from safestation.ui.kit import Label
from safestation.ui.steps.consent import ConsentPage
from safestation.ui.visit.bridge import VisitBridge
from safestation.ui.words import Words
from tests.factories import WORDS
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, pick, type_into
from tests.ui.consent_at_hand import (
    ABLE,
    RULE,
    file_it,
    opened,
    press,
    ready,
    show,
    shown,
    signed,
)


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    at_hand = opened(tmp_path, words, minor_rule=RULE)
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


def change(page: ConsentPage, qtbot: QtBot, name: str = " (sister)") -> None:
    """Type a name and untick one kind of information, as somebody does at the counter."""
    assert page.paper.fold is not None
    assert page.paper.terms is not None
    page.paper.fold.open()
    page.paper.terms.name.setFocus()
    qtbot.keyClicks(page.paper.terms.name, name)


def as_after_a_crash(here: AtHand, qtbot: QtBot) -> ConsentPage:
    """Return the page as it opens from nothing but the record."""
    desk = here.context.desk
    session = desk.counter.resume(here.visit.id)
    here.context = replace(here.context, bridge=VisitBridge(session, here.owner))
    return show(here, qtbot)


def drafts(visit: Visit) -> dict[str, object]:
    return {q: a.value for q, a in visit.answers.items() if q.startswith("consent.draft.")}


def test_a_typed_name_is_in_the_record_without_anybody_saving_it(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    here.kept()

    with qtbot.waitSignal(here.context.bridge.saved, timeout=2000, check_params_cb=bool):
        change(page, qtbot)

    kept = here.context.desk.counter.look(here.visit.id, "review")
    assert kept.value("consent.draft.sister.name") == "Sister (sister)"


def test_after_a_crash_the_paper_is_as_it_was_left(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    change(page, qtbot)
    terms = page.paper.terms
    assert terms is not None
    pick(terms.information, "where_and_when", qtbot)
    terms.until.setCurrentIndex(terms.until.count() - 1)
    terms.until.activated.emit(terms.until.currentIndex())
    terms.earlier.setCurrentIndex(terms.earlier.findData("arrival"))
    terms.earlier.activated.emit(terms.earlier.currentIndex())
    type_into_line(page.paper.signing.filed, "Drawer 2", qtbot)
    before = shown(page)
    here.kept()

    again = as_after_a_crash(here, qtbot)
    press(qtbot, again.recipients.lines["sister"])

    assert shown(again) == before
    assert "Sister (sister)" in before
    assert again.paper.signing.filed.text() == "Drawer 2"


def test_it_goes_on_at_the_same_line_of_the_same_paper(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    stood: list[str] = []
    page.field_focused.connect(stood.append)
    press(qtbot, page.recipients.lines["sister"])
    change(page, qtbot)
    here.kept()

    again = as_after_a_crash(here, qtbot)
    again.go_to_field(stood[-1])

    assert again.recipients.current == "sister"
    assert again.paper.terms is not None
    qtbot.waitUntil(again.paper.terms.name.hasFocus)


@pytest.mark.parametrize("field", ["filed", "witness", "signer_patient"])
def test_each_line_before_the_signature_is_found_again(
    here: AtHand, qtbot: QtBot, field: str
) -> None:
    page = ready(here, qtbot)
    stood: list[str] = []
    page.field_focused.connect(stood.append)
    type_into_line(page.paper.signing.fields()[field], "x", qtbot)
    here.kept()

    again = as_after_a_crash(here, qtbot)
    again.go_to_field(stood[-1])

    line = again.paper.signing.fields()[field]
    assert line.text().endswith("x")
    qtbot.waitUntil(line.hasFocus)


def test_the_half_written_new_recipient_comes_back(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    stood: list[str] = []
    page.field_focused.connect(stood.append)
    press(qtbot, page.recipients.add)
    type_into(page.recipients.form.fields.fields["consent.new.name"], "Ana", qtbot)
    here.kept()

    again = as_after_a_crash(here, qtbot)
    again.go_to_field(stood[-1])

    line = again.recipients.form.fields.fields["consent.new.name"].focusProxy()
    assert isinstance(line, QLineEdit)
    assert line.text() == "Ana"
    qtbot.waitUntil(line.hasFocus)


def test_signing_takes_the_draft_out_of_the_record(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    change(page, qtbot)
    file_it(page, qtbot)
    assert drafts(here.kept())

    press(qtbot, page.paper.signed)

    assert signed(here)[0].recipient.name == "Sister (sister)"
    assert drafts(here.kept()) == {}


def test_a_no_takes_the_draft_out_of_the_record(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    change(page, qtbot)

    press(qtbot, page.paper.no)

    assert drafts(here.kept()) == {}
    assert "(sister)" not in shown(page)


def test_not_now_keeps_the_draft_for_later(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    change(page, qtbot)

    press(qtbot, page.paper.later)

    assert drafts(here.kept())


def test_a_consent_taken_back_brings_no_old_words(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    change(page, qtbot)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)

    press(qtbot, page.paper.revokes["writing"])

    assert "(sister)" not in shown(page)
    assert page.paper.signing.filed.text() == ""
    assert drafts(here.kept()) == {}


def test_another_person_in_the_same_part_gets_no_words_of_the_one_before(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(support_person="Ana R.")
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    change(page, qtbot, " who drives")
    assert "Ana R. who drives" in shown(page)

    here.say(support_person="Bea S.")

    assert "Bea S." in shown(page)
    assert "who drives" not in shown(page)


def test_another_place_gets_no_words_of_the_one_before(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    here.context.bridge.write(PlacementOffered("provider-9", "Bayview House"))
    press(qtbot, page.recipients.lines["provider-9"])
    terms = page.paper.terms
    assert terms is not None
    assert page.paper.fold is not None
    page.paper.fold.open()
    pick(terms.information, "legal_status", qtbot)
    here.context.bridge.write(
        PlacementDeclined("provider-9", "Bayview House", "facility", "full")
    )
    here.context.bridge.write(PlacementOffered("provider-8", "Hope House"))

    press(qtbot, page.recipients.lines["provider-8"])

    assert page.paper.draft is not None
    assert page.paper.draft.information == ("identity", "health")


def test_what_was_printed_is_what_is_signed_also_after_midnight(
    here: AtHand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = MemoryPrinter()
    edge = here.context.desk.paper._printer  # noqa: SLF001 - the edge, made to remember
    monkeypatch.setattr(type(edge), "print_pdf", printer.print_pdf.__get__(printer))
    page = ready(here, qtbot)
    press(qtbot, page.paper.print_button)
    assert page.paper.consent is not None
    on_paper = page.paper.consent.text_sha256
    here.kept()
    here.clock.advance(hours=21)

    again = as_after_a_crash(here, qtbot)
    file_it(again, qtbot)
    press(qtbot, again.paper.signed)

    assert signed(here)[0].text_sha256 == on_paper


def test_ink_on_another_paper_than_the_printed_one_is_not_taken(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    file_it(page, qtbot)
    change(page, qtbot, " Lund")

    press(qtbot, page.paper.signed)

    assert signed(here) == []
    assert "Print it again" in page.paper.banner.what.words
    press(qtbot, page.paper.print_button)
    press(qtbot, page.paper.signed)
    assert len(signed(here)) == 1


def test_a_renamed_station_still_shows_what_was_signed(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    before = shown(page)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)
    desk = here.context.desk
    renamed = replace(desk.station, name="Station 99", contact_name="Somebody new")
    here.context = replace(here.context, desk=replace(desk, station=renamed))

    again = show(here, qtbot)

    assert shown(again) == before
    assert again.paper.lost.isHidden()


def test_at_a_covered_station_what_hipaa_asks_is_shown_and_signed(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    covered = Determination(Posture.PROGRAM, "J. Okafor", date(2026, 10, 1), hipaa_covered=True)
    here = opened(tmp_path, words, minor_rule=RULE, determination=covered)
    page = ready(here, qtbot)
    assert "eligibility for benefits" in shown(page)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)

    kept = signed(here)[-1]

    assert {line.element for line in kept.text} >= set(AUTHORIZATION.values())
    assert is_unchanged(kept)
    here.kept()
    here.vault.release()


def test_a_consent_from_before_texts_were_kept_says_why_and_is_signed_anew(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    consent = page.paper.consent
    assert consent is not None
    old = consent_lines(consent, WORDS["consent"], "Station of before", "en")
    digest = consent_sha256(old, consent.template_version)
    file_it(page, qtbot)
    signatures = page.paper.signing.signatures(here.clock.now())
    first = replace(consent, text_sha256=digest, discloser="Before", signatures=signatures)
    here.context.bridge.write(ConsentSigned(first))

    assert not page.paper.lost.isHidden()
    assert page.paper.text.isHidden()
    press(qtbot, page.paper.anew)
    assert page.paper.lost.isHidden()
    assert consent.recipient.name in shown(page)
    press(qtbot, page.paper.signed)

    anew = signed(here)[-1]
    assert anew.text
    assert page.paper.consent == anew


def test_what_was_seen_of_them_so_far_comes_back_and_is_written_once(
    here: AtHand, qtbot: QtBot
) -> None:
    page = show(here, qtbot)
    press(qtbot, page.capacity.rows["weighs"].segments[1])
    here.kept()

    again = as_after_a_crash(here, qtbot)

    assert again.capacity.rows["weighs"].value == "no"
    press(qtbot, again.capacity.write)
    assert not [q for q in here.kept().answers if q.startswith("consent.seen")]


def test_a_keystroke_says_only_the_line_anew_that_it_changes(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    before = page.paper.text.findChildren(Label)

    change(page, qtbot)

    assert page.paper.text.findChildren(Label) == before
    assert "Sister (sister)" in shown(page)


def type_into_line(line: QWidget, text: str, qtbot: QtBot) -> None:
    line.setFocus()
    qtbot.keyClicks(line, text)


def test_the_page_opened_by_somebody_who_can_decide_keeps_nothing_by_itself(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(first_name="Toni", age="27")
    here.context.bridge.write(ABLE)

    show(here, qtbot)

    assert drafts(here.kept()) == {}
