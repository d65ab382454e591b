"""A plain form: labels over lines, two columns, each named for a screen reader."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from safestation.domain.typed import tidy
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import cell_in
from safestation.ui.kit.select import Select
from safestation.ui.style.theme import look
from safestation.ui.words import Words

LONGEST = 500  # a sentence or two; nothing longer is printed from here
Options = Sequence[tuple[str, str]]


class FormGrid(QWidget):
    """Lines and choices by key. The words of each are `<prefix>.<key>`."""

    def __init__(
        self, words: Words, prefix: str, keys: Sequence[str], choices: Mapping[str, Options]
    ) -> None:
        super().__init__()
        self.widgets: dict[str, QLineEdit | Select] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(12))
        for place, key in enumerate(keys):
            text = words(f"{prefix}.{key}")
            column = cell_in(grid, place // 2, place % 2)
            self._fill(column, key, text, choices.get(key))

    def line(self, key: str) -> QLineEdit | None:
        """Return the line of a key, or nothing for a choice or a key that is not asked."""
        widget = self.widgets.get(key)
        return widget if isinstance(widget, QLineEdit) else None

    def select(self, key: str) -> Select | None:
        """Return the choice of a key, or nothing for a line or a key that is not asked."""
        widget = self.widgets.get(key)
        return widget if isinstance(widget, Select) else None

    def values(self) -> dict[str, str]:
        """Return what every line and choice holds, trimmed and without control characters."""
        return {
            key: tidy(w.text() if isinstance(w, QLineEdit) else w.value)
            for key, w in self.widgets.items()
        }

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show values without saying that they were edited."""
        for key, value in values.items():
            widget = self.widgets.get(key)
            if isinstance(widget, QLineEdit):
                widget.setText(value)
            elif widget is not None:
                widget.show_value(value)

    def _fill(self, column: QVBoxLayout, key: str, text: str, options: Options | None) -> None:
        column.setSpacing(look().px(4))
        column.addWidget(Label(text, "strong"))
        widget = Select(list(options), text) if options is not None else QLineEdit()
        widget.setAccessibleName(text)
        widget.setMinimumHeight(look().px(46))
        if isinstance(widget, QLineEdit):
            widget.setMaxLength(LONGEST)
        self.widgets[key] = widget
        column.addWidget(widget)
