"""The packet: which forms a visit needs, for whom, and whether they may go out now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from safestation.domain.consent import Consent
from safestation.domain.disclosure import (
    Grant,
    Ground,
    consents,
    emergency_grant,
    grant,
    incident_grant,
    is_revoked,
    standing,
)
from safestation.domain.emergency import last_emergency
from safestation.domain.errors import DisclosureRefused
from safestation.domain.facts import BridgePlanned, EmergencyRelease
from safestation.domain.labels import age_of
from safestation.domain.languages import ENGLISH
from safestation.domain.named import names_somebody_else
from safestation.domain.placement import placement_of
from safestation.domain.program import PacketForm, RecipientTemplate
from safestation.domain.signers import signed_by_right_ones, signers
from safestation.domain.station import MinorRule
from safestation.domain.visit import Visit
from safestation.services.ports import Form
from safestation.services.session import VisitSession
from safestation.services.sheets import GOING

# For whom a form is made (Form.audience).
RECIPIENT, PERSON, STATION = "recipient", "person", "station"
EMERGENCY, NOBODY = "emergency", "nobody"
LAW_ENFORCEMENT = "law_enforcement"
OWN = frozenset({PERSON, NOBODY})  # what the person may be given, in a file as well
NOTICE, CONSENT, REVOCATION = "part2_notice", "consent", "revocation"
BRIDGE_PLAN = "bridge_plan"
ABOUT_A_CONSENT = frozenset({CONSENT, REVOCATION})

SPOKEN = "language_access.spoken_language"
WRONG_SIGNERS = "disclosure.signers"
NO_RECIPIENT, NO_EMERGENCY = "disclosure.no_recipient", "disclosure.no_emergency"
OTHER_PERSON = "disclosure.other_person"


class PrintableForm(Form, Protocol):
    """A form that also says which kinds of information it makes no sense without."""

    needs: ClassVar[frozenset[str]]


@dataclass(frozen=True, slots=True, repr=False)
class PacketItem:
    """One form for one recipient.

    `recipient` is a provider's or template's id, a consent's id on the person's copy of
    it, the entry's id of an emergency release, else the audience. `reason` is a message
    key when the item is not `allowed`. `comes_along` marks the notice that no print to
    that recipient may leave without.
    """

    form: str
    recipient: str
    recipient_name: str
    audience: str
    language: str = ENGLISH
    allowed: bool = True
    reason: str = ""
    preselected: bool = True
    comes_along: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells this item from the others of the visit."""
        return self.form, self.recipient

    def __repr__(self) -> str:
        return f"PacketItem({self.form})"


def ground_for(
    form: PrintableForm, recipient: str, session: VisitSession, rule: MinorRule | None
) -> Grant:
    """Return the ground on which a form may go out now. Raises DisclosureRefused.

    `rule` is the state's on minors, as the station entered it.
    """
    visit = session.visit
    if form.audience == NOBODY:
        return Grant(Ground.NO_IDENTITY)
    if form.audience == LAW_ENFORCEMENT:
        return incident_grant(visit)
    if form.audience == EMERGENCY:
        last = visit.last(EmergencyRelease)
        return emergency_grant(visit, recipient or (last[0].id if last else ""))
    if form.audience == RECIPIENT:
        if not recipient:
            raise DisclosureRefused(NO_RECIPIENT)
        found = grant(visit, recipient, form.needs, session.now)
        if found.consent is not None:
            _check_still_right(found.consent, recipient, session, rule)
        return found
    own = next((c for c in consents(visit) if c.id == recipient), None)
    return Grant(Ground.OWN_PAPER, consent=own)


def _check_still_right(
    consent: Consent, recipient: str, session: VisitSession, rule: MinorRule | None
) -> None:
    """Raise DisclosureRefused when somebody else has to sign, or is named, by now.

    Judged by the whole record: a volunteer may not know the age, and prints all the same.
    """
    today = session.now.date()
    if not session.holds(
        lambda whole: signed_by_right_ones(consent, signers(whole, age_of(whole, today), rule))
    ):
        raise DisclosureRefused(WRONG_SIGNERS)
    template = next((t for t in session.program.recipients if t.id == recipient), None)
    if template is not None and session.holds(
        lambda whole: names_somebody_else(consent, template, whole)
    ):
        raise DisclosureRefused(OTHER_PERSON)


