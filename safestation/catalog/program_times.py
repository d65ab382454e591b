"""Reads what a program promises in time: clocks, and what is owed after the visit."""

import re

from safestation.catalog.amounts import amount, within
from safestation.catalog.choosing import one_of, unique
from safestation.catalog.known import ASKED
from safestation.catalog.leaves import flag_or_false, nodes_or_none, text_or_blank
from safestation.catalog.nodes import Node
from safestation.catalog.program_entries import Here
from safestation.catalog.program_keys import KEYS
from safestation.catalog.texts import maybe_words, words
from safestation.domain.milestones import MILESTONES
from safestation.domain.program import MINUTES, ClockRule, FollowUp

CLOSED = "closed"
LONGEST = 3650  # days; a drug court lasts two years, and nothing here lasts ten
DUTY = "duty"
# What may come without the person's yes: a duty to an office, and a try at the door.
WITHOUT_A_YES = (DUTY, "visit")


def read_clock(node: Node, seen: set[str], here: Here) -> ClockRule:
    """Return one promise or target between two milestones."""
    node.only(*KEYS["clock"])
    long, unit = _length(node, "")
    clock = ClockRule(
        id=unique(node.get("id"), seen, "clock"),
        title=words(node.get("title")),
        start=one_of(node.get("start"), MILESTONES, "milestone"),
        stop=one_of(node.get("stop"), MILESTONES, "milestone"),
        minutes=long,
        source=here.source(node),
        escalate=maybe_words(node, "escalate"),
        unit=unit,
        opens_minutes=_opens(node),
        who=here.role(node, "who"),
        ended=maybe_words(node, "ended"),
        entries=here.entries_of(node),
    )
    if clock.start == clock.stop and clock.start:
        node.get("stop").wrong("Name another milestone: the clock would never run.")
    elif clock.start == CLOSED:
        node.get("start").wrong("Make it a follow_up: no clock runs after the end of a visit.")
    if clock.opens_minutes and clock.opens_minutes >= clock.minutes:
        node.wrong("Let the window open before the clock runs out.")
    return clock


def read_follow_up(node: Node, seen: set[str], here: Here) -> FollowUp:
    """Return one contact or duty that is owed."""
    node.only(*KEYS["follow_up"])
    after, unit = _length(node, "after_", ("hours", "days"))
    every, until = (
        amount(node, "every_days", 1, LONGEST),
        amount(node, "until_days", 1, LONGEST),
    )
    ask = one_of(node.get("ask"), ASKED, "question") if node.maybe("ask") else ASKED[0]
    follow_up = FollowUp(
        id=unique(node.get("id"), seen, "follow-up"),
        title=words(node.get("title")),
        after_hours=after // MINUTES["hours"],
        source=here.source(node),
        unit=unit,
        start=_start(node),
        every_days=every,
        until_days=until,
        who=here.role(node, "who"),
        ask=ask,
        needs_agreement=node.maybe("needs_agreement") is None
        or flag_or_false(node, "needs_agreement"),
        met=maybe_words(node, "met"),
        run_out=maybe_words(node, "run_out"),
        entries=here.entries_of(node),
        reminds_of=text_or_blank(node, "reminds_of"),
    )
    _check(node, follow_up)
    return follow_up


def check_times(node: Node) -> None:
    """Note a time that nobody has, and a figure in a title that the station may change.

    Only of a file that is loaded: a visit reopens in an edition that was kept without.
    """
    for key in ("clock", "follow_up"):
        for one in nodes_or_none(node, key):
            one.get("who")
            if any(re.search(r"\d", text.text()) for _, text in one.get("title").entries()):
                one.get("title").wrong("Leave the figure out: the station may change the time.")


def _check(node: Node, follow_up: FollowUp) -> None:
    """Note what would come for ever, come unasked, or threaten."""
    if bool(follow_up.every_days) != bool(follow_up.until_days):
        node.wrong("Write every_days and until_days together, so that it ends.")
    elif follow_up.until_days < follow_up.every_days:
        node.get("until_days").wrong("Make it at least as long as every_days.")
    if not follow_up.needs_agreement and follow_up.ask not in WITHOUT_A_YES:
        node.get("needs_agreement").wrong("Leave this out: nobody is called without a yes.")
    if follow_up.ask == DUTY:
        for key in ("met", "run_out"):
            node.get(key)


def _length(
    node: Node, prefix: str, units: tuple[str, ...] = tuple(MINUTES)
) -> tuple[int, str]:
    """Return a length in minutes, with the one unit it is written in."""
    written = [unit for unit in units if node.maybe(prefix + unit) is not None]
    if len(written) != 1:
        names = " or ".join(f"`{prefix}{unit}`" for unit in units)
        node.wrong(f"Write one of {names}.")
        return 0, units[0]
    most = LONGEST * MINUTES["days"] // MINUTES[written[0]]
    return within(node.get(prefix + written[0]), 1, most) * MINUTES[written[0]], written[0]


def _opens(node: Node) -> int:
    """Return the minutes after which a window opens; 0 when there is none."""
    if node.maybe("opens_minutes") is not None and node.maybe("opens_hours") is not None:
        node.wrong("Write one of `opens_minutes` or `opens_hours`.")
    most = LONGEST * MINUTES["days"]
    hours = amount(node, "opens_hours", 1, most // MINUTES["hours"])
    return amount(node, "opens_minutes", 1, most, otherwise=hours * MINUTES["hours"])


def _start(node: Node) -> str:
    return (
        one_of(node.get("from"), MILESTONES, "milestone")
        if text_or_blank(node, "from")
        else CLOSED
    )
