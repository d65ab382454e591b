"""On a visit stands what is to be known of its program, and nothing when all is as it was."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safestation.domain.edition import edition_of
from safestation.domain.program import Partner
from safestation.domain.text import Text
from safestation.ui.kit.side_panel import SideCard
from safestation.ui.visit.context import VisitContext
from safestation.ui.visit.side import program_cards
from safestation.ui.words import Words
from tests.factories import make_program
from tests.ui.at_hand import AtHand, make_step, open_visit


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    silent = Partner("coach", Text.of("Coach on call"), Text.of("Coach"), "")
    return open_visit(tmp_path, words, program=make_program(partners=(silent,)))


def told(context: VisitContext, page: str = "welcome") -> str:
    cards = program_cards(context, make_step(page))
    labels = [card.title.words for card in cards if isinstance(card, SideCard)]
    texts = [card.text.words for card in cards if isinstance(card, SideCard)]
    return " | ".join(part for part in (*labels, *texts) if part)


def began_under(here: AtHand, version: str) -> VisitContext:
    session = here.context.bridge.session
    session.visit = replace(session.visit, program_version=version)
    return here.context


def test_what_nobody_has_set_stands_where_somebody_is_called(here: AtHand) -> None:
    assert told(here.context, "partner") == "To be set by the station"
    assert told(here.context, "consent") == ""


def test_a_visit_of_before_says_that_its_program_was_not_kept(here: AtHand) -> None:
    said = told(began_under(here, "2019-01-01"), "consent")

    assert said.startswith("Opened under an earlier version")
    assert "2019-01-01" in said


def test_a_program_that_cannot_be_read_any_more_is_said_with_what_is_shown(
    here: AtHand,
) -> None:
    name = edition_of("county_stations", "2031-05-01", "a format of 2031", ()).version

    said = told(began_under(here, name), "consent")

    assert said.startswith("Its program cannot be read any more")
    assert "version 2031-05-01." in said
    assert "nothing of the visit is lost" in said
