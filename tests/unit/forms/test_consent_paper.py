"""The consent on paper is the very text that was signed, or it is not printed."""

import math
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from safestation.domain.consent import ConsentKind, SignedHow
from safestation.domain.consent_text import AUTHORIZATION, consent_lines, consent_sha256
from safestation.domain.errors import DisclosureRefused
from safestation.domain.sheet import INFORMATION
from safestation.domain.station import Determination, Paper, Posture
from safestation.domain.text import Text
from safestation.forms.consent import ConsentForm
from safestation.forms.consent_part import SHOWN_OF_HASH
from safestation.forms.part2_notice import Part2Notice
from tests.factories import WORDS, make_consent, make_signature, make_station
from tests.unit.forms.samples import (
    lines_of,
    pages_of,
    sealed,
    sheet_for,
    signed_before_texts_were_kept,
    signed_consent,
    text_of,
)

PAPER, NOTICE = ConsentForm(), Part2Notice()
COVERED = make_station(
    determination=Determination(
        Posture.PROGRAM, "J. Okafor", date(2026, 10, 1), hipaa_covered=True
    )
)
STROKE = tuple((n / 20, 0.5 + math.sin(n) / 3) for n in range(20))


@pytest.mark.parametrize("form", [PAPER, NOTICE], ids=lambda form: form.id)
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", ConsentKind)
def test_every_line_that_is_hashed_is_printed(
    form: ConsentForm | Part2Notice, language: str, kind: ConsentKind
) -> None:
    consent = make_consent(kind=kind, language=language)

    text = text_of(form.render(sheet_for(form, consent=consent, language=language)))

    lines = consent_lines(consent, WORDS["consent"], "Station 12 · Eastport Fire", language)
    assert [line.text for line in lines if " ".join(line.text.split()) not in text] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_covered_station_s_page_has_what_both_rules_ask_and_places_to_sign(
    language: str,
) -> None:
    consent = make_consent(language=language)
    found = PAPER.render(
        sheet_for(
            PAPER,
            consent=consent,
            station=COVERED,
            language=language,
            signers=("patient", "representative"),
        )
    )

    text, words = text_of(found), WORDS["consent"]

    lines = consent_lines(consent, words, COVERED.title, language, hipaa_covered=True)
    assert [line.text for line in lines if " ".join(line.text.split()) not in text] == []
    assert {line.element for line in lines} >= set(AUTHORIZATION.values())
    for caption in ("signature", "date_and_time", "authority"):  # a8, a9, (c)(1)(vi)
        assert WORDS["common"].say(caption, language) in text


def test_a_station_that_becomes_covered_still_prints_what_was_signed_before() -> None:
    for consent in (signed_consent(), signed_before_texts_were_kept()):
        text = text_of(PAPER.render(sheet_for(PAPER, consent=consent, station=COVERED)))

        assert consent.text_sha256[:12] in text
        assert "eligibility for benefits" not in text


@pytest.mark.parametrize("form", [PAPER, NOTICE], ids=lambda form: form.id)
def test_a_consent_whose_text_is_not_what_was_signed_is_refused(
    form: ConsentForm | Part2Notice,
) -> None:
    consent = replace(signed_consent(), purpose="payment")

    with pytest.raises(DisclosureRefused) as refused:
        form.render(sheet_for(form, consent=consent))

    assert refused.value.reason == "disclosure.text_changed"


@pytest.mark.parametrize("form", [PAPER, NOTICE], ids=lambda form: form.id)
def test_a_renamed_station_prints_what_was_signed_word_for_word(
    form: ConsentForm | Part2Notice,
) -> None:
    consent, renamed = signed_consent(), make_station(name="Station 13", agency="Westport")

    text = text_of(form.render(sheet_for(form, consent=consent, station=renamed)))

    assert [line.text for line in consent.text if " ".join(line.text.split()) not in text] == []
    assert consent.text_sha256[:12] in text


def test_a_new_wording_prints_what_was_signed_word_for_word() -> None:
    old = WORDS["consent"]
    texts = {key: Text.of(f"new {key}") for key in old.texts}
    words = {**WORDS, "consent": replace(old, version="2", texts=texts)}

    text = text_of(PAPER.render(sheet_for(PAPER, consent=signed_consent(), words=words)))

    assert "in writing" in text
    assert "new statement" not in text


@pytest.mark.parametrize("form", [PAPER, NOTICE], ids=lambda form: form.id)
def test_what_was_signed_before_texts_were_kept_still_prints(
    form: ConsentForm | Part2Notice,
) -> None:
    consent = signed_before_texts_were_kept()

    assert consent.patient_name in text_of(form.render(sheet_for(form, consent=consent)))


