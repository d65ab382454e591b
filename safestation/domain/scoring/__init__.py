"""Scores any instrument from its file alone; nothing here knows a single instrument.

A blank, a refusal and a question that was not asked are never zero, and incomplete answers
never reach the mildest result except where the file itself skips questions.
"""

from collections.abc import Callable, Mapping

from safestation.domain.bands import UNSCORED
from safestation.domain.conditions import Answers
from safestation.domain.instrument import Instrument
from safestation.domain.scoring.result import Result
from safestation.domain.scoring.rules import routing, rules, validate
from safestation.domain.scoring.sums import group_sum, numeric, sum_score
from safestation.domain.scoring.thresholds import threshold_sum
from safestation.domain.scoring.vital_flags import vital_flags

Scorer = Callable[[Instrument, Answers, Answers], Result]

SCORERS: Mapping[str, Scorer] = {
    "rules": rules,
    "sum": sum_score,
    "numeric": numeric,
    "threshold_sum": threshold_sum,
    "vital_flags": vital_flags,
    "routing": routing,
    "group_sum": group_sum,
    UNSCORED: validate,
}


def score(instrument: Instrument, answers: Answers, context: Answers | None = None) -> Result:
    """Score answers by item id (or measurements by parameter id) as they were typed.

    `context` holds what other questions told, such as `{"sex": "male"}`.
    """
    return SCORERS[instrument.scoring.type](instrument, answers, context or {})
