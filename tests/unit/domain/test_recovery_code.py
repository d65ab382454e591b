"""The code on a recovery sheet: what a tired hand gets wrong is told, at its group."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.domain.errors import CodeMistyped
from safestation.domain.recovery_code import (
    ALPHABET,
    GROUP,
    GROUPS,
    SECRET_BITS,
    SYMBOLS,
    read,
    spell,
    wrong_groups,
)

SAMPLE = spell([n * 7 % 32 for n in range(SYMBOLS)])
CODES = st.lists(st.integers(0, 31), min_size=SYMBOLS, max_size=SYMBOLS).map(spell)
PLACES = [at for at, letter in enumerate(SAMPLE) if letter != "-"]


def group_at(place: int) -> int:
    return place // (GROUP + 1) + 1


def with_letter(code: str, place: int, letter: str) -> str:
    return f"{code[:place]}{letter}{code[place + 1 :]}"


def test_a_sheet_holds_more_than_128_bits_in_groups_one_can_read_aloud() -> None:
    assert SECRET_BITS >= 128
    assert [len(group) for group in SAMPLE.split("-")] == [GROUP] * GROUPS


@given(CODES)
def test_what_was_printed_is_read_back(code: str) -> None:
    assert read(code) == code


@pytest.mark.parametrize("place", PLACES)
def test_every_single_wrong_character_is_told_at_its_group(place: int) -> None:
    for letter in ALPHABET.replace(SAMPLE[place], ""):
        assert wrong_groups(with_letter(SAMPLE, place, letter)) == (group_at(place),)


@given(CODES, st.sampled_from(PLACES), st.sampled_from(ALPHABET))
def test_a_wrong_character_is_told_whatever_the_code(
    code: str, place: int, letter: str
) -> None:
    mistyped = with_letter(code, place, letter)

    assert wrong_groups(mistyped) == (() if mistyped == code else (group_at(place),))


@given(CODES)
def test_any_two_characters_changed_round_are_told_at_their_groups(code: str) -> None:
    for one, other in combinations(PLACES, 2):
        if code[one] == code[other]:
            continue
        swapped = with_letter(with_letter(code, one, code[other]), other, code[one])

        assert set(wrong_groups(swapped)) == {group_at(one), group_at(other)}


@given(CODES)
def test_two_groups_changed_round_are_told(code: str) -> None:
    for one, other in combinations(range(GROUPS), 2):
        groups = code.split("-")
        groups[one], groups[other] = groups[other], groups[one]

        assert set(wrong_groups("-".join(groups))) == {one + 1, other + 1}


@pytest.mark.parametrize("place", PLACES)
def test_a_character_left_out_is_told_at_its_group(place: int) -> None:
    assert wrong_groups(SAMPLE[:place] + SAMPLE[place + 1 :]) == (group_at(place),)


@pytest.mark.parametrize("place", PLACES)
def test_a_character_typed_twice_is_told_at_its_group(place: int) -> None:
    assert wrong_groups(SAMPLE[: place + 1] + SAMPLE[place:]) == (group_at(place),)


def test_groups_not_yet_typed_are_named() -> None:
    begun = SAMPLE[: 3 * (GROUP + 1)]

    assert wrong_groups(begun) == (4, 5, 6, 7)
    assert wrong_groups("") == tuple(range(1, GROUPS + 1))
    with pytest.raises(CodeMistyped) as refused:
        read(begun)
    assert refused.value.groups == (4, 5, 6, 7)


def test_more_than_a_sheet_holds_is_told() -> None:
    assert wrong_groups(SAMPLE + "-AAAAA") == (8,)


@given(CODES)
def test_case_spaces_and_dashes_do_not_matter(code: str) -> None:
    bare = code.replace("-", "")

    assert read(bare) == code
    assert read(bare.lower()) == code
    assert read(" " + code.replace("-", "  ").lower() + "\n") == code
    assert read(" ".join(bare)) == code
    assert read(code.replace("-", "/")) == code  # a scanner set to another keyboard


@given(CODES)
def test_look_alikes_are_read_as_what_is_printed(code: str) -> None:
    for letter, alike in ("0O", "0o", "1I", "1l", "VU", "Vu"):
        assert read(code.replace(letter, alike)) == code


@given(st.text())
def test_nothing_typed_is_ever_more_than_right_or_wrong(typed: str) -> None:
    assert isinstance(wrong_groups(typed), tuple)


def test_an_error_tells_nothing_of_the_code() -> None:
    with pytest.raises(CodeMistyped) as refused:
        read(with_letter(SAMPLE, 0, "Z" if SAMPLE[0] != "Z" else "Y"))

    assert not any(group in str(refused.value) for group in SAMPLE.split("-"))


def test_a_code_is_never_made_of_too_little() -> None:
    with pytest.raises(ValueError, match="28"):
        spell([0] * (SYMBOLS - 1))
