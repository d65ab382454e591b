"""What stands beside a step: what to do now, what to say, why we ask."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.ui.kit.card import Card
from safestation.ui.kit.in_sight import show_now
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.paint import CENTERED, ring
from safestation.ui.kit.press import Press
from safestation.ui.kit.scroll import GUTTER, Scroll
from safestation.ui.style.theme import BOLD, REGULAR, Look, look
from safestation.ui.words import Words

_HEADS = {"danger": "danger-section", "clock": "clock-section"}


class SideCard(Card):
    """A heading and a text. Red is a danger or a legal stop, amber is a clock.

    `points` stand under the text, each behind its own dot.
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        tone: str = "plain",
        *,
        points: Sequence[str] = (),
        soft: bool = False,
    ) -> None:
        super().__init__(tone)
        self.title = Label(title, _HEADS.get(tone, "strong"))
        self.text = Label(text, "side-muted" if soft else "side")
        self.body.addWidget(self.title)
        self.body.addWidget(self.text)
        self.text.setVisible(bool(text))
        for point in points:
            _fill_pointed(row_in(self.body), point)

    def show_texts(self, title: str, text: str, tone: str = "plain") -> None:
        """Show another advice in another tone."""
        self.title.set_role(_HEADS.get(tone, "strong"))
        self.title.show_text(title)
        self.text.show_text(text)
        self.text.setVisible(bool(text))
        self.set_tone(tone)


class SayCard(Card):
    """What to say, in the staff's language and, one tap away, in the person's.

    `texts` holds the sentence by language code; the first one is shown.
    """

    def __init__(self, words: Words, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = dict(texts)
        row = row_in(self.body)
        row.setSpacing(0)
        row.addWidget(Label(words("kit.side.say"), "strong", wrap=False), 1)
        self.tongues = {code: _Tongue(code) for code in self._texts}
        for code, tongue in self.tongues.items():
            tongue.clicked.connect(lambda _on, code=code: self.show_language(code))
            row.addWidget(tongue)
        room = look().px(16)
        self.body.setContentsMargins(room, look().px(2), look().px(4), room)
        self.body.setSpacing(0)
        self.text = Label("", "side")
        self.text.setContentsMargins(0, 0, look().px(12), 0)
        self.body.addWidget(self.text)
        if self._texts:
            self.show_language(next(iter(self._texts)))

    def show_language(self, code: str) -> None:
        """Show the sentence in one of its languages."""
        for other, tongue in self.tongues.items():
            tongue.setChecked(other == code)
            tongue.setVisible(len(self.tongues) > 1)
        self.text.show_text(self._texts.get(code, ""))


class SidePanel(Scroll):
    """Cards one under another; it scrolls by itself where the window is low."""

    def __init__(self, width: int = 280, parent: QWidget | None = None) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(16))
        self._cards: list[QWidget] = []
        self._guest: QWidget | None = None
        self._column.addStretch(1)
        super().__init__(inside, parent, gutter=True)
        self.set_width(width)

    def set_width(self, width: int) -> None:
        """Take another width, in pixels of the design; 240 is the least that reads well."""
        self.setFixedWidth(look().px(width) + look().px(GUTTER))

    def to_top(self) -> None:
        """Show the first card again."""
        self.verticalScrollBar().setValue(0)

    def show_guest(self, guest: QWidget | None) -> None:
        """Show what belongs to a page above the cards; the page takes its old guest back."""
        if self._guest is not None and guest is not self._guest:
            self._column.removeWidget(self._guest)
        if guest is not None and guest is not self._guest:
            self._column.insertWidget(0, guest)
            guest.show()
        self._guest = guest

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards; the ones before are let go."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = list(cards)
        for place, card in enumerate(self._cards, int(self._guest is not None)):
            self._column.insertWidget(place, card)
            show_now(card)


def _fill_pointed(row: QHBoxLayout, text: str) -> None:
    """Put a line behind a dot; what does not fit on it stays clear of the dot."""
    row.setSpacing(look().px(8))
    dot = Label("•", "side", wrap=False)
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, "side"), 1)


def why_card(words: Words, text: str) -> SideCard:
    """Return the card that says why a question is asked."""
    return SideCard(words("kit.side.why"), text, soft=True)


class _Tongue(Press):
    def __init__(self, code: str) -> None:
        super().__init__(code.upper())
        self.setCheckable(True)

    def measure(self, now: Look) -> QSize:
        return QSize(now.px(44), now.px(44))

    def nextCheckState(self) -> None:
        """Leave checking to the card."""

    def paint(self, painter: QPainter, now: Look) -> None:
        on = self.isChecked()
        painter.setFont(now.font(14, BOLD if on else REGULAR))
        painter.setPen(now.color("primary" if on or self.hovered else "ink2"))
        painter.drawText(QRectF(self.rect()), CENTERED, self.words)
        if self.ringed:
            ring(painter, QRectF(self.rect()).adjusted(2, 6, -2, -6), 6, now.color("focus"))
