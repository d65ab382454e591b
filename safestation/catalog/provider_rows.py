"""Turns the rows of a provider file into drafts, and collects what is wrong by row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safestation.catalog.provider_cells import Context, Misfit, Value, read_cell
from safestation.domain.contact import clean_postal_code
from safestation.domain.provider_codes import Column, ProviderCodes
from safestation.domain.provider_import import (
    ImportReading,
    Notice,
    ProviderDraft,
    RowProblem,
)
from safestation.domain.provider_matching import Key, row_key
from safestation.domain.providers import Origin, tidy_line

_NOTHING: Mapping[str, Value] = MappingProxyType({})
_PHONES = ("phone", "intake_phone", "hotline")
_SHOWN = 80  # letters of a wrong cell that are worth repeating


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands: its text, or the fault that keeps it from being read."""

    column: Column
    title: str
    text: str
    fault: str = ""


class RowCollector:
    """Takes rows one by one, and gives the reading at the end."""

    def __init__(self, codes: ProviderCodes, source: Origin) -> None:
        self._codes = codes
        self._source = source
        self._seen: dict[Key, int] = {}
        self._rows: list[ProviderDraft] = []
        self._broken: list[ProviderDraft] = []
        self._problems: list[RowProblem] = []
        self._notices: list[Notice] = []
        self.is_part = False

    def notice(self, notice: Notice) -> None:
        """Note something that stops nothing."""
        self._notices.append(notice)

    def problem(self, problem: RowProblem) -> None:
        """Note what is wrong with a row that could not even be read."""
        self._problems.append(problem)

    def take(
        self, row: int, cells: Iterable[Cell], known: Mapping[str, Value] = _NOTHING
    ) -> None:
        """Take one row; `known` are values that need no reading."""
        row_cells = tuple(cells)
        filled = [cell for cell in row_cells if cell.fault or cell.text.strip()]
        if not filled:
            return
        if self._is_example(filled):
            self.notice(Notice("example_ignored", row=row))
            return
        values, faulty = self._read(row, filled)
        own = str(values.pop("id", ""))
        draft = ProviderDraft(row, MappingProxyType({**values, **known}), own)
        titles = {cell.column.field: cell.title for cell in row_cells}
        problems = [*faulty.values(), *self._whole_row(draft, titles, set(faulty))]
        self._problems += problems
        (self._broken if problems else self._rows).append(draft)

    def reading(self) -> ImportReading:
        """Return everything that was taken, problems in the order of the rows."""
        return ImportReading(
            source=self._source,
            rows=tuple(self._rows),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.row)),
            notices=tuple(self._notices),
            broken=tuple(self._broken),
            is_part=self.is_part,
        )

    def _is_example(self, cells: Iterable[Cell]) -> bool:
        examples = {column.example for column in self._codes.columns if column.field == "name"}
        return any(
            cell.column.field == "name" and tidy_line(cell.text) in examples for cell in cells
        )

    def _read(
        self, row: int, cells: Iterable[Cell]
    ) -> tuple[dict[str, Value], dict[str, RowProblem]]:
        """Return values and problems, both by field."""
        values: dict[str, Value] = {}
        faulty: dict[str, RowProblem] = {}
        # The state is read before the ZIP code, whose first zero depends on it.
        for cell in sorted(cells, key=lambda cell: cell.column.kind != "state"):
            context = Context(self._codes, cell.column, str(values.get("state", "")))
            try:
                values[cell.column.field] = _value(cell, context)
            except Misfit as misfit:
                shown = tidy_line(misfit.part or cell.text)[:_SHOWN]
                faulty[cell.column.field] = RowProblem(
                    row, cell.title, misfit.key, shown, misfit.suggestions
                )
            else:
                self._mention_zero(row, cell, values)
        return values, faulty

    def _mention_zero(self, row: int, cell: Cell, values: Mapping[str, Value]) -> None:
        is_zip = cell.column.kind == "zip" and cell.text.strip() != self._codes.clear
        if is_zip and clean_postal_code(cell.text) is None:
            self.notice(Notice("zip_restored", str(values[cell.column.field]), row))

    def _whole_row(
        self, draft: ProviderDraft, titles: Mapping[str, str], faulty: set[str]
    ) -> Iterator[RowProblem]:
        name, phone = titles.get("name", "name"), titles.get("phone", "phone")
        if not draft.text("name") and "name" not in faulty:
            yield RowProblem(draft.row, name, "name_missing")
        has_phone = any(draft.text(field) for field in _PHONES)
        # One of our own may have lost its only number to a wrong-number report.
        if not has_phone and not draft.id and not faulty & set(_PHONES):
            yield RowProblem(draft.row, phone, "no_phone")
        first = self._seen.setdefault(row_key(draft), draft.row)
        if first != draft.row:
            yield RowProblem(draft.row, name, "duplicate_row", str(first))


def _value(cell: Cell, context: Context) -> Value:
    if cell.fault:
        raise Misfit(cell.fault)
    return read_cell(cell.text, context)
