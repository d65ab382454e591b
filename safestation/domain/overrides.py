"""The station's own values: what of a program may be changed here, by whom, and how.

A change is a fact of the station beside the shipped file, which never changes. One more kind
of value is one line in `KINDS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from safestation.domain.contact import clean_phone
from safestation.domain.eligibility import PROCEED
from safestation.domain.errors import OverrideRefused
from safestation.domain.hours_text import read_hours, write_hours
from safestation.domain.languages import ENGLISH
from safestation.domain.lengths import MOST_DIGITS, read_length
from safestation.domain.program import (
    MINUTES,
    STATION_DEFAULT,
    ClockRule,
    FollowUp,
    Partner,
    Program,
)
from safestation.domain.text import Text

MOST_DAYS: Final = 3650  # a drug court lasts two years, and nothing here lasts ten
MOST_HOURS: Final = 24 * MOST_DAYS
MOST_MINUTES: Final = 60 * MOST_HOURS
YES, NO = "yes", "no"


class Shape(StrEnum):
    """What a value is made of, and so how it is asked for."""

    PHONE = "phone"
    HOURS = "hours"
    MINUTES = "minutes"
    DELAY = "delay"  # hours
    DAYS = "days"
    TEXT = "text"
    FLAG = "flag"


# The unit in which a length is kept, and what is told when it cannot be read.
LENGTHS: Final[Mapping[Shape, tuple[str, str]]] = {
    Shape.MINUTES: ("minutes", "override.bad_length"),
    Shape.DELAY: ("hours", "override.bad_delay"),
    Shape.DAYS: ("days", "override.bad_days"),
}


@dataclass(frozen=True, slots=True)
class Override:
    """One value as the station wants it; an empty `value` goes back to the shipped one.

    `value_es` is the Spanish of a text. `by` typed it, on the word of `approved_by`.
    """

    program: str
    path: str
    value: str
    approved_by: str
    approved_on: date
    reason: str = ""
    value_es: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of path: `parts` with * for an id and # for a number counted from 0."""

    pattern: str
    shape: Shape
    listed: str
    field: str
    is_live: bool = False

    @property
    def id(self) -> str:
        """Return the name its words go by: partner_phone, rule_alternative."""
        first, *_, last = self.pattern.split(".")
        return f"{first}_{last}"


