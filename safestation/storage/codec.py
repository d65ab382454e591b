"""Domain values as JSON and back, by their own type hints. No class says it twice."""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def dump(value: object) -> str:
    """Return a domain value as compact JSON, keys sorted so that equal values are equal."""
    return _COMPACT.encode(_plain(value))


def load(kind: type[T], text: str) -> T:
    """Return the value of a dataclass type from its JSON. Unknown keys are ignored."""
    return cast("T", _value(kind, json.loads(text)))


def _plain(value: object) -> Any:  # noqa: ANN401, PLR0911 - one line for each kind
    if type(value) is str or value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | Decimal):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(_plain(k)): _plain(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, frozenset | set):
        return sorted(_plain(v) for v in value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    raise TypeError(type(value).__name__)


_SIMPLE: dict[Any, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
}


def _value(kind: Any, raw: Any) -> Any:  # noqa: ANN401, PLR0911 - one for each kind
    if kind in _SIMPLE:
        return _SIMPLE[kind](raw)
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _one_of(get_args(kind), raw)
    if origin is tuple:
        return _tuple(get_args(kind), raw)
    if origin is frozenset:
        return frozenset(_value(get_args(kind)[0], item) for item in raw)
    if origin is not None and issubclass(origin, Mapping):
        key, item = get_args(kind)
        return MappingProxyType({_value(key, k): _value(item, v) for k, v in raw.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    return _dataclass(kind, raw) if is_dataclass(kind) else raw


def _one_of(kinds: tuple[Any, ...], raw: Any) -> Any:  # noqa: ANN401 - a type hint, and JSON
    if raw is None:
        return None
    if isinstance(raw, list):
        return _value(next(k for k in kinds if get_origin(k) is tuple), raw)
    return _value(next(k for k in kinds if k is not type(None)), raw)


def _tuple(kinds: tuple[Any, ...], raw: Any) -> tuple[Any, ...]:  # noqa: ANN401 - JSON
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004 - tuple[x, ...]
        return tuple(_value(kinds[0], item) for item in raw)
    return tuple(_value(kind, item) for kind, item in zip(kinds, raw, strict=True))


def _dataclass(kind: Any, raw: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any dataclass
    hints = _hints(kind)
    known = {f.name for f in fields(kind) if f.init}
    return kind(**{k: _value(hints[k], v) for k, v in raw.items() if k in known})


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return get_type_hints(kind)
