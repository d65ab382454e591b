"""What holds for every form, whatever stands in the visit."""

import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from safestation import paths
from safestation.domain.facts import Entered
from safestation.domain.program import Entry as Way
from safestation.domain.sheet import STATEMENT_LONG, STATEMENT_SHORT, Destination
from safestation.domain.station import Determination, Paper, Posture
from safestation.domain.text import Text
from safestation.forms.base import EMERGENCY, RECIPIENT, PaperForm
from safestation.forms.table import FORMS
from tests.factories import (
    WORDS,
    law_texts,
    make_entry,
    make_notice,
    make_program,
    make_station,
    make_visit,
)
from tests.unit.forms.samples import (
    HOSTILE,
    LONG_SPANISH,
    full_visit,
    packed,
    pages_of,
    sheet_for,
    text_of,
    visit_saying,
)

every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
ABOUT_A_VISIT = [form for form in FORMS if form.names_visit]
TELLING_FORMS = [form for form in FORMS if form.information]
every_language = pytest.mark.parametrize("language", ["en", "es"])
# 42 CFR 2.32 as it read before 2024; both are still widespread and both are wrong now.
OUTDATED = (
    "42 CFR part 2 prohibits unauthorized disclosure of these records.",
    "prohibit you from making any further disclosure",
)


@every_form
@every_language
def test_an_empty_visit_prints(form: PaperForm, language: str) -> None:
    pdf = form.render(sheet_for(form, language=language, destination=Destination()))

    assert form.id in text_of(pdf)


@pytest.mark.parametrize("form", ABOUT_A_VISIT, ids=lambda form: form.id)
@every_language
def test_no_page_puts_somebody_at_a_counter_who_was_never_at_one(
    form: PaperForm, language: str
) -> None:
    entry = make_entry(Entered("report", "outreach"), entry_id="entered")
    visit = full_visit()
    visit = replace(visit, entries=(entry, *visit.entries))
    program = make_program(entries=(Way("report", "outreach"),))

    text = text_of(
        form.render(sheet_for(form, visit=visit, program=program, language=language))
    )

    assert not re.findall(r"\bcounter\b|mostrador|walk-in", text, re.IGNORECASE)


@every_form
@every_language
def test_a_visit_full_of_long_words_prints(form: PaperForm, language: str) -> None:
    place = Destination(LONG_SPANISH, LONG_SPANISH, LONG_SPANISH, LONG_SPANISH)

    sheet = sheet_for(form, visit=visit_saying(LONG_SPANISH), destination=place)

    assert form.render(replace(sheet, language=language))


