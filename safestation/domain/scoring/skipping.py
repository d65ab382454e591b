"""Which questions are asked, given the answers so far and what else is known."""

from collections.abc import Collection

from safestation.domain.conditions import Answers, chosen
from safestation.domain.instrument import Instrument
from safestation.domain.items import Item, Option


def visible_items(
    instrument: Instrument, answers: Answers, *, switched_on: Collection[str] = ()
) -> tuple[Item, ...]:
    """Return the items to ask, in the order of the file.

    Items that are off by default appear only when their ids are in `switched_on`. An answer
    that is hidden later stays in the record; it is no longer scored.
    """
    return tuple(
        item
        for item in instrument.items
        if item.is_asked(answers) and (not item.off_by_default or item.id in switched_on)
    )


def visible_options(item: Item, known: Answers) -> tuple[Option, ...]:
    """Return the options to offer; `known` holds answers to other instruments' items."""
    return tuple(
        option
        for option in item.options
        if all(value in chosen(known, other) for other, value in option.show_if.items())
    )
