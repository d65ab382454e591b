"""The lines of the call sheet: what is known of each place, and never more than that."""

from collections.abc import Iterable
from datetime import datetime

from safestation.domain.matching import Ranked
from safestation.domain.needs import FitLevel, Needs
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_words import reason_text
from safestation.domain.providers import Provider, covers
from safestation.domain.sightings import SightingState, SightingView
from safestation.ui.kit import Cell, Column, Row
from safestation.ui.moments import wall_time
from safestation.ui.words import Words

_UNPAID = frozenset({"payer_not_taken", "uninsured_not_taken"})
_TO_ASK = frozenset({"payer_unknown", "uninsured_unknown", "self_pay_only"})
_SHOWN_REASONS = 2
_SHOWN_LEVELS = 1


def columns(words: Words) -> list[Column]:
    """Return the headings."""
    keys = ("rank", "provider", "care", "open", "beds")
    stretch = {"provider": 3, "beds": 1}
    return [Column(words(f"placement.column_{key}"), stretch.get(key, 0)) for key in keys]


class CallSheet:
    """Puts ranked places into rows, in the language of the words."""

    def __init__(self, codes: ProviderCodes, words: Words) -> None:
        self._codes = codes
        self._words = words

    def rows(self, lines: Iterable[Ranked], needs: Needs, now: datetime) -> list[Row]:
        """Return a row for each place, those out of the question faded, with the reason."""
        return [self._row(rank, line, needs, now) for rank, line in enumerate(lines, 1)]

    def reasons(self, line: Ranked) -> str:
        """Return why a place does not simply fit, the worst first."""
        of_a_kind = [r for r in line.fit.reasons if r.level is line.fit.level]
        language = self._words.language
        texts = [reason_text(self._codes, r, language) for r in of_a_kind[:_SHOWN_REASONS]]
        return " · ".join(texts)

    def heard(self, view: SightingView, now: datetime) -> tuple[str, str]:
        """Return what was told about beds, and by whom and when. Never a bed without both."""
        words = self._words
        told = words("placement.told_by", who=view.said_by) if view.said_by else ""
        if view.state is SightingState.NOT_ASKED or view.heard_at is None:
            return words("placement.not_asked"), ""
        at = wall_time(view.heard_at, now)
        if view.call_again_at is not None:
            told = words("placement.again", at=wall_time(view.call_again_at, now))
        if view.state is SightingState.STALE or view.answer is None:
            asked = words("placement.asked_at", at=at)
            return words("placement.unknown_call"), told if view.call_again_at else asked
        answer = self._codes.label("answer", view.answer, words.language)
        what = words("placement.beds", count=view.beds) if view.beds is not None else answer
        whom = f" ({view.for_whom})" if view.for_whom else ""
        return words("placement.told", what=f"{what}{whom}", at=at), told

    def _row(self, rank: int, line: Ranked, needs: Needs, now: datetime) -> Row:
        out, one = line.fit.level is FitLevel.CANNOT, line.provider
        faint = "ink2" if out else ""
        number = one.number_to_call or self._words("placement.no_number")
        detail = " · ".join(part for part in (number, self.reasons(line)) if part)
        beds, told = self.heard(line.heard, now)
        due = "primary" if line.heard.is_call_due and not out else faint
        return Row(
            one.id,
            (
                Cell(str(rank), circled=True, tone=faint),
                Cell(one.name, detail=detail, bold=True, tone=faint),
                Cell(self._level(one, needs), detail=self._pays(line, needs)),
                Cell(self._open(one, now), detail=self._miles(line)),
                Cell(beds, detail=told, tone=due),
            ),
            faded=out,
        )

    def _level(self, one: Provider, needs: Needs) -> str:
        if one.asam:
            return one.asam
        fitting = [c for c in one.levels_of_care if needs.level and covers(c, needs.level)]
        shown = (fitting or one.levels_of_care)[:_SHOWN_LEVELS]
        labels = (self._codes.label("level", code, self._words.language) for code in shown)
        return ", ".join(labels) or self._words("placement.unknown")

    def _pays(self, line: Ranked, needs: Needs) -> str:
        if not needs.payers:
            return ""
        keys = {reason.key for reason in line.fit.reasons}
        first = needs.payers[0]
        known = first in self._codes.codes("payer")
        label = self._codes.label("payer", first, self._words.language)
        payer = label if known else self._words("placement.uninsured")
        key = "pays_no" if keys & _UNPAID else "pays_ask" if keys & _TO_ASK else "pays"
        return self._words(f"placement.{key}", payer=payer)

    def _open(self, one: Provider, now: datetime) -> str:
        if one.hours.is_open(now):
            return self._words("placement.open")
        opening = one.hours.next_opening(now)
        if opening is None:
            return self._words("placement.unknown")
        return self._words("placement.opens", at=wall_time(opening, now))

    def _miles(self, line: Ranked) -> str:
        if line.miles is None:
            return ""
        return self._words("placement.miles", miles=f"{line.miles:.0f}")
