"""What the program's rules say of the visit in hand, as it is now."""

from collections.abc import Mapping

from safestation.domain.eligibility import Eligibility, weigh
from safestation.domain.labels import age_of
from safestation.domain.minors import MINOR_STATUS, minor_status
from safestation.domain.verdict import settled
from safestation.ui.visit.context import VisitContext


def computed(context: VisitContext) -> Mapping[str, str]:
    """Return the answers that follow from others."""
    visit, today = context.visit, context.bridge.session.now.date()
    return {
        MINOR_STATUS: minor_status(visit, age_of(visit, today), context.desk.station.minor_rule)
    }


def weighed_now(context: VisitContext) -> Eligibility:
    """Return every rule with what it comes to."""
    site = context.desk.station.site_type
    return weigh(context.program, context.visit, site, computed(context))


def is_strict(context: VisitContext) -> bool:
    """Tell whether nothing is handed in here before every rule is met."""
    return context.program.needs_every_rule(context.desk.station.site_type)


def keeps_items_back(context: VisitContext) -> bool:
    """Tell whether nothing may be handed in yet: a rule is not met, or nobody looked."""
    return is_strict(context) and not settled(weighed_now(context), context.visit).is_proven
