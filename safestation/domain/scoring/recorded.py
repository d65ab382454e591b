"""From the answers in the record to the answers that an instrument takes."""

from collections.abc import Mapping

from safestation.domain.answers import Answer, Status, Value
from safestation.domain.conditions import Answers
from safestation.domain.instrument import Instrument
from safestation.domain.items import Item, Kind

STATUS_OPTIONS: Mapping[Status, tuple[str, ...]] = {
    Status.RATHER_NOT_SAY: ("refused", "declined"),
    Status.DOES_NOT_KNOW: ("unsure", "unknown", "dont_know"),
}


def answers_for(instrument: Instrument, recorded: Mapping[str, Answer]) -> Answers:
    """Return an instrument's answers from those recorded as `<instrument>.<item>`.

    A refusal or a "does not know" becomes the item's own option for it where there is one,
    because it counts there: on the ASQ a refusal is positive, on the danger checks "not
    sure" is a yes. Elsewhere it is left out, and left out is never zero.
    """
    prefix = f"{instrument.id}."
    mine = {k.removeprefix(prefix): a for k, a in recorded.items() if k.startswith(prefix)}
    values = {name: _value(instrument.item(name), answer) for name, answer in mine.items()}
    return {name: value for name, value in values.items() if value}


def _value(item: Item | None, answer: Answer) -> Value:
    if answer.is_answered or item is None:
        return answer.value if answer.is_answered else ""
    offered = STATUS_OPTIONS.get(answer.status, ())
    option = next((value for value in offered if item.option(value)), "")
    return (option,) if option and item.kind is Kind.MULTI_CHOICE else option
