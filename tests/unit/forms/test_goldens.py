"""Every word of every form, kept beside the test, so that a change of one is seen.

After a change that is meant: `python -m tests.unit.forms.test_goldens` writes them anew.
"""

from pathlib import Path

import pytest

from safestation.forms.base import PaperForm
from safestation.forms.table import FORMS
from tests.unit.forms.samples import full_visit, pages_of, sheet_for, signed_consent

FOLDER = Path(__file__).parent / "goldens"
LANGUAGES = ("en", "es")


def printed(form: PaperForm, language: str) -> str:
    consent = signed_consent(language=language)
    sheet = sheet_for(form, visit=full_visit(), consent=consent, language=language, reprint=1)
    return "\n\f\n".join(pages_of(form.render(sheet))) + "\n"


def golden(form: PaperForm, language: str) -> Path:
    return FOLDER / f"{form.id}.{language}.txt"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_reads_as_it_did(form: PaperForm, language: str) -> None:
    kept = golden(form, language).read_text(encoding="utf-8")

    assert printed(form, language) == kept


def test_no_golden_is_left_over() -> None:
    wanted = {golden(form, language).name for form in FORMS for language in LANGUAGES}

    assert {path.name for path in FOLDER.iterdir()} == wanted


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in FORMS:
        for spoken in LANGUAGES:
            golden(each, spoken).write_text(printed(each, spoken), encoding="utf-8")
