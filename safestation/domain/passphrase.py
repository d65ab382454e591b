"""What a passphrase must be: long, and not the first thing anybody would try.

Length is all that is asked (NIST SP 800-63B-4: 15 characters where it is the only factor;
no composition rules; a blocklist that tells its reason). Spaces and every script are welcome.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from safestation.domain.errors import WeakPassphrase

MIN_LENGTH: Final = 15  # NIST SP 800-63B-4, single factor
MAX_LENGTH: Final = 1024  # ours: long enough for anybody, short enough to type in a field
# Ours, from the least length that NIST allows beside a second factor.
MIN_UNPREDICTABLE: Final = 8

_LOOK_ALIKES = str.maketrans("013457@$!", "oieastasi")
_SHORTEST_PIECE = 4
_SHORTEST_RUN = 4
_TRACKS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",  # keyboard rows, typed through
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",  # and columns
    "1q2w3e4r5t6y7u8i9o0p",
)
_BACKWARDS: Final = tuple(track[::-1] for track in _TRACKS)
_REPEATED = re.compile(r"(.{1,32}?)\1+", re.DOTALL)
_GAP = "\x00"  # stands where a predictable piece was, so that its neighbors do not join


def normalize(passphrase: str) -> str:
    """Return the form in which a passphrase is counted, checked and hashed.

    NFKC: with NFKD one of the two forms that NIST SP 800-63B names, so that an accent
    typed on another keyboard, or a full-width letter, still opens the record.
    """
    return unicodedata.normalize("NFKC", passphrase)


def squeeze(text: str) -> str:
    """Return `text` as a guesser sees it: letters and digits only, case and marks gone."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in bare if letter.isalnum())


def check(passphrase: str, blocklist: frozenset[str], context_words: tuple[str, ...]) -> None:
    """Accept a new passphrase, or raise WeakPassphrase with the reason as a message key.

    `blocklist` holds squeezed phrases. `context_words` are the names that everybody here
    knows: the app, the agency, the station, the person's own account.
    """
    normal = normalize(passphrase)
    if len(normal) < MIN_LENGTH:
        raise WeakPassphrase("passphrase.too_short")
    if len(normal) > MAX_LENGTH:
        raise WeakPassphrase("passphrase.too_long")
    around_here = _context_pieces(context_words)
    for seen in _as_guessed(normal):
        _refuse_predictable(seen, blocklist, around_here)


def _as_guessed(normal: str) -> tuple[str, ...]:
    """Return the spellings to judge: with look-alikes read as letters, and as typed."""
    return tuple(
        # Pictures and signs leave nothing to squeeze: judge those as they stand.
        bare if len(bare := squeeze(spelling)) >= MIN_UNPREDICTABLE else normal
        for spelling in (normal.translate(_LOOK_ALIKES), normal)
    )


def _refuse_predictable(seen: str, blocklist: frozenset[str], context: frozenset[str]) -> None:
    """Take away one kind of predictable piece after another; too little left is weak."""
    left = _without(seen, context)
    _refuse_below(left, "passphrase.names_this_place")
    left = _without(left, blocklist)
    _refuse_below(left, "passphrase.common")
    left = _without_runs(left)
    _refuse_below(left, "passphrase.sequence")
    _refuse_below(_REPEATED.sub(r"\1", left), "passphrase.repeats")


def _refuse_below(left: str, reason: str) -> None:
    if len(left.replace(_GAP, "")) < MIN_UNPREDICTABLE:
        raise WeakPassphrase(reason)


def _context_pieces(context_words: tuple[str, ...]) -> frozenset[str]:
    whole = {squeeze(words) for words in context_words}
    single = {squeeze(word) for words in context_words for word in words.split()}
    return frozenset(whole | single)


def _without(text: str, pieces: Iterable[str]) -> str:
    for piece in sorted(pieces, key=len, reverse=True):
        if len(piece) >= _SHORTEST_PIECE:
            text = text.replace(piece, _GAP)
    return text


def _without_runs(text: str) -> str:
    """Return `text` without its walks along the alphabet, the digits or the keyboard."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        length = _run_length(text, at)
        kept.append(_GAP if length >= _SHORTEST_RUN else text[at])
        at += length if length >= _SHORTEST_RUN else 1
    return "".join(kept)


def _run_length(text: str, start: int) -> int:
    return max(_along(track, text, start) for track in (*_TRACKS, *_BACKWARDS))


def _along(track: str, text: str, start: int) -> int:
    length = 0
    while start + length < len(text) and text[start : start + length + 1] in track:
        length += 1
    return length
