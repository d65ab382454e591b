"""What the rules lead to once reviewers have decided, and what is done instead.

Nobody is only sent away: whatever comes out, the alternative stands beside it.
"""

from dataclasses import dataclass, replace
from typing import Final

from safestation.domain.eligibility import (
    ALTERNATIVE,
    PROCEED,
    REVIEW,
    Eligibility,
    RuleResult,
    worst,
)
from safestation.domain.facts import EligibilityDecided, ReviewDecided, ReviewRequested
from safestation.domain.program import Decision
from safestation.domain.text import Text
from safestation.domain.visit import Visit

APPROVED, WITH_CONDITIONS, DECLINED = "approved", "with_conditions", "declined"
JUDGMENT, CONCERN, JUDGMENT_REASON = "officer_judgment", "concern", "judgment_reason"
# What a reviewer can decide where the program's file names nothing of its own.
USUAL: Final = (
    Decision(APPROVED, Text({}), PROCEED),
    Decision(WITH_CONDITIONS, Text({}), PROCEED),
    Decision(DECLINED, Text({}), ALTERNATIVE),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome to write down, with the words that go with it."""

    outcome: str
    reason_code: str = ""
    decider: str = ""
    alternative: str = ""


def decisions_of(result: RuleResult) -> tuple[Decision, ...]:
    """Return what the reviewer of a rule can decide."""
    return result.outcome.decisions or USUAL if result.outcome else USUAL


def requested(visit: Visit, rule: str) -> ReviewRequested | None:
    """Return the last time that somebody was asked about a rule."""
    asked = [f for _, f in visit.all_of(ReviewRequested) if f.rule in {rule, ""}]
    return asked[-1] if asked else None


def decided(visit: Visit, rule: str) -> ReviewDecided | None:
    """Return the last decision about a rule; one of an older visit named none."""
    found = [f for _, f in visit.all_of(ReviewDecided) if f.rule in {rule, ""}]
    return found[-1] if found else None


def settled(weighed: Eligibility, visit: Visit) -> Eligibility:
    """Return the rules with what reviewers decided; what is not decided waits."""
    results = tuple(_settle(result, visit) for result in weighed.results)
    return Eligibility(results, worst(r.outcome.outcome for r in results if r.outcome))


def waits_for(weighed: Eligibility, visit: Visit) -> RuleResult | None:
    """Return the rule that waits for a review, else the one that was reviewed last."""
    waiting = [r for r in settled(weighed, visit).results if _is_review(r)]
    asked = [r for r in weighed.results if _is_review(r)]
    return next(iter(waiting), asked[-1] if asked else None)


def verdict_of(weighed: Eligibility, visit: Visit, language: str) -> Verdict:
    """Return the outcome; a reviewer's decision settles what was to be reviewed."""
    found = settled(weighed, visit)
    rule = found.deciding
    if rule is None or rule.outcome is None:
        return Verdict(found.outcome)
    one = rule.outcome
    decider, instead = (text.in_language(language) for text in (one.decider, one.alternative))
    return Verdict(found.outcome, one.reason_code, decider, instead)


def judgment_of(weighed: Eligibility, visit: Visit) -> str:
    """Return the reason of an officer's own judgment; nothing where there is no concern."""
    return visit.value(JUDGMENT_REASON) if _has_concern(weighed, visit) else ""


def lacks_reason(weighed: Eligibility, visit: Visit) -> bool:
    """Tell whether a concern stands without its reason: then nothing is written down."""
    return _has_concern(weighed, visit) and not visit.value(JUDGMENT_REASON)


def fact_of(
    weighed: Eligibility, visit: Visit, version: str, found: Verdict, name: str
) -> EligibilityDecided:
    """Return the decision as it is written down, by whom it was decided if by anybody."""
    return EligibilityDecided(
        rules_version=version,
        results={r.rule.id: r.result for r in weighed.results},
        outcome=found.outcome,
        reason_code=found.reason_code,
        decider=name,
        alternative=found.alternative,
        judgment=judgment_of(weighed, visit),
    )


def _has_concern(weighed: Eligibility, visit: Visit) -> bool:
    """Tell whether a concern was voiced under a rule that is asked: one turned off is not."""
    asked = any(r.rule.question == JUDGMENT for r in weighed.results)
    return asked and visit.value(JUDGMENT) == CONCERN


def _is_review(result: RuleResult) -> bool:
    return result.outcome is not None and result.outcome.outcome == REVIEW


def _settle(result: RuleResult, visit: Visit) -> RuleResult:
    fact = decided(visit, result.rule.id) if _is_review(result) else None
    if fact is None or result.outcome is None:
        return result
    options = (*decisions_of(result), *USUAL)
    chosen = next((one for one in options if one.id == fact.decision), None)
    if chosen is None:
        return result
    instead = chosen.alternative or result.outcome.alternative
    outcome = replace(result.outcome, outcome=chosen.outcome, alternative=instead)
    return replace(result, outcome=outcome)
