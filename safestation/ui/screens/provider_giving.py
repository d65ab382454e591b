"""Giving the directory out: the template to fill, and the whole list as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from safestation.domain.errors import StationError
from safestation.services.desk import Desk
from safestation.ui.kit import Button
from safestation.ui.words import Words

TEMPLATE, WORKBOOK, CSV = "providers-template.xlsx", "providers.xlsx", "providers.csv"


class ProviderGiving(QWidget):
    """Three buttons that save a file. `told` gives (tone, text) of how it went."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__()
        self._desk, self._words = desk, words
        files, directory = desk.provider_files, desk.directory
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        offers: dict[str, tuple[str, Callable[[], bytes]]] = {
            "template": (TEMPLATE, lambda: files.template(words.language)),
            "export_xlsx": (WORKBOOK, lambda: directory.export(files.as_xlsx)),
            "export_csv": (CSV, lambda: directory.export(files.as_csv)),
        }
        for key, (name, make) in offers.items():
            button = Button(words(f"providers.{key}"), "quiet")
            button.clicked.connect(lambda _on, name=name, make=make: self._ask(name, make))
            row.addWidget(button)

    def save_file(self, path: Path, content: bytes) -> None:
        """Put a file of the directory where the person chose, and say so."""
        try:
            self._desk.provider_files.save(path, content)
        except StationError as error:
            self.told.emit("danger", self._words(error.message_key))
        else:
            self.told.emit("done", self._words("providers.file_saved", name=path.name))

    def _ask(self, name: str, make: Callable[[], bytes]) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            self._words("providers.save_where"),
            name,
            options=QFileDialog.Option.DontUseNativeDialog,
        )
        if chosen:
            self.save_file(Path(chosen), make())
