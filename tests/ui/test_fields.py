"""A field shows one question, says when a person edited it, and knows nothing else."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.answers import Answer, Source, Status, Value
from safestation.domain.questions import Choice, Kind, Question
from safestation.domain.text import Text
from safestation.ui.fields import FIELDS, Field, make_field
from safestation.ui.fields.choice import ChoiceField, MultiField, YesNoField
from safestation.ui.words import Words

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAMPLES: dict[Kind, Value] = {
    Kind.TEXT: "Blue jacket",
    Kind.LONG_TEXT: "Two lines\nof words",
    Kind.CHOICE: "b",
    Kind.MULTI: ("a", "b"),
    Kind.YES_NO: "no",
    Kind.NUMBER: "128",
    Kind.DATE: "1991-03-04",
    Kind.TIME: "03:41",
    Kind.DATETIME: "2026-11-22T19:30",
    Kind.PHONE: "443-555-0199",
}


def answer(value: Value, status: Status = Status.ANSWERED) -> Answer:
    return Answer(status, value, Source.SAID, NOON, NOON, "4417")


def choices(count: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            letter, Text.of(f"Choice {letter}", es=f"Opción {letter}"), exclusive=letter == "z"
        )
        for letter in "abcdefghijklmnopqrstuvwxyz"[:count]
    )


def ask(kind: Kind, count: int = 3) -> Question:
    label = Text.of("Pulse of the person", es="Pulso de la persona")
    picked = kind in {Kind.CHOICE, Kind.MULTI}
    return Question("vitals.one", kind, label, choices=choices(count) if picked else ())


def shown(qtbot: QtBot, words: Words, question: Question) -> Field:
    field = make_field(question, words)
    qtbot.addWidget(field)
    field.resize(480, 200)
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    return field


def control(field: Field) -> QWidget:
    widget: QWidget = field
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    widget.setFocus()
    return widget


def typed(field: Field) -> str:
    line = control(field)
    assert isinstance(line, QLineEdit | QPlainTextEdit)
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def test_every_kind_of_answer_has_a_field() -> None:
    assert set(FIELDS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_filling_a_field_is_not_editing_it(qtbot: QtBot, words: Words, kind: Kind) -> None:
    field = shown(qtbot, words, ask(kind))

    with qtbot.assertNotEmitted(field.edited), qtbot.assertNotEmitted(field.unknown_chosen):
        field.show_answer(answer(SAMPLES[kind]))
        field.show_answer(None)


@pytest.mark.parametrize("kind", Kind)
def test_an_unanswered_field_shows_its_ring_and_an_answered_one_does_not(
    qtbot: QtBot, words: Words, kind: Kind
) -> None:
    field = shown(qtbot, words, ask(kind))
    before = field.marker.isVisible()

    field.show_answer(answer(SAMPLES[kind]))

    assert (before, field.marker.isVisible()) == (True, False)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("key", "status"),
    [
        (Qt.Key.Key_F6, "not_asked"),
        (Qt.Key.Key_F7, "does_not_know"),
        (Qt.Key.Key_F8, "rather_not_say"),
    ],
)
def test_each_reason_for_no_answer_is_one_key(
    qtbot: QtBot, words: Words, kind: Kind, key: Qt.Key, status: str
) -> None:
    field = shown(qtbot, words, ask(kind))

    with qtbot.waitSignal(field.unknown_chosen) as told:
        qtbot.keyClick(control(field), key)

    assert told.args == ["vitals.one", status]
    assert field.reason.words == words(f"kit.unknown.{status}")
    assert not field.marker.isVisible()


def test_the_same_key_again_takes_the_reason_back(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.TEXT))
    qtbot.keyClick(control(field), Qt.Key.Key_F7)

    with qtbot.waitSignal(field.unknown_chosen) as told:
        qtbot.keyClick(control(field), Qt.Key.Key_F7)

    assert told.args == ["vitals.one", ""]
    assert field.marker.isVisible()


def test_the_dots_offer_the_three_reasons_to_a_finger(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.NUMBER))
    reasons = field.dots.reasons().actions()

    with qtbot.waitSignal(field.unknown_chosen) as told:
        reasons[2].trigger()

    assert told.args == ["vitals.one", "rather_not_say"]
    assert [action.text().split("\t")[1] for action in reasons] == ["F6", "F7", "F8"]


def test_typing_after_a_reason_puts_an_answer_in_its_place(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.TEXT))
    field.show_answer(answer("", Status.NOT_ASKED))
    assert field.reason.isVisible()

    qtbot.keyClicks(control(field), "S")

    assert not field.reason.isVisible()


def test_a_reason_empties_what_was_typed(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.NUMBER))
    qtbot.keyClicks(control(field), "128")

    qtbot.keyClick(control(field), Qt.Key.Key_F8)

    assert typed(field) == ""


@pytest.mark.parametrize(
    "kind",
    [Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.PHONE],
)
def test_each_keystroke_is_told_as_it_was_typed(qtbot: QtBot, words: Words, kind: Kind) -> None:
    field = shown(qtbot, words, ask(kind))
    told: list[tuple[str, object]] = []
    field.edited.connect(lambda question, value: told.append((question, value)))

    qtbot.keyClicks(control(field), "3/4")

    assert told == [("vitals.one", "3"), ("vitals.one", "3/"), ("vitals.one", "3/4")]


@pytest.mark.parametrize(
    ("kind", "kept", "written"),
    [
        (Kind.DATE, "1991-03-04", "03/04/1991"),
        (Kind.DATETIME, "2026-11-22T19:30", "11/22/2026 19:30"),
        (Kind.PHONE, "443-555-0199", "443-555-0199"),
    ],
)
def test_what_is_shown_can_be_accepted_again_unchanged(
    qtbot: QtBot, words: Words, kind: Kind, kept: str, written: str
) -> None:
    field = shown(qtbot, words, ask(kind))

    field.show_answer(answer(kept))

    assert typed(field) == written
    assert ask(kind).accept(written) == kept


def test_what_is_being_typed_is_never_written_over(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.DATE))
    qtbot.keyClicks(control(field), "3/4/1991")

    field.show_answer(answer("1991-03-04"))
    field.show_answer(None)

    assert typed(field) == "3/4/1991"


def test_a_problem_stays_below_the_field_with_the_words_on_screen(
    qtbot: QtBot, words: Words
) -> None:
    field = shown(qtbot, words, ask(Kind.DATE))
    qtbot.keyClicks(control(field), "spring")

    field.show_problem(words("answer.not_a_date"))

    assert field.problem.isVisible()
    assert field.problem.words == "Not a date. Write month/day/year."
    assert typed(field) == "spring"


def test_a_range_is_named_in_the_sentence(words: Words) -> None:
    question = Question("q", Kind.NUMBER, Text.of("Pulse"), minimum=Decimal(20))

    assert words.filled("answer.too_low", question.limits()) == "Lower than 20. Check it."


def test_yes_and_no_answer_to_their_letters(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.YES_NO))

    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(control(field), Qt.Key.Key_N)

    assert told.args == ["vitals.one", "no"]


def test_not_sure_is_not_knowing_and_never_a_value(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.YES_NO))
    assert isinstance(field, YesNoField)

    with qtbot.assertNotEmitted(field.edited), qtbot.waitSignal(field.unknown_chosen) as told:
        field.row.segments[2].click()

    assert told.args == ["vitals.one", "does_not_know"]


def test_taking_a_choice_back_is_an_edit_to_nothing(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.YES_NO))
    field.show_answer(answer("no"))

    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(control(field), Qt.Key.Key_Delete)

    assert told.args == ["vitals.one", ""]
    assert field.marker.isVisible()


@pytest.mark.parametrize(
    ("count", "shape"), [(3, "row"), (5, "tiles"), (12, "tiles"), (13, "listed")]
)
def test_the_number_of_choices_decides_how_they_are_shown(
    qtbot: QtBot, words: Words, count: int, shape: str
) -> None:
    field = shown(qtbot, words, ask(Kind.CHOICE, count))

    assert [name for name in ("row", "tiles", "listed") if getattr(field, name)] == [shape]


def test_a_letter_picks_its_tile(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words, ask(Kind.MULTI, 5))

    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(control(field), Qt.Key.Key_B)
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(control(field), Qt.Key.Key_D)

    assert told.args == ["vitals.one", ("b", "d")]


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.MULTI])
def test_a_long_list_narrows_while_one_types(qtbot: QtBot, words: Words, kind: Kind) -> None:
    field = shown(qtbot, words, ask(kind, 20))
    line = control(field)

    qtbot.keyClicks(line, "choice q")
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(line, Qt.Key.Key_Return)

    assert told.args is not None
    assert told.args[1] == ("q" if kind is Kind.CHOICE else ("q",))
    assert isinstance(field, ChoiceField | MultiField)
    assert field.listed is not None
    assert field.listed.values == ("q",)


def test_a_field_speaks_the_language_of_the_words(qtbot: QtBot, words: Words) -> None:
    field = shown(qtbot, words.in_language("es"), ask(Kind.YES_NO))
    assert isinstance(field, YesNoField)

    assert field.label.words == "Pulso de la persona"
    assert [segment.words for segment in field.row.segments] == ["Sí", "No", "No es seguro"]


@pytest.mark.parametrize("kind", Kind)
def test_whatever_takes_the_focus_says_its_question(
    qtbot: QtBot, words: Words, kind: Kind
) -> None:
    field = shown(qtbot, words, ask(kind, 5))
    stops = [
        widget
        for widget in field.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]

    assert stops
    for stop in stops:
        said = f"{stop.accessibleName()} {stop.accessibleDescription()}"
        assert "Pulse of the person" in said


@pytest.mark.parametrize("kind", Kind)
def test_nothing_to_press_is_smaller_than_a_finger(
    qtbot: QtBot, words: Words, kind: Kind
) -> None:
    field = shown(qtbot, words, ask(kind, 5))
    field.adjustSize()
    field.resize(480, field.heightForWidth(480))

    presses = [b for b in field.findChildren(QPushButton) if b.isVisible()]

    assert min(min(b.width(), b.height()) for b in presses) >= 44