# What is true for everybody at once is live: a phone that rings elsewhere helps no open visit.
KINDS: Final = (
    Kind("partner.*.phone", Shape.PHONE, "partners", "phone", is_live=True),
    Kind("partner.*.hours", Shape.HOURS, "partners", "schedule"),
    Kind("partner.*.minutes_to_arrive", Shape.MINUTES, "partners", "minutes_to_arrive"),
    Kind("partner.*.escalate_after_minutes", Shape.MINUTES, "partners",
         "escalate_after_minutes"),
    Kind("clock.*.minutes", Shape.MINUTES, "clocks", "minutes"),
    Kind("rule.*.on", Shape.FLAG, "rules", "on"),
    Kind("rule.*.outcome.#.alternative", Shape.TEXT, "rules", "alternative"),
    Kind("rule.*.outcome.#.decider", Shape.TEXT, "rules", "decider"),
    Kind("follow_up.*.after_hours", Shape.DELAY, "follow_ups", "after_hours"),
    Kind("follow_up.*.every_days", Shape.DAYS, "follow_ups", "every_days"),
    Kind("follow_up.*.until_days", Shape.DAYS, "follow_ups", "until_days"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a program that a station may change, as the program has it."""

    path: str
    kind: Kind
    of: Text  # the partner, the clock, the rule it belongs to
    text: Text  # empty where the program leaves it to the station
    case: tuple[Text, ...] = ()  # the answers of a rule that lead to it
    is_default: bool = False  # nobody published it: the station checks it


def values(program: Program) -> tuple[Value, ...]:
    """Return every value that may be changed, in the order of the program."""
    return tuple(_values(program))


def value_at(program: Program, path: str) -> Value:
    """Return one value. Raises OverrideRefused where a program has none at that path."""
    found = next((one for one in _values(program) if one.path == path), None)
    if found is None:
        raise OverrideRefused("override.no_such_value")
    return found


def left_open(program: Program) -> tuple[Value, ...]:
    """Return what the program leaves to the station: what it says so of, and lacking phones."""
    asked = frozenset(program.set_by_station)
    return tuple(
        one
        for one in _values(program)
        if one.path in asked or (one.kind.shape is Shape.PHONE and not one.text)
    )


def in_force(overrides: Iterable[Override], program: str) -> Mapping[str, Override]:
    """Return the newest change of each path of a program; `overrides` the oldest first."""
    newest = {one.path: one for one in overrides if one.program == program}
    return {path: one for path, one in newest.items() if one.value}


def apply(program: Program, overrides: Iterable[Override]) -> Program:
    """Return the program with the station's values; those it has no place for are left.

    Raises OverrideRefused for a value that does not fit.
    """
    known = {one.path: one for one in _values(program)}
    for override in overrides:
        if override.path in known and override.value:
            program = _put(program, override, known[override.path].kind)
    return replace(program, follow_ups=tuple(map(_comes_once, program.follow_ups)))


def live(overrides: Iterable[Override]) -> tuple[Override, ...]:
    """Return those that count for every visit at once, whenever it was opened."""
    return tuple(o for o in overrides if (kind := kind_of(o.path)) and kind.is_live)


def checked(program: Program, override: Override, today: date) -> Override:
    """Return what somebody typed as it is kept. Raises OverrideRefused with what is wrong.

    A length of time is typed with its unit, and kept as the number of its shape.
    """
    value = value_at(program, override.path)
    if not override.approved_by.strip():
        raise OverrideRefused("override.approver_needed")
    if override.approved_on > today:
        raise OverrideRefused("override.approved_later")
    tidy = replace(
        override,
        value=override.value.strip(),
        value_es=override.value_es.strip(),
        approved_by=override.approved_by.strip(),
        reason=override.reason.strip(),
    )
    if tidy.value:
        tidy = replace(tidy, value=_understood(value.kind.shape, tidy.value))
        check_kept(program, tidy)
        if value.kind.shape is Shape.PHONE:
            tidy = replace(tidy, value=clean_phone(tidy.value) or "")
    return tidy


def check_kept(program: Program, override: Override) -> None:
    """Raise OverrideRefused where a program has no place for a change as it is kept."""
    value_at(program, override.path)
    apply(program, [override])


def check_beside(shipped: Program, present: Program, override: Override) -> None:
    """Raise OverrideRefused where a change does not fit the station's other values.

    Going back counts as the change to the shipped value that it is.
    """
    kind, wanted = kind_of(override.path), override
    if not override.value:
        back = value_at(shipped, override.path).text
        wanted = replace(override, value=back.in_language(ENGLISH))
    if kind is None or not wanted.value:
        return
    put = _put(present, wanted, kind)
    if any(one.until_days < one.every_days for one in put.follow_ups):
        raise OverrideRefused("override.ends_too_soon")
    if _weighs_the_young(present) and not _weighs_the_young(put):
        raise OverrideRefused("override.minors_stay")


def _weighs_the_young(program: Program) -> bool:
    """Tell whether a rule asks the state's table about people under 18."""
    return any(rule.minors and rule.on for rule in program.rules)


def _comes_once(follow_up: FollowUp) -> FollowUp:
    """Return a follow-up that comes at least once, whatever a newer file and a change make."""
    return replace(follow_up, until_days=max(follow_up.until_days, follow_up.every_days))


def _understood(shape: Shape, text: str) -> str:
    """Return a typed value as it is kept: lengths of time as bare numbers of one unit."""
    if shape not in LENGTHS:
        return text
    unit, reason = LENGTHS[shape]
    minutes = read_length(text)
    if minutes is None or minutes % MINUTES[unit]:
        raise OverrideRefused(reason)
    return str(minutes // MINUTES[unit])


def kind_of(path: str) -> Kind | None:
    """Return what kind of value a path names, or nothing."""
    return next((kind for kind in KINDS if _fits(kind.pattern, path)), None)


def _fits(pattern: str, path: str) -> bool:
    wanted, given = pattern.split("."), path.split(".")
    return len(wanted) == len(given) and all(
        w == g or (w == "*" and g) or (w == "#" and g.isdecimal())
        for w, g in zip(wanted, given, strict=True)
    )


def _values(program: Program) -> Iterator[Value]:
    for kind in KINDS:
        for item in getattr(program, kind.listed):
            if isinstance(item, FollowUp) and item.reminds_of:
                continue  # keeps its distance from its duty
            if kind.shape is Shape.DAYS and not item.every_days:
                continue  # comes once
            of = item.name if isinstance(item, Partner) else item.title
            ours = item.source == STATION_DEFAULT
            if "#" not in kind.pattern:
                path = kind.pattern.replace("*", item.id)
                said = _said(kind, getattr(item, kind.field))
                yield Value(path, kind, of, said, is_default=ours)
                continue
            for number, outcome in enumerate(item.outcomes):
                if outcome.outcome != PROCEED:
                    path = kind.pattern.replace("*", item.id).replace("#", str(number))
                    said = getattr(outcome, kind.field)
                    yield Value(path, kind, of, said, outcome.answers, ours)


def _said(kind: Kind, value: Any) -> Text:  # noqa: ANN401 - whatever a program's field holds
    if isinstance(value, Text):
        return value
    if kind.shape is Shape.HOURS:
        return Text.of(write_hours(value))
    if kind.shape is Shape.FLAG:
        return Text.of(YES if value else NO)
    return Text.of("" if value is None else str(value))


def _put(program: Program, override: Override, kind: Kind) -> Program:
    _, item_id, *rest = override.path.split(".")
    read = READ[kind.shape](override)
    items = getattr(program, kind.listed)

    def changed(item: Any) -> Any:  # noqa: ANN401 - a partner, clock, rule or follow-up
        if len(rest) == 1:
            return _fitted(replace(item, **{kind.field: read}))
        place = int(rest[1])
        outcomes = [
            replace(o, **{kind.field: read}) if n == place else o
            for n, o in enumerate(item.outcomes)
        ]
        return replace(item, outcomes=tuple(outcomes))

    told = tuple(changed(one) if one.id == item_id else one for one in items)
    if kind.shape is Shape.DELAY:
        told = _at_their_distance(items, told)
    listed: Mapping[str, Any] = {kind.listed: told}
    return replace(program, **listed)


def _at_their_distance(
    shipped: tuple[FollowUp, ...], told: tuple[FollowUp, ...]
) -> tuple[FollowUp, ...]:
    """Return the follow-ups with each reminder as long before its duty as it was."""
    moved = {
        new.id: new.after_hours - old.after_hours
        for old, new in zip(shipped, told, strict=True)
    }
    return tuple(
        _fitted(replace(one, after_hours=max(1, one.after_hours + moved[one.reminds_of])))
        if one.reminds_of in moved
        else one
        for one in told
    )


def _fitted(item: Any) -> Any:  # noqa: ANN401 - likewise
    """Return a clock or follow-up in a unit that says its new time. Refuse a shut window."""
    if isinstance(item, ClockRule):
        if item.opens_minutes >= item.minutes:
            raise OverrideRefused("override.before_window")
        whole = item.minutes % MINUTES[item.unit] == 0
        return item if whole else replace(item, unit="minutes")
    if isinstance(item, FollowUp) and item.after_hours % 24:
        return replace(item, unit="hours")
    return item


def _phone(override: Override) -> str:
    number = clean_phone(override.value)
    if number is None:
        raise OverrideRefused("station.phone_wrong")
    return number


def _hours(override: Override) -> object:
    read = read_hours(override.value)
    if read is None or not read.is_known:
        raise OverrideRefused("override.bad_hours")
    return read


def _number(shape: Shape, most: int) -> Callable[[Override], int]:
    def read(override: Override) -> int:
        text = override.value.strip()
        is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
        if not (is_number and 1 <= int(text) <= most):
            raise OverrideRefused(LENGTHS[shape][1])
        return int(text)

    return read


def _flag(override: Override) -> bool:
    if override.value not in {YES, NO}:
        raise OverrideRefused("override.bad_flag")
    return override.value == YES


def _text(override: Override) -> Text:
    if not override.value.strip():
        raise OverrideRefused("override.empty_text")
    return _in_words(override.value.strip(), override.value_es.strip())


READ: Final[Mapping[Shape, Callable[[Override], Any]]] = {
    Shape.PHONE: _phone,
    Shape.HOURS: _hours,
    Shape.MINUTES: _number(Shape.MINUTES, MOST_MINUTES),
    Shape.DELAY: _number(Shape.DELAY, MOST_HOURS),
    Shape.DAYS: _number(Shape.DAYS, MOST_DAYS),
    Shape.TEXT: _text,
    Shape.FLAG: _flag,
}


def text_of(override: Override) -> Text:
    """Return the station's value as it is shown."""
    return _in_words(override.value, override.value_es)


def _in_words(english: str, spanish: str) -> Text:
    return Text.of(english, es=spanish) if spanish else Text.of(english)
