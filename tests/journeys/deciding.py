"""The page on whether somebody fits: what is answered there, who decides, and what was kept."""

from safestation.domain.facts import EligibilityDecided
from safestation.domain.visit import VisitId
from tests.journeys.conftest import Counter
from tests.journeys.walking import go, kept


def goes_ahead(counter: Counter, **answers: str) -> None:
    """Go to the rules, answer them, and write down that they go ahead."""
    go(counter, "eligibility")
    for question, said in answers.items():
        counter.hands.pick(question, said)
    counter.hands.press("Write down: go ahead")


def asks(counter: Counter, reviewer: str) -> None:
    """Write down who is asked to decide."""
    counter.hands.type_into("eligibility.reviewer", reviewer)
    counter.hands.press("Asked just now")


def decides(counter: Counter, decision: str) -> None:
    """Write down what was decided by whoever was asked."""
    counter.hands.pick("eligibility.decision", decision)
    counter.hands.press("Write down the decision")


def decides_and_ends(counter: Counter, decision: str, decider: str = "") -> None:
    """Write down what was decided, and with it, by its decider, what the rules come to."""
    decides(counter, decision)
    if decider:
        counter.hands.type_into("eligibility.decider", decider)
    counter.hands.press("Write down: ")


def decides_instead(counter: Counter, decider: str) -> None:
    """Name who decided, and write down that there is another way."""
    counter.hands.type_into("eligibility.decider", decider)
    counter.hands.press("Write down: another way")


def decision_of(counter: Counter, visit: VisitId) -> EligibilityDecided:
    """Return what was last decided of a visit, as the record has it."""
    decided = kept(counter, visit).last(EligibilityDecided)
    assert decided is not None, "nothing was decided"
    return decided[1]
