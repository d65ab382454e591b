"""Reads who takes part in a program, and the ways in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from safestation.catalog.choosing import maybe_several, one_of, several, unique
from safestation.catalog.known import ENTRY_KINDS, ROLE_KINDS, Known
from safestation.catalog.leaves import flag_or_false, text_or_blank
from safestation.catalog.nodes import Node
from safestation.catalog.program_keys import KEYS
from safestation.catalog.texts import many, words
from safestation.domain.program import EVERY_ENTRY, IN_PERSON, Entry, Role

# Whom an officer, a court or a prosecutor sends is asked first, and may say no.
ASKED_FIRST = ("field", "court", "prosecutor")


@dataclass(frozen=True, slots=True)
class Here:
    """What the parts of one file may name: the shipped content, and the file's own ids."""

    known: Known
    sources: Mapping[str, str]
    roles: Collection[str] = ()
    entries: Collection[str] = (IN_PERSON,)
    partners: Collection[str] = ()

    def source(self, node: Node) -> str:
        """Return the source that a part names; noted when the file has none of that name."""
        return one_of(node.get("source"), self.sources, "source")

    def role(self, node: Node, key: str) -> str:
        """Return a role of the file, or nothing when the key is left out."""
        return one_of(node.get(key), self.roles, "role") if node.maybe(key) else ""

    def entries_of(self, node: Node) -> frozenset[str]:
        """Return the ways in that a part is for; none named means every one."""
        found = node.maybe("entries")
        if found is None:
            return EVERY_ENTRY
        if found.value == []:
            found.wrong("Name at least one entry, or leave the key out.")
        return frozenset(several(found, self.entries, "entry"))


def read_role(node: Node, seen: set[str], sources: Collection[str]) -> Role:
    """Return one role: what somebody is called here, and what they do."""
    node.only(*KEYS["role"])
    return Role(
        id=unique(node.get("id"), seen, "role"),
        name=words(node.get("name")),
        does=words(node.get("does")),
        kind=one_of(node.get("kind"), ROLE_KINDS, "kind of role"),
        source=one_of(node.get("source"), sources, "source"),
    )


def read_entry(node: Node, seen: set[str], known: Known, sources: Collection[str]) -> Entry:
    """Return one way in; what it needs must be among what its sections ask."""
    node.only(*KEYS["entry"])
    kind = one_of(node.get("kind"), ENTRY_KINDS, "kind of entry")
    sections = maybe_several(node, "sections", known.sections, "section")
    asked = {q for section in sections for q in known.asked.get(section, ())}
    agreement = flag_or_false(node, "needs_agreement")
    if kind in ASKED_FIRST and not agreement:
        node.wrong("Add needs_agreement = true: who is sent here is asked first.")
    return Entry(
        id=unique(node.get("id"), seen, "entry"),
        kind=kind,
        title=words(node.get("title")),
        do=many(node, "do"),
        sections=sections,
        needed=maybe_several(node, "needed", asked, "question in its sections"),
        needs_agreement=agreement,
        source=one_of(node.get("source"), sources, "source")
        if text_or_blank(node, "source")
        else "",
    )
