"""Parts of the handoff summary: to whom, how to reach them, insurance, needs, calls, ride."""

from safestation.domain.facts import ItemsDealtWith, ProviderCalled, RidePlanned
from safestation.forms.blocks import Block
from safestation.forms.pen import Pen

YES = "yes"


def addressed_to(pen: Pen) -> list[Block]:
    """Return whom the summary is for, and who said that the person may come."""
    sheet = pen.sheet
    recipient = sheet.consent.recipient if sheet.consent else sheet.recipient
    rows: list[Block] = []
    if sheet.blank or (recipient and recipient.name):
        rows.append(pen.labeled("to", recipient.name if recipient else ""))
    place = sheet.destination
    if place.accepted_at is not None:
        at = pen.moment(place.accepted_at)
        told = pen.say(
            "accepted" if place.spoke_to else "accepted_at", at=at, who=place.spoke_to
        )
        rows.append(pen.labeled("accepted", told))
    return rows


def reach(pen: Pen) -> list[Block]:
    """Return telephone and the rules of contact; the support person only if they may."""
    how = pen.say(
        "reach_how",
        call=pen.answer("may_call"),
        text=pen.answer("may_text"),
        voicemail=pen.answer("may_leave_voicemail"),
    )
    asked = ("ask_for", "never_say_agency", "safe_hours")
    rules = [pen.labeled("reach", how), *(pen.row(one) for one in asked)]
    return [pen.row("phone"), *rules, *support(pen)]


def support(pen: Pen) -> list[Block]:
    """Return the support person, if the person said that they may know."""
    if pen.sheet.visit.value("support_may_know") != YES:
        return []
    who, phone = pen.answer("support_person"), pen.answer("support_phone")
    if not pen.is_answered("support_phone"):
        return [pen.labeled("support_person", who)]
    return [pen.labeled("support_person", pen.say("support", name=who, phone=phone))]


def insurance(pen: Pen) -> list[Block]:
    """Return coverage, member number, and whether the card was seen."""
    coverage = pen.first_of("payer.coverage", "primary_payer")
    rest = (pen.row("member_id"), pen.row("insurance_card_seen"))
    return [pen.labeled("coverage", coverage), *rest]


def needs(pen: Pen) -> list[Block]:
    """Return what has to be there on arrival. Of items turned in, only that it was done."""
    items = "items_yes" if pen.sheet.visit.has(ItemsDealtWith) else "items_no"
    asked = ("mobility", "dependants", "living_arrangement", "id_available")
    return [
        pen.labeled("spoken_language", pen.answer("language_access.spoken_language")),
        pen.labeled("interpreter", pen.answer("language_access.interpreter")),
        *(pen.row(one) for one in asked),
        pen.labeled("items", pen.say(items)),
    ]


def calls(pen: Pen) -> list[Block]:
    """Return each placement call with its answer, and what level was recommended."""
    made = [
        pen.say(
            "call_at",
            at=pen.moment(entry.happened_at),
            late=pen.entry_mark(entry),
            provider=call.provider_name,
            answer=pen.coded("answer", call.answer),
        )
        for entry, call in pen.sheet.visit.all_of(ProviderCalled)
    ]
    told = "\n".join(made) or pen.say("calls_none")
    levels = [pen.row("recommended_level"), pen.row("preferred_level", "level_wanted")]
    return [*levels, pen.labeled("calls", told)]


def ride(pen: Pen) -> list[Block]:
    """Return how the person comes, who drives, and when they leave."""
    found = pen.sheet.visit.last(RidePlanned)
    if found is None:
        return [pen.labeled("ride", pen.say("ride_none"))]
    planned = found[1]
    mode = pen.choice("ride_mode", planned.mode)
    leaves = pen.moment(planned.leaves_at) if planned.leaves_at else ""
    told = pen.say("ride_at", mode=mode, at=leaves) if leaves else mode
    rows = [pen.labeled("ride", told)]
    rows += [pen.labeled("driver", ", ".join(planned.drivers))] if planned.drivers else []
    return rows + ([pen.labeled("vehicle", planned.vehicle)] if planned.vehicle else [])
