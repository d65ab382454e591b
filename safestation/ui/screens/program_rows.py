"""The lists of the program's page: what each line of them says."""

from collections.abc import Mapping

from safestation.domain.overrides import Override
from safestation.services.program_book import Line
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.table import Table
from safestation.ui.moments import plain_day
from safestation.ui.screens.program_words import change_shown, name_of, shown
from safestation.ui.words import Words

VALUES = {"what": 3, "shipped": 3, "here": 3, "approved": 2}
HISTORY = {"day": 1, "what": 3, "to": 3, "approved": 2, "typed": 1}


def table(words: Words, columns: Mapping[str, int], name: str) -> Table:
    """Return an empty list with these columns; it stands as high as its rows."""
    heads = [Column(words(f"program.column_{key}"), wide) for key, wide in columns.items()]
    found = Table(heads, words(name))
    found.show_whole()
    return found


def value_row(line: Line, words: Words) -> Row:
    """Return one value: as shipped, as it is here, and who approved it."""
    value, own = line.shipped, line.own
    answers = " / ".join(one.in_language(words.language) for one in value.case)
    case = words("program.case", answers=answers) if answers else ""
    here, approved = Cell("—", tone="ink2"), Cell("")
    if own is not None:
        here = Cell(change_shown(value, own, words), bold=True)
        approved = Cell(own.approved_by, detail=_signed(own))
    elif line.older:
        here = Cell(line.older, bold=True, detail=words("program.older"))
    elif line.is_open:
        here = Cell(words("program.to_be_set"), tone="clock", bold=True)
    what = Cell(name_of(value, words), detail=case)
    ours = words("program.default") if value.is_default and value.text else ""
    shipped = Cell(shown(value, value.text, words) or "—", detail=ours)
    return Row(value.path, (what, shipped, here, approved))


def past_row(
    number: int, change: Override, typed_by: str, line: Line | None, words: Words
) -> Row:
    """Return one change of the past; `line` is its value, if the program still has it."""
    what, to = change.path, change.value
    if line is not None:
        what = name_of(line.shipped, words)
        to = change_shown(line.shipped, change, words) if change.value else ""
    day = plain_day(change.at) if change.at else ""
    told = Cell(to) if to else Cell(words("program.went_back"), tone="ink2")
    signed = Cell(change.approved_by, detail=_signed(change))
    return Row(str(number), (day, what, told, signed, typed_by))


def _signed(change: Override) -> str:
    return " · ".join(t for t in (plain_day(change.approved_on), change.reason) if t)
