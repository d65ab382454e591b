"""Turned-in items: what to wear, where it goes. The visit keeps only that it was dealt with."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.facts import ItemsDealtWith
from safestation.domain.program import Step
from safestation.ui.kit import Card, CardButton, Chip, Label, Sheet
from safestation.ui.screens import disposal_forms as forms
from safestation.ui.screens.disposal_parts import BinSheet, SafetyCard
from safestation.ui.steps.weighing import keeps_items_back
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext


class ItemsPage(StepPage):
    """The program's words for this kind of station, and three ways on.

    The ledger's forms open above the page and write into the ledger alone: the visit gets
    no id, no time and no word of what they hold (law README 4).
    """

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, step, parent)
        words = context.words
        self._host = parent or self
        self.chip = Chip()
        self.back = Card("danger", "danger")
        self.back.body.addWidget(Label(words("items.kept_back"), "section"))
        self.back.body.addWidget(Label(words("items.kept_back_more")))
        self.into_bin = self._tile("bin")
        keeps = context.desk.station.site_type.keeps_items
        self.to_police = self._tile("custody" if keeps else "police")
        self.safety = SafetyCard(words)
        self.safety.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dealt_with = self._tile("dealt_with")
        self.sheet: Sheet | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(14))
        column.addWidget(self.chip)
        column.addWidget(self.back)
        for widget in (
            self.safety, self._rules(), self.into_bin, self.to_police, self.dealt_with
        ):  # fmt: skip
            column.addWidget(widget)
        column.addWidget(Label(words("items.no_link"), "small"))
        column.addStretch(1)
        self.into_bin.clicked.connect(self._drop_in)
        self.to_police.clicked.connect(self._hand_over)
        self.dealt_with.clicked.connect(self._deal_with)
        self.refresh()

    def refresh(self) -> None:
        """Show whether items were dealt with, and whether any may be; no more is known here."""
        kept_back = keeps_items_back(self.context)
        self.back.setVisible(kept_back)
        for tile in (self.into_bin, self.to_police):
            tile.setHidden(kept_back)
        done = self.context.visit.has(ItemsDealtWith)
        text = self.context.words("items.state_done" if done else "items.state_open")
        self.chip.show_text(text, "done" if done else "neutral")
        self.dealt_with.set_selected(done)

    def go_to_field(self, field: str) -> None:
        """Put the focus onto what to wear: it is read before anything is touched."""
        del field
        (self.dealt_with if self.into_bin.isHidden() else self.safety).setFocus()

    @Slot()
    def _drop_in(self) -> None:
        self._open(BinSheet(self._host, self.context.desk, self.context.words))

    @Slot()
    def _hand_over(self) -> None:
        self._open(forms.take_over(self._host, self.context.desk, self.context.words))

    @Slot()
    def _deal_with(self) -> None:
        if not self.context.visit.has(ItemsDealtWith):
            self.context.bridge.write(ItemsDealtWith())

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(self._forget)
        sheet.open_sheet()

    @Slot()
    def _forget(self) -> None:
        self.sheet = None

    def _rules(self) -> Card:
        words, language = self.context.words, self.context.language
        policy = self.context.program.items.get(self.context.desk.station.site_type)
        card = Card("plain")
        card.body.addWidget(Label(words("items.rule"), "section"))
        if policy is None:
            card.body.addWidget(Label(words("items.no_policy"), "clock"))
            return card
        for key, text in (
            ("sharps", policy.sharps), ("drugs", policy.drugs), ("weapons", policy.weapons)
        ):  # fmt: skip
            card.body.addWidget(Label(words(f"items.{key}"), "strong"))
            card.body.addWidget(Label(text.in_language(language)))
        phone = self.context.desk.station.police_phone
        if phone and not policy.may_hold_drugs:
            card.body.addWidget(Label(words("items.call_police", phone=phone), "section"))
        source = self.context.program.sources.get(policy.source, policy.source)
        if source:
            card.body.addWidget(Label(source, "small"))
        return card

    def _tile(self, key: str) -> CardButton:
        title, more = (
            self.context.words(f"items.{key}"),
            self.context.words(f"items.{key}_more"),
        )
        tile = CardButton(f"{title}. {more}")
        tile.add(Label(title, "strong"))
        tile.add(Label(more, "muted"))
        return tile
