"""The frame around a page of the gallery."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.questions import Kind, Question
from safestation.domain.text import Text
from safestation.ui.kit import (
    HeaderBar,
    NavRail,
    Place,
)
from safestation.ui.kit.layouts import row_in
from safestation.ui.words import Words

PLACES = (
    Place("counter", "house", "Counter"),
    Place("disposal", "trash-2", "Disposal"),
    Place("paperwork", "printer", "Paperwork"),
    Place("follow", "clock", "Follow-ups"),
    Place("providers", "map-pin", "Providers"),
    Place("reports", "chart-column", "Reports"),
    Place("station", "settings", "Station"),
)


def ask(name: str, kind: Kind, label: str, **more: object) -> Question:
    return Question(name, kind, Text.of(label), **more)  # type: ignore[arg-type]  # gallery


def frame(words: Words, page: QWidget, *, training: bool = False) -> QWidget:
    window = QWidget()
    window.setProperty("surface", "canvas")
    header = HeaderBar(words)
    header.show_station("Station 12 · Eastport Fire", "Safe Stations — Anne Arundel profile")
    header.show_clock("Mon 23 Nov 2026", "03:41")
    header.show_person("R. Alvarez", "Firefighter/EMT · #4417")
    header.show_training(training)
    rail = NavRail(words)
    rail.show_places(PLACES)
    rail.show_current("counter")
    rail.show_badge("paperwork", 2)
    rail.show_badge("follow", 5)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    row = row_in(column, 1)
    row.setSpacing(0)
    row.addWidget(rail)
    row.addWidget(page, 1)
    return window
