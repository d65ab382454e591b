"""The whole text of a consent: shown on the screen, printed on the paper, and hashed.

Every element of 42 CFR 2.31(a) is one line that carries its place in the checklist
(a1 … a10ii). In another language than English, the English of each legal statement
stands beneath it and counts. The paper of a station that is a HIPAA covered entity is an
authorization as well (45 CFR 164.508(c)); what that asks beyond 2.31 carries its place there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safestation.domain.consent import (
    HIPAA_RECIPIENTS,
    Consent,
    ConsentKind,
    RecipientType,
    is_for_tpo,
)
from safestation.domain.consent_line import ConsentLine, consent_sha256
from safestation.domain.form_words import FormWords
from safestation.domain.languages import ENGLISH
from safestation.domain.sheet import INFORMATION

__all__ = ["AUTHORIZATION", "ConsentLine", "consent_lines", "consent_sha256"]

TITLE, ELEMENT, STATEMENT, AUTHORITATIVE, NOTE = (
    "title",
    "element",
    "statement",
    "english",
    "note",
)

# What 45 CFR 164.508(c) asks of a covered entity's paper beyond 42 CFR 2.31, with its place.
AUTHORIZATION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "authority": "(c)(1)(vi)",
        "no_condition": "(c)(2)(ii)",
        "redisclosure": "(c)(2)(iii)",
        "plain": "(c)(3)",
        "copy": "(c)(4)",
    }
)


def consent_lines(
    consent: Consent,
    words: FormWords,
    station: str,
    language: str,
    *,
    hipaa_covered: bool = False,
) -> tuple[ConsentLine, ...]:
    """Return the whole text in `language`. `words` are those of the consent form.

    `hipaa_covered` says that the station is a covered entity.
    """
    writer = _Writer(consent, words, station, language, hipaa_covered)
    return (*writer.opening(), *writer.elements(), *writer.statements())


@dataclass(frozen=True, slots=True, repr=False)
class _Writer:
    consent: Consent
    words: FormWords
    station: str
    language: str
    hipaa_covered: bool

    def opening(self) -> Iterator[ConsentLine]:
        yield ConsentLine(TITLE, self._say(f"kind.{self.consent.kind.value}"))
        if self._is_translated("english_counts"):
            yield ConsentLine(NOTE, self._say("english_counts"))

    def elements(self) -> Iterator[ConsentLine]:
        consent = self.consent
        yield self._element("a1", "label.person", consent.patient_name)
        yield self._element("a2", "label.discloser", self._discloser())
        yield self._element("a4i", "label.recipient", self._recipient())
        if consent.recipient.type is RecipientType.INTERMEDIARY:
            members = consent.recipient.participants
            yield self._element("a4ii", "label.participants", members)
        yield self._element("a3", "label.information", self._information(chosen=True))
        if left_out := self._information(chosen=False):
            yield ConsentLine(ELEMENT, left_out, self._say("label.not_shared"))
        yield self._element("a5", "label.purpose", self._coded("purpose", consent.purpose))
        if consent.purpose_detail:
            yield self._element("a5", "label.purpose_detail", consent.purpose_detail)
        yield self._element("a7", "label.until", self._until())

    def statements(self) -> Iterator[ConsentLine]:
        contact = self.consent.revoke_contact
        yield from self._legal("statement.revocation", "a6" if contact else "", contact=contact)
        yield from self._legal("statement.reliance", "a6" if contact else "")
        if self._goes_to_hipaa():
            yield from self._legal("statement.hipaa_redisclosure", "a4iii")
        if is_for_tpo(self.consent):
            yield from self._legal("statement.potential", "a10i")
        yield from self._legal("statement.refusal", "a10ii")
        if self.consent.kind is ConsentKind.PROCEEDINGS:
            yield from self._legal("statement.proceedings_alone")
        elif not is_for_tpo(self.consent):
            yield from self._legal("statement.protected")
        yield from self._legal("statement.no_proceedings_use")
        for key in ("signers_minor", "signers_representative"):
            yield from self._legal(f"statement.{key}")
        if self.hipaa_covered:
            for key, place in AUTHORIZATION.items():
                yield from self._legal(f"hipaa.{key}", place)
        else:
            yield from self._legal("statement.copy")

    def _element(self, element: str, label: str, text: str) -> ConsentLine:
        return ConsentLine(ELEMENT, text, self._say(label), element if text.strip() else "")

    def _legal(self, key: str, element: str = "", **values: str) -> Iterator[ConsentLine]:
        yield ConsentLine(STATEMENT, self._say(key, **values), element=element)
        if self._is_translated(key):
            english = self.words.say(key, ENGLISH, **values)
            yield ConsentLine(AUTHORITATIVE, english, element=element)

    def _discloser(self) -> str:
        name = self.consent.discloser.strip()
        told = not name or self.station.casefold() in name.casefold()
        return name if told else f"{name} ({self.station})"

    def _recipient(self) -> str:
        named = self.consent.recipient
        told = [named.name.strip(), named.address.strip()] if named.name.strip() else []
        parts = [part for part in told if part]
        if self.consent.kind is not ConsentKind.TPO:
            return ", ".join(parts)
        model = self._both("model.tpo_recipient")
        return (
            self._say("tpo_including", model=model, names=", ".join(parts)) if parts else model
        )

    def _information(self, *, chosen: bool) -> str:
        picked = self.consent.information
        if chosen:
            return "; ".join(self._coded("information", one) for one in picked)
        rest = [one for one in INFORMATION if one not in picked]
        return "; ".join(self._coded("information", one) for one in rest)

    def _until(self) -> str:
        day, event = self.consent.expires_on, self.consent.expires_event.strip()
        date = "" if day is None else self._say(
            "day", day=str(day.day), month=self._say(f"month.{day.month}"), year=str(day.year)
        )  # fmt: skip
        told = self._coded("until", event) if event else ""
        return (
            self._say("until_first", date=date, event=told) if date and told else date or told
        )

    def _goes_to_hipaa(self) -> bool:
        everybody = self.consent.kind is ConsentKind.TPO
        named = self.consent.recipient.type in HIPAA_RECIPIENTS
        return is_for_tpo(self.consent) and (everybody or named)

    def _coded(self, table: str, code: str) -> str:
        key = f"{table}.{code.strip()}"
        return self._both(key) if self.words.has(key) else code.strip()

    def _both(self, key: str) -> str:
        """Return model wording of the law, with its English where the language differs."""
        said = self._say(key)
        is_model = key.startswith(("model.", "purpose.tpo", "purpose.patient_request"))
        if is_model and self._is_translated(key):
            return f"{said} ({self.words.say(key, ENGLISH)})"
        return said

    def _is_translated(self, key: str) -> bool:
        return self.language != ENGLISH and self.words.has(key, self.language)

    def _say(self, key: str, **values: str) -> str:
        return self.words.say(key, self.language, **values)
