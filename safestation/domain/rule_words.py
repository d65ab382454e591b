"""A rule as people read it: which answers lead to what, and who decides."""

from safestation.domain.eligibility import PROCEED
from safestation.domain.program import Rule
from safestation.domain.text import Text


def ways_on(rule: Rule, language: str) -> list[str]:
    """Return what is done for the answers that do not go straight ahead, line by line.

    What is done for several is said once: Found → Supervisor; Serious → Chief: Help by phone.
    """
    found = dict[Text, dict[Text, list[str]]]()
    for outcome in rule.outcomes:
        if outcome.outcome != PROCEED:
            deciders = found.setdefault(outcome.alternative, {})
            answers = (answer.in_language(language) for answer in outcome.answers)
            deciders.setdefault(outcome.decider, []).extend(answers)
    return [_line(instead, deciders, language) for instead, deciders in found.items()]


def _line(instead: Text, deciders: dict[Text, list[str]], language: str) -> str:
    heads = [
        " → ".join(part for part in (" / ".join(answers), who.in_language(language)) if part)
        for who, answers in deciders.items()
    ]
    return ": ".join(part for part in ("; ".join(heads), instead.in_language(language)) if part)
