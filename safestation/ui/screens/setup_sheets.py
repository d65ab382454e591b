"""The last step of set-up: two recovery sheets, and one of them opens the record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import StationError
from safestation.domain.station import Station
from safestation.services.keys import SheetDraft
from safestation.services.vault import Opening, Vault
from safestation.ui.kit.page import lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.screens.secrets_typed import sentence
from safestation.ui.screens.sheet_proof import SheetProof
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class SetUpSheets(QWidget):
    """Prints both sheets and waits until one came back from paper. `done` gives the desk."""

    done = Signal(object)

    def __init__(
        self,
        vault: Vault,
        station: Station,
        drafts: tuple[SheetDraft, ...],
        words: Words,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._vault, self._station, self._words = vault, station, words
        self.proof = SheetProof(drafts, self._print, vault.prove_sheet, words, tasks)
        self.proof.proven.connect(self._finish)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.proof)
        column.addStretch(1)
        head = PageHead(words("setup.sheets_title"), words("setup.sheets_more"))
        lay_out_page(self, head, inside)

    def _print(self, draft: SheetDraft) -> None:
        self._vault.print_sheet(draft, self._station, self._words.language)

    def _finish(self, opening: Opening) -> None:
        try:
            desk = self._vault.finish(opening)
        except StationError as error:
            text = sentence(self._words, error)
            self.proof.banner.show_message("danger", text)
            self.proof.check.setEnabled(True)
            return
        self.done.emit(desk)
