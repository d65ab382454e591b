"""A placement call as it is being typed, and the facts it becomes."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from safestation.domain.errors import AnswerRefused
from safestation.domain.facts import (
    Fact,
    PlacementAccepted,
    PlacementOffered,
    ProviderCalled,
    TaskAdded,
    Waitlisted,
)
from safestation.domain.providers import Provider
from safestation.domain.questions import Choice, Question
from safestation.domain.sightings import CallAnswer
from safestation.domain.tasks import CALL_BACK
from safestation.ui.moments import wall_date
from safestation.ui.steps.asking import values_of
from safestation.ui.steps.call_questions import (
    LEVEL,
    call_questions,
    moment_on,
    next_moment,
    question_id,
    still_needed,
)
from safestation.ui.visit.context import VisitContext

CALLED_FOR = "level_wanted"


class CallDraft:
    """Reads what was typed about one call to a provider. Keeps nothing itself."""

    def __init__(self, context: VisitContext, provider: Provider) -> None:
        self._context = context
        self.provider = provider
        codes = context.desk.provider_files.codes
        self.questions = call_questions(provider.id, codes, context.words, self._levels())

    @property
    def answer(self) -> str:
        """Return what they answered, empty before anything was picked."""
        return self._context.visit.value(question_id(self.provider.id, "answer"))

    @property
    def missing(self) -> list[Question]:
        """Return what this answer needs and nobody has typed yet."""
        return still_needed(self.questions, values_of(self._context.visit))

    def kept(self) -> Mapping[str, str]:
        """Return every field as it will be kept. Raises AnswerRefused, naming the field."""
        values = values_of(self._context.visit)
        asked = {q.id.rpartition(".")[2]: q for q in self.questions if q.applies(values)}
        kept = {
            name: str(q.accept(values.get(q.id, ""), earliest=self._earliest(name)))
            for name, q in asked.items()
        }
        again = self._again(kept)
        if again is not None and again < self._now:
            raise AnswerRefused(asked["call_back_at"].id, "answer.already_over")
        return kept

    def facts(self, *, offered: bool, accepted: bool) -> tuple[Fact, ...]:
        """Return what the call becomes, in order. Raises AnswerRefused."""
        return tuple(self._facts(self.kept(), offered=offered, accepted=accepted))

    def clear(self) -> None:
        """Take the draft away: it is written down."""
        for question in self.questions:
            self._context.bridge.answer(question.id, "")

    def _earliest(self, name: str) -> date | None:
        """Return the first day that fits: nobody has a bed, or is called, in the past."""
        return self._now.date() if name in {"bed_from", "call_back_on"} else None

    def _again(self, kept: Mapping[str, str]) -> datetime | None:
        """Return when they are to be called again, None when nobody said."""
        day, at = kept.get("call_back_on", ""), kept.get("call_back_at", "")
        return moment_on(day, at, self._now)

    def _facts(
        self, kept: Mapping[str, str], *, offered: bool, accepted: bool
    ) -> Iterator[Fact]:
        one, level, call = self.provider, self._level(kept), self._call(kept)
        yield call
        if call.answer == CallAnswer.WAITLIST:
            line = kept.get("place_in_line", "")
            yield Waitlisted(one.id, one.name, line, call.call_back_at)
        if call.call_back_at:
            task, me = self._context.desk.ids.new(), self._context.desk.me
            yield TaskAdded(task, CALL_BACK, call.call_back_at, me.name, one.name)
        if offered:
            yield PlacementOffered(one.id, one.name, level, call.spoke_to)
        if accepted:
            yield PlacementAccepted(one.id, one.name, level, self._expected(kept))

    def _call(self, kept: Mapping[str, str]) -> ProviderCalled:
        return ProviderCalled(
            provider=self.provider.id,
            provider_name=self.provider.name,
            answer=self.answer,
            spoke_to=kept.get("spoke_to", ""),
            beds=kept.get("beds", ""),
            for_whom=kept.get("for_whom", ""),
            reason=kept.get("reason", ""),
            call_back_at=self._again(kept),
            person_spoke=kept.get("person_spoke") == "yes",
            note=self._note(kept),
        )

    def _note(self, kept: Mapping[str, str]) -> str:
        """Return the note, behind the day of the bed when one was named."""
        day, note = kept.get("bed_from", ""), kept.get("note", "")
        if not day:
            return note
        at = datetime.combine(date.fromisoformat(day), time(), self._now.tzinfo)
        said = self._context.words("placement.bed_on", date=wall_date(at))
        return f"{said} {note}".strip()

    def _expected(self, kept: Mapping[str, str]) -> datetime | None:
        at, day = kept.get("expected_at", ""), kept.get("bed_from", "")
        if not day:
            return next_moment(at, self._now)
        clock = time.fromisoformat(at) if at else time()
        return datetime.combine(date.fromisoformat(day), clock, self._now.tzinfo)

    def _levels(self) -> tuple[Choice, ...]:
        asked = self._context.desk.question(CALLED_FOR)
        offered = self.provider.levels_of_care
        return tuple(one for one in asked.choices if one.value in offered) if asked else ()

    def _level(self, kept: Mapping[str, str]) -> str:
        """Return the level that is offered: as they say, as the only one, or as asked for."""
        offered = self.provider.levels_of_care
        only = offered[0] if len(offered) == 1 else ""
        return kept.get(LEVEL) or only or self._context.visit.value(CALLED_FOR)

    @property
    def _now(self) -> datetime:
        return self._context.bridge.session.now
