"""Parts of the handoff summary: who, how to reach them, insurance, needs, calls, ride."""

from safestation.domain.facts import ItemsDealtWith, ProviderCalled, RidePlanned
from safestation.domain.labels import age_on, full_name
from safestation.domain.sheet import PLACEMENT
from safestation.forms.blocks import Block, Para, Row, Tone
from safestation.forms.pen import Pen

YES = "yes"
SELF_REFERRAL = "1"  # TEDS PSOURCE: the default for walk-ins (data dictionary 4.5)
TEDS = ("substance", "route", "frequency", "prior", "insurance", "living", "pregnant", "sex")


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


def person(pen: Pen) -> list[Block]:
    """Return name, birth and age."""
    return [
        pen.labeled("name", name(pen)),
        pen.labeled("date_of_birth", born(pen)),
        pen.row("sex"),
    ]


def name(pen: Pen) -> str:
    """Return the name as given, with what the person goes by."""
    visit = pen.sheet.visit
    whole, preferred = full_name(visit), visit.value("preferred_name")
    if not whole:
        return preferred or pen.answer("first_name")
    return pen.say("called", name=whole, preferred=preferred) if preferred else whole


def born(pen: Pen) -> str:
    """Return the date of birth with the age, or the age alone."""
    visit = pen.sheet.visit
    age = visit.value("age") or age_on(
        visit.value("date_of_birth"), pen.sheet.printed_at.date()
    )
    if not pen.is_answered("date_of_birth"):
        return pen.say("years", age=age) if age else pen.answer("date_of_birth")
    return pen.say("born", born=pen.answer("date_of_birth"), age=age)


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


def codes(pen: Pen) -> list[Block]:
    """Return the field-standard codes in small print, and the source of referral."""
    groups = []
    for group in TEDS:
        found = [pen.codes(question) for question in pen.ids(f"teds_{group}")]
        if told := ", ".join(dict.fromkeys(code for code in found if code)):
            groups.append(f"{pen.say(f'teds_name.{group}')} {told}")
    small = [pen.say("teds", codes=" · ".join(groups))] if groups else []
    if PLACEMENT in pen.sheet.covered:
        small.append(_referral(pen))
    return [Para(line, Tone.SMALL) for line in small]


def _referral(pen: Pen) -> str:
    given = pen.sheet.visit.value("referral_source")
    code = (pen.codes("referral_source") or given) if given else SELF_REFERRAL
    words = pen.answer("referral_source") if given else pen.say("self_referral")
    return pen.say("referral", code=code, words=words)


def gathered(pen: Pen, rows: list[Block]) -> list[Block]:
    """Return the rows with all that were not asked gathered in one, so that a page is enough.

    A question that was asked and not answered keeps its own row and its own words.
    """
    blank = pen.say("status.not_asked")
    open_rows = [row for row in rows if isinstance(row, Row) and row.text == blank]
    if not open_rows:
        return rows
    kept = [row for row in rows if row not in open_rows]
    return [*kept, Row(pen.say("not_asked"), " · ".join(row.label for row in open_rows))]
