"""What a program leaves to the station is typed in plain words, and never misread."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from safestation import paths
from safestation.catalog.programs import load_programs
from safestation.catalog.strings import load_strings
from safestation.domain.overrides import LENGTHS, left_open
from safestation.domain.program import MINUTES, Program
from safestation.ui.screens.program_words import change_shown
from safestation.ui.screens.setup_values import SetUpValues
from safestation.ui.words import Words

PROGRAMS = load_programs()
STRINGS = {code: load_strings(paths.resource("strings"), code) for code in ("en", "es")}
TODAY = date(2026, 11, 23)
WITH_A_LENGTH = [
    program
    for program in PROGRAMS.values()
    if any(value.kind.shape in LENGTHS for value in left_open(program))
]
THREE_DAYS = {"en": ("72 hours", "72 h", "3 days"), "es": ("72 horas", "72 h", "3 d\u00edas")}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("program", WITH_A_LENGTH, ids=lambda one: one.id)
def test_a_length_is_typed_with_its_unit_and_a_bare_number_is_refused(
    program: Program, language: str, qtbot: QtBot
) -> None:
    words = Words(STRINGS, language)
    for value in left_open(program):
        if value.kind.shape not in LENGTHS:
            continue
        form = SetUpValues(words)
        qtbot.addWidget(form)
        form.show_program(program)
        line = form.lines[value.path]
        assert "72 h" in line.accessibleName()
        assert form.form is not None
        form.form.show_values({value.path: "720"})
        assert form.wrong("Chief P. Rowe", TODAY) == (LENGTHS[value.kind.shape][1], value.path)
        for typed in THREE_DAYS[language]:
            form.form.show_values({value.path: typed})
            assert form.wrong("Chief P. Rowe", TODAY) == ("", "")
            (kept,) = form.overrides("Chief P. Rowe", TODAY)
            unit, _ = LENGTHS[value.kind.shape]
            assert int(kept.value) * MINUTES[unit] == 72 * 60
            assert change_shown(value, kept, words) == THREE_DAYS[language][0]


def test_the_programs_whose_clocks_are_a_stations_are_among_them() -> None:
    assert {"lead_king_county", "steer_montgomery_county"} <= {p.id for p in WITH_A_LENGTH}
