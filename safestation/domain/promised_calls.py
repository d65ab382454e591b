"""Calls about a bed that were promised to a place: which place, and when nobody owes them."""

from collections.abc import Iterator

from safestation.domain.facts import Closed, ProviderCalled, TaskAdded
from safestation.domain.tasks import CALL_BACK, DONE, KNOWN, Task
from safestation.domain.visit import Entry, Visit, VisitState

PLACED = "placed_same_visit"


def place_of(visit: Visit, task: Task) -> str:
    """Return the id of the place that a task calls again; nothing for any other task."""
    if task.kind != CALL_BACK:
        return ""
    calls = (fact for _, fact in visit.all_of(ProviderCalled))
    named = [fact.provider for fact in calls if fact.provider_name == task.note]
    return named[-1] if named else ""


def why_no_longer(visit: Visit, task: Task) -> str:
    """Return why nobody owes a promised call any more, nothing while somebody does.

    It is done once the place was called again, and settled for somebody who has a place.
    """
    place = place_of(visit, task)
    if not place:
        return ""
    if any(fact.provider == place for fact in _calls_since(visit, task)):
        return DONE
    closed = visit.last(Closed) if visit.state is VisitState.CLOSED else None
    return KNOWN if closed is not None and closed[1].disposition == PLACED else ""


def _calls_since(visit: Visit, task: Task) -> Iterator[ProviderCalled]:
    """Yield the calls written down after a task, of those that were made after it."""
    promise: Entry | None = None
    for entry in visit.entries:
        match entry.fact:
            case TaskAdded(task=added) if added == task.id:
                promise = entry
            case ProviderCalled() as call if promise is not None:
                if entry.happened_at >= promise.happened_at:
                    yield call
