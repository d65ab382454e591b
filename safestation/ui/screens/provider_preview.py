"""What taking in a file would change, in lines: new, changed field by field, missing."""

from collections.abc import Iterator
from itertools import islice

from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import FieldChange, ImportPlan
from safestation.domain.provider_words import problem_text
from safestation.ui.kit import Cell, Row
from safestation.ui.screens.provider_fields import value_shown
from safestation.ui.words import Words

MOST_ROWS = 400  # a list of thousands is summed up; nobody reads them all


def problem_rows(plan: ImportPlan, codes: ProviderCodes, words: Words) -> list[Row]:
    """Return a line for each problem: the row of the sheet, the column, what is right."""
    told = (
        (Cell(str(one.row), bold=True), one.column, problem_text(codes, one, words.language))
        for one in plan.problems
    )
    return _lines(told, len(plan.problems), words)


def change_rows(plan: ImportPlan, codes: ProviderCodes, words: Words) -> list[Row]:
    """Return a line for each place that is changed, missing from the file, or new."""
    count = len(plan.changed) + len(plan.missing) + len(plan.new)
    return _lines(_changes(plan, codes, words), count, words)


def _lines(told: Iterator[tuple[Cell | str, ...]], count: int, words: Words) -> list[Row]:
    """Return as many lines as somebody reads, and at the end how many more there are."""
    found = [Row(str(place), cells) for place, cells in enumerate(islice(told, MOST_ROWS))]
    if (left := count - len(found)) > 0:
        more = Cell(words("providers.and_more", count=left), bold=True)
        found.append(Row("more", (more,), heading=True))
    return found


def _changes(
    plan: ImportPlan, codes: ProviderCodes, words: Words
) -> Iterator[tuple[Cell | str, ...]]:
    new, changed = words("providers.is_new"), words("providers.is_changed")
    missing = words("providers.is_missing")
    for change in plan.changed:
        name = Cell(change.provider.name, bold=True)
        lines = "\n".join(_field(one, codes, words) for one in change.fields)
        yield Cell(changed, chip="info"), name, lines
    for one in plan.missing:
        yield Cell(missing, chip="neutral"), Cell(one.name, bold=True), words("providers.stays")
    for draft in plan.new:
        name = Cell(draft.text("name"), detail=draft.text("city"), bold=True)
        yield Cell(new, chip="done"), name, ""


def _field(change: FieldChange, codes: ProviderCodes, words: Words) -> str:
    column = next(c for c in codes.columns if c.field == change.field)
    before, after = (
        value_shown(value, column, codes, words.language) or words("providers.unknown")
        for value in (change.before, change.after)
    )
    title = column.title.in_language(words.language)
    line = words("providers.from_to", field=title, before=before, after=after)
    return f"{line} {words('providers.kept_by_hand')}" if change.by_hand else line


def summary(plan: ImportPlan, words: Words) -> str:
    """Return how many rows are new, changed, the same, missing or wrong."""
    counts = {
        "rows_new": len(plan.new),
        "rows_changed": len(plan.changed),
        "rows_same": len(plan.same),
        "rows_missing": len(plan.missing),
        "rows_wrong": len({one.row for one in plan.problems}),
    }
    return " · ".join(words(f"providers.{key}", count=n) for key, n in counts.items() if n)


def offer(plan: ImportPlan, words: Words) -> str:
    """Return what the button will do, in numbers."""
    if plan.is_empty:
        return words("providers.import_nothing")
    key = "providers.import_good" if plan.problems else "providers.import_all"
    return words(key, count=len(plan.new) + len(plan.changed))
