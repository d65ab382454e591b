"""Cards stand in equal columns, level with one another and with what is above them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from safestation.ui.kit import (
    Button,
    Card,
    ColumnsLayout,
    Label,
    PageHead,
    Saved,
    Scroll,
    Segmented,
    Sheet,
)
from safestation.ui.kit.page import lay_out_page
from safestation.ui.words import Words

LONG = "a sentence that takes several lines in a narrow card, and more of them still " * 3


def cards_in(qtbot: QtBot, width: int, *texts: str) -> list[Card]:
    page = QWidget()
    flow = ColumnsLayout(page, 360, 16)
    cards = []
    for text in texts:
        card = Card()
        card.body.addWidget(Label(text))
        flow.addWidget(card)
        cards.append(card)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    qtbot.waitExposed(page)
    return cards


def test_cards_of_a_row_share_the_width_and_the_height(qtbot: QtBot) -> None:
    short, long, third, below = cards_in(qtbot, 1200, "short", LONG, "third", "below")

    assert {short.width(), long.width(), third.width(), below.width()} == {389}
    assert short.height() == long.height() == third.height()
    assert third.geometry().right() <= 1200
    assert below.y() == long.geometry().bottom() + 1 + 16


def test_a_card_alone_keeps_the_width_of_a_column(qtbot: QtBot) -> None:
    (alone,) = cards_in(qtbot, 1200, "alone")

    assert alone.width() == 389


def test_a_narrow_page_has_one_column_and_cuts_nothing(qtbot: QtBot) -> None:
    first, second = cards_in(qtbot, 380, LONG, "second")

    assert first.width() == second.width() == 380
    assert first.height() >= first.heightForWidth(380)
    assert second.y() > first.geometry().bottom()


def test_what_scrolls_ends_on_the_line_of_the_head_with_and_without_a_bar(
    qtbot: QtBot,
) -> None:
    for lines in (1, 200):
        page, head, inside = QWidget(), PageHead("Title"), Card()
        inside.body.addWidget(Label("line\n" * lines))
        scroll = lay_out_page(page, head, inside)
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        qtbot.waitExposed(page)

        assert (scroll.verticalScrollBar().maximum() > 0) is (lines > 1)
        right = inside.mapTo(page, inside.rect().topRight()).x()
        assert right == head.mapTo(page, head.rect().topRight()).x()


def test_a_saved_time_is_never_cut(qtbot: QtBot, words: Words) -> None:
    head, saved = PageHead("A long name of somebody", "here 1:12", inline=True), Saved(words)
    head.buttons.addWidget(saved)
    qtbot.addWidget(head)
    saved.show_saved("03:41:07")
    head.resize(200, 52)
    head.show()
    qtbot.waitExposed(head)

    assert saved.width() >= saved.sizeHint().width()


def test_a_bar_that_comes_and_goes_never_chases_itself(qtbot: QtBot) -> None:
    scroll = Scroll(Card(), gutter=True)
    inside = scroll.widget()
    assert isinstance(inside, Card)
    inside.body.addWidget(Label(LONG * 2))
    scroll.verticalScrollBar().setFixedWidth(40)  # wider than the style sheet's
    qtbot.addWidget(scroll)
    scroll.show()

    for height in range(150, 400):
        scroll.resize(300, height)

    assert scroll.height() == 399


def test_the_buttons_of_a_sheet_stay_in_sight_in_a_low_window(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(800, 400)
    sheet = Sheet(host, "Much to ask")
    for number in range(20):
        sheet.body.addWidget(Button(str(number)))
    done = Button("Done", "primary")
    sheet.buttons.addWidget(done)
    qtbot.addWidget(host)
    host.show()
    sheet.open_sheet()

    qtbot.waitUntil(lambda: 0 < done.mapTo(host, done.rect().bottomLeft()).y() < 400)


def test_the_facts_of_a_page_go_below_the_buttons_where_they_would_be_cut(
    qtbot: QtBot,
) -> None:
    head = PageHead("Station", "Only a coordinator can change these. Each change is kept.")
    save = Button("Save the settings")
    for button in (Button("Light or night"), save):
        head.buttons.addWidget(button)
    qtbot.addWidget(head)
    head.resize(1200, 52)
    head.show()
    assert head.subtitle.geometry().top() < save.geometry().bottom()

    head.resize(560, 90)

    qtbot.waitUntil(lambda: head.subtitle.geometry().top() >= save.geometry().bottom())
    needed = head.subtitle.sizeHint().width()
    assert head.subtitle.width() >= needed


def test_tabs_go_on_in_another_row_and_every_one_is_reached_by_arrows(qtbot: QtBot) -> None:
    options = [(str(n), f"Configuración {n}") for n in range(6)]
    tabs = Segmented(options, "Station", wraps=True)
    qtbot.addWidget(tabs)
    tabs.resize(420, 200)
    tabs.show()
    tabs.show_value("0")
    picked: list[str] = []
    tabs.picked.connect(picked.append)

    for tab in tabs.segments:
        assert tabs.rect().contains(tab.geometry())
    assert tabs.segments[0].y() < tabs.segments[-1].y()
    assert tabs.heightForWidth(420) > tabs.heightForWidth(2000)

    tabs.activateWindow()
    tabs.segments[0].setFocus()
    qtbot.waitUntil(tabs.segments[0].hasFocus)
    for tab in tabs.segments[:-1]:
        qtbot.keyClick(tab, Qt.Key.Key_Right)

    assert picked == ["1", "2", "3", "4", "5"]
