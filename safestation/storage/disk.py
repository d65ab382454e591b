"""What the disk refuses, turned once into what a station can act on. Loads no driver.

The locked screen reads small files before anybody needs the record.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from safestation.domain.errors import DiskFull, StoreUnavailable

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def on_disk() -> Iterator[None]:
    """Turn an OSError of the world's making into DiskFull or StoreUnavailable."""
    try:
        yield
    except OSError as error:
        raise refusal(error) from error


def refusal(error: OSError) -> type[StoreUnavailable]:
    """Return what an OSError means to a station."""
    return DiskFull if error.errno in _NO_ROOM else StoreUnavailable
