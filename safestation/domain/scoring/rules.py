"""Instruments that name a result by rules, and those that only lead to further questions."""

from safestation.domain.bands import INCOMPLETE
from safestation.domain.conditions import Answers, chosen
from safestation.domain.instrument import Instrument
from safestation.domain.scoring.accepting import accept
from safestation.domain.scoring.result import Result
from safestation.domain.scoring.skipping import visible_items


def rules(instrument: Instrument, answers: Answers, _context: Answers) -> Result:
    """Return the band of the first rule that holds for the answers that fit.

    Rules see every answer, asked in order or not: a danger that was typed is never hidden
    because an earlier question is still open.
    """
    given = accept(instrument, answers)
    reached = (r.band for r in instrument.scoring.rules if r.condition.holds(given.answers))
    return Result(
        band=next(reached, INCOMPLETE),
        problems=given.problems,
        missing=_missing(instrument, given.answers),
    )


def routing(instrument: Instrument, answers: Answers, _context: Answers) -> Result:
    """Return the blocks to ask next. Positive at once; negative only when all is answered."""
    given = accept(instrument, answers)
    scoring = instrument.scoring
    routes: dict[str, None] = {}
    for item_id, blocks in scoring.routes.items():
        if any(value in scoring.positive_values for value in chosen(given.answers, item_id)):
            routes |= dict.fromkeys(blocks)
    missing = tuple(i for i in scoring.needed if not chosen(given.answers, i))
    open_or_not = INCOMPLETE if missing else "negative"
    return Result(
        band="positive" if routes else open_or_not,
        routes=tuple(routes),
        problems=given.problems,
        missing=missing,
    )


def validate(instrument: Instrument, answers: Answers, _context: Answers) -> Result:
    """Tell whether the answers fit a list that is not scored; leaving out is allowed."""
    given = accept(instrument, answers)
    return Result(valid=not given.problems, problems=given.problems)


def _missing(instrument: Instrument, answers: Answers) -> tuple[str, ...]:
    asked = {item.id for item in visible_items(instrument, answers)}
    open_items = (i for i in instrument.scoring.needed if not chosen(answers, i))
    return tuple(item_id for item_id in open_items if item_id in asked)
