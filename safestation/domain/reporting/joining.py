"""Which visits are one person's: those that were joined, directly or by way of another."""

from collections.abc import Iterable, Mapping


class People:
    """Knows, for every visit that was joined with another, the person they share."""

    def __init__(self, links: Mapping[str, Iterable[str]]) -> None:
        self._above: dict[str, str] = {}
        for visit, others in links.items():
            for other in others:
                one, two = self._top(visit), self._top(other)
                self._above[max(one, two)] = self._above[min(one, two)] = min(one, two)

    def person_of(self, visit: str) -> str:
        """Return the id that every visit of one person shares."""
        return self._top(visit)

    def is_joined(self, visit: str) -> bool:
        """Tell whether the visit was joined with another."""
        return visit in self._above

    def _top(self, visit: str) -> str:
        while (above := self._above.get(visit, visit)) != visit:
            visit = above
        return visit
