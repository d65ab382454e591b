"""What one guess at a passphrase costs, against the least that is advised.

OWASP's least for Argon2id is 19 MiB, 2 passes, 1 lane. Ours is RFC 9106's profile for little
memory, and must never be the cheaper one; nor may a sign-in wait longer than 1.5 s for it.
The last line is a whole guess as a thief of the files would make it, key file and all. A
recovery sheet holds 140 random bits: nobody guesses it at any price.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Line, in_turns
from safestation.domain.errors import WrongPassphrase
from safestation.storage.kdf import DEFAULT_KDF, OWASP_MINIMUM, Kdf
from safestation.storage.keyfile import create_keyfile, unlock

ROUNDS = 9
WORDS, GUESS = "seven blue herons at dawn", "seven blue herons at dusk"
SIGN_IN = 1500.0  # milliseconds; law README §3
SALT = bytes(16)


def lines(folder: Path) -> Iterator[Line]:
    """Yield what OWASP's least costs against ours, and a guess at the file against that."""

    def stretch(kdf: Kdf) -> None:
        kdf.wrapping_key(GUESS, SALT, None)

    def guess() -> None:
        try:
            unlock(keys, GUESS)
        except WrongPassphrase:
            return
        raise AssertionError("the guess was right")

    keys = folder / "station.keys"
    create_keyfile(keys, "staff-1", "R. Alvarez", WORDS, training=False)
    least, ours = in_turns(lambda: stretch(OWASP_MINIMUM), lambda: stretch(DEFAULT_KDF), ROUNDS)
    yield Line("a guess at the least advised", least, ours, 1.0, "a guess here")
    whole, bare = in_turns(guess, lambda: stretch(DEFAULT_KDF), ROUNDS)
    yield Line("a guess at the key file", whole, bare, 1.5, "Argon2id alone", most=SIGN_IN)
