import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.catalog.passphrases import load_blocklist
from safestation.domain.errors import WeakPassphrase
from safestation.domain.passphrase import MAX_LENGTH, MIN_LENGTH, check, normalize, squeeze

BLOCKLIST = load_blocklist()
AROUND_HERE = ("SafeStation", "Anne Arundel County Fire Department", "Station 23", "Pat Rivera")


def reason_against(passphrase: str) -> str:
    with pytest.raises(WeakPassphrase) as refused:
        check(passphrase, BLOCKLIST, AROUND_HERE)
    return refused.value.reason


@pytest.mark.parametrize(
    "passphrase",
    [
        "purple tractor eats nine lemons",
        "crumbs under the old piano",
        "the fire at Anne's bakery smelled of bread",
        "tortuga lenta cruza el río",
        "медведь пьёт чай зимой",
        "我们今天下午去公园喝茶看书吃水果好吗",
        "k7#mQ9!xL2@vR5$",
        "🐢🌙🍋🎺🚂🧊🪵🌵🦷🎲🧵🥁🛶🪁🔔",
        "#$%^&*()_+{}|:<",
    ],
)
def test_long_and_not_obvious_is_all_that_is_asked(passphrase: str) -> None:
    check(passphrase, BLOCKLIST, AROUND_HERE)


def test_fourteen_characters_are_too_few_and_fifteen_are_enough() -> None:
    assert reason_against("wet sock piano") == "passphrase.too_short"
    check("wet socks piano", BLOCKLIST, AROUND_HERE)


def test_a_very_long_passphrase_is_fine_and_a_whole_file_is_not() -> None:
    long_one = " ".join(f"{number * number * 7919:x}" for number in range(1, 400))

    check(long_one[:200], BLOCKLIST, AROUND_HERE)
    check(long_one[:MAX_LENGTH], BLOCKLIST, AROUND_HERE)
    assert reason_against(long_one[: MAX_LENGTH + 1]) == "passphrase.too_long"


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("passwordpassword", "passphrase.common"),
        ("Password2026!!!", "passphrase.common"),
        ("P@ssw0rd P@ssw0rd", "passphrase.common"),
        ("correct horse battery staple", "passphrase.common"),
        ("To be, or not to be: that is the question", "passphrase.common"),
        ("contraseña contraseña", "passphrase.common"),
        ("aaaaaaaaaaaaaaa", "passphrase.repeats"),
        ("abcabcabcabcabcabc", "passphrase.repeats"),
        ("19841984198419841984", "passphrase.repeats"),
        ("               ", "passphrase.repeats"),
        ("🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥", "passphrase.repeats"),
        ("123456789012345", "passphrase.sequence"),
        ("zyxwvutsrqponmlk", "passphrase.sequence"),
        ("qwertyuiopasdfgh", "passphrase.sequence"),
        ("1qaz2wsx3edc4rfv", "passphrase.sequence"),
        ("SafeStation2026!!", "passphrase.names_this_place"),
        ("Anne Arundel County Fire 1", "passphrase.names_this_place"),
        ("pat rivera station 23", "passphrase.names_this_place"),
    ],
)
def test_what_anybody_would_try_first_is_refused_with_its_reason(
    passphrase: str, reason: str
) -> None:
    assert reason_against(passphrase) == reason


def test_the_refusal_does_not_repeat_the_passphrase() -> None:
    with pytest.raises(WeakPassphrase) as refused:
        check("wet sock piano", BLOCKLIST, AROUND_HERE)

    assert "sock" not in repr(refused.value) + str(refused.value)


def test_the_same_words_typed_on_another_keyboard_are_the_same_passphrase() -> None:
    # the accent as one character and as two; a full-width letter; a no-break space
    assert normalize("río de la \uff21\u00a0plata") == normalize("ri\u0301o de la A plata")


def test_length_is_counted_in_characters_not_in_what_they_are_made_of() -> None:
    decomposed = "ri\u0301o pin\u0303a lue\u0301"

    assert len(decomposed) == MIN_LENGTH
    assert reason_against(decomposed) == "passphrase.too_short"


@given(st.text(max_size=80))
def test_any_text_at_all_is_judged_without_falling_over(text: str) -> None:
    accepted = True
    try:
        check(text, BLOCKLIST, AROUND_HERE)
    except WeakPassphrase:
        accepted = False

    assert not accepted or len(normalize(text)) >= MIN_LENGTH


def test_every_listed_phrase_is_refused_when_padded() -> None:
    for phrase in BLOCKLIST:
        padded = phrase if len(phrase) >= MIN_LENGTH else phrase + "!" * MIN_LENGTH
        with pytest.raises(WeakPassphrase):
            check(padded, BLOCKLIST, ())


def test_the_list_is_squeezed_and_long_enough_to_matter() -> None:
    assert len(BLOCKLIST) >= 300
    assert all(phrase and phrase == squeeze(phrase) for phrase in BLOCKLIST)
