"""Printing something of the visit in hand, and what is said of it above the page."""

from collections.abc import Callable

from safestation.domain.errors import DisclosureRefused, NotAllowed, StationError
from safestation.services.session import VisitSession
from safestation.ui.visit.context import VisitContext


def print_and_tell(
    context: VisitContext, act: Callable[[VisitSession], object], done: str
) -> bool:
    """Print, say `done` or calmly why not, and tell whether it was sent.

    `done` is the key of the sentence; `act` prints for the session that it is given.
    """
    try:
        act(context.bridge.session)
    except StationError as error:
        context.wishes.told.emit("danger", context.words(reason_key(error)))
        return False
    context.wishes.told.emit("done", context.words(done))
    return True


def reason_key(error: StationError) -> str:
    """Return the key of the sentence that says most about what went wrong."""
    if isinstance(error, DisclosureRefused | NotAllowed):
        return error.reason
    return error.message_key
