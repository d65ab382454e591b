"""Who may be told in a visit, how each stands, and the consent that would be signed now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from safestation.domain.consent import (
    Consent,
    ConsentKind,
    Recipient,
    RecipientType,
    has_expired,
)
from safestation.domain.consent_text import ConsentLine, consent_lines, consent_sha256
from safestation.domain.disclosure import consents, is_revoked, standing
from safestation.domain.facts import ConsentPostponed, ConsentRefused
from safestation.domain.labels import full_name
from safestation.domain.placement import Stage, placement_of
from safestation.domain.program import RecipientTemplate
from safestation.domain.station import MinorRule, Station
from safestation.domain.text import Text
from safestation.domain.visit import Visit
from safestation.ui.visit.context import VisitContext

FORM = "consent"
ADDED = "consent.added"
GOING = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.DEPARTED, Stage.ARRIVED})
PROCEEDING = "legal_proceeding"
TEMPLATE_EVENT = "template"
DAYS = (1, 7, 30, 90, 365)
PATIENT, GUARDIAN = "patient", "guardian"
# Where somebody with a part in the program may have been named already, by purpose.
NAMED_BY = {"support": "support_person", "transport": "ride_driver_1"}
# The highest age of majority in any state (Mississippi); used only to block, while the
# station has not entered its own rule (law README 5: an unset table blocks).
HIGHEST_MAJORITY = 21


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """Somebody who may be told, with what is usually asked for them."""

    recipient: Recipient
    purpose: str
    information: tuple[str, ...]
    days: int = 30
    event: Text = Text()  # noqa: RUF009 - frozen and empty
    kind: ConsentKind = ConsentKind.SPECIFIC


@dataclass(slots=True, repr=False)
class Draft:
    """What is on the paper and not signed yet. `days` 0 means no date."""

    id: str
    information: tuple[str, ...]
    purpose: str
    days: int
    event: str
    language: str
    name: str = ""


def people(context: VisitContext) -> tuple[Asked, ...]:
    """Return who may be told: the program's, the place that was offered, those added."""
    return (*_from_program(context), *_added(context))


def _from_program(context: VisitContext) -> Iterator[Asked]:
    place = placement_of(context.visit)
    for template in context.program.recipients:
        if not template.from_placement:
            yield _asked(template, template.id, template.name.in_language("en"), "")
        elif place.stage in GOING:
            known = context.desk.directory.get(place.provider)
            address = known.address if known else ""
            yield _asked(template, place.provider, place.provider_name, address)


def _asked(template: RecipientTemplate, known_as: str, name: str, address: str) -> Asked:
    recipient = Recipient(known_as, name, RecipientType(template.type), address)
    kind = ConsentKind(template.kind)
    return Asked(
        recipient, template.purpose, template.information, template.days, template.event, kind
    )


def _added(context: VisitContext) -> Iterator[Asked]:
    visit = context.visit
    for one in visit.values(ADDED):
        name, purpose = (
            visit.value(f"{ADDED}.{one}.name"),
            visit.value(f"{ADDED}.{one}.purpose"),
        )
        type_ = RecipientType(visit.value(f"{ADDED}.{one}.type") or RecipientType.PERSON)
        members = visit.value(f"{ADDED}.{one}.participants")
        recipient = Recipient(one, name, type_, visit.value(f"{ADDED}.{one}.address"), members)
        yield Asked(recipient, purpose, ())


def draft_for(asked: Asked, context: VisitContext) -> Draft:
    """Return a fresh draft with what the program usually asks."""
    spoken = context.spoken
    known = context.desk.form_words[FORM].has("title", spoken)
    event = TEMPLATE_EVENT if asked.event else ""
    new = context.desk.ids.new()
    language = spoken if known else "en"
    named = ""
    if asked.recipient.type is RecipientType.PERSON and asked.recipient.id not in _added_ids(
        context.visit
    ):
        named = context.visit.value(NAMED_BY.get(asked.purpose, ""))
    return Draft(new, asked.information, asked.purpose, asked.days, event, language, named)


