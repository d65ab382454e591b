"""What the program's rules led to, by reason, and an officer's own judgment, by reason."""

from collections.abc import Iterator
from typing import Final

from safestation.domain.eligibility import WORST_FIRST
from safestation.domain.facts import EligibilityDecided, ReviewDecided, ReviewRequested
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Label, Mark, Part, Row
from safestation.domain.reporting.rows import OPEN, chosen, mark, row, so_far, title
from safestation.domain.text import Text

OUTCOMES: Final = tuple(reversed(WORST_FIRST))
NO_DECISION = row("no_decision", len(OUTCOMES))
DECIDED = Part("decided", title("decided"))
REASONS = Part("reasons", title("reasons"))
INSTEAD = Part("instead", title("instead"))
REVIEWED, NOT_REVIEWED = row("review_decided"), row("review_not_decided", 1)
REVIEWS = Part("reviews", title("reviews"), rows=(REVIEWED, NOT_REVIEWED, OPEN))
NO_JUDGMENT = row("no_judgment", 100)
JUDGMENT = Part("judgment", title("judgment"))


def exclusions_by_reason(case: Case) -> Iterator[Mark]:
    """Count what was decided last, and where that was not straight ahead: why, and what then.

    Who waits for a review is no exclusion: reviews are counted by themselves.
    """
    if case.is_no:
        return
    if case.visit.has(ReviewRequested):
        done = case.visit.has(ReviewDecided)
        yield mark(case, REVIEWS, so_far(case, happened=done, yes=REVIEWED, no=NOT_REVIEWED))
    last = case.visit.last(EligibilityDecided)
    if last is None:
        yield mark(case, DECIDED, so_far(case, happened=False, yes=OPEN, no=NO_DECISION))
        return
    found = last[1]
    order = OUTCOMES.index(found.outcome) if found.outcome in OUTCOMES else len(OUTCOMES)
    yield mark(case, DECIDED, row(f"outcome_{found.outcome}", order))
    if found.reason_code:
        why = chosen(case, "exclusion_reason", found.reason_code)
        yield mark(case, REASONS, why)
        yield mark(case, INSTEAD, _instead(case, found, why))


def officer_judgment(case: Case) -> Iterator[Mark]:
    """Count where rules were decided: how often by an officer's own judgment, and why."""
    facts = [fact for _, fact in case.visit.all_of(EligibilityDecided)]
    if not facts or case.is_no:
        return
    used = [fact.judgment for fact in facts if fact.judgment]
    found = chosen(case, "judgment_reason", used[-1]) if used else NO_JUDGMENT
    yield mark(case, JUDGMENT, found)


def _instead(case: Case, decided: EligibilityDecided, why: Row) -> Row:
    """Return what was done instead, in the words of the program's file."""
    told = decided.alternative
    if not told:
        return row("instead_not_noted", 1000)
    words: Label = _from_the_file(case, decided) or Text.of(told)
    return Row(f"{why.code}: {words}", words, why.order)


def _from_the_file(case: Case, decided: EligibilityDecided) -> Text | None:
    """Return the file's own text, which knows every language; the fact kept only one."""
    outcomes = [one for rule in case.program.rules for one in rule.outcomes]
    texts = [one.alternative for one in outcomes if one.reason_code == decided.reason_code]
    texts += [choice.alternative for one in outcomes for choice in one.decisions]
    found = (text for text in texts if decided.alternative in text.by_language.values())
    return next(found, None)
