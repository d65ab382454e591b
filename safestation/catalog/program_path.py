"""Checks that a program's parts fit together: each way in leads to an end, and is safe."""

from safestation.catalog.choosing import one_of
from safestation.catalog.nodes import Node
from safestation.domain.duties import DUTY
from safestation.domain.overrides import values
from safestation.domain.program import Entry, Program, Step, holds_for
from safestation.domain.station import SiteType

END = "close"
RULES, ITEMS = "eligibility", "items"
# Whoever stands before us is looked at first; whoever walks in is welcomed.
PAGES_OF = {
    "walk_in": ("welcome", "medical"),
    "field": ("medical",),
    "outreach": ("medical",),
}


def check_path(node: Node, program: Program) -> None:
    """Note a way in that would have no welcome, no safety check or no end."""
    for site in sorted(program.hosts):
        for entry in program.entries:
            _check_way(node, program, site, entry)


def check_set_by_station(node: Node, program: Program) -> None:
    """Note a path that set-up could not ask for."""
    found = node.maybe("set_by_station")
    known = {value.path for value in values(program)} if found else set()
    for each in found.each() if found else ():
        one_of(each, known, "part that a station can set")


def check_reminders(node: Node, program: Program) -> None:
    """Note a reminder of what is no duty, or that would come after it."""
    duties = {
        one.id: one
        for one in program.follow_ups
        if one.ask == DUTY and not one.every_days and not one.reminds_of
    }
    for each, one in zip(node.get("follow_up").each(), program.follow_ups, strict=True):
        if not one.reminds_of:
            continue
        found = one_of(each.get("reminds_of"), duties, "duty that comes once")
        if one.ask != DUTY or one.every_days:
            each.wrong("Make the reminder a duty that comes once, as what it reminds of.")
        duty = duties.get(found)
        if duty and (duty.start != one.start or duty.after_hours <= one.after_hours):
            each.wrong("Let the reminder count from the same milestone, and come before.")


def _check_way(node: Node, program: Program, site: SiteType, entry: Entry) -> None:
    way = [s for s in program.steps if site in s.sites and holds_for(s.entries, entry.id)]
    always = {step.page for step in way if not step.when}
    for page in (*PAGES_OF.get(entry.kind, ()), END):
        if page not in always:
            node.get("step").wrong(
                f"Add a step with the page “{page}” for {site}, entry “{entry.id}”."
            )
    for step in way:
        if step.partners and not _has_somebody(program, step, site, entry):
            node.get("step").wrong(
                f"Name in “{step.id}” a partner for {site}, entry “{entry.id}”."
            )
    if program.needs_every_rule(site) and not _weighs_first(way):
        node.get("step").wrong(
            f"Put the page “{RULES}” before “{ITEMS}” for {site}, entry “{entry.id}”."
        )
    if END in always and not _ends(way):
        node.get("step").wrong(f"Put the page “{END}” last for {site}, entry “{entry.id}”.")


def _has_somebody(program: Program, step: Step, site: SiteType, entry: Entry) -> bool:
    return any(
        one.id in step.partners and site in one.sites and holds_for(one.entries, entry.id)
        for one in program.partners
    )


def _weighs_first(way: list[Step]) -> bool:
    """Tell whether the rules are asked, of everybody, before anything is handed in."""
    pages = [step.page for step in way if step.page != RULES or not step.when]
    return ITEMS not in pages or RULES in pages[: pages.index(ITEMS)]


def _ends(way: list[Step]) -> bool:
    return way[-1].page == END
