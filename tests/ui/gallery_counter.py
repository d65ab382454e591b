"""The counter of the gallery, with invented people only."""
# ruff: noqa: PLR0913, PLR0917 - invented sentences, as they would be typeset

from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.ui.kit import (
    Button,
    Card,
    CardButton,
    Cell,
    Chip,
    Column,
    Elapsed,
    Elided,
    Label,
    PageHead,
    ProgressLine,
    Row,
    Table,
)
from safestation.ui.kit.layouts import row_in


def person(
    name: str, tone: str, chip: str, waits: int, text: str, facts: str, step: int
) -> QWidget:
    card = CardButton(f"{name}, {chip}, {text}", accent=tone)
    top = QWidget()
    row = QHBoxLayout(top)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    row.addWidget(Elided(name, "section"))
    row.addWidget(Chip(chip, tone))
    row.addStretch(1)
    here = Elapsed("here")
    here.show_elapsed(timedelta(minutes=waits))
    row.addWidget(here)
    card.add(top)
    then = Label("")
    then.show_text(text, lead="Next:")
    card.add(then)
    card.add(Label(facts, "muted"))
    card.body.addStretch(1)
    line = ProgressLine(tone)
    line.show_progress(step, 10)
    card.add(line)
    card.add(Label(f"Step {step} of 10", "small"))
    return card


def counter() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(16)
    head = PageHead(
        "Counter", "3 people here now · everything is saved, encrypted, on this computer"
    )
    head.buttons.addWidget(Button("Find a person", shortcut_text="F3"))
    head.buttons.addWidget(Button("+ Start a walk-in", "primary", shortcut_text="F2"))
    column.addWidget(head)
    cards = row_in(column)
    cards.setSpacing(14)
    cards.addWidget(
        person(
            "J. D., 34",
            "danger",
            "Medical check",
            6,
            "pulse 128 — recheck or call the medic unit",
            "Arrived 03:35 · alone · R. Alvarez",
            2,
        ),
        1,
    )
    cards.addWidget(
        person(
            "“Blue jacket”",
            "info",
            "Placement",
            72,
            "call back Chesapeake Detox at 04:00",
            "Arrived 02:29 · no name given · sitting with M. Osei",
            8,
        ),
        1,
    )
    cards.addWidget(
        person(
            "T. Reyes, 27",
            "done",
            "Ready to print",
            123,
            "print the handoff packet; ride leaves 04:10",
            "Arrived 01:38 · Spanish · volunteer K. Lund",
            10,
        ),
        1,
    )
    card = Card(pad=0)
    top = row_in(card.body)
    top.setContentsMargins(16, 16, 16, 0)
    top.setSpacing(14)
    top.addWidget(Label("Last 24 hours", "section", wrap=False))
    top.addWidget(
        Label(
            "6 visits · 4 placed · median 2 h 10 m from door to placement", "muted", wrap=False
        ),
        1,
    )
    card.body.addWidget(day_table(), 1)
    card.body.setContentsMargins(1, 1, 1, 10)
    column.addWidget(card, 1)
    return page


def day_table() -> Table:
    titles = (
        "Arrived",
        "Person",
        "Outcome",
        "Where",
        "Door to placement",
        "Disposal",
        "Follow-up",
    )
    table = Table([Column(title, 1) for title in titles], "Last 24 hours")
    table.show_rows(
        [
            Row(
                "a",
                (
                    "Sun 22:14",
                    "A. W., 41",
                    Cell("Placed", "done"),
                    "Hope House — withdrawal management",
                    "1 h 52 m",
                    "Sharps 3, pipe 1",
                    "Due Tue 22:14",
                ),
            ),
            Row(
                "b",
                (
                    "Sun 19:02",
                    "No name",
                    Cell("Left before placement", "clock"),
                    "Resource sheet and naloxone given",
                    "—",
                    "Sharps 1",
                    "None agreed",
                ),
            ),
            Row(
                "c",
                (
                    "Sun 16:47",
                    "C. M., 52",
                    Cell("Hospital", "danger"),
                    "Medic 12 → Anne Arundel Med. Ctr.",
                    "—",
                    "None",
                    "Crisis team notified 17:20",
                ),
            ),
            Row(
                "d",
                (
                    "Sun 11:20",
                    "L. P., 19",
                    Cell("Placed", "done"),
                    "Pathways — residential",
                    "2 h 28 m",
                    "Pills 14 → police",
                    "Reached, in care",
                ),
            ),
        ]
    )
    table.select("b")
    return table
