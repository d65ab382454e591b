"""A visit of the gallery, with invented people only."""
# ruff: noqa: E501, RUF001 - invented sentences, as they would be typeset

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.domain.questions import Choice, Kind, Need
from safestation.domain.text import Text
from safestation.ui.fields import make_field
from safestation.ui.kit import (
    Button,
    Card,
    Chip,
    Elided,
    Label,
    PageHead,
    Saved,
    SayCard,
    Scroll,
    Sheet,
    SideCard,
    SidePanel,
    Step,
    StepRail,
    why_card,
)
from safestation.ui.kit.layouts import grid_in, row_in
from safestation.ui.words import Words
from tests.ui.gallery_frame import ask, frame

STEPS = (
    "Welcome and safety",
    "Medical check",
    "Turned-in items",
    "Call the partner",
    "Consent",
    "Short intake",
    "Eligibility",
    "Placement",
    "Ride and handoff",
    "Close",
)
SIGNS = (
    "Chest pain or trouble breathing",
    "Seizure today, or ever in withdrawal",
    "Shaking, sweating, seeing things",
    "Thoughts of suicide or of harming others",
    "Pregnant, or could be",
    "Overdosed or had naloxone in 24 hours",
    "Open wound, fever, or infection",
    "None of these",
)


def intake(words: Words, *, narrow: bool = False) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 20, 24, 4)
    column.setSpacing(16)
    head = PageHead("J. D., 34", "here 0:06 · Walk-in 12-2026-0412", inline=True)
    head.beside.addWidget(Chip("Crisis team not called yet", "clock"))
    saved = Saved(words)
    saved.show_saved("03:41:07")
    head.buttons.addWidget(saved)
    head.buttons.addWidget(Button("Medical emergency", "danger", shortcut_text="F9"))
    column.addWidget(head)
    row = row_in(column, 1)
    row.setSpacing(16)
    rail = StepRail(words)
    states = ("done", "todo", "todo", "attention", "partly")
    rail.show_steps([Step(t, t, (*states, *["todo"] * 5)[i]) for i, t in enumerate(STEPS)])
    rail.show_current("Medical check")
    rail.set_compact(narrow)
    left = Card(pad=10)
    left.setFixedWidth(72 if narrow else 236)
    left.body.addWidget(rail)
    row.addWidget(left)
    row.addWidget(medical(words), 1)
    panel = SidePanel(240 if narrow else 280)
    panel.show_cards(
        [
            SideCard(
                "Call the medic unit now",
                "Station protocol v3, signed by the medical director: pulse over 120 with shaking or sweating means EMS evaluates. The visit stays open and the crisis team meets them at the hospital.",
                "danger",
            ),
            SayCard(
                words,
                {
                    "en": "“Before anything else I want to make sure you’re okay. I’m going to check your pulse and breathing. You’re not in trouble for being here.”",
                    "es": "“Antes que nada, quiero asegurarme de que esté bien.”",
                },
            ),
            why_card(
                words,
                "Every receiving center asks for these. Having them ready saves a second call. Skip anything with “not asked”, “doesn’t know” or “rather not say”.",
            ),
        ]
    )
    row.addWidget(panel)
    return page


def medical(words: Words) -> QWidget:
    card = Card()
    card.body.setSpacing(0)
    card.body.addWidget(Label("Medical check", "section"))
    card.body.addWidget(
        Label(
            "Only within your scope of training. Anything red means transport, and the visit waits here.",
            "muted",
        )
    )
    awake = make_field(
        ask(
            "awake",
            Kind.YES_NO,
            "Are they awake, breathing normally, and able to talk with you?",
        ),
        words,
    )
    getattr(awake, "row").show_value("yes")  # noqa: B009 - a gallery
    card.body.addWidget(awake)
    grid = grid_in(card.body)
    grid.setHorizontalSpacing(14)
    for place, (label, unit) in enumerate(
        (("Pulse", "/min"), ("Breathing rate", "/min"), ("Blood pressure", ""), ("Oxygen", "%"))
    ):
        field = make_field(
            ask(label, Kind.NUMBER, label, unit=unit, required=Need.NEEDED), words
        )
        getattr(field, "line").setText(("128", "18", "", "97")[place])  # noqa: B009 - a gallery
        if not place:
            field.show_problem("High — recheck in 5 min")
        grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(place, 1)
    choices = tuple(Choice(str(i), Text.of(t), exclusive=i == 7) for i, t in enumerate(SIGNS))
    signs = make_field(ask("signs", Kind.MULTI, "Any of these now?", choices=choices), words)
    getattr(signs, "tiles").show_values(("2",))  # noqa: B009 - a gallery
    card.body.addWidget(signs)
    card.body.addStretch(1)
    foot = row_in(card.body)
    foot.setSpacing(14)
    foot.addWidget(Button("Back"))
    foot.addWidget(Button("Park this visit"))
    foot.addStretch(1)
    foot.addWidget(Elided("1 answer left", "small"))
    foot.addWidget(Button("Next: Items", "primary", shortcut_text="Ctrl ↵"))
    return card


def fields(words: Words) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(24, 20, 24, 20)
    row.setSpacing(16)
    options = tuple(Choice(str(i), Text.of(t)) for i, t in enumerate(SIGNS))
    many = tuple(Choice(str(i), Text.of(f"Substance number {i}")) for i in range(20))
    left, right = Card(), Card()
    for card, questions in (
        (
            left,
            (
                ask(
                    "name",
                    Kind.TEXT,
                    "What may we call you?",
                    help=Text.of("Any name is fine, or none."),
                ),
                ask("dob", Kind.DATE, "Date of birth", required=Need.NEEDED),
                ask("phone", Kind.PHONE, "Phone"),
                ask("note", Kind.LONG_TEXT, "Anything the next person should know"),
                ask("last", Kind.DATETIME, "Last use"),
            ),
        ),
        (
            right,
            (
                ask("mode", Kind.CHOICE, "How did they come?", choices=options[:4]),
                ask(
                    "payer",
                    Kind.CHOICE,
                    "Insurance",
                    choices=tuple(
                        Choice(t, Text.of(t)) for t in ("Medicaid", "Private", "None")
                    ),
                ),
                ask("what", Kind.MULTI, "Substances", choices=many),
            ),
        ),
    ):
        for question in questions:
            field = make_field(question, words)
            if question.id == "phone":
                field._choose_unknown("rather_not_say")  # noqa: SLF001 - a gallery
            card.body.addWidget(field)
        card.body.addStretch(1)
        row.addWidget(Scroll(card), 1)
    return page


def above(words: Words) -> QWidget:
    page = intake(words)
    window = frame(words, page)
    sheet = Sheet(window, "Close this visit without a placement?")
    sheet.body.addWidget(
        Label("Nothing is lost. The person can come back at any moment.", "muted")
    )
    sheet.body.addWidget(
        make_field(
            ask(
                "why",
                Kind.CHOICE,
                "How did it end?",
                choices=tuple(Choice(t, Text.of(t)) for t in ("Left", "Declined", "Other")),
            ),
            words,
        )
    )
    sheet.buttons.addWidget(Button("Keep it open"))
    sheet.buttons.addWidget(Button("Close the visit", "primary"))
    sheet.open_sheet()
    return window
