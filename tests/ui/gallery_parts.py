"""Pieces of the gallery that belong to no page."""

from PySide6.QtCore import QBuffer, QIODevice, Qt, QTimer
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit import (
    Banner,
    Button,
    Card,
    CheckRow,
    EmptyState,
    Label,
    PassphraseEntry,
    PdfView,
    PersonTile,
    PinEntry,
    Result,
    SearchBox,
    Select,
    SignaturePad,
)
from safestation.ui.kit.layouts import row_in
from safestation.ui.words import Words
from tests.ui.gallery_frame import frame


def pieces(words: Words) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    for tone, what in (
        ("danger", "The disk is full."),
        ("clock", "The partner has not called back."),
        ("done", "Placement accepted."),
    ):
        banner = Banner(words)
        banner.show_message(
            tone,
            what,
            "What you typed is safe on the screen.",
            "Free some room, then try again.",
            action="Try again" if tone == "danger" else "",
        )
        column.addWidget(banner)
    buttons = row_in(column)
    for kind in ("primary", "secondary", "danger", "quiet", "tile"):
        buttons.addWidget(
            Button(
                kind.title(),
                kind,
                shortcut_text="F2" if kind != "small" else "",
                icon="phone" if kind == "tile" else "",
            )
        )
    off = Button("Not yet", "primary")
    off.setEnabled(False)
    buttons.addWidget(off)
    buttons.addStretch(1)
    low = row_in(column, 1)
    low.setSpacing(16)
    packet = Card()
    packet.set_selected(True)
    for place, text in enumerate(
        ("Handoff summary", "Consent to release, signed", "Items receipt")
    ):
        tick = CheckRow(text, "2 p · EN")
        tick.setChecked(place < 2)
        packet.body.addWidget(tick)
    packet.body.addStretch(1)
    low.addWidget(packet, 1)
    pad = Card()
    pad.body.addWidget(SignaturePad(words))
    low.addWidget(pad, 1)
    empty = Card()
    empty.body.addWidget(
        EmptyState(
            "users",
            "Nobody is here",
            "The counter is quiet. Start a walk-in when somebody comes.",
            action="Start a walk-in",
        )
    )
    low.addWidget(empty, 1)
    return page


def sign_in(words: Words) -> QWidget:
    window = QWidget()
    window.setProperty("surface", "lock")
    column = QVBoxLayout(window)
    column.setSpacing(16)
    middle = Qt.AlignmentFlag.AlignHCenter
    column.addStretch(1)
    column.addWidget(Label("03:41", "on-lock-display", wrap=False), 0, middle)
    column.addWidget(
        Label("Station 12 · Eastport Fire  ·  locked", "on-lock-soft", wrap=False), 0, middle
    )
    column.addSpacing(16)
    row = row_in(column)
    row.setSpacing(14)
    row.addStretch(1)
    for initials, name, role in (
        ("RA", "R. Alvarez", "Firefighter/EMT"),
        ("MO", "M. Osei", "Firefighter/EMT"),
        ("KL", "K. Lund", "Volunteer, until 06:00"),
        ("+", "Someone else", "Passphrase"),
    ):
        tile = PersonTile(initials, name, role)
        tile.setChecked(initials == "RA")
        row.addWidget(tile)
    row.addStretch(1)
    column.addSpacing(16)
    column.addWidget(Label("PIN for R. Alvarez", "on-lock", wrap=False), 0, middle)
    pin = PinEntry(words, "PIN")
    column.addWidget(pin, 0, middle)
    phrase = PassphraseEntry(words, "Passphrase", dark=True)
    phrase.setFixedWidth(480)
    column.addWidget(phrase, 0, middle)
    column.addWidget(
        Label(
            "2 visits are open and waiting. Nothing about them is shown here.",
            "on-lock-small",
            wrap=False,
        ),
        0,
        middle,
    )
    column.addWidget(
        Button("Someone has just walked in", "lock", shortcut_text="F2"), 0, middle
    )
    column.addStretch(1)
    return window


def finding(words: Words) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 20, 24, 20)
    box = SearchBox(words, "Name, handle or number", "Find a person")
    view = PdfView(words)
    view.show_pdf(pdf())
    column.addWidget(box)
    column.addWidget(Select([("a", "Alpha"), ("b", "Beta")], "Letters"))
    column.addWidget(view, 1)
    window = frame(words, page)
    found = [
        Result("1", "T. Reyes, 27", "here since 01:38 · Spanish", "Here now", "done"),
        Result("2", "“Blue jacket”", "12-2026-0411", "Placement", "info"),
    ]
    QTimer.singleShot(0, box, lambda: box.show_results(found))
    return window


def pdf() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    painter = QPainter(writer)
    painter.drawText(1000, 1000, "Handoff summary")
    painter.end()
    return bytes(buffer.data().data())
