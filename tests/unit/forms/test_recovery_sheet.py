"""The recovery sheet: one calm page, whole, and nobody served on it."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from safestation.catalog.form_words import load_form_words
from safestation.domain.recovery_code import spell
from safestation.domain.recovery_paper import RecoveryPaper
from safestation.domain.station import Paper
from safestation.forms import code_drawing
from safestation.forms.layout import missing_glyphs
from safestation.forms.recovery_sheet import RecoverySheet
from safestation.services.printed import page_count
from tests.factories import make_station

WORDS = load_form_words()
CODE = spell([n * 11 % 32 for n in range(28)])
AT = datetime(2026, 11, 23, 3, 41, tzinfo=UTC)


def paper(language: str = "en", size: Paper = Paper.LETTER, number: int = 1) -> RecoveryPaper:
    return RecoveryPaper(make_station(paper=size), WORDS, number, CODE, AT, language)


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", Paper)
def test_it_is_one_page_in_every_language_and_on_every_paper(
    language: str, size: Paper
) -> None:
    pdf = RecoverySheet().render(paper(language, size))

    assert page_count(pdf) == 1
    assert RecoverySheet().render(paper(language, size)) == pdf


def test_it_carries_the_code_the_station_the_sheet_and_the_day() -> None:
    text = text_of(RecoverySheet().render(paper(number=2)))

    assert [group for group in CODE.split("-") if group not in text] == []
    for told in (
        "Recovery sheet 2 of 2",
        "Station 12",
        "23 Nov 2026",
        "Sealed by",
        "Opened by",
    ):
        assert told in text


def test_the_title_of_the_file_tells_nothing_of_the_code() -> None:
    title = PdfReader(BytesIO(RecoverySheet().render(paper()))).metadata

    assert title is not None
    assert title.title == "Recovery sheet 1 of 2"
    assert not [group for group in CODE.split("-") if group in str(title)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_character_is_in_the_printers_font(language: str) -> None:
    pages = RecoverySheet().pages(paper(language))

    assert not missing_glyphs(str(pages.blocks))


def test_the_square_holds_the_very_code(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = vars(code_drawing)["QrCodeWidget"]

    def watch(value: str, **options: object) -> object:
        drawn.append(value)
        return real(value, **options)

    monkeypatch.setattr(code_drawing, "QrCodeWidget", watch)
    RecoverySheet().render(paper())

    assert drawn == [CODE]


def test_a_repr_shows_no_code() -> None:
    pages = RecoverySheet().pages(paper())

    assert CODE[:5] not in f"{paper()!r} {pages!r}"
