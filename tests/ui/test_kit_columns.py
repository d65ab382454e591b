"""Cards stand in equal columns, level with one another and with what is above them."""

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