def _added_ids(visit: Visit) -> tuple[str, ...]:
    return visit.values(ADDED)


def consent_of(asked: Asked, draft: Draft, context: VisitContext) -> Consent:
    """Return the consent that would be signed now, with the hash of its text."""
    words, now = context.desk.form_words[FORM], context.bridge.session.now
    until = now.date() + timedelta(days=draft.days) if draft.days else None
    event = asked.event.in_language(draft.language) if draft.event == TEMPLATE_EVENT else ""
    name = context.program.name.in_language(draft.language)
    consent = Consent(
        id=draft.id,
        kind=asked.kind,
        patient_name=full_name(context.visit),
        discloser=f"{context.desk.station.title}, {name}",
        recipient=replace(asked.recipient, name=draft.name.strip() or asked.recipient.name),
        information=draft.information,
        purpose=draft.purpose,
        revoke_contact=revoke_contact(context.desk.station),
        expires_on=until,
        expires_event=event or draft.event.replace(TEMPLATE_EVENT, ""),
        language=draft.language,
        template_version=words.version,
        text_sha256="",
    )
    digest = consent_sha256(lines_of(consent, context), consent.template_version)
    return replace(consent, text_sha256=digest)


def lines_of(consent: Consent, context: VisitContext) -> tuple[ConsentLine, ...]:
    """Return the very lines that are shown, printed and hashed: as signed, once signed."""
    words, station = context.desk.form_words[FORM], context.desk.station
    return consent.text or consent_lines(consent, words, station.title, consent.language)


def revoke_contact(station: Station) -> str:
    """Return how a consent is taken back: 42 CFR 2.31(a)(6) asks for the way to do it."""
    reach = (station.contact_name, station.address, station.contact_phone or station.phone)
    return ", ".join(part for part in (*reach, station.contact_email) if part)


def purposes_for(kind: ConsentKind, context: VisitContext) -> tuple[str, ...]:
    """Return the purposes a kind may have: a proceeding stands alone (2.31(d))."""
    keys = context.desk.form_words[FORM].texts
    every = tuple(k.removeprefix("purpose.") for k in keys if k.startswith("purpose."))
    alone = kind is ConsentKind.PROCEEDINGS
    return tuple(one for one in every if (one == PROCEEDING) is alone)


@dataclass(frozen=True, slots=True, repr=False)
class Stands:
    """How a recipient stands: signed, expired, revoked, refused, postponed, not_asked."""

    state: str
    consent: Consent | None = None
    at: datetime | None = None
    until: date | None = None


def stands(visit: Visit, recipient: str, now: datetime) -> Stands:
    """Return how a recipient stands now; a consent that holds counts before the rest."""
    holding = standing(visit, recipient, now)
    if holding is not None:
        return Stands("signed", holding, holding.signatures[-1].signed_at, holding.expires_on)
    theirs = [c for c in consents(visit) if c.recipient.id == recipient]
    if theirs and is_revoked(visit, theirs[-1].id):
        return Stands("revoked")
    for entry in reversed(visit.entries):
        fact = entry.fact
        if isinstance(fact, ConsentRefused) and fact.recipient == recipient:
            return Stands("refused", at=entry.happened_at)
        if isinstance(fact, ConsentPostponed) and fact.recipient == recipient:
            return Stands("postponed", at=fact.ask_again_at)
    if theirs and has_expired(theirs[-1], now.date()):
        return Stands("expired", until=theirs[-1].expires_on)
    return Stands("not_asked")


def signers_needed(age: int | None, rule: MinorRule | None) -> tuple[str, ...]:
    """Return the roles that sign (42 CFR 2.14). Nothing: nobody may, ask the supervisor.

    A minor who may consent alone signs alone; else a parent or guardian signs as well.
    Without the station's rule nobody who may be a minor can sign.
    """
    if rule is None:
        may_be_minor = age is not None and age < HIGHEST_MAJORITY
        return () if may_be_minor else (PATIENT,)
    if age is None or age >= rule.age_of_majority or age >= rule.consent_age:
        return (PATIENT,)
    return (PATIENT, GUARDIAN)
