"""Below the step in hand: back, park, and the one thing that goes on."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from safestation.domain.program import Step
from safestation.ui.kit.button import KINDS, Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.scroll import GUTTER
from safestation.ui.style.theme import look
from safestation.ui.visit.context import StepPage, VisitContext

_UNDER = 4  # between the page and the buttons


class StepFoot(QWidget):
    """The buttons under every step. The frame decides what pressing them does."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context, self._words = context, context.words
        self.back = Button(self._words("visit.back"), "secondary")
        self.park = Button(self._words("visit.park"), "secondary")
        self.next = Button("", "primary", shortcut_text="Ctrl ↵")
        self.next.wraps = True
        self.left_to_do = Label("", "small", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look().px(_UNDER), look().px(GUTTER), 0)
        row.setSpacing(look().px(14))
        for button in (self.back, self.park):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.left_to_do)
        row.addWidget(self.next)

    def refresh(self, step: Step, page: StepPage | None) -> None:
        """Offer what the page in hand offers, or else the step that follows."""
        path = self._context.path()
        ids = [one.id for one in path]
        here = ids.index(step.id) if step.id in ids else 0
        own = page.primary() if page is not None else None
        text, ready = own or (self._onwards(path[here + 1 : here + 2]), True)
        self.next.set_text(text)
        self.next.setEnabled(ready)
        self.next.set_kind("secondary" if page is not None and _leads(page) else "primary")
        self.back.setEnabled(here > 0)

    def show_left(self, count: int) -> None:
        """Say how many answers this step still lacks."""
        self.left_to_do.show_text(
            self._words("visit.answers_left", count=count) if count else ""
        )

    def fit(self, *, small: bool) -> None:
        """Say less where there is little room."""
        self.park.set_text(self._words("visit.park_short" if small else "visit.park"))
        self.left_to_do.setHidden(small)

    def _onwards(self, following: tuple[Step, ...]) -> str:
        for step in following:
            title = step.title.in_language(self._words.language)
            return self._words("visit.next", step=title)
        return self._words("visit.to_counter")


def _leads(page: StepPage) -> bool:
    """Tell whether a page itself shows the one primary action, such as printing."""
    beside = page.beside()
    held = [one for one in (page, beside) if one is not None]
    buttons = ((one, button) for one in held for button in one.findChildren(Button))
    return any(
        button.kind is KINDS["primary"] and button.isEnabled() and button.isVisibleTo(one)
        for one, button in buttons
    )
