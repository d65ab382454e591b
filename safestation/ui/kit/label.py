"""Text in a role of the design: title, section, body, muted, small and so on."""

import re
from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from safestation.ui.style.theme import look

_LEADING = 117
_PLAIN = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"})
_LONG = 24  # letters; a longer word, such as an address of a page, may break
_BREAKS = re.compile(r"(?<=[/.\-_=&?])(?=\w)")


class Label(QLabel):
    """A text that wraps with air between its lines. Never reads markup in its words."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = text
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setProperty("textFormat", "RichText" if wrap else "PlainText")
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.show_text(text)

    def show_text(self, text: str, lead: str = "") -> None:
        """Show a text, behind a bold `lead` such as "Next:" if one is given."""
        self.words = f"{lead} {text}".strip()
        if self.wordWrap():
            bold = f"<b>{lead.translate(_PLAIN)}</b> " if lead else ""
            body = bold + breakable(text).translate(_PLAIN)
            self.setText(f'<p style="line-height:{_LEADING}%;margin:0">{body}</p>')
        else:
            self.setText(self.words)
        self.setAccessibleName(self.words)

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show lines of a name in bold and what it is: "City: Keene"."""
        self.words = "\n".join(f"{name}: {value}" for name, value in pairs)
        style = f"line-height:{_LEADING}%;margin:0 0 {look().px(4)}px 0"
        lines = (
            f"<b>{name.translate(_PLAIN)}:</b> {value.translate(_PLAIN)}"
            for name, value in pairs
        )
        self.setText("".join(f'<p style="{style}">{line}</p>' for line in lines))
        self.setAccessibleName(self.words)

    def set_role(self, role: str) -> None:
        """Take another role of the design."""
        if self.property("role") == role:
            return
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)

    # Qt's own
    def minimumSizeHint(self) -> QSize:
        """Return one line and a short word: a wrapping text gives way in width."""
        least = super().minimumSizeHint()
        if not self.wordWrap():
            return least
        line = round(self.fontMetrics().height() * _LEADING / 100)
        return QSize(min(least.width(), 72), line)


def breakable(text: str) -> str:
    """Return a text whose very long words may break after a slash, a dot or a dash."""
    found = re.findall(rf"\S{{{_LONG},}}", text)
    for word in dict.fromkeys(found):
        text = text.replace(word, _BREAKS.sub("\u200b", word))
    return text


class Elided(Label):
    """One line that ends in "…" where it has no room; the whole text is its tooltip."""

    def __init__(
        self, text: str = "", role: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role, wrap=False, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # Qt's own
    def minimumSizeHint(self) -> QSize:
        """Return almost no width: the text may be cut."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        del event
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(
            self.words, QtCore.Qt.TextElideMode.ElideRight, self.width()
        )
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), int(self.alignment().value), shown)
        painter.end()
        self.setToolTip(self.words if shown != self.words else "")
