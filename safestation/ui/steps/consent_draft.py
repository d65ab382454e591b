"""What is on a paper and not signed yet: kept in the record, gone once it is decided.

A draft is a set of answers under `consent.draft.<recipient>.`; the one under `id` says that
the rest is there. Once a draft is kept or printed it has its day: midnight changes no paper.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from safestation.domain.answers import Value
from safestation.domain.consent import Consent
from safestation.domain.consent_text import ConsentLine, consent_lines, consent_sha256
from safestation.domain.labels import full_name
from safestation.domain.station import Station
from safestation.domain.visit import Visit
from safestation.ui.steps.consent_people import FORM, Asked
from safestation.ui.visit.context import VisitContext

DRAFT = "consent.draft"
TEMPLATE_EVENT = "template"
FAR = "no_date"


@dataclass(slots=True, repr=False)
class Draft:
    """What is on the paper and not signed yet. No `until` means no date.

    `name` and `detail` are as typed; `printed` is the hash of the text that was printed,
    with the roles that had a line to sign on.
    """

    id: str
    information: tuple[str, ...]
    purpose: str
    until: date | None
    event: str
    language: str
    name: str = ""
    detail: str = ""
    printed: str = ""


def key(recipient: str, field: str) -> str:
    """Return the id under which one field of a recipient's draft is kept."""
    return f"{DRAFT}.{recipient}.{field}"


def draft_for(asked: Asked, context: VisitContext) -> Draft:
    """Return the kept draft of this recipient, else what the program usually asks."""
    kept = _kept(asked, context.visit)
    return kept if kept is not None else _fresh(asked, context)


def keep(asked: Asked, draft: Draft, context: VisitContext) -> None:
    """Keep the draft in the record, with the next save."""
    until = FAR if draft.until is None else draft.until.isoformat()
    told: dict[str, Value] = {
        "information": draft.information, "purpose": draft.purpose, "until": until,
        "event": draft.event, "language": draft.language, "name": draft.name,
        "detail": draft.detail, "printed": draft.printed, "whom": _whom(asked),
        "id": draft.id,
    }  # fmt: skip
    for field, value in told.items():
        put(asked.recipient.id, field, value, context)


def put(recipient: str, field: str, value: Value, context: VisitContext) -> None:
    """Keep one field of what is written down for a recipient before the signature."""
    question = key(recipient, field)
    known = context.visit.answers.get(question)
    if (known.value if known is not None else type(value)()) != value:
        context.bridge.answer(question, value)


def forget(recipient: str, context: VisitContext) -> None:
    """Take the draft out of the visit: it was signed, refused or taken back."""
    mine = [q for q in context.visit.answers if q.startswith(key(recipient, ""))]
    for question in mine:
        context.bridge.answer_unknown(question, "")


def consent_of(asked: Asked, draft: Draft, context: VisitContext) -> Consent:
    """Return the consent that would be signed now, with the hash of its text."""
    words, station = context.desk.form_words[FORM], context.desk.station
    program = context.program.name.in_language(draft.language)
    consent = Consent(
        id=draft.id,
        kind=asked.kind,
        patient_name=full_name(context.visit),
        discloser=f"{station.title}, {program}",
        recipient=replace(asked.recipient, name=named_on_paper(asked, draft)),
        information=draft.information,
        purpose=draft.purpose,
        revoke_contact=revoke_contact(station),
        expires_on=draft.until,
        expires_event=_event(asked, draft, context),
        language=draft.language,
        template_version=words.version,
        text_sha256="",
        purpose_detail=(draft.detail or asked.detail).strip(),
    )
    digest = consent_sha256(lines_of(consent, context), consent.template_version)
    return replace(consent, text_sha256=digest)


def lines_of(consent: Consent, context: VisitContext) -> tuple[ConsentLine, ...]:
    """Return the very lines that are shown, printed and hashed: as signed, once signed."""
    return consent.text or written_today(consent, context)


def written_today(consent: Consent, context: VisitContext) -> tuple[ConsentLine, ...]:
    """Return the lines as they are written with the words and the station of today."""
    words, station = context.desk.form_words[FORM], context.desk.station
    is_new = not consent.signatures  # what was signed without its text knew no such lines
    return consent_lines(
        consent,
        words,
        station.title,
        consent.language,
        hipaa_covered=is_new and station.hipaa_covered,
    )


def named_on_paper(asked: Asked, draft: Draft) -> str:
    """Return the name as typed here, as it is known from the visit, or as usual.

    What the program calls them is said in the language of the paper.
    """
    label = asked.label.in_language(draft.language)
    return draft.name.strip() or asked.named or label or asked.recipient.name


def revoke_contact(station: Station) -> str:
    """Return how a consent is taken back: 42 CFR 2.31(a)(6) asks for the way to do it."""
    reach = (station.contact_name, station.address, station.contact_phone or station.phone)
    return ", ".join(part for part in (*reach, station.contact_email) if part)


def _fresh(asked: Asked, context: VisitContext) -> Draft:
    spoken = context.spoken
    known = context.desk.form_words[FORM].has("title", spoken)
    today = context.bridge.session.now.date()
    return Draft(
        id=context.desk.ids.new(),
        information=asked.information,
        purpose=asked.purpose,
        until=today + timedelta(days=asked.days) if asked.days else None,
        event=TEMPLATE_EVENT if asked.event else "",
        language=spoken if known else "en",
    )


def _kept(asked: Asked, visit: Visit) -> Draft | None:
    """Return the draft from the record; one that was meant for somebody else is left."""
    told = {
        field: visit.value(key(asked.recipient.id, field))
        for field in ("id", "purpose", "until", "event", "language", "name", "detail",
                      "printed", "whom")
    }  # fmt: skip
    if not told["id"] or told.pop("whom") != _whom(asked):
        return None
    until = None if told["until"] in {"", FAR} else date.fromisoformat(told["until"])
    return Draft(
        id=told["id"],
        information=visit.values(key(asked.recipient.id, "information")),
        purpose=told["purpose"],
        until=until,
        event=told["event"],
        language=told["language"],
        name=told["name"],
        detail=told["detail"],
        printed=told["printed"],
    )


def _whom(asked: Asked) -> str:
    """Return whom the draft is for: the same place in the program can be another person."""
    return f"{asked.recipient.name} / {asked.named}".strip()


def _event(asked: Asked, draft: Draft, context: VisitContext) -> str:
    """Return the event that ends it: a code that the record can follow, else its words."""
    if draft.event != TEMPLATE_EVENT:
        return draft.event
    words = context.desk.form_words[FORM]
    said = asked.event.in_language("en")
    codes = (k.removeprefix("until.") for k in words.texts if k.startswith("until."))
    same = (code for code in codes if words.say(f"until.{code}", "en") == said)
    return next(same, asked.event.in_language(draft.language))
