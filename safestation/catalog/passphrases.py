"""Reads the passphrases that anybody would try first."""

from safestation.domain.passphrase import squeeze
from safestation.paths import resource


def load_blocklist() -> frozenset[str]:
    """Return the phrases of resources/passphrases/blocklist.txt, squeezed.

    One phrase a line; empty lines and lines that start with # are left out.
    """
    lines = resource("passphrases", "blocklist.txt").read_text(encoding="utf-8").splitlines()
    phrases = (line.strip() for line in lines)
    return frozenset(squeeze(phrase) for phrase in phrases if phrase and phrase[0] != "#")
