"""Checks a value against a JSON Schema: the part of draft 2020-12 that our schema uses.

A keyword that is not known here is an error, so that none is passed over in silence.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
}  # fmt: skip
SAYS_NOTHING = {"$schema", "$id", "$defs", "title", "description", "then", "else"}


def mistakes(value: Any, schema: Schema, root: Schema, place: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever TOML holds
    """Yield where a value does not fit, as `place: keyword`."""
    for keyword in schema:
        if keyword in SAYS_NOTHING:
            continue
        if keyword == "type":
            kind = TYPES[schema["type"]]
            wrong = not isinstance(value, kind) or (kind is int and isinstance(value, bool))
            yield from [f"{place}: type"] if wrong else []
            continue
        for fault in KEYWORDS[keyword](value, schema, root, place):
            yield fault if ":" in fault else f"{place}: {fault}"


def _ref(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    yield from mistakes(value, root["$defs"][schema["$ref"].split("/")[-1]], root, place)


def _properties(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    for key, inner in schema["properties"].items():
        if isinstance(value, dict) and key in value:
            yield from mistakes(value[key], inner, root, f"{place}.{key}".lstrip("."))


def _additional(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    for key in (
        set(value) - set(schema.get("properties", ())) if isinstance(value, dict) else ()
    ):
        if schema["additionalProperties"] is False:
            yield f"{place}.{key}: additionalProperties"
        else:
            inner = schema["additionalProperties"]
            yield from mistakes(value[key], inner, root, f"{place}.{key}")


def _items(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    for number, each in enumerate(value if isinstance(value, list) else ()):
        yield from mistakes(each, schema["items"], root, f"{place}[{number}]")


def _required(value: Any, schema: Schema, _root: Schema, _place: str) -> Iterator[str]:  # noqa: ANN401
    missing = set(schema["required"]) - set(value) if isinstance(value, dict) else ()
    yield from (f"required {key}" for key in missing)


def _dependent(value: Any, schema: Schema, _root: Schema, _place: str) -> Iterator[str]:  # noqa: ANN401
    for key, needed in schema["dependentRequired"].items():
        if isinstance(value, dict) and key in value:
            yield from (f"required {one}" for one in set(needed) - set(value))


def _one_of(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    fit = [one for one in schema["oneOf"] if not list(mistakes(value, one, root, place))]
    yield from [] if len(fit) == 1 else ["oneOf"]


def _all_of(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    for one in schema["allOf"]:
        yield from mistakes(value, one, root, place)


def _not(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    yield from [] if list(mistakes(value, schema["not"], root, place)) else ["not"]


def _contains(value: Any, schema: Schema, root: Schema, _place: str) -> Iterator[str]:  # noqa: ANN401
    inner, each = schema["contains"], value if isinstance(value, list) else ()
    fits = any(not list(mistakes(one, inner, root)) for one in each)
    yield from [] if fits or not isinstance(value, list) else ["contains"]


def _if(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[str]:  # noqa: ANN401
    holds = not list(mistakes(value, schema["if"], root, place))
    yield from mistakes(value, schema.get("then" if holds else "else", {}), root, place)


def _when(keyword: str, holds: Callable[[Any, Any], bool]) -> Any:  # noqa: ANN401
    def check(value: Any, schema: Schema, _root: Schema, _place: str) -> Iterator[str]:  # noqa: ANN401
        yield from [] if holds(value, schema[keyword]) else [keyword]

    return check


def _distinct(value: Any, wanted: Any) -> bool:  # noqa: ANN401
    return not wanted or not isinstance(value, list) or len(set(value)) == len(value)


KEYWORDS: Mapping[str, Any] = {
    "$ref": _ref,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "required": _required,
    "dependentRequired": _dependent,
    "oneOf": _one_of,
    "not": _not,
    "contains": _contains,
    "allOf": _all_of,
    "if": _if,
    "enum": _when("enum", lambda v, known: v in known),
    "const": _when("const", lambda v, one: v == one),
    "minimum": _when("minimum", lambda v, low: not isinstance(v, int) or v >= low),
    "maximum": _when("maximum", lambda v, high: not isinstance(v, int) or v <= high),
    "minLength": _when("minLength", lambda v, low: not isinstance(v, str) or len(v) >= low),
    "minItems": _when("minItems", lambda v, low: not isinstance(v, list) or len(v) >= low),
    "pattern": _when("pattern", lambda v, p: not isinstance(v, str) or bool(re.search(p, v))),
    "uniqueItems": _when("uniqueItems", _distinct),
}
