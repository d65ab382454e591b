"""A character without a picture is seen to be missing, and never becomes a box."""

from hypothesis import given
from hypothesis import strategies as st

from safestation.forms.glyphs import STAND_IN, known_characters, marked_up, printable
from safestation.forms.layout import missing_glyphs
from safestation.forms.table import FORMS
from tests.factories import make_visit
from tests.unit.forms.samples import sheet_for, text_of


def test_spanish_and_the_alphabets_of_the_font_are_all_there() -> None:
    assert missing_glyphs("¿Dónde está? ÑÜÁ · Привет · Γειά · SpO₂ “x” … \u2013 —") == ()


def test_each_missing_character_is_named_once() -> None:
    assert missing_glyphs("中文 and 中\U0001f600") == ("中", "文", "\U0001f600")


def test_a_run_that_cannot_be_printed_becomes_one_visible_mark() -> None:
    assert printable("Li 李明 here") == f"Li {STAND_IN} here"


def test_control_characters_and_direction_marks_have_no_picture() -> None:
    assert printable("a\x00b\u202ec\td") == "abc d"


def test_letters_and_their_accents_are_one_character() -> None:
    assert printable("e\u0301") == "é"


@given(st.text())
def test_whatever_is_typed_comes_out_printable(text: str) -> None:
    known = known_characters()

    assert all(ord(c) in known or c == "\n" for c in printable(text))
    assert "<" not in marked_up(text).replace("<br/>", "")


def test_a_page_with_missing_characters_says_so() -> None:
    form = FORMS[0]

    with_box = text_of(form.render(sheet_for(form, visit=make_visit({"first_name": "李"}))))
    without = text_of(form.render(sheet_for(form, visit=make_visit({"first_name": "Li"}))))

    assert "stands for characters" in with_box
    assert "stands for characters" not in without
