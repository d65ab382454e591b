"""What the providers become when a plan is taken in, as the person chose."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from safestation.domain.provider_import import ImportPlan, ProviderChange, ProviderDraft
from safestation.domain.providers import Provider, with_facts


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose in the preview; the defaults lose nothing.

    `take_good_rows` takes the rest although rows have problems. `take_over` are fields
    typed by hand that the file may replace, as (provider id, field). `put_out_of_use`
    are ids of missing providers.
    """

    take_good_rows: bool = False
    take_over: frozenset[tuple[str, str]] = frozenset()
    put_out_of_use: frozenset[str] = frozenset()


KEEP_ALL = Choices()


def new(draft: ProviderDraft, plan: ImportPlan, provider_id: str, at: datetime) -> Provider:
    """Return the provider that a new row becomes."""
    empty = Provider(provider_id, "", source=plan.source, source_date=_date(plan, at))
    return with_facts(empty, draft.values)


def changed(plan: ImportPlan, choices: Choices, at: datetime) -> list[Provider]:
    """Return the providers that become otherwise, those put out of use included."""
    updated = (_updated(change, plan, choices, at) for change in plan.changed)
    kept = [one for one in updated if one is not None]
    return kept + [replace(one, active=False) for one in _unused(plan, choices)]


def concerned(plan: ImportPlan, choices: Choices) -> tuple[Provider, ...]:
    """Return the providers, as previewed, that taking in the plan would replace."""
    return (*(change.provider for change in plan.changed), *_unused(plan, choices))


def _updated(
    change: ProviderChange, plan: ImportPlan, choices: Choices, at: datetime
) -> Provider | None:
    before = change.provider
    chosen = [
        field
        for field in change.fields
        if not field.by_hand or (before.id, field.field) in choices.take_over
    ]
    if not chosen:
        return None
    given = {field.field for field in chosen}
    after = with_facts(before, {field.field: field.after for field in chosen})
    by_hand = tuple(field for field in before.by_hand if field not in given)
    return replace(after, by_hand=by_hand, source_date=_date(plan, at))


def _unused(plan: ImportPlan, choices: Choices) -> tuple[Provider, ...]:
    return tuple(one for one in plan.missing if one.id in choices.put_out_of_use)


def _date(plan: ImportPlan, at: datetime) -> date:
    return plan.source_date or at.date()
