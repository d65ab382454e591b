"""One line of a consent: as it is written, shown, printed, hashed, and kept once signed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, repr=False)
class ConsentLine:
    """One line. `kind`: title, element (with a label), statement, english, note.

    `element` is the id in the checklist of 2.31(a), or the place in 164.508, such as
    "(c)(4)"; empty where the line is no element.
    """

    kind: str
    text: str
    label: str = ""
    element: str = ""

    def __repr__(self) -> str:
        return f"ConsentLine({self.kind}, {self.element})"


def consent_sha256(lines: Iterable[ConsentLine], template_version: str) -> str:
    """Return the hash of every word on the paper, with the version of the wording."""
    told = [[line.kind, line.element, line.label, line.text] for line in lines]
    whole = json.dumps([template_version, told], ensure_ascii=False, separators=(",", ":"))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
