"""What a person is filling in stays, whatever Python tidies up in the meantime."""

import gc

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from safestation.ui.kit import Sheet
from safestation.ui.kit.scroll import Scroll


def test_an_open_sheet_outlives_a_collection(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    sheet = Sheet(host, "A small form")
    sheet.body.addWidget(QLineEdit("kept"))
    sheet.open_sheet()

    gc.collect()

    assert [line.text() for line in sheet.findChildren(QLineEdit)] == ["kept"]
    assert sheet.card.isVisible()


def test_what_scrolls_outlives_a_collection(qtbot: QtBot) -> None:
    scroll = Scroll(QLineEdit("kept"))
    qtbot.addWidget(scroll)
    scroll.show()

    gc.collect()

    assert [line.text() for line in scroll.findChildren(QLineEdit)] == ["kept"]
