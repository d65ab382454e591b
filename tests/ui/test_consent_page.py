"""The consent page: one paper for each, a no that helps go on, and no signature too early."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safestation.domain.consent import ConsentKind, SignedHow, may_combine
from safestation.domain.consent_text import consent_sha256
from safestation.domain.disclosure import standing
from safestation.domain.errors import PrintFailed
from safestation.domain.facts import (
    CapacityObserved,
    ConsentPostponed,
    ConsentRefused,
    ConsentRevoked,
    PlacementOffered,
    TaskAdded,
)
from safestation.domain.tasks import unfinished
from safestation.ui.kit import Button
from safestation.ui.steps import consent_draft as drafts
from safestation.ui.steps import consent_people as who
from safestation.ui.steps.capacity import OBSERVATIONS
from safestation.ui.steps.consent_new import NewRecipient
from safestation.ui.steps.consent_ready import print_consent
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, type_into
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


def test_ink_on_paper_signs_the_very_text_that_is_shown(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    before = shown(page)
    file_it(page, qtbot)

    press(qtbot, page.paper.signed)

    consent = signed(here)[0]
    lines = drafts.lines_of(consent, here.context)
    assert consent.text_sha256 == consent_sha256(lines, consent.template_version)
    assert all(line.text in before for line in lines)
    signature = consent.signatures[0]
    assert (signature.how, signature.signer_role, signature.witness) == (
        SignedHow.INK, "patient", "R. Alvarez",
    )  # fmt: skip
    assert signature.original_filed_at == "Locked drawer 2"
    assert standing(here.visit, "driver", here.clock.now()) == consent
    assert "signed 03:41" in page.recipients.lines["driver"].accessibleName()


def test_after_an_answer_the_keyboard_is_on_who_is_to_be_asked(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    file_it(page, qtbot)

    press(qtbot, page.paper.signed)

    qtbot.waitUntil(lambda: page.recipients.isAncestorOf(page.window().focusWidget()))


def test_ink_without_the_place_of_the_original_is_not_signed(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)

    press(qtbot, page.paper.signed)

    assert signed(here) == []
    assert "filed" in page.paper.banner.what.words
    assert page.paper.signing.filed.hasFocus()


def test_an_empty_drawing_is_refused_and_a_real_one_is_kept(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.paper.signing.how.segments[1])
    press(qtbot, page.paper.signed)
    assert signed(here) == []

    area = page.paper.signing.pads["patient"].area
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    for step in range(1, 12):
        QTest.mouseMove(area, QPoint(20 + 9 * step, 60 - 3 * step))
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=QPoint(140, 20))
    press(qtbot, page.paper.signed)

    signature = signed(here)[0].signatures[0]
    assert signature.how is SignedHow.DRAWN
    assert sum(len(stroke) for stroke in signature.strokes) >= 8


def test_nobody_signs_before_somebody_looked_whether_they_can_decide(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(first_name="Toni", age="27")
    page = show(here, qtbot)

    assert not page.paper.signed.isEnabled()
    assert "First look" in page.paper.missing.words


def test_one_no_waits_is_asked_again_and_keeps_the_way_on_open(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(first_name="Toni", age="27")
    page = show(here, qtbot)
    for one in OBSERVATIONS:
        segment = page.capacity.rows[one].segments[1 if one == "weighs" else 0]
        press(qtbot, segment)
    press(qtbot, page.capacity.when.segments[0])
    press(qtbot, page.capacity.write)

    kept = here.kept()
    fact = next(f for _, f in kept.all_of(CapacityObserved))
    in_half_an_hour = here.clock.now() + timedelta(minutes=30)
    assert fact.observations["weighs"] == "no"
    assert fact.deferred_until == in_half_an_hour
    assert [(t.kind, t.due_at) for t in unfinished(kept)] == [
        ("ask_consent_again", in_half_an_hour)
    ]
    assert not page.paper.signed.isEnabled()
    assert page.paper.no.isEnabled()
    assert page.primary() is None


def test_looking_again_is_a_new_fact_and_ends_the_promise(here: AtHand, qtbot: QtBot) -> None:
    here.say(first_name="Toni", age="27")
    here.context.bridge.write(CapacityObserved({"weighs": "no"}))
    now = here.clock.now()
    here.context.bridge.write(TaskAdded("t1", "ask_consent_again", now))
    page = show(here, qtbot)
    for one in OBSERVATIONS:
        press(qtbot, page.capacity.rows[one].segments[0])
    press(qtbot, page.capacity.write)

    kept = here.kept()
    assert len(list(kept.all_of(CapacityObserved))) == 2
    assert unfinished(kept) == ()
    assert page.paper.signed.isEnabled()


def test_saying_no_is_written_down_by_a_key(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)

    page.paper.no.setFocus()
    qtbot.keyClick(page.paper.no, Qt.Key.Key_Return)

    assert [f for _, f in here.kept().all_of(ConsentRefused)] == [ConsentRefused("driver")]
    assert "said no" in page.recipients.lines["driver"].accessibleName()


def test_not_now_is_asked_again_in_an_hour_and_owed_once(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)

    press(qtbot, page.paper.later)
    press(qtbot, page.recipients.lines["sister"])
    press(qtbot, page.paper.later)

    kept = here.kept()
    asked = [f for _, f in kept.all_of(ConsentPostponed)]
    assert [f.recipient for f in asked] == ["driver", "sister"]
    assert asked[0].ask_again_at == here.clock.now() + timedelta(hours=1)
    assert len(unfinished(kept)) == 1


def test_without_a_name_it_is_asked_for_and_typed_into_the_paper(
    here: AtHand, qtbot: QtBot
) -> None:
    here.context.bridge.write(ABLE)
    page = show(here, qtbot)
    press(qtbot, page.who_signs.of_age.segments[0])
    assert "name of the person" in page.paper.missing.words
    line = page.paper.names.fields["first_name"].findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()

    qtbot.keyClicks(line, "Toni")

    assert page.paper.signed.isEnabled()
    assert "Toni" in shown(page)


def test_staying_anonymous_leads_to_the_warm_phone_handover(here: AtHand, qtbot: QtBot) -> None:
    page = show(here, qtbot)
    assert page.paper.warm.isHidden()

    press(qtbot, page.paper.anonymous)

    assert not page.paper.warm.isHidden()
    assert here.kept().value("first_name") == ""


def test_the_text_is_in_the_persons_language_until_english_is_picked(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(language_access__spoken_language="es")
    page = ready(here, qtbot)
    assert page.recipients.lines["driver"].accessibleName().startswith("Volunteer driver")
    assert "Quién soy" in shown(page)
    assert "Quien conduce" in shown(page)
    assert "cuando llegue" in shown(page)

    press(qtbot, page.paper.tongue.segments[1])

    assert "Quién soy" not in shown(page)
    assert "Volunteer driver" in shown(page)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)
    assert signed(here)[0].language == "en"


def test_a_paper_that_shares_nothing_says_so_and_waits(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    terms, fold = page.paper.terms, page.paper.fold
    assert terms is not None
    assert fold is not None
    fold.open()
    for tile in terms.information.tiles:
        if tile.isChecked():
            press(qtbot, tile)

    assert "what may be shared" in page.paper.missing.words
    assert not page.paper.signed.isEnabled()


def test_no_end_at_all_is_only_for_treatment_and_payment(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    draft = page.paper.draft
    assert draft is not None
    draft.until, draft.event = None, "none"

    page.paper.refresh()

    assert "until when" in page.paper.missing.words


def test_the_place_is_a_recipient_from_the_offer_on(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    assert list(page.recipients.lines) == ["driver", "sister"]

    here.context.bridge.write(PlacementOffered("provider-9", "Bayview House"))

    assert list(page.recipients.lines) == ["driver", "sister", "provider-9"]


def test_somebody_can_be_added_and_stays_after_the_page_is_left(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.add)
    type_into(page.recipients.form.fields.fields["consent.new.name"], "Ana R.", qtbot)
    press(qtbot, page.recipients.form.button)

    again = show(here, qtbot)

    added = list(again.recipients.lines)[-1]
    assert again.recipients.lines[added].name.words == "Ana R."
    assert page.recipients.current == added
    assert "what may be shared" in page.paper.missing.words


def test_taking_it_back_ends_the_ground(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)
    consent = signed(here)[0]

    press(qtbot, page.paper.revokes["writing"])

    kept = here.kept()
    assert [f for _, f in kept.all_of(ConsentRevoked)] == [
        ConsentRevoked(consent.id, "writing")
    ]
    assert standing(kept, "driver", here.clock.now()) is None
    assert "taken back" in page.recipients.lines["driver"].accessibleName()
    assert page.paper.draft is not None
    assert page.paper.draft.id != consent.id


def test_an_expired_consent_is_shown_as_ended(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)

    here.clock.advance(days=2)
    page.refresh()

    assert "ended" in page.recipients.lines["driver"].accessibleName()


def test_without_the_states_rule_no_minor_signs(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here = opened(tmp_path, words, minor_rule=None)
    here.say(first_name="Toni", age="17")
    here.context.bridge.write(ABLE)

    page = show(here, qtbot)

    assert not page.paper.signed.isEnabled()
    assert not page.paper.print_button.isEnabled()
    assert "supervisor" in page.paper.missing.words
    here.kept()
    here.vault.release()


def test_where_a_parent_must_agree_both_sign(here: AtHand, qtbot: QtBot) -> None:
    here.say(guardian_name="Jo Reyes")
    page = ready(here, qtbot)
    here.say(age="15")
    file_it(page, qtbot)

    press(qtbot, page.paper.signed)

    roles = {s.signer_role: s.signer_name for s in signed(here)[0].signatures}
    assert roles == {"patient": "Toni Reyes", "guardian": "Jo Reyes"}


def test_a_proceeding_never_stands_on_a_paper_with_another_purpose(here: AtHand) -> None:
    alone = who.purposes_for(ConsentKind.PROCEEDINGS, here.context)
    others = who.purposes_for(ConsentKind.SPECIFIC, here.context)

    assert alone == ("legal_proceeding",)
    assert "legal_proceeding" not in others
    assert not may_combine([ConsentKind.PROCEEDINGS, ConsentKind.SPECIFIC])


def test_counseling_notes_are_offered_nowhere(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    said = [b.words.lower() for b in page.findChildren(Button)]
    purposes = who.purposes_for(ConsentKind.SPECIFIC, here.context)

    assert not [text for text in (*said, *purposes) if "counsel" in text]


def test_a_printer_that_fails_is_said_calmly_and_nothing_is_signed(
    here: AtHand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ready(here, qtbot)
    told: list[tuple[str, str]] = []
    here.context.wishes.told.connect(lambda tone, text: told.append((tone, text)))

    def broken(*_args: object, **_named: object) -> None:
        raise PrintFailed

    printer = here.context.desk.paper._printer  # noqa: SLF001 - the edge, made to fail
    monkeypatch.setattr(type(printer), "print_pdf", broken)
    consent = page.paper.consent
    assert consent is not None

    assert not print_consent(here.context, consent, ("patient",))
    assert told[0][0] == "danger"
    assert signed(here) == []


def test_the_day_of_the_end_is_the_programs(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)

    assert page.paper.consent is not None
    assert page.paper.consent.expires_on == date(2026, 11, 24)


def test_a_person_is_named_on_the_paper_as_soon_as_the_name_is_known(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(support_person="Ana R.")
    page = ready(here, qtbot)
    press(qtbot, page.recipients.lines["sister"])
    assert "Ana R." in shown(page)
    fold, terms = page.paper.fold, page.paper.terms
    assert fold is not None
    assert terms is not None
    fold.open()
    terms.name.setFocus()
    qtbot.keyClicks(terms.name, " (sister)")
    file_it(page, qtbot)

    press(qtbot, page.paper.signed)

    assert signed(here)[0].recipient.name == "Ana R. (sister)"
    assert standing(here.visit, "sister", here.clock.now()) is not None


def test_what_is_folded_away_is_made_only_when_it_is_opened(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    folds = (
        page.restriction_fold, page.who_signs.court_fold, page.who_signs.finding_fold,
        page.paper.fold,
    )  # fmt: skip

    assert [fold.content for fold in folds if fold is not None] == [None] * 4
    assert page.recipients.findChild(NewRecipient) is None

    page.restriction_fold.open()

    assert page.restriction.isVisible()


@pytest.mark.parametrize("room", [(1100, 430), (720, 300)])
def test_the_answers_stay_in_sight_while_list_and_paper_scroll_each_for_itself(
    here: AtHand, qtbot: QtBot, room: tuple[int, int]
) -> None:
    page = ready(here, qtbot)
    page.resize(*room)
    list_bar = page.lists.scroller.verticalScrollBar()
    paper_bar = page.paper.pane.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: list_bar.maximum() > 0 and paper_bar.maximum() > 0)

    paper_bar.setValue(paper_bar.maximum())

    paper = page.paper
    for button in (paper.no, paper.later, paper.print_button, paper.signed):
        spot = QRect(button.mapTo(page, QPoint(0, 0)), button.size())
        assert page.rect().contains(spot)
    assert list_bar.value() == 0


def test_in_a_narrow_page_all_scrolls_as_one_and_typing_goes_on(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    page.resize(1100, 600)
    filed = page.paper.signing.filed
    filed.setFocus()

    page.resize(500, 2400)

    assert page.lists.is_whole
    assert page.paper.pane.is_whole
    assert filed.hasFocus()
    qtbot.keyClicks(filed, "Drawer")
    assert filed.text() == "Drawer"


@pytest.mark.parametrize(
    ("wide", "says"), [(1100, ("Not now, ask again", "Print to sign on paper")),
                       (800, ("Not now", "Print"))],
)  # fmt: skip
def test_the_answers_say_less_where_they_would_not_stand_in_one_row(
    here: AtHand, qtbot: QtBot, wide: int, says: tuple[str, str]
) -> None:
    page = ready(here, qtbot)

    page.resize(wide, 500)

    paper = page.paper
    qtbot.waitUntil(lambda: (paper.later.words, paper.print_button.words) == says)
    qtbot.waitUntil(lambda: paper.no.y() == paper.print_button.y() and paper.signed.x() > 0)
    assert abs(paper.signed.y() - paper.no.y()) < paper.no.height()
