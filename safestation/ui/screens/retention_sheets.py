"""The small forms of the retention page: a period, a hold, whom to erase."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from safestation.domain import typed
from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.retention import Holding, Rule, Unit
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.in_sight import show_soon
from safestation.ui.kit.label import Label
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.form_grid import FormGrid, Options
from safestation.ui.words import Words

RULE = ("count", "unit", "citation", "verified_by", "verified_on")
Take = Callable[[Mapping[str, str]], object]


class AskSheet(Sheet):
    """Asks a few lines and hands them to `take`; what that refuses is told, and stays typed."""

    def __init__(  # noqa: PLR0913, PLR0917 - a form has these parts
        self,
        host: QWidget,
        words: Words,
        title: str,
        more: str,
        keys: tuple[str, ...],
        button: str,
        take: Take,
        choices: Mapping[str, Options] | None = None,
        prefix: str = "retention",
    ) -> None:
        super().__init__(host, title, width=680)
        self._words, self._take = words, take
        self.banner = Banner(words)
        self.form = FormGrid(words, prefix, keys, choices or {})
        self.go = Button(words(button), "primary")
        self.body.addWidget(Label(more, "muted"))
        self.body.addWidget(self.form)
        self.body.addWidget(self.banner)
        self.cancel = Button(words("entry.cancel"), "secondary")
        for one in (self.cancel, self.go):
            self.buttons.addWidget(one)
        self.cancel.clicked.connect(self.close_sheet)
        self.go.clicked.connect(self._go)
        self.closed.connect(self.deleteLater)

    def _go(self) -> None:
        try:
            self._take(self.form.values())
        except NotAllowed as error:
            self._say(error.reason)
        except StationError as error:
            self._say(error.message_key)
        else:
            self.close_sheet()

    def _say(self, key: str) -> None:
        self.banner.show_message("danger", self._words(key))
        show_soon(self.banner)


def rule_sheet(
    host: QWidget,
    words: Words,
    holding: Holding,
    rule: Rule | None,
    keep: Callable[[Rule | None], None],
) -> AskSheet:
    """Return the form of one class's period."""
    units = [(unit.value, words(f"retention.{unit.value}")) for unit in Unit]
    title = words("retention.set_of", what=words(f"retention.class_{holding.value}"))
    sheet = AskSheet(
        host, words, title, words("retention.set_more"), RULE, "retention.keep",
        lambda values: keep(rule_from(values)), {"unit": units},
    )  # fmt: skip
    start = {"unit": Unit.YEARS.value}
    if rule is not None:
        start = {
            "count": str(rule.count), "unit": rule.unit.value, "citation": rule.citation,
            "verified_by": rule.verified_by, "verified_on": f"{rule.verified_on:%m/%d/%Y}",
        }  # fmt: skip
    sheet.form.show_values(start)
    return sheet


def rule_from(values: Mapping[str, str]) -> Rule | None:
    """Return the period as typed; nothing without a number. Raises NotAllowed."""
    if not values["count"]:
        return None
    if not (values["count"].isascii() and values["count"].isdigit()):
        raise NotAllowed("retention.period_wrong")
    try:
        day = date.fromisoformat(typed.day(values["verified_on"]))
    except (typed.DoesNotFit, ValueError):
        raise NotAllowed("retention.day_wrong") from None
    unit = Unit(values["unit"] or Unit.YEARS)
    return Rule(int(values["count"]), unit, values["citation"], values["verified_by"], day)
