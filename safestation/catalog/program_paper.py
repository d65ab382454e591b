"""Reads a program's paper: who is usually told, and which forms go into the packet."""

from collections.abc import Collection

from safestation.catalog.amounts import amount
from safestation.catalog.choosing import one_of, several, unique
from safestation.catalog.known import FORMS, INFORMATION, Known
from safestation.catalog.leaves import flag_or_false, text_or_blank
from safestation.catalog.nodes import Node
from safestation.catalog.program_keys import KEYS
from safestation.catalog.program_parts import read_conditions
from safestation.catalog.texts import maybe_words, words
from safestation.domain.consent import ConsentKind, RecipientType, may_be_for
from safestation.domain.program import PacketForm, RecipientTemplate

TYPES = tuple(kind.value for kind in RecipientType)
KINDS = tuple(kind.value for kind in ConsentKind)
LONGEST_CONSENT = 3660  # days; an end a person can still picture


def read_recipient(
    node: Node, seen: set[str], known: Known, partners: Collection[str]
) -> RecipientTemplate:
    """Return one recipient the program usually needs a consent for."""
    node.only(*KEYS["recipient"])
    information = node.get("information")
    if information.value == []:
        information.wrong("Name at least one kind of information.")
    kind = _maybe(node, "kind", KINDS, "kind of consent") or ConsentKind.SPECIFIC.value
    purpose = one_of(node.get("purpose"), known.purposes, "purpose")
    if kind in KINDS and not may_be_for(ConsentKind(kind), purpose):
        node.get("purpose").wrong("A legal proceeding has a paper of its own (42 CFR 2.31(d)).")
    return RecipientTemplate(
        id=unique(node.get("id"), seen, "recipient"),
        name=words(node.get("name")),
        type=one_of(node.get("type"), TYPES, "type of recipient"),
        purpose=purpose,
        information=several(information, INFORMATION, "kind of information"),
        days=amount(node, "days", 1, LONGEST_CONSENT, otherwise=30),
        event=maybe_words(node, "event"),
        kind=kind,
        from_placement=flag_or_false(node, "from_placement"),
        partner=_maybe(node, "partner", partners, "partner"),
    )


def read_form(node: Node, known: Known, recipients: Collection[str]) -> PacketForm:
    """Return one form of the packet: for whom, and when it belongs in."""
    node.only(*KEYS["packet"])
    preselected = node.maybe("preselected")
    return PacketForm(
        form=one_of(node.get("form"), FORMS, "form"),
        recipient=_maybe(node, "recipient", recipients, "recipient"),
        when=read_conditions(node, known),
        preselected=True if preselected is None else preselected.flag(),
    )


def check_packet(node: Node, forms: Collection[PacketForm]) -> None:
    """Note a form that stands twice in the packet for the same recipient."""
    seen: set[tuple[str, str]] = set()
    for number, form in enumerate(forms):
        if (form.form, form.recipient) in seen:
            place = Node(None, f"{node.place}[{number}]", node.report)
            place.wrong(f"Name “{form.form}” once for each recipient.")
        seen.add((form.form, form.recipient))


def _maybe(node: Node, key: str, known: Collection[str], what: str) -> str:
    return one_of(node.get(key), known, what) if text_or_blank(node, key) else ""
