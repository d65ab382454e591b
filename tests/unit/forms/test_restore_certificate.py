"""The certificate says what was tried, by whom, and names nobody who was served."""

import pytest

from safestation.domain.sheet import Sheet
from safestation.forms.restore_certificate import RestoreCertificate
from tests.factories import make_sheet, make_trial
from tests.unit.forms.samples import full_visit, pages_of, text_of

FORM = RestoreCertificate()


def sheet(**changes: object) -> Sheet:
    return make_sheet(visit=full_visit(), **changes)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_says_what_was_found_and_fits_one_page(language: str) -> None:
    (page,) = pages_of(FORM.render(sheet(language=language)))

    for told in ("409", "13322", "21877", "R. Alvarez", "5b1f 0f6e 4a52 4c58 9f2b 1d2f"):
        assert told in page


def test_it_says_whether_a_sheet_or_a_passphrase_opened_it() -> None:
    by_sheet = text_of(FORM.render(sheet()))
    by_phrase = text_of(FORM.render(sheet(trial=make_trial(with_sheet=False))))

    assert "a recovery sheet from its envelope" in by_sheet
    assert "the passphrase of an account" in by_phrase


def test_it_names_nobody_who_was_served() -> None:
    assert "Reyes" not in text_of(FORM.render(sheet()))


def test_without_a_drill_it_is_a_form_to_fill() -> None:
    (page,) = pages_of(FORM.render(sheet(trial=None)))

    assert "Visits found" in page
