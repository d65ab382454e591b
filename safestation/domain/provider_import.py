"""What was read from a provider file, and what taking it in would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from safestation.domain.provider_matching import pair_up
from safestation.domain.providers import Origin, Provider


@dataclass(frozen=True, slots=True)
class ProviderDraft:
    """One row. `values` has the fields the row speaks of; the others stay as they are.

    `row` is the number that the person sees in the sheet (the first row is 1).
    """

    row: int
    values: Mapping[str, object]
    id: str = ""

    def text(self, field: str) -> str:
        """Return a text field, empty when the row does not speak of it."""
        return str(self.values.get(field, ""))


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell. `key` finds the words; `suggestions` would be right."""

    row: int
    column: str
    key: str
    value: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the person should know, and that stops nothing."""

    key: str
    value: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class ImportReading:
    """A file as read. `broken` are the rows with problems, as far as they were understood.

    One that `is_part` of a list says nothing about who is not in it.
    """

    source: Origin
    rows: tuple[ProviderDraft, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    notices: tuple[Notice, ...] = ()
    broken: tuple[ProviderDraft, ...] = ()
    source_date: date | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after. One that was typed `by_hand` is kept unless chosen."""

    field: str
    before: object
    after: object
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class ProviderChange:
    """A provider that the file describes otherwise, field by field."""

    provider: Provider
    draft: ProviderDraft
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `missing` are in the directory and not in the file: kept."""

    source: Origin
    new: tuple[ProviderDraft, ...] = ()
    changed: tuple[ProviderChange, ...] = ()
    same: tuple[Provider, ...] = ()
    missing: tuple[Provider, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    notices: tuple[Notice, ...] = ()
    source_date: date | None = None

    @property
    def good_rows(self) -> int:
        """Return how many rows can be taken in as they are."""
        return len(self.new) + len(self.changed) + len(self.same)

    @property
    def is_empty(self) -> bool:
        """Tell whether taking it in would change nothing."""
        return not (self.new or self.changed)


def merge_readings(readings: Iterable[ImportReading]) -> ImportReading:
    """Return the pages of one export as one reading. Takes at least one page."""
    pages = tuple(readings)
    return ImportReading(
        source=pages[0].source,
        rows=tuple(row for page in pages for row in page.rows),
        problems=tuple(problem for page in pages for problem in page.problems),
        notices=tuple(notice for page in pages for notice in page.notices),
        broken=tuple(row for page in pages for row in page.broken),
        source_date=pages[0].source_date,
        is_part=any(page.is_part for page in pages),
    )


def plan_import(existing: Iterable[Provider], reading: ImportReading) -> ImportPlan:
    """Return what a file would change, without changing anything."""
    directory = tuple(existing)
    pairs = pair_up(directory, reading.rows)
    known = [
        (pairs[index], draft) for index, draft in enumerate(reading.rows) if index in pairs
    ]
    changes = [ProviderChange(one, draft, _changes(one, draft)) for one, draft in known]
    mentioned = {one.id for one, _ in known}
    mentioned |= {one.id for one in pair_up(directory, reading.broken).values()}
    return ImportPlan(
        source=reading.source,
        new=tuple(draft for index, draft in enumerate(reading.rows) if index not in pairs),
        changed=tuple(change for change in changes if change.fields),
        same=tuple(change.provider for change in changes if not change.fields),
        missing=tuple(
            one
            for one in directory
            if not reading.is_part
            and one.active
            and one.source is reading.source
            and one.id not in mentioned
        ),
        problems=reading.problems,
        notices=reading.notices,
        source_date=reading.source_date,
    )


def _changes(one: Provider, draft: ProviderDraft) -> tuple[FieldChange, ...]:
    values = dict(draft.values)
    if "active" not in one.by_hand:  # put out of use by an import that did not list it
        values.setdefault("active", True)
    return tuple(
        FieldChange(field, getattr(one, field), after, by_hand=field in one.by_hand)
        for field, after in values.items()
        if getattr(one, field) != after and after not in one.wrong_numbers
    )
