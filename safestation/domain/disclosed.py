"""One line of the list of those to whom a person's record was told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

FILE: Final = "file"  # the purpose of a page that went into a file somebody asked for


@dataclass(frozen=True, slots=True, repr=False)
class Disclosure:
    """One line of the list: when, to whom, what, what for.

    `forms` are the pages that went out; none when it was told by word of mouth. `purpose`
    is a code, `emergency`, or `file`; `detail` completes it in the words of staff.
    """

    at: datetime
    to: str
    address: str
    forms: tuple[str, ...]
    information: tuple[str, ...]
    purpose: str
    detail: str = ""

    @property
    def told_to(self) -> tuple[str, str, str, str]:
        """Return what makes several pages one disclosure (45 CFR 164.528(b)(3))."""
        return self.to, self.address, self.purpose, self.detail
