"""Eligibility: the program's rules over what was said. Status only, never a history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safestation.domain.program import Outcome, Program, Rule
from safestation.domain.station import SiteType
from safestation.domain.visit import Visit

PROCEED = "proceed"
REVIEW = "review"
ALTERNATIVE = "alternative"
HOSPITAL = "hospital_first"
WORST_FIRST = (HOSPITAL, ALTERNATIVE, REVIEW, PROCEED)

NOTHING: Mapping[str, str] = MappingProxyType({})

MET = "met"
NOT_MET = "not_met"
NOT_CHECKED = "not_checked"
NOT_RUN = "not_run"  # the answer that nobody has looked


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule over one visit: met, not met (with what follows), or not checked.

    One that lets people go ahead though nobody looked is met and was not run.
    """

    rule: Rule
    result: str
    outcome: Outcome | None = None
    was_run: bool = True

    @property
    def is_open(self) -> bool:
        """Tell whether nobody looked, whatever the rule makes of that."""
        return self.result == NOT_CHECKED or (self.result == MET and not self.was_run)

    @property
    def is_proven(self) -> bool:
        """Tell whether the rule was looked at and met, or a reviewer said to go ahead."""
        if self.outcome is not None:
            return self.outcome.outcome == PROCEED
        return not self.is_open


@dataclass(frozen=True, slots=True)
class Eligibility:
    """All rules together. `outcome` speaks only of the rules that were checked."""

    results: tuple[RuleResult, ...]
    outcome: str

    def unchecked(self, *, strictly: bool) -> int:
        """Return how many rules were not checked; `strictly` counts those "not run" too."""
        return sum(r.is_open if strictly else r.result == NOT_CHECKED for r in self.results)

    @property
    def is_proven(self) -> bool:
        """Tell whether every rule was looked at and lets the person go ahead."""
        return all(r.is_proven for r in self.results)

    @property
    def deciding(self) -> RuleResult | None:
        """Return the rule that led to the outcome, or nothing when all are met."""
        return next(
            (r for r in self.results if r.outcome and r.outcome.outcome == self.outcome), None
        )


def weigh(
    program: Program, visit: Visit, site: SiteType, computed: Mapping[str, str] = NOTHING
) -> Eligibility:
    """Return what the program's rules say of this visit. Blanks stay "not checked".

    `computed` are answers that follow from others, such as what the state's table says.
    """
    rules = program.rules_for(visit, site)
    results = tuple(_apply(rule, visit, computed.get(rule.question, "")) for rule in rules)
    return Eligibility(results, worst(r.outcome.outcome for r in results if r.outcome))


def worst(outcomes: Iterable[str]) -> str:
    """Return the outcome that must come first; hospital before anything else."""
    found = set(outcomes)
    return next((o for o in WORST_FIRST if o in found), PROCEED)


def _apply(rule: Rule, visit: Visit, computed: str) -> RuleResult:
    given = {computed} if computed else set(visit.values(rule.question))
    if not given:
        return RuleResult(rule, NOT_CHECKED)
    for outcome in rule.outcomes:
        if outcome.any_of & given:
            result = MET if outcome.outcome == PROCEED else NOT_MET
            follows = None if result == MET else outcome
            return RuleResult(rule, result, follows, was_run=given != {NOT_RUN})
    return RuleResult(rule, MET, was_run=given != {NOT_RUN})
