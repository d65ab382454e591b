"""A signed consent stays what it was: its words and its terms are sealed when it is signed.

A station that is renamed, or a wording that is improved, changes only what is signed later.
What was signed is kept word for word, so that it is printed as signed (42 CFR 2.31, 2.32(b)).
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from hashlib import sha256

from safestation.domain.consent import Consent, Signature
from safestation.domain.consent_line import ConsentLine, consent_sha256


def signed(
    consent: Consent, lines: Iterable[ConsentLine], signatures: Iterable[Signature]
) -> Consent:
    """Return the consent with the very text that was signed, and a seal over all of it."""
    text = tuple(lines)
    digest = consent_sha256(text, consent.template_version)
    whole = replace(consent, text=text, text_sha256=digest, signatures=tuple(signatures))
    return replace(whole, seal=_seal(whole))


def is_unchanged(consent: Consent) -> bool:
    """Tell whether a consent that carries its text is the one that was signed.

    One that was signed before the text was kept has nothing to compare here: `as_signed`
    compares it with the words of today.
    """
    if not consent.text:
        return True
    digest = consent_sha256(consent.text, consent.template_version)
    return digest == consent.text_sha256 and _seal(consent) == consent.seal


def as_signed(
    consent: Consent, today: tuple[ConsentLine, ...]
) -> tuple[ConsentLine, ...] | None:
    """Return the words that were signed; nothing when they cannot be told any more.

    `today` is the text as it would be written now. It stands in for a consent that was
    signed before the text was kept, as long as its hash says that it is the same.
    """
    if consent.text:
        return consent.text if is_unchanged(consent) else None
    digest = consent_sha256(today, consent.template_version)
    return today if digest == consent.text_sha256 else None


def _seal(consent: Consent) -> str:
    """Return the hash of everything but the seal: no stroke can move to another paper."""
    told = {key: value for key, value in asdict(consent).items() if key != "seal"}
    whole = json.dumps(told, sort_keys=True, default=str, separators=(",", ":"))
    return sha256(whole.encode("ascii")).hexdigest()
