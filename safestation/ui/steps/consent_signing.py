"""Ink on the printed page, or a drawing: who signs, who saw it, where the paper lies."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from safestation.domain.consent import Signature, SignedHow
from safestation.ui.kit import Label, Segmented, SignaturePad
from safestation.ui.kit.layouts import column_in
from safestation.ui.style.theme import look
from safestation.ui.words import Words

SIGNER = "signer_"


class SigningBox(QWidget):
    """Takes what is needed for the signatures; knows nothing of the consent itself.

    `edited` gives a field and its text, to be kept until the signature is there. A drawing
    is never kept: it is made once, for the paper that is on the page.
    """

    edited = Signal(str, str)

    def __init__(self, words: Words, witness: str) -> None:
        super().__init__()
        self._words, self._me = words, witness
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(6))
        options = [(how.value, words(f"consent.how_{how.value}")) for how in SignedHow]
        self.how = Segmented(options, words("consent.how"))
        self.how.show_value(SignedHow.INK.value)
        self.how.picked.connect(self._follow)
        self.how.picked.connect(lambda how: self.edited.emit("how", how))
        self._column.addWidget(self.how)
        self.names: dict[str, QLineEdit] = {}
        self.pads: dict[str, SignaturePad] = {}
        self._shown: list[QWidget] = []
        self._kept: Mapping[str, str] = {}
        self._rows = column_in(self._column)
        self.witness, _ = self._line("witness")
        self.filed, self._filed_box = self._line("filed")

    def show_signers(self, names: Mapping[str, str]) -> None:
        """Ask these roles to sign; a name that is known stands there already."""
        if list(names) != list(self.names):
            self._rebuild(list(names))
        for role, name in names.items():
            known = self._kept.get(SIGNER + role) or name
            line = self.names[role]
            if known and not line.isModified() and line.text() != known:
                line.setText(known)
        self._follow()

    def start_again(self, kept: Mapping[str, str]) -> None:
        """Make room for the next paper: nobody's drawing stays, only what was kept for it."""
        self._kept = kept
        for line in self.names.values():
            line.setText("")
        for pad in self.pads.values():
            pad.clear()
        self.how.show_value(kept.get("how") or SignedHow.INK.value)
        self.filed.setText(kept.get("filed", ""))
        self.witness.setText(kept.get("witness") or self._me)
        self._follow()

    def go_to(self, field: str) -> bool:
        """Put the focus into one of the lines; False when it is not here."""
        line = self.fields().get(field)
        if line is None or not line.isVisible():
            return False
        line.setFocus()
        return True

    def go_to_missing(self) -> None:
        """Put the focus into the first line that is still empty."""
        for line in self.fields().values():
            if line.isVisible() and not line.text().strip():
                line.setFocus()
                return

    def problem(self) -> str:
        """Return the key of what is missing before anybody can have signed, or nothing."""
        if any(not line.text().strip() for line in self.names.values()):
            return "consent.need_signer"
        if not self.witness.text().strip():
            return "consent.need_witness"
        if self.is_ink and not self.filed.text().strip():
            return "consent.need_filed"
        if not self.is_ink and any(pad.is_blank() for pad in self.pads.values()):
            return "consent.need_drawing"
        return ""

    @property
    def is_ink(self) -> bool:
        """Tell whether the signature is on the printed page."""
        return self.how.value != SignedHow.DRAWN.value

    def signatures(self, now: datetime) -> tuple[Signature, ...]:
        """Return the signatures as they stand, with the time of this moment."""
        how = SignedHow.INK if self.is_ink else SignedHow.DRAWN
        return tuple(
            Signature(
                how=how,
                signer_name=line.text().strip(),
                signer_role=role,
                signed_at=now,
                witness=self.witness.text().strip(),
                original_filed_at=self.filed.text().strip() if self.is_ink else "",
                strokes=() if self.is_ink else self.pads[role].strokes,
            )
            for role, line in self.names.items()
        )

    def fields(self) -> dict[str, QLineEdit]:
        """Return the lines by the field under which each is kept."""
        lines = {SIGNER + role: line for role, line in self.names.items()}
        return {**lines, "witness": self.witness, "filed": self.filed}

    def _rebuild(self, roles: list[str]) -> None:
        for old in self._shown:
            self._rows.removeWidget(old)
            old.deleteLater()
        self.names, self.pads, self._shown = {}, {}, []
        for role in roles:
            text = self._words(f"consent.signer_{role}")
            line = self._edit(text, SIGNER + role)
            self.names[role], self.pads[role] = line, SignaturePad(self._words)
            for widget in (Label(text, "strong"), line, self.pads[role]):
                self._shown.append(widget)
                self._rows.addWidget(widget)

    @Slot()
    def _follow(self) -> None:
        for pad in self.pads.values():
            pad.setVisible(not self.is_ink)
        self._filed_box.setVisible(self.is_ink)

    def _edit(self, text: str, field: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(text)
        line.setMinimumHeight(look().px(46))
        line.textEdited.connect(lambda typed: self._take(field, typed))
        return line

    def _take(self, field: str, typed: str) -> None:
        self._kept = {**self._kept, field: typed}
        self.edited.emit(field, typed)

    def _line(self, field: str) -> tuple[QLineEdit, QWidget]:
        text = self._words(f"consent.{field}")
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        line = self._edit(text, field)
        column.addWidget(Label(text, "strong"))
        column.addWidget(line)
        self._column.addWidget(box)
        return line, box