@pytest.mark.parametrize("form", TELLING_FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_prints_as_text(form: PaperForm, text: str) -> None:
    place = Destination(text, text, text, text, bring=text)
    sheet = sheet_for(form, visit=visit_saying(text), destination=place)

    pdf = form.render(sheet)

    assert not any(page.images for page in PdfReader(BytesIO(pdf)).pages)
    assert "root:" not in text_of(pdf)
    assert "\x00" not in text_of(pdf)


def test_markup_that_somebody_types_stands_on_the_paper_as_typed() -> None:
    form = FORMS[0]

    pdf = form.render(sheet_for(form, visit=visit_saying('<img src="/etc/passwd"/>')))

    assert '<imgsrc="/etc/passwd"/>' in packed(pdf)


@every_form
@every_language
def test_the_same_sheet_gives_the_same_bytes(form: PaperForm, language: str) -> None:
    first = form.render(sheet_for(form, visit=full_visit(), language=language))
    second = form.render(sheet_for(form, visit=full_visit(), language=language))

    assert first == second


@every_form
def test_every_page_knows_its_number_and_how_many_there_are(form: PaperForm) -> None:
    pages = pages_of(form.render(sheet_for(form, visit=visit_saying("long text " * 60))))

    for number, page in enumerate(pages, start=1):
        assert page.count(f"Page {number} of {len(pages)}") == 2


@every_form
def test_every_page_names_form_and_version(form: PaperForm) -> None:
    pages = pages_of(form.render(sheet_for(form, visit=full_visit())))

    assert all(f"Form {form.id} · version {form.version}" in page for page in pages)


@every_form
def test_the_version_of_a_form_is_that_of_its_words(form: PaperForm) -> None:
    assert WORDS[form.id].version == form.version


@every_form
@every_language
def test_training_is_written_across_every_page(form: PaperForm, language: str) -> None:
    sheet = sheet_for(form, visit=full_visit(), training=True, language=language)

    pages = pages_of(form.render(sheet))

    assert all("TRAINING" in page for page in pages)
    assert "TRAINING" not in text_of(form.render(replace(sheet, training=False)))


@every_form
def test_a_reprint_says_which_it_is(form: PaperForm) -> None:
    sheet = sheet_for(form, visit=full_visit())

    again = text_of(form.render(replace(sheet, reprint=2)))

    assert ("Reprint 2" in again) is (form.id != "items_receipt")
    assert "Reprint" not in text_of(form.render(sheet))


@every_form
@every_language
def test_the_file_says_nothing_about_the_person(form: PaperForm, language: str) -> None:
    sheet = sheet_for(form, visit=full_visit(), language=language)

    reader = PdfReader(BytesIO(form.render(sheet)))

    told = json.dumps(dict(reader.metadata or {}))
    title = WORDS[form.id].say("title", language)
    assert reader.metadata is not None
    assert reader.metadata.title == f"{title} {sheet.visit.number * form.names_visit}".strip()
    assert not any(name in told for name in ("Toni", "Reyes", "Blue jacket", "Bayview"))


@every_form
@every_language
def test_a_page_is_tagged_and_says_its_language(form: PaperForm, language: str) -> None:
    pdf = form.render(sheet_for(form, language=language))

    told = f"/Lang ({language})".encode()
    assert [
        name for name in (told, b"/StructTreeRoot", b"/Marked true") if name not in pdf
    ] == []


@every_form
@pytest.mark.parametrize("paper", Paper)
def test_it_fits_the_paper_in_the_printer(form: PaperForm, paper: Paper) -> None:
    reader = PdfReader(BytesIO(form.render(sheet_for(form, paper=paper))))

    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert sizes == {(612, 792) if paper is Paper.LETTER else (595, 842)}


@every_form
def test_every_font_is_in_the_file(form: PaperForm) -> None:
    pdf = form.render(sheet_for(form, visit=full_visit()))

    names = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert names
    assert all(b"Inter" in name for name in names)
    assert pdf.count(b"/FontFile2") == len(names)


@every_form
@every_language
def test_nothing_outdated_is_printed(form: PaperForm, language: str) -> None:
    told = text_of(form.render(sheet_for(form, visit=full_visit(), language=language)))

    assert not [old for old in OUTDATED if old.casefold() in told.casefold()]


@every_form
def test_whoever_receives_a_protected_record_reads_it_on_every_page(form: PaperForm) -> None:
    short = " ".join(law_texts()[STATEMENT_SHORT].split())

    pages = pages_of(form.render(sheet_for(form, visit=full_visit())))

    goes_out = form.audience in {RECIPIENT, EMERGENCY}
    assert all((short in page) is goes_out for page in pages)


@pytest.mark.parametrize("form_id", ["handoff_summary", "part2_notice"])
@every_language
def test_statement_one_stands_word_for_word(form_id: str, language: str) -> None:
    form = next(form for form in FORMS if form.id == form_id)
    statement = " ".join(law_texts()[STATEMENT_LONG].split())

    for visit in (make_visit(), full_visit(), visit_saying(LONG_SPANISH)):
        pages = pages_of(form.render(sheet_for(form, visit=visit, language=language)))
        assert any(statement in page for page in pages)  # never torn over two pages


def test_the_law_is_byte_for_byte_what_was_handed_to_us() -> None:
    statement = paths.resource("law", f"{STATEMENT_LONG}.txt").read_text(encoding="utf-8")

    assert statement.startswith("This record which has been disclosed to you is protected")
    assert "from making any other use or disclosure of this record unless" in statement
    assert statement.rstrip().endswith("(see 42 CFR 2.31).")


@every_form
def test_large_print_prints_everything_larger(form: PaperForm) -> None:
    sheet = sheet_for(form, visit=full_visit())

    assert form.pages(replace(sheet, large_print=True)).body == 18
    assert form.render(replace(sheet, large_print=True))


@every_form
def test_type_is_large_enough_for_a_van_at_night(form: PaperForm) -> None:
    body = form.pages(sheet_for(form)).body

    assert body >= (13 if form.audience in {"person", "nobody"} else 10.5)


@pytest.mark.parametrize("posture", [Posture.NOT_PART2, Posture.LAWFUL_HOLDER_ONLY])
def test_a_station_outside_part_2_prints_no_statement_on_its_own_record(
    posture: Posture,
) -> None:
    form = FORMS[0]
    known = make_station().determination
    assert isinstance(known, Determination)
    station = make_station(determination=replace(known, posture=posture))

    told = text_of(form.render(sheet_for(form, visit=full_visit(), station=station)))

    assert "42 CFR part 2 prohibits" not in told


def test_a_program_without_lists_prints_its_notice() -> None:
    form = next(form for form in FORMS if form.id == "visitor_notice")
    bare = replace(make_notice(), promises=(), limits=(), written_down=())
    program = make_program(notice=replace(bare, title=Text.of("Hello")), partners=())

    assert "Hello" in text_of(form.render(sheet_for(form, program=program)))
