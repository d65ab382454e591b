"""A line of the program's page: what nobody published is marked as the station's to check."""

from safestation.catalog.programs import load_programs
from safestation.domain.overrides import value_at
from safestation.services.program_book import Line
from safestation.ui.screens.program_rows import value_row
from safestation.ui.words import Words

ARUNDEL = load_programs()["safe_stations_anne_arundel"]


def told(path: str, words: Words) -> str:
    shipped = value_row(Line(value_at(ARUNDEL, path), None), words).cells[1]
    return shipped if isinstance(shipped, str) else shipped.detail


def test_a_time_that_nobody_published_says_so_beside_it(words: Words) -> None:
    assert told("clock.partner_called.minutes", words) == words("program.default")
    assert told("follow_up.after_24h.after_hours", words) == words("program.default")
    assert not told("clock.partner_here.minutes", words)
