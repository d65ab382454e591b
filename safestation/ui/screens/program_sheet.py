"""The small form of one value: what the station wants, who approved it, and when."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from safestation.domain import typed
from safestation.domain.errors import NotAllowed, OverrideRefused
from safestation.domain.overrides import NO, YES, Override, Shape
from safestation.services.program_book import Line
from safestation.ui.screens.program_words import name_of, shown, to_edit
from safestation.ui.screens.retention_sheets import AskSheet
from safestation.ui.words import Words

SIGNED = ("approved_by", "approved_on", "reason")
Keep = Callable[[Override], None]
ValueSheet = AskSheet


def value_sheet(host: QWidget, words: Words, line: Line, today: date, keep: Keep) -> AskSheet:
    """Return the form of a change. What is refused is told in it, and stays typed."""
    value, own, text = line.shipped, line.own, line.shipped.text
    kind = value.kind.shape
    texts = ("value", "value_es") if kind is Shape.TEXT else ("value",)
    flags = [(YES, words("kit.answer.yes")), (NO, words("kit.answer.no"))]
    sheet = AskSheet(
        host, words, name_of(value, words), _more(f"program.more_{kind.value}", line, words),
        (*texts, *SIGNED), "program.keep", partial(_take, value.path, keep),
        {"value": flags} if kind is Shape.FLAG else {}, prefix="program",
    )  # fmt: skip
    sheet.form.show_values(
        {
            "value": to_edit(value, own.value if own else line.older or str(text), words),
            "value_es": own.value_es if own else text.by_language.get("es", ""),
            "approved_on": f"{today:%m/%d/%Y}",
        }
    )
    return sheet


def back_sheet(host: QWidget, words: Words, line: Line, today: date, keep: Keep) -> AskSheet:
    """Return the form of going back to the shipped value."""
    sheet = AskSheet(
        host, words, name_of(line.shipped, words), _more("program.back_more", line, words),
        SIGNED, "program.keep_back", partial(_take, line.shipped.path, keep),
        prefix="program",
    )  # fmt: skip
    sheet.form.show_values({"approved_on": f"{today:%m/%d/%Y}"})
    return sheet


def _more(key: str, line: Line, words: Words) -> str:
    value = line.shipped
    before = shown(value, value.text, words) or words("program.nothing")
    return words(key, shipped=before)


def _take(path: str, keep: Keep, values: Mapping[str, str]) -> None:
    try:
        day = date.fromisoformat(typed.day(values["approved_on"]))
    except (typed.DoesNotFit, ValueError):
        raise NotAllowed("override.approved_later") from None
    if "value" in values and not values["value"]:
        raise NotAllowed("override.empty_text")
    wanted = Override(
        "", path, values.get("value", ""), values["approved_by"], day, values["reason"],
        values.get("value_es", ""),
    )  # fmt: skip
    try:
        keep(wanted)
    except OverrideRefused as refused:
        raise NotAllowed(refused.reason) from None
