"""Recomputes the test vectors of an instrument file: a scorer is right when all agree."""

from collections.abc import Callable, Mapping

from safestation.catalog.leaves import entries_or_none, peek_flag, text_or_blank
from safestation.catalog.nodes import Node
from safestation.domain.answers import Value
from safestation.domain.instrument import Instrument
from safestation.domain.scoring import score
from safestation.domain.scoring.result import Result

FEWEST = 2

EXPECTED: Mapping[str, Callable[[Result], object]] = {
    "band": lambda result: result.band,
    "score": lambda result: result.score,
    "min_score": lambda result: result.min_score,
    "at_least_band": lambda result: result.at_least_band,
    "flags": lambda result: dict(result.flags),
    "routes": lambda result: list(result.routes),
    "groups": lambda result: {n: [g.score, g.band] for n, g in result.groups.items()},
    "overall": lambda result: result.overall,
    "valid": lambda result: result.valid,
    "temp_c": lambda result: result.derived.get("temp_c"),
}


def check_vectors(node: Node, instrument: Instrument) -> None:
    """Note every vector that the file does not reproduce, and a file with too few."""
    vectors = list(node.each())
    if len(vectors) < FEWEST:
        node.wrong("Add test vectors: at least two worked examples with the expected result.")
    for vector in vectors:
        _check(vector, instrument)


def _check(node: Node, instrument: Instrument) -> None:
    node.only("id", "answers", "inputs", "context", "expect")
    name = node.get("id").text()
    given = entries_or_none(node, "answers") + entries_or_none(node, "inputs")
    if peek_flag(node.get("expect"), "valid") is not False:
        _check_given(instrument, given)
    context = {k: str(one.value) for k, one in entries_or_none(node, "context")}
    result = score(instrument, _answers(instrument, given), context)
    expectations = list(node.get("expect").entries())
    if not expectations:
        node.wrong(f"Say what `{name}` expects: a vector that expects nothing proves nothing.")
    for key, expected in expectations:
        if key not in EXPECTED:
            expected.wrong(f"Expect one of {', '.join(EXPECTED)}.")
        elif (got := EXPECTED[key](result)) != expected.value:
            expected.wrong(
                f"Correct the file or the vector `{name}`: "
                f"it expects {expected.value!r}, and the file gives {got!r}."
            )


def _check_given(instrument: Instrument, given: list[tuple[str, Node]]) -> None:
    """Note an answer nobody could give: such a vector would pass without proving anything."""
    for name, node in given:
        item = instrument.item(name)
        if item is None or not item.options:
            continue
        values = node.value if isinstance(node.value, list) else [node.value]
        offered = {option.value for option in item.options}
        for value in values:
            blank = value is None or value == ""
            if not blank and not isinstance(value, dict) and str(value) not in offered:
                node.wrong(f"Answer with one of {', '.join(sorted(offered))}, or leave it out.")


def _answers(instrument: Instrument, given: list[tuple[str, Node]]) -> Mapping[str, Value]:
    """Return a vector's answers in the app's form: text, lists of text, write-ins beside."""
    answers: dict[str, Value] = {}
    for name, node in given:
        owner = instrument.item(name.removesuffix("_text"))
        if isinstance(node.value, list):
            answers[name] = tuple(str(one) for one in node.value)
        elif not isinstance(node.value, dict):
            answers[name] = "" if node.value is None else str(node.value)
        elif owner is not None and owner.id != name:
            answers |= {owner.write_in_id(k): str(one.value) for k, one in node.entries()}
        else:
            value = text_or_blank(node, "value")
            answers |= {name: value, f"{name}.{value}": text_or_blank(node, "text")}
    return answers
