"""To whom a person's record was told, three years back (42 CFR 2.25; 45 CFR 164.528(b))."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from safestation.domain.consent import Consent
from safestation.domain.disclosed import FILE, Disclosure
from safestation.domain.disclosure import Ground, consents, standing
from safestation.domain.facts import TO_FILE, EmergencyRelease, Printed, PrintNotDone
from safestation.domain.placement import placement_of
from safestation.domain.restriction import kept_back
from safestation.domain.sheet import INFORMATION
from safestation.domain.visit import Entry, Visit

YEARS: Final = 3
OUT: Final = frozenset({Ground.CONSENT.value, Ground.EMERGENCY.value})

Known = Callable[[str], tuple[str, str]]  # name and address of a provider by id
Shown = Mapping[str, frozenset[str]]  # which kinds of information a form may show


def first_day(today: date) -> date:
    """Return the day three years ago from which the list runs."""
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - YEARS, day=28 if is_leap_day else today.day)


def accounting(
    visits: Iterable[Visit], now: datetime, shown: Shown, known: Known
) -> tuple[Disclosure, ...]:
    """Return what was told about the person of these visits, oldest first.

    With consent or in an emergency, in the three years before `now`, whose zone says what
    a day is. What was not printed after all is not told. Pages for one recipient and
    purpose on one day are one line.
    """
    first, lines = first_day(now.date()), dict[tuple[object, ...], Disclosure]()
    every = [one for visit in visits for one in _told(visit, shown, known)]
    for one in sorted(every, key=lambda each: each.at):
        day = one.at.astimezone(now.tzinfo).date()
        if day >= first:
            key = (day, *one.told_to)
            lines[key] = _joined(lines[key], one) if key in lines else one
    return tuple(lines.values())


def _joined(one: Disclosure, other: Disclosure) -> Disclosure:
    forms = tuple(dict.fromkeys((*one.forms, *other.forms)))
    return replace(
        one, forms=forms, information=_in_order({*one.information, *other.information})
    )


def _told(visit: Visit, shown: Shown, known: Known) -> Iterator[Disclosure]:
    failed = {fact.printed for _, fact in visit.all_of(PrintNotDone)}
    for place, entry in enumerate(visit.entries):
        fact = entry.fact
        if isinstance(fact, EmergencyRelease):
            yield _released(entry, fact, ())
        elif isinstance(fact, Printed) and fact.ground in OUT and entry.id not in failed:
            before = replace(visit, entries=visit.entries[:place])
            yield _printed(before, entry, fact, shown.get(fact.form, frozenset()), known)


def _printed(
    before: Visit, entry: Entry, fact: Printed, kinds: frozenset[str], known: Known
) -> Disclosure:
    if fact.recipient.startswith(TO_FILE):
        why = fact.recipient.removeprefix(TO_FILE)
        return Disclosure(entry.happened_at, "", "", (fact.form,), _in_order(kinds), FILE, why)
    if fact.ground == Ground.EMERGENCY:
        for release, told in before.all_of(EmergencyRelease):
            if release.id == fact.recipient:
                line = _released(release, told, (fact.form,))
                return replace(line, at=entry.happened_at)
    return _consented(before, entry, fact, kinds, known)


def _released(entry: Entry, fact: EmergencyRelease, forms: tuple[str, ...]) -> Disclosure:
    return Disclosure(
        entry.happened_at,
        fact.recipient_name,
        fact.recipient_facility,
        forms,
        _in_order(fact.information),
        Ground.EMERGENCY,
        fact.nature,
    )


def _consented(
    before: Visit, entry: Entry, fact: Printed, kinds: frozenset[str], known: Known
) -> Disclosure:
    consent = _consent_then(before, fact.recipient, entry.happened_at)
    name, address = known(fact.recipient)
    place = placement_of(before)
    placed = place.provider_name if place.provider == fact.recipient else ""
    if consent is None:
        return Disclosure(
            entry.happened_at, name or placed, address, (fact.form,), _in_order(kinds), ""
        )
    covered = kinds & set(consent.information) - kept_back(before, fact.recipient)
    named = consent.recipient
    return Disclosure(
        entry.happened_at,
        named.name or placed or name,
        (named.address if named.name else "") or address,
        (fact.form,),
        _in_order(covered),
        consent.purpose,
        consent.purpose_detail,
    )


def _consent_then(before: Visit, recipient: str, at: datetime) -> Consent | None:
    """Return the consent that held when the page went out, else the newest for them."""
    theirs = (c for c in reversed(consents(before)) if c.recipient.id == recipient)
    return standing(before, recipient, at) or next(theirs, None)


def _in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    found = frozenset(kinds)
    return tuple(one for one in INFORMATION if one in found)
