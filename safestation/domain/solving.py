"""What follows from equations alone: which unknowns have only one value that fits them all."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Final, TypeVar

U = TypeVar("U", bound=Hashable)
_PRIME: Final = (1 << 61) - 1  # counting modulo a prime keeps the numbers small and exact


def solved(equations: Iterable[Mapping[U, int]]) -> frozenset[U]:
    """Return the unknowns that a set of linear equations determines.

    Each equation gives its unknowns with their factors; what it adds up to does not matter.
    By elimination: an unknown is determined when it is left alone in its row.
    """
    rows: dict[U, dict[U, int]] = {}
    for equation in equations:
        row = _reduced({u: n % _PRIME for u, n in equation.items() if n % _PRIME}, rows)
        if not row:
            continue
        lead = next(iter(row))
        inverse = pow(row[lead], -1, _PRIME)
        row = {u: n * inverse % _PRIME for u, n in row.items()}
        rows = {one: _reduced(other, {lead: row}) for one, other in rows.items()}
        rows[lead] = row
    return frozenset(lead for lead, row in rows.items() if len(row) == 1)


def _reduced(row: dict[U, int], rows: Mapping[U, Mapping[U, int]]) -> dict[U, int]:
    """Return a row without the leading unknowns of others."""
    for lead in [u for u in row if u in rows]:
        factor = row[lead]
        for unknown, n in rows[lead].items():
            left = (row.get(unknown, 0) - factor * n) % _PRIME
            if left:
                row[unknown] = left
            else:
                row.pop(unknown, None)
    return row
