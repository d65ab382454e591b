"""What keeps a consent from being signed now, and what goes with each signature."""

from collections.abc import Iterable
from dataclasses import replace

from safestation.domain.consent import Consent, Signature, signing_problems
from safestation.domain.labels import age_of, full_name
from safestation.domain.signers import GUARDIAN, REPRESENTATIVE, Signers, signers
from safestation.ui.steps.capacity import can_decide
from safestation.ui.steps.consent_signers import CAPACITY, DOCUMENT, REPRESENTED_BY
from safestation.ui.visit.context import VisitContext
from safestation.ui.visit.printing import print_and_tell


def who_signs(context: VisitContext) -> Signers:
    """Return who signs in this visit, by the station's rule."""
    visit, today = context.visit, context.bridge.session.now.date()
    return signers(visit, age_of(visit, today), context.desk.station.minor_rule)


def problems(context: VisitContext, consent: Consent) -> list[str]:
    """Return in words what keeps the paper from being signed now."""
    words, who, visit = context.words, who_signs(context), context.visit
    told = [words(f"consent.{who.waits_for}_first")] if who.waits_for else []
    # Whom a court named decides for a person who cannot (42 CFR 2.15(a)).
    able = REPRESENTATIVE in who.roles or can_decide(visit)
    if able is not True:
        told.append(words("consent.look_first" if able is None else "consent.wait"))
    if REPRESENTATIVE in who.roles and not visit.value(DOCUMENT):
        told.append(words("consent.missing_a8_authority"))
    found = signing_problems(consent, context.bridge.session.now, who.roles)
    told += [words(f"consent.missing_{one}") for one in found if one not in {"a8", "a9"}]
    return told


def names_of_signers(context: VisitContext) -> dict[str, str]:
    """Return the roles that sign, each with the name that the visit knows."""
    visit = context.visit
    known = {
        GUARDIAN: visit.value("guardian_name"),
        REPRESENTATIVE: visit.value(REPRESENTED_BY),
    }
    roles = who_signs(context).roles
    return {role: known.get(role, full_name(visit)) for role in roles}


def proven(context: VisitContext, given: Iterable[Signature]) -> tuple[Signature, ...]:
    """Return the signatures, a representative's with the paper of the court."""
    authority, capacity = context.visit.value(DOCUMENT), context.visit.value(CAPACITY)
    return tuple(
        replace(one, authority=authority, capacity=capacity)
        if one.signer_role == REPRESENTATIVE
        else one
        for one in given
    )


def print_consent(context: VisitContext, consent: Consent, roles: tuple[str, ...]) -> bool:
    """Send the paper to the printer to be signed there; say calmly what came of it."""
    prints = context.desk.paper.print_consent
    sent = print_and_tell(
        context, lambda session: prints(session, consent, roles), "consent.printed"
    )
    context.bridge.changed.emit()
    return sent
