"""What is wrong with a content file, so that whoever wrote it can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one content file: where it is, and what to do about it.

    `place` reads like `items[3].options[1].value` or `line 12 column 3`; `remedy` is one
    plain sentence. Content files hold no personal data, so both may be shown and logged.
    """

    file: str
    place: str
    remedy: str
    line: int = 0  # counted from 1; 0 where it is not known

    def __str__(self) -> str:
        where = f"line {self.line}, {self.place}" if self.line else self.place
        return f"{self.file}: {where}: {self.remedy}"
