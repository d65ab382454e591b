"""Looking for a person, in the history as an act and never with the words of it."""

from collections.abc import Callable

from safestation.domain.permissions import Permission
from safestation.services.gate import needs
from safestation.services.ports import Found
from safestation.services.wall import Wall


class Search:
    """One search, answered as somebody types. Its results tell who was here.

    It has one line in the history, and not one for each key; whoever wipes out what they
    typed and looks for somebody else begins another, with a line of its own.
    """

    def __init__(self, wall: Wall, find: Callable[[str], tuple[Found, ...]]) -> None:
        self._gate, self._wall, self._find = wall.gate, wall, find
        self._longest = ""

    @needs(Permission.FIND_PERSON)
    def find(self, text: str) -> tuple[Found, ...]:
        """Return the visits whose names, handle or number fit what was typed so far.

        Raises StoreUnavailable: a search that cannot be written down finds nothing.
        """
        if text and not self._goes_on(text):
            self._wall.note_search()
            self._longest = text
        elif len(text) > len(self._longest):
            self._longest = text
        return self._find(text)

    def _goes_on(self, text: str) -> bool:
        """Tell whether this is more of what was typed, or less of it to mend a letter."""
        known = self._longest
        return bool(known) and (text.startswith(known) or known.startswith(text))
