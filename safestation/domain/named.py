"""Who a person of the program's file is by name, and whether a consent still names them.

Another driver or another helper is another recipient (42 CFR 2.31(a)(4)(i)).
"""

import re
from collections.abc import Iterator
from typing import Final

from safestation.domain.consent import Consent, RecipientType
from safestation.domain.facts import PartnerArrived, RidePlanned
from safestation.domain.program import RecipientTemplate
from safestation.domain.visit import Visit

TRANSPORT, SUPPORT = "transport", "support"
DRIVERS: Final = ("ride_driver_1", "ride_driver_2")
_LETTERS: Final = 5  # of a word; "drivers" and "driver" are one


def named_now(visit: Visit, template: RecipientTemplate) -> tuple[str, ...]:
    """Return the names of who a recipient is in this visit, as far as anybody wrote them."""
    if RecipientType(template.type) is not RecipientType.PERSON:
        return ()
    return tuple(dict.fromkeys(name for name in _names(visit, template) if name.strip()))


def names_somebody_else(consent: Consent, template: RecipientTemplate, visit: Visit) -> bool:
    """Tell whether a consent names another person than who the recipient is by now.

    One that names them by what they do, as the program's file does, names whoever it is. A
    name counts as the same when one of its words does: it may be shorter on one of the two.
    """
    said = _words(consent.recipient.name)
    now = named_now(visit, template)
    usual = template.name.by_language.values()
    return bool(said and now) and not any(said & _words(one) for one in (*now, *usual))


def _names(visit: Visit, template: RecipientTemplate) -> Iterator[str]:
    if template.partner:
        met = (f.name for _, f in visit.all_of(PartnerArrived) if f.partner == template.partner)
        yield from list(met)[-1:]
    elif template.purpose == TRANSPORT:
        yield from (visit.value(question) for question in DRIVERS)
        planned = visit.last(RidePlanned)
        yield from planned[1].drivers if planned else ()
    elif template.purpose == SUPPORT:
        yield visit.value("support_person")


def _words(name: str) -> frozenset[str]:
    """Return the beginnings of the words of a name; initials tell nobody apart."""
    return frozenset(word[:_LETTERS] for word in re.findall(r"\w{2,}", name.casefold()))
