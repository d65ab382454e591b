"""The locked screen's own values: light, since it waits for them."""

from typing import NamedTuple


class Door(NamedTuple):
    """Somebody who may sign in, as far as the key file tells before that."""

    staff: str
    name: str
