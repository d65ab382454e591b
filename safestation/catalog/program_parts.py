"""Reads the people and the path of a program: notice, partners and steps."""

from safestation.catalog.amounts import amount, within
from safestation.catalog.choosing import maybe_several, one_of, several, unique
from safestation.catalog.known import PAGES, Known
from safestation.catalog.nodes import Node
from safestation.catalog.opening import read_schedule
from safestation.catalog.program_entries import Here
from safestation.catalog.program_keys import KEYS
from safestation.catalog.question_parts import read_when
from safestation.catalog.texts import many, maybe_words, words
from safestation.catalog.visit_conditions import check_condition
from safestation.domain.program import EVERY_PARTNER, EVERYWHERE, Notice, Partner, Step, When
from safestation.domain.station import SiteType

LONGEST_WAIT = 7 * 24 * 60  # minutes until a partner is here
CALLS = "partner"  # the page on which a partner is called
DUTIES = "duties"  # the page, and the section that it asks where it names none
SITES = tuple(site.value for site in SiteType)


def read_notice(node: Node) -> Notice:
    """Return the notice; promises, limits and what is written down must all be there."""
    node.only(*KEYS["notice"])
    for key in ("promises", "limits", "written_down"):
        if node.get(key).value == []:
            node.get(key).wrong("Write at least one sentence.")
    return Notice(
        version=node.get("version").text(),
        title=words(node.get("title")),
        promises=many(node, "promises"),
        limits=many(node, "limits"),
        written_down=many(node, "written_down"),
    )


def read_partner(node: Node, seen: set[str], here: Here) -> Partner:
    """Return one partner. An empty phone is the station's to set."""
    node.only(*KEYS["partner"])
    arrival = node.maybe("minutes_to_arrive")
    return Partner(
        id=unique(node.get("id"), seen, "partner"),
        name=words(node.get("name")),
        role=words(node.get("role")),
        phone=node.get("phone").words(),
        schedule=read_schedule(node.get("hours")),
        escalate_after_minutes=amount(
            node, "escalate_after_minutes", 1, LONGEST_WAIT, otherwise=30
        ),
        minutes_to_arrive=None if arrival is None else within(arrival, 1, LONGEST_WAIT),
        script=words(node.get("script")),
        source=here.source(node),
        sites=read_sites(node),
        role_id=here.role(node, "role_id"),
        entries=here.entries_of(node),
    )


def read_step(node: Node, seen: set[str], here: Here) -> Step:
    """Return one step; everything it names must exist."""
    node.only(*KEYS["step"])
    known = here.known
    return Step(
        id=unique(node.get("id"), seen, "step"),
        page=one_of(node.get("page"), PAGES, "page"),
        title=words(node.get("title")),
        do=many(node, "do"),
        say=maybe_words(node, "say"),
        why=maybe_words(node, "why"),
        sections=maybe_several(node, "sections", known.sections, "section"),
        instruments=maybe_several(node, "instruments", known.instruments, "instrument"),
        needed=maybe_several(node, "needed", known.answers, "question"),
        sites=read_sites(node),
        when=read_conditions(node, known),
        entries=here.entries_of(node),
        partners=_partners(node, here),
        asks=_asks(node, known),
    )


def _partners(node: Node, here: Here) -> frozenset[str]:
    found = node.maybe("partners")
    if found is None:
        return EVERY_PARTNER
    if node.get("page").value != CALLS:
        found.wrong(f"Leave it out: only a step with the page “{CALLS}” calls partners.")
    if found.value == []:
        found.wrong("Name at least one partner, or leave the key out.")
    return frozenset(several(found, here.partners, "partner"))


def _asks(node: Node, known: Known) -> tuple[str, ...]:
    """Return which questions of its sections a step asks; nothing where it asks each."""
    found = node.maybe("asks")
    if found is None:
        return ()
    if node.get("page").value != DUTIES:
        found.wrong(f"Leave it out: only a step with the page “{DUTIES}” asks a part.")
    if found.value == []:
        found.wrong("Name at least one question, or leave the key out.")
    sections = maybe_several(node, "sections", known.sections, "section") or (DUTIES,)
    asked = {q for section in sections for q in known.asked.get(section, ())}
    asks = several(found, asked, "question in its sections")
    if missing := [q for q in maybe_several(node, "needed", asked, "") if q not in asks]:
        found.wrong(f"Add “{missing[0]}”: the step needs it.")
    return asks


def read_sites(node: Node, key: str = "sites") -> frozenset[SiteType]:
    """Return the kinds of station named under `key`, every one when it is left out."""
    found = node.maybe(key)
    if found is None:
        return EVERYWHERE
    if found.value == []:
        found.wrong("Name at least one of fire, police and office.")
    names = several(found, SITES, "kind of station")
    return frozenset(SiteType(name) for name in names if name in SITES)


def read_conditions(node: Node, known: Known) -> tuple[When, ...]:
    """Return the conditions under `when`, each checked against what can be answered."""
    conditions = []
    for number, read in enumerate(read_when(node)):
        place = Node(None, f"{node.place}.when[{number}]", node.report)
        if read.question:
            check_condition(place, read.question, read.any_of, known.answers)
        conditions.append(When(read.question, frozenset(read.any_of)))
    return tuple(conditions)
