"""The widgets every screen is built from. They show and tell; they do not know.

Each name is fetched from its module when it is first asked for, so that whoever needs a
button does not wait for the table and the viewer of pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safestation.ui.kit.banner import Banner
    from safestation.ui.kit.button import Button
    from safestation.ui.kit.card import Card, CardButton
    from safestation.ui.kit.cells import Cell, Column, Row
    from safestation.ui.kit.check_row import CheckRow
    from safestation.ui.kit.chip import Chip
    from safestation.ui.kit.columns_layout import ColumnsLayout
    from safestation.ui.kit.elapsed import Elapsed, Stopwatch, clock_words, elapsed_words
    from safestation.ui.kit.empty_state import EmptyState
    from safestation.ui.kit.flow_layout import FlowLayout
    from safestation.ui.kit.header_bar import HeaderBar
    from safestation.ui.kit.icon import Icon
    from safestation.ui.kit.label import Elided, Label
    from safestation.ui.kit.nav_rail import NavRail, Place
    from safestation.ui.kit.page_head import PageHead
    from safestation.ui.kit.pdf_view import PdfView
    from safestation.ui.kit.person_tile import PersonTile
    from safestation.ui.kit.progress_line import ProgressLine
    from safestation.ui.kit.saved import Saved
    from safestation.ui.kit.scroll import Scroll
    from safestation.ui.kit.search_box import Result, SearchBox
    from safestation.ui.kit.secret_entry import PassphraseEntry, PinEntry
    from safestation.ui.kit.segmented import Segmented
    from safestation.ui.kit.select import Select
    from safestation.ui.kit.sheet import Sheet
    from safestation.ui.kit.side_panel import SayCard, SideCard, SidePanel, why_card
    from safestation.ui.kit.signature_pad import SignaturePad, Stroke
    from safestation.ui.kit.step_rail import Step, StepRail
    from safestation.ui.kit.table import Table
    from safestation.ui.kit.tiles import ChoiceGroup, ChoiceTile
    from safestation.ui.kit.wheel_guard import WheelGuard

__all__ = [
    "Banner",
    "Button",
    "Card",
    "CardButton",
    "Cell",
    "CheckRow",
    "Chip",
    "ChoiceGroup",
    "ChoiceTile",
    "Column",
    "ColumnsLayout",
    "Elapsed",
    "Elided",
    "EmptyState",
    "FlowLayout",
    "HeaderBar",
    "Icon",
    "Label",
    "NavRail",
    "PageHead",
    "PassphraseEntry",
    "PdfView",
    "PersonTile",
    "PinEntry",
    "Place",
    "ProgressLine",
    "Result",
    "Row",
    "Saved",
    "SayCard",
    "Scroll",
    "SearchBox",
    "Segmented",
    "Select",
    "Sheet",
    "SideCard",
    "SidePanel",
    "SignaturePad",
    "Step",
    "StepRail",
    "Stopwatch",
    "Stroke",
    "Table",
    "WheelGuard",
    "clock_words",
    "elapsed_words",
    "why_card",
]

_HOMES = {
    "Banner": "banner",
    "Button": "button",
    "Card": "card",
    "CardButton": "card",
    "Cell": "cells",
    "CheckRow": "check_row",
    "Chip": "chip",
    "ChoiceGroup": "tiles",
    "ChoiceTile": "tiles",
    "Column": "cells",
    "ColumnsLayout": "columns_layout",
    "Elapsed": "elapsed",
    "Elided": "label",
    "EmptyState": "empty_state",
    "FlowLayout": "flow_layout",
    "HeaderBar": "header_bar",
    "Icon": "icon",
    "Label": "label",
    "NavRail": "nav_rail",
    "PageHead": "page_head",
    "PassphraseEntry": "secret_entry",
    "PdfView": "pdf_view",
    "PersonTile": "person_tile",
    "PinEntry": "secret_entry",
    "Place": "nav_rail",
    "ProgressLine": "progress_line",
    "Result": "search_box",
    "Row": "cells",
    "Saved": "saved",
    "SayCard": "side_panel",
    "Scroll": "scroll",
    "SearchBox": "search_box",
    "Segmented": "segmented",
    "Select": "select",
    "Sheet": "sheet",
    "SideCard": "side_panel",
    "SidePanel": "side_panel",
    "SignaturePad": "signature_pad",
    "Step": "step_rail",
    "StepRail": "step_rail",
    "Stopwatch": "elapsed",
    "Stroke": "signature_pad",
    "Table": "table",
    "WheelGuard": "wheel_guard",
    "clock_words": "elapsed",
    "elapsed_words": "elapsed",
    "why_card": "side_panel",
}


def __getattr__(name: str) -> object:
    """Return a widget of the kit by its name, loaded now."""
    if name not in _HOMES:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
