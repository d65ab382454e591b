"""Who may be told in a visit: the program's recipients, the place, and those added here."""

from collections.abc import Iterator
from dataclasses import dataclass

from safestation.domain.consent import PROCEEDING, ConsentKind, Recipient, RecipientType
from safestation.domain.named import named_now
from safestation.domain.placement import Stage, placement_of
from safestation.domain.program import RecipientTemplate
from safestation.domain.text import Text
from safestation.ui.visit.context import VisitContext

FORM = "consent"
ADDED = "consent.added"
GOING = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.DEPARTED, Stage.ARRIVED})
ALL_CARE = "tpo"  # the purpose of the single consent for treatment, payment, operations
DAYS_OF_ALL_CARE = 365


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """Somebody who may be told, with what is usually asked for them."""

    recipient: Recipient
    purpose: str
    information: tuple[str, ...]
    days: int = 30
    event: Text = Text()  # noqa: RUF009 - frozen and empty
    kind: ConsentKind = ConsentKind.SPECIFIC
    detail: str = ""
    named: str = ""
    label: Text = Text()  # noqa: RUF009 - frozen and empty


def people(context: VisitContext) -> tuple[Asked, ...]:
    """Return who may be told: the program's, the place that was offered, those added."""
    return (*_from_program(context), *_added(context))


def shown_name(asked: Asked, context: VisitContext) -> str:
    """Return what a recipient is called on the screen."""
    label = asked.label.in_language(context.words.language)
    return label or asked.recipient.name or context.words("consent.all_care")


def purposes_for(kind: ConsentKind, context: VisitContext, own: str = "") -> tuple[str, ...]:
    """Return the purposes a kind may have, each wording once; `own` is what is asked for.

    A proceeding stands alone (2.31(d)), and the single consent has the purpose it is for.
    """
    if kind is ConsentKind.TPO:
        return (ALL_CARE,)
    if kind is ConsentKind.PROCEEDINGS:
        return (PROCEEDING,) if own in {"", PROCEEDING} else (own, PROCEEDING)
    form = context.desk.form_words[FORM]
    keys = (k.removeprefix("purpose.") for k in form.texts if k.startswith("purpose."))
    fitting = [one for one in keys if one not in {PROCEEDING, ALL_CARE}]
    first = [own, *fitting] if own in fitting or own == ALL_CARE else fitting
    worded = {form.say(f"purpose.{one}", "en"): one for one in reversed(first)}
    return tuple(one for one in dict.fromkeys(first) if one in worded.values())


def _from_program(context: VisitContext) -> Iterator[Asked]:
    place = placement_of(context.visit)
    for template in context.program.recipients:
        if not template.from_placement:
            yield _asked(context, template, template.id, template.name.in_language("en"), "")
        elif place.stage in GOING:
            known = context.desk.directory.get(place.provider)
            address = known.address if known else ""
            yield _asked(context, template, place.provider, place.provider_name, address)


def _asked(
    context: VisitContext, template: RecipientTemplate, known_as: str, name: str, address: str
) -> Asked:
    type_ = RecipientType(template.type)
    return Asked(
        Recipient(known_as, name, type_, address),
        template.purpose,
        template.information,
        template.days,
        template.event,
        ConsentKind(template.kind),
        named=next(iter(named_now(context.visit, template)), ""),
        label=Text() if template.from_placement else template.name,
    )


def _added(context: VisitContext) -> Iterator[Asked]:
    visit = context.visit
    for one in visit.values(ADDED):
        told = {key: visit.value(f"{ADDED}.{one}.{key}") for key in FIELDS}
        type_ = RecipientType(told["type"] or RecipientType.PERSON)
        members = told["participants"] if type_ is RecipientType.INTERMEDIARY else ""
        recipient = Recipient(one, told["name"], type_, told["address"], members)
        kind = ConsentKind(told["kind"] or ConsentKind.SPECIFIC)
        days = DAYS_OF_ALL_CARE if kind is ConsentKind.TPO else 30
        yield Asked(recipient, told["purpose"], (), days, kind=kind, detail=told["detail"])


FIELDS = ("kind", "name", "type", "purpose", "detail", "address", "participants")
