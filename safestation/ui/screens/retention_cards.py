"""What the retention page shows: one line a class, a hold, an erasing."""

from collections.abc import Mapping

from safestation.domain.erasure import Erasure
from safestation.domain.retention import Holding, Plan, Rule, Rules
from safestation.services.desk import Desk
from safestation.services.retention_ports import Known
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import put_in
from safestation.ui.kit.table import Table
from safestation.ui.moments import wall_time
from safestation.ui.words import Words

CLASSES = {"class": 3, "period": 2, "citation": 3, "verified": 2, "due": 0}
HOLDS = {"visit": 2, "why": 4, "since": 3}
ERASED = {"when": 2, "what": 3, "many": 0, "who": 3}


def table(words: Words, columns: Mapping[str, int], title: str) -> Table:
    """Return a list with these columns; its name is the title of its card."""
    heads = [Column(words(f"retention.column_{key}"), wide) for key, wide in columns.items()]
    made = Table(heads, words(f"retention.{title}"))
    made.show_whole()
    return made


def fill(shown: Table, rows: list[Row], none: Label | None = None) -> None:
    """Show rows; `none` is told where there is no row."""
    shown.show_rows(rows)
    if none is not None:
        shown.setVisible(bool(rows))
        none.setVisible(not rows)


def card(words: Words, title: str, *parts: Label | Table, buttons: tuple[Button, ...]) -> Card:
    """Return a card with a title, its parts, and a row of buttons."""
    made = Card()
    made.body.addWidget(Label(words(f"retention.{title}"), "section"))
    for part in parts:
        made.body.addWidget(part)
    row = put_in(made.body, FlowLayout(gap=14))
    for button in buttons:
        row.addWidget(button)
    return made


def class_rows(rules: Rules, due: tuple[Plan, ...], words: Words) -> list[Row]:
    """Return a line a class, and below them what stays as long as the record."""
    many = {plan.holding: len(plan.targets) for plan in due}
    lines = [_class_row(h, rules.of(h), many.get(h.value, 0), words) for h in Holding]
    stays = Cell(words("retention.with_record"), tone="ink2")
    for kept in ("trail", "providers"):
        why = Cell(words(f"retention.{kept}_why"), tone="ink2")
        lines.append(Row(kept, (words(f"retention.class_{kept}"), stays, why, "", "")))
    return lines


def _class_row(holding: Holding, rule: Rule | None, due: int, words: Words) -> Row:
    name = Cell(words(f"retention.class_{holding.value}"), bold=True)
    if rule is None:
        unset = Cell(words("retention.unset"), tone="clock")
        return Row(holding.value, (name, unset, "—", "—", "—"))
    told = Cell(words("retention.due", n=f"{due:,}"), "clock") if due else None
    return Row(
        holding.value,
        (
            name,
            words(f"retention.unit_{rule.unit.value}", n=rule.count),
            rule.citation,
            words(
                "retention.verified", name=rule.verified_by, day=f"{rule.verified_on:%m/%d/%Y}"
            ),
            told or Cell(words("retention.none_due"), tone="ink2"),
        ),
    )


def hold_row(held: Known, desk: Desk, words: Words) -> Row:
    """Return a line of the holds."""
    at = wall_time(held.at, desk.clock.now()) if held.at else ""
    since = words("retention.by_at", name=desk.people.name_of(held.by), at=at)
    return Row(held.id, (Cell(held.number, bold=True), held.reason, since))


def erased_row(told: Erasure, desk: Desk, words: Words) -> Row:
    """Return a line of what was erased."""
    name = desk.people.name_of
    who = name(told.by)
    if told.second:
        who = words("retention.two_names", one=who, two=name(told.second))
    when = f"{told.at:%m/%d/%Y %H:%M}"
    what = Cell(words(f"retention.class_{told.holding}"), detail=told.authority)
    return Row(told.id, (when, what, f"{told.count:,}", who))