def test_what_was_signed_before_texts_were_kept_is_refused_once_the_words_differ() -> None:
    consent, renamed = signed_before_texts_were_kept(), make_station(name="Station 13")

    with pytest.raises(DisclosureRefused) as refused:
        PAPER.render(sheet_for(PAPER, consent=consent, station=renamed))

    assert refused.value.reason == "disclosure.text_changed"


def test_ink_says_who_signed_when_and_where_the_original_is() -> None:
    text = text_of(PAPER.render(sheet_for(PAPER, consent=signed_consent())))

    assert "Signed in ink by Toni Reyes, November 23, 2026 02:41. Seen by R. Alvarez." in text
    assert "Station 12, locked drawer" in text
    assert "Sign here" not in text


def test_a_drawn_signature_is_printed_as_lines_not_as_a_picture() -> None:
    drawn = make_signature(how=SignedHow.DRAWN, strokes=(STROKE, STROKE[:1], ()))
    consent = sealed(make_consent(signatures=(drawn,)))
    blank = sealed(replace(consent, signatures=(replace(drawn, strokes=()),)))

    with_strokes = PAPER.render(sheet_for(PAPER, consent=consent))

    assert "Signed on the screen" in text_of(with_strokes)
    assert not [p for p in PdfReader(BytesIO(with_strokes)).pages if p.images]
    assert with_strokes != PAPER.render(sheet_for(PAPER, consent=blank))


def test_strokes_outside_the_pad_stay_within_it() -> None:
    wild = make_signature(how=SignedHow.DRAWN, strokes=(((-5.0, 9.0), (7.0, -3.0)),))

    assert PAPER.render(sheet_for(PAPER, consent=sealed(make_consent(signatures=(wild,)))))


def test_before_signing_there_is_a_place_for_everybody_who_must() -> None:
    text = text_of(PAPER.render(sheet_for(PAPER, signers=("patient", "guardian"))))

    assert text.count("Signature") == 3
    assert "Parent or guardian" in text
    assert "Seen by (staff)" in text
    assert "Interpreter" not in text


def test_a_paper_in_another_language_has_a_line_for_the_interpreter() -> None:
    consent = make_consent(language="es")

    assert "Intérprete" in text_of(
        PAPER.render(sheet_for(PAPER, consent=consent, language="es"))
    )


def test_whoever_interprets_is_named_where_they_sign_in_any_language() -> None:
    sheet = sheet_for(PAPER, consent=make_consent(), interpreter="Ines Gomez, Line 77")

    text = text_of(PAPER.render(sheet))

    assert "Interpreter: Ines Gomez, Line 77" in text


def test_it_is_printed_in_the_language_that_was_signed_whatever_the_page_speaks() -> None:
    consent = signed_consent(language="es")

    assert "Quién soy" in text_of(NOTICE.render(sheet_for(NOTICE, consent=consent)))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_blank_paper_has_boxes_for_every_kind_and_all_the_statements(language: str) -> None:
    sheet = sheet_for(PAPER, blank=True, consent=None, language=language)

    text = text_of(PAPER.render(sheet))

    kinds = [WORDS["consent"].say(f"information.{kind}", language) for kind in INFORMATION]
    assert [kind for kind in kinds if kind not in text] == []
    assert "HIPAA" in text
    assert "Toni" not in text


def test_without_a_consent_the_paper_says_so() -> None:
    assert "No permission has been written yet" in text_of(
        PAPER.render(sheet_for(PAPER, consent=None))
    )
    assert "not sent on the ground of a consent" in text_of(
        NOTICE.render(sheet_for(NOTICE, consent=None))
    )


def test_the_copy_in_the_notice_carries_the_signature() -> None:
    assert "Signed in ink by Toni Reyes" in text_of(
        NOTICE.render(sheet_for(NOTICE, consent=signed_consent()))
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", Paper)
def test_a_page_to_sign_says_which_text_is_signed(language: str, paper: Paper) -> None:
    name = WORDS["common"].say("printed_name", language)
    ask = WORDS["consent"].say("sign_here", language)

    for longer in range(0, 24, 2):  # wherever the end of the first page falls
        consent = make_consent(
            patient_name="Toni Reyes " * 3 * longer + "T.", language=language
        )
        pages = pages_of(
            PAPER.render(sheet_for(PAPER, consent=consent, language=language, paper=paper))
        )
        digest = consent_sha256(lines_of(consent), consent.template_version)
        (to_sign,) = (page for page in pages if name in page)
        assert ask in to_sign
        assert digest[:SHOWN_OF_HASH] in to_sign
        assert to_sign.rindex("Bayview House, intake") < to_sign.index(ask)
