"""Whether anybody may still be contacted: their own yes, an end, an arrival already known."""

from typing import Final

from safestation.domain.facts import AgreementMade, ContactTried, TaskDone
from safestation.domain.family import AGREED as FAMILY_AGREED
from safestation.domain.family import is_fatal
from safestation.domain.milestones import AGREED
from safestation.domain.opening import AGREES
from safestation.domain.placement import Stage, placement_of
from safestation.domain.program import ARRIVAL, FollowUp
from safestation.domain.tasks import DIED
from safestation.domain.visit import Visit

MAY_FOLLOW_UP: Final = "follow_up_agreed"
# The codes of resources/codes/attempts.toml after which nobody tries again.
ENDING: Final = frozenset({"moved", "asked_to_stop", DIED})


def ended_by(visit: Visit) -> str:
    """Return after which code nobody contacts the person again; nothing while somebody may.

    Whoever was spoken with later is not gone: the later fact corrects the earlier one.
    """
    last = ""
    told = [e for e in visit.entries if isinstance(e.fact, ContactTried | TaskDone)]
    for entry in sorted(told, key=lambda entry: entry.happened_at):
        fact = entry.fact
        if isinstance(fact, ContactTried) and fact.reached:
            last = ""
        elif isinstance(fact, ContactTried) and fact.attempt in ENDING:
            last = fact.attempt
        elif isinstance(fact, TaskDone) and fact.status == DIED:
            last = DIED
    return last


def may_contact(follow_up: FollowUp, visit: Visit) -> bool:
    """Tell whether the person agreed to this contact; what needs no yes may always be.

    A no always holds. A yes to taking part, or to the referral, is a yes to what starts
    with it. After a death the family's own yes is asked.
    """
    if not follow_up.needs_agreement:
        return True
    if is_fatal(visit):
        return visit.value(FAMILY_AGREED) == "yes"
    if said := visit.value(MAY_FOLLOW_UP):
        return said == "yes"
    made = visit.last(AgreementMade)
    by_start = {
        "agreed": made is not None and made[1].answer == AGREED,
        "referred": visit.value(AGREES) == "yes",
    }
    return by_start.get(follow_up.start, False)


def gone_by(visit: Visit) -> str:
    """Return why nobody is contacted; a death that was reported leaves the family."""
    gone = ended_by(visit)
    return "" if gone == DIED and is_fatal(visit) else gone


def is_over(follow_up: FollowUp, gone: str, *, there: bool) -> bool:
    """Tell whether nobody asks this any more: gone for good, or known to be there."""
    known = there and follow_up.ask == ARRIVAL
    return known or gone == DIED or bool(gone and follow_up.needs_agreement)


def is_there(visit: Visit) -> bool:
    """Tell whether somebody confirmed that they arrived: then nobody is asked once more."""
    return placement_of(visit).stage is Stage.ARRIVED