def packet_items(
    session: VisitSession,
    forms: Mapping[str, PrintableForm],
    shown_in: str,
    rule: MinorRule | None,
) -> Iterator[PacketItem]:
    """Yield the items of the program's packet that apply; names as the window speaks."""
    for wanted in session.program.packet:
        form = forms.get(wanted.form)
        if form is not None and all(when.holds(session.visit) for when in wanted.when):
            for item in _for_everyone(session, form, wanted, shown_in):
                yield checked(session, form, item, rule)


def checked(
    session: VisitSession, form: PrintableForm, item: PacketItem, rule: MinorRule | None
) -> PacketItem:
    """Return the item with whether it may go out now, and if not, why."""
    try:
        if item.audience == RECIPIENT and not item.recipient:
            raise DisclosureRefused(NO_RECIPIENT)  # noqa: TRY301 - one way to say no
        ground_for(form, item.recipient, session, rule)
    except DisclosureRefused as refusal:
        return replace(item, allowed=False, reason=refusal.reason, preselected=False)
    return item


def language_of(form: PrintableForm, recipient: str, visit: Visit) -> str:
    """Return the language of a page: the person's on their own, English for others."""
    signed = next((c for c in consents(visit) if c.id == recipient), None)
    if signed is not None:
        return signed.language
    theirs = form.audience in {PERSON, NOBODY}
    return (visit.value(SPOKEN) or ENGLISH) if theirs else ENGLISH


def _for_everyone(
    session: VisitSession, form: PrintableForm, wanted: PacketForm, shown_in: str
) -> Iterable[PacketItem]:
    visit = session.visit
    if form.audience == RECIPIENT:
        who: Iterable[tuple[str, str]] = (_resolved(session, wanted.recipient, shown_in),)
    elif form.audience == EMERGENCY:
        who = _emergencies(visit)
    elif form.id in ABOUT_A_CONSENT:
        to = _resolved(session, wanted.recipient, shown_in)[0] if wanted.recipient else None
        who = _papers_of_consents(visit, form.id, to)
    else:
        who = ((form.audience, ""),)
    ticked = wanted.preselected or (form.id == BRIDGE_PLAN and _leaves_with_a_plan(visit))
    for recipient, name in who:
        language = language_of(form, recipient, visit)
        yield PacketItem(form.id, recipient, name, form.audience, language, preselected=ticked)


def _leaves_with_a_plan(visit: Visit) -> bool:
    """Tell whether somebody leaves with the plan that was made, and without a place."""
    return visit.has(BridgePlanned) and not placement_of(visit).is_accepted


def _papers_of_consents(
    visit: Visit, form: str, recipient: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the consents a paper is about: those in force, or those that were taken back."""
    for consent in consents(visit):
        fits = recipient is None or consent.recipient.id == recipient
        if fits and is_revoked(visit, consent.id) is (form == REVOCATION):
            yield consent.id, consent.recipient.name


def _emergencies(visit: Visit) -> tuple[tuple[str, str], ...]:
    found = tuple((e.id, f.recipient_name) for e, f in visit.all_of(EmergencyRelease))
    return found or ((("", ""),) if last_emergency(visit) else ())


def _resolved(session: VisitSession, wanted: str, shown_in: str) -> tuple[str, str]:
    """Return id and name of a recipient; from the placement where the template says so."""
    visit = session.visit
    templates = session.program.recipients
    template = next((t for t in templates if t.id == wanted), None)
    if template is None or template.from_placement:
        place = placement_of(visit)
        if place.stage in GOING:
            return place.provider, place.provider_name
        return "", _name(template, shown_in)
    consent = standing(visit, template.id, session.now)
    return template.id, consent.recipient.name if consent else _name(template, shown_in)


def _name(template: RecipientTemplate | None, shown_in: str) -> str:
    return template.name.in_language(shown_in) if template else ""
