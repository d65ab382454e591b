"""What a program hangs on the wall: the visitor's notice and the program card, a page each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from types import MappingProxyType

import pytest
from pypdf import PageObject, PdfReader

from safestation.content import load_content
from safestation.domain.eligibility import PROCEED
from safestation.domain.overrides import Override, Shape, apply, in_force, left_open, values
from safestation.domain.program import Program
from safestation.domain.program_card import program_card
from safestation.domain.station import Determination, Paper, Posture, SiteType, Station
from safestation.domain.station_paper import StationPaper
from safestation.forms.program_card import ProgramCard
from safestation.forms.visitor_notice import VisitorNotice
from tests.factories import NOW, make_sheet, make_station
from tests.unit.forms.samples import pages_of, text_of

CONTENT = load_content()
PROGRAMS = CONTENT.programs
OUTSIDE_PART_2 = Determination(Posture.NOT_PART2, "J. Okafor", date(2026, 10, 1))
OURS = {
    Shape.PHONE: "410-555-0142", Shape.HOURS: "Mon-Fri 08:00-17:00", Shape.MINUTES: "43000",
    Shape.DELAY: "31", Shape.FLAG: "yes",
    Shape.DAYS: "20",
    Shape.TEXT: "We sit with them, call the crisis team, and print the sheet of numbers.",
}  # fmt: skip

every_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
every_language = pytest.mark.parametrize("language", ["en", "es"])
every_paper = pytest.mark.parametrize("paper", Paper)


def stations(program: Program, paper: Paper) -> Iterator[Station]:
    for site in sorted(program.hosts, key=list(SiteType).index):
        yield make_station(
            site_type=site, paper=paper, program=program.id, determination=OUTSIDE_PART_2
        )


def size_of(page: PageObject, words: str) -> float:
    """Return the points in which a sentence is set."""
    found = dict[str, float]()

    def see(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        found[" ".join(text.split())] = size

    page.extract_text(visitor_text=see)
    start = words[:12]
    return next(size for text, size in found.items() if start in text)


def card_of(
    program: Program, station: Station, language: str, own: tuple[Override, ...] = ()
) -> bytes:
    blank = StationPaper(
        "program_card", CONTENT.form_words, station, NOW, language,
        values=MappingProxyType({"version": program.version}),
    )  # fmt: skip
    unset = [v.path for v in values(program) if v.kind.shape is Shape.PHONE and not v.text]
    changed: Mapping[str, Override] = in_force(own, program.id)
    left = [path for path in unset if path not in changed]
    return ProgramCard().render(
        program_card(blank, program, apply(program, own), changed, left)
    )


@every_program
@every_language
@every_paper
def test_the_visitors_notice_stands_on_one_page_in_large_print(
    program: Program, language: str, paper: Paper
) -> None:
    for station in stations(program, paper):
        sheet = make_sheet(program=program, station=station, language=language, paper=paper)
        (page,) = PdfReader(BytesIO(VisitorNotice().render(sheet))).pages

        text = " ".join(page.extract_text().split())
        notice = program.notice
        for promise in (*notice.promises, *notice.limits, *notice.written_down):
            assert " ".join(promise.in_language(language).split()) in text
        size = size_of(page, notice.promises[0].in_language(language))
        assert size >= 16


@every_program
def test_the_law_s_own_notice_follows_on_pages_of_its_own(program: Program) -> None:
    site = min(program.hosts, key=list(SiteType).index)
    sheet = make_sheet(program=program, station=make_station(site_type=site))

    first, *law = pages_of(VisitorNotice().render(sheet))

    assert "Your privacy" not in first
    assert law
    assert "Your privacy" in law[0]


@every_program
@every_language
@every_paper
def test_the_program_card_stands_on_one_page(
    program: Program, language: str, paper: Paper
) -> None:
    for station in stations(program, paper):
        assert len(pages_of(card_of(program, station, language))) == 1


@every_program
@every_language
@every_paper
def test_the_card_stays_on_one_page_while_the_station_has_set_nothing_yet(
    program: Program, language: str, paper: Paper
) -> None:
    unset = [value.path for value in left_open(program)]
    for station in stations(program, paper):
        blank = StationPaper(
            "program_card", CONTENT.form_words, station, NOW, language,
            values=MappingProxyType({"version": program.version}),
        )  # fmt: skip
        card = program_card(blank, program, program, {}, unset)
        assert len(pages_of(ProgramCard().render(card))) == 1


@every_program
@every_language
def test_the_card_stays_on_one_page_after_the_station_changed_a_dozen_values(
    program: Program, language: str
) -> None:
    every = values(program)
    own = tuple(
        Override(program.id, v.path, OURS[v.kind.shape], "Chief P. Rowe", date(2026, 11, 20))
        for v in every[:: max(1, len(every) // 12)]
    )
    for station in stations(program, Paper.LETTER):
        assert len(pages_of(card_of(program, station, language, own))) == 1


def test_the_card_says_whom_to_call_what_was_changed_and_who_approved_it() -> None:
    program = PROGRAMS["hope_not_handcuffs_hudson_valley"]
    own = (
        Override(program.id, "partner.angel.phone", "410-555-0142", "Chief P. Rowe",
                 date(2026, 11, 20), "County order 7"),
        Override(program.id, "clock.partner_here.minutes", "20", "Chief P. Rowe",
                 date(2026, 11, 20)),
    )  # fmt: skip
    station = make_station(program=program.id)

    told = " ".join(text_of(card_of(program, station, "en", own)).split())

    assert "1. Angel on call" in told
    assert "410-555-0142 · 24/7 · here in 30 min · not here in 30 min: the next one" in told
    assert "20 min (the program's own: 30 min)" in told
    assert "Chief P. Rowe, 20 Nov 2026, County order 7 Angel on call: phone" in told
    assert "Ask the coordinator Program coordinator: phone" in told


def test_the_card_says_when_a_visit_would_be_too_early() -> None:
    program = PROGRAMS["plymouth_county_outreach"]
    station = make_station(program=program.id, site_type=SiteType.POLICE)

    told = " ".join(text_of(card_of(program, station, "en")).split())

    assert "Visit the family 42 days, not before 28 days" in told
    assert "24 h, not before 12 h" in told


@every_program
@every_language
def test_the_card_says_a_way_on_once_for_each_rule(program: Program, language: str) -> None:
    blank = StationPaper(
        "program_card", CONTENT.form_words, make_station(program=program.id), NOW, language,
        values=MappingProxyType({"version": program.version}),
    )  # fmt: skip
    paper = program_card(blank, program, program, {}, ())

    for _key, rows in paper.sections:
        for label, told in rows:
            lines = told.split("\n")
            assert len(set(lines)) == len(lines), label


@every_program
@every_language
def test_the_card_says_which_answer_leads_where_and_what_the_rule_means(
    program: Program, language: str
) -> None:
    for station in stations(program, Paper.LETTER):
        told = " ".join(" ".join(pages_of(card_of(program, station, language))).split())
        for rule in program.rules:
            turned = [one for one in rule.outcomes if one.outcome != PROCEED]
            if not (turned and rule.on and station.site_type in rule.sites):
                continue
            assert " ".join(rule.note.in_language(language).split()) in told
            for outcome in turned:
                assert outcome.answers
                for answer in outcome.answers:
                    assert answer.in_language(language) in told


@every_program
@every_language
def test_what_stops_nobody_is_not_among_what_stops_us(program: Program, language: str) -> None:
    for station in stations(program, Paper.LETTER):
        told = " ".join(" ".join(pages_of(card_of(program, station, language))).split())
        for rule in program.rules:
            stops = any(one.outcome != PROCEED for one in rule.outcomes)
            shown = " ".join(rule.title.in_language(language).split()) in told
            assert shown == (stops and rule.on and station.site_type in rule.sites), rule.id


def test_a_rule_that_is_turned_off_is_not_on_the_card() -> None:
    program = PROGRAMS["hope_not_handcuffs_hudson_valley"]
    rules = tuple(replace(rule, on=rule.id != "hospital") for rule in program.rules)
    station = make_station(program=program.id)

    told = text_of(card_of(replace(program, rules=rules), station, "en"))

    assert "A medical concern means hospital first" not in told
    assert "They came by their own choice" in told


def test_the_card_names_a_next_one_only_where_somebody_else_is_called_instead() -> None:
    program = PROGRAMS["hope_initiative_nashville"]
    (station,) = stations(program, Paper.LETTER)
    told = " ".join(text_of(card_of(program, station, "en")).split())

    assert "HOPE volunteer" in told
    assert "the next one" not in told  # nobody calls a hospital because a volunteer is out
    assert told.count("no word in 20 min: call again") == 2


@every_language
def test_what_nobody_published_is_marked_as_the_station_s_own_until_it_sets_it(
    language: str,
) -> None:
    program = PROGRAMS["safe_stations_anne_arundel"]
    station = next(stations(program, Paper.LETTER))
    called = next(c for c in program.clocks if c.id == "partner_called")
    title = called.title.in_language(language)
    here = next(c for c in program.clocks if c.id == "partner_here").title.in_language(language)
    set_here = Override(program.id, "clock.partner_called.minutes", "12", "Chief", NOW.date())

    told = text_of(card_of(program, station, language))
    assert f"{title}*" in told
    assert f"{here}*" not in told
    assert f"{title}*" not in text_of(card_of(program, station, language, (set_here,)))
