"""Pages of the gallery: the kit as the screens use it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from safestation.ui.words import Words
from tests.ui.gallery_counter import counter
from tests.ui.gallery_frame import frame
from tests.ui.gallery_parts import finding, pieces, sign_in
from tests.ui.gallery_visit import above, fields, intake

PAGES: dict[str, Callable[[Words], QWidget]] = {
    "counter": lambda words: frame(words, counter()),
    "intake": lambda words: frame(words, intake(words)),
    "narrow": lambda words: frame(words, intake(words, narrow=True)),
    "fields": lambda words: frame(words, fields(words), training=True),
    "pieces": lambda words: frame(words, pieces(words)),
    "sheet": above,
    "finding": finding,
    "signin": sign_in,
}
