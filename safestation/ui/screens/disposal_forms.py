"""The small forms of the ledger, each in a sheet: take over, act, close, pick up, put up.

None has a field about a person served, nor a clock time.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from safestation.domain.disposal import (
    Container,
    ContainerKind,
    Custody,
    CustodyAct,
    CustodyEvent,
    Destruction,
    ItemCategory,
    Shift,
)
from safestation.domain.errors import NotAllowed, StationError
from safestation.services.desk import Desk
from safestation.ui.kit import Banner, Button, ChoiceGroup, Label, Sheet
from safestation.ui.screens.form_grid import FormGrid, Options
from safestation.ui.words import Words

TAKE = (
    *("category", "package", "seal", "gross_grams", "officer", "badge", "agency"),
    *("property_number", "witness", "witness_badge", "location"),
)
DESTROY = (
    *("by", "second", "supervisor", "location", "authority", "method", "transport"),
    *("seal_intact", "gross_grams", "unusual"),
)
HAZARDS = ("powder", "liquid", "sharp", "loaded", "battery")
Submit = Callable[[Mapping[str, str]], None]


class LedgerSheet(Sheet):
    """A form whose refusal is shown in place; `closed` follows when it was written down."""

    def __init__(  # noqa: PLR0913, PLR0917 - a form has these parts
        self,
        host: QWidget,
        words: Words,
        title: str,
        prefix: str,
        keys: Sequence[str],
        submit: Submit,
        choices: Mapping[str, Options] | None = None,
    ) -> None:
        super().__init__(host, title, 720)
        self._words, self._submit = words, submit
        self.banner = Banner(words)
        self.grid = FormGrid(words, f"disposal.{prefix}_form", keys, choices or {})
        self.cancel = Button(words("disposal.cancel"), "secondary")
        self.write = Button(words("disposal.write"), "primary")
        self.body.addWidget(self.banner)
        self.body.addWidget(self.grid)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.write)
        self.cancel.clicked.connect(self.close_sheet)
        self.write.clicked.connect(self.take)
        for widget in self.grid.widgets.values():
            if isinstance(widget, QLineEdit):
                widget.returnPressed.connect(self.take)
        self.closed.connect(self.deleteLater)

    @Slot()
    def take(self) -> None:
        """Write down what the form says, or show why it cannot be."""
        try:
            self._submit(self.grid.values())
        except NotAllowed as refusal:
            self.banner.show_message("danger", self._words(refusal.reason))
        except StationError as error:
            self.banner.show_message("danger", self._words(error.message_key))
        else:
            self.close_sheet()


def take_over(host: QWidget, desk: Desk, words: Words) -> LedgerSheet:
    """Return the form for a sealed package that police take over."""
    hazards = ChoiceGroup(
        [(one, "", words(f"disposal.hazard_{one}")) for one in HAZARDS],
        words("disposal.take_hazards"),
        multi=True,
    )

    def submit(values: Mapping[str, str]) -> None:
        desk.disposal.take_over(custody_from(values, tuple(hazards.values)))

    kinds = [(c.value, words(f"disposal.category_{c.value}")) for c in ItemCategory]
    keeps = desk.station.site_type.keeps_items
    title = words("disposal.take_title_here" if keeps else "disposal.take_title")
    sheet = LedgerSheet(host, words, title, "take", TAKE, submit, {"category": kinds})
    sheet.body.insertWidget(1, Label(words("disposal.take_note"), "muted"))
    sheet.body.addWidget(Label(words("disposal.take_hazards"), "strong"))
    sheet.body.addWidget(hazards)
    name, badge = ("officer", "badge") if keeps else ("witness", "witness_badge")
    sheet.grid.show_values({name: desk.me.name, badge: desk.me.badge})
    if keeps:
        sheet.grid.show_values({"agency": desk.station.agency})
    return sheet


def custody_from(values: Mapping[str, str], hazards: tuple[str, ...]) -> Custody:
    """Return the package as the form has it; day, shift and id come from the ledger.

    Raises NotAllowed when kind, seal, package or a readable weight is missing.
    """
    if not values["category"]:
        raise NotAllowed("disposal.category_needed")
    if not values["seal"] or not values["package"]:
        raise NotAllowed("disposal.seal_needed")
    if not _is_weight(values["gross_grams"]):
        raise NotAllowed("disposal.weight_wrong")
    rest = {key: values[key] for key in TAKE if key != "category"}
    return Custody(
        id="",
        category=ItemCategory(values["category"]),
        surrendered_on=date.min,
        shift=Shift.DAY,
        hazards=hazards,
        **rest,
    )


def act_on(
    host: QWidget, desk: Desk, words: Words, custody: str, act: CustodyAct
) -> LedgerSheet:
    """Return the form for a later act on a package; two different people each time."""

    def submit(values: Mapping[str, str]) -> None:
        is_end = act is CustodyAct.DESTROYED
        event = CustodyEvent(
            "", custody, act, date.min, values["by"], values["second"], values["location"],
            values.get("detail", ""), destruction_from(values) if is_end else None,
        )  # fmt: skip
        desk.disposal.act(event)

    title = words(f"disposal.act_title_{act.value}")
    keys: tuple[str, ...] = ("by", "second", "location", "detail")
    choices: dict[str, Options] = {}
    if act is CustodyAct.DESTROYED:
        keys = DESTROY
        yes_no = [(one, words(f"kit.answer.{one}")) for one in ("yes", "no")]
        who = [(one, words(f"disposal.supervisor_{one}")) for one in ("by", "second")]
        choices = {"seal_intact": yes_no, "supervisor": who}
    sheet = LedgerSheet(host, words, title, "act", keys, submit, choices)
    sheet.grid.show_values({"by": desk.me.name})
    return sheet


def destruction_from(values: Mapping[str, str]) -> Destruction:
    """Return what the form says about a destruction; the ledger refuses what is not whole."""
    return Destruction(
        authority=values["authority"],
        method=values["method"],
        transport=values["transport"],
        supervisor=values.get(values["supervisor"], ""),
        seal_intact=values["seal_intact"] == "yes",
        gross_grams=values["gross_grams"],
        unusual=values["unusual"],
    )


def close_and_replace(
    host: QWidget, desk: Desk, words: Words, container: Container
) -> LedgerSheet:
    """Return the form that closes a container for good and puts up the next one.

    A take-back liner asks for a second person.
    """

    def submit(values: Mapping[str, str]) -> None:
        desk.disposal.check_label(values["label"])
        desk.disposal.close(container, values["by"], values.get("second", ""))
        desk.disposal.open_container(
            container.kind, values["label"], values["place"], container.size
        )

    title = words("disposal.close_title", name=name_of(container, words))
    both = ("second",) if container.kind is ContainerKind.RECEPTACLE else ()
    sheet = LedgerSheet(host, words, title, "close", ("by", *both, "label", "place"), submit)
    sheet.grid.show_values({"by": desk.me.name, "place": container.place})
    return sheet


def pick_up(host: QWidget, desk: Desk, words: Words, container: Container) -> LedgerSheet:
    """Return the form for a container that leaves with its manifest."""

    def submit(values: Mapping[str, str]) -> None:
        desk.disposal.pick_up(container, values["vendor"], values["manifest"])

    title = words("disposal.pick_title", name=name_of(container, words))
    return LedgerSheet(host, words, title, "pick", ("vendor", "manifest"), submit)


def put_up(host: QWidget, desk: Desk, words: Words) -> LedgerSheet:
    """Return the form for a fresh container; a take-back liner at police sites only."""

    def submit(values: Mapping[str, str]) -> None:
        if not values["kind"]:
            raise NotAllowed("disposal.kind_needed")
        desk.disposal.open_container(
            ContainerKind(values["kind"]), values["label"], values["place"], values["size"]
        )

    is_police = desk.station.site_type.keeps_items
    kinds = [
        (kind.value, words(f"disposal.kind_{kind.value}"))
        for kind in ContainerKind
        if is_police or kind is not ContainerKind.RECEPTACLE
    ]
    title, keys = words("disposal.open_title"), ("kind", "label", "place", "size")
    return LedgerSheet(host, words, title, "open", keys, submit, {"kind": kinds})


def name_of(container: Container, words: Words) -> str:
    """Return a container's name as staff say it."""
    kind = words(f"disposal.kind_{container.kind.value}")
    return words("disposal.container", kind=kind, label=container.label)


def _is_weight(text: str) -> bool:
    try:
        grams = Decimal(text)
    except InvalidOperation:
        return False
    return grams.is_finite() and grams > 0
