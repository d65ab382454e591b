"""The chain finds the first line that was altered, left out or moved."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from safestation.domain.chain import ALTERED, MISSING, START, Break, Line, first_break, link

NAMES = ("station", "at", "by", "act", "visit", "detail", "outcome", "clock")


def chain(length: int = 6) -> list[Line]:
    lines, before = [], START
    for seq in range(1, length + 1):
        line = Line(seq, "s", "2026-11-23T08:41", -300, "me", "changed", "v", "1", "done", "")
        before = link(line, before)
        lines.append(replace(line, hash=before))
    return lines


def test_an_untouched_chain_holds() -> None:
    assert first_break(chain()) is None


def test_any_program_can_follow_the_chain() -> None:
    said = 'a "quote", a back\\slash,\na line, \x00, é, 龍 and half a \ud83d'
    line = Line(7, said, "2026-11-23T08:41", -300, said, "changed", "v", "", "done", "doubt")

    told = [1, 7, said, line.at, -300, said, "changed", "v", "", "done", "doubt", "before"]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    assert link(line, "before") == sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def test_a_chain_can_be_followed_from_a_line_that_is_known() -> None:
    lines = chain()

    assert first_break(lines[3:], lines[2].hash, 3) is None
    assert first_break(lines[3:], lines[1].hash, 3) == Break(4, ALTERED)


@pytest.mark.parametrize("name", NAMES)
def test_any_changed_column_is_found_at_its_line(name: str) -> None:
    lines = chain()
    altered: dict[str, str] = {name: "other"}
    lines[3] = replace(lines[3], **altered)  # type: ignore[arg-type]  # each of these is text

    assert first_break(lines) == Break(4, ALTERED)


def test_a_line_left_out_is_found_where_it_was() -> None:
    lines = chain()
    del lines[2]

    assert first_break(lines) == Break(3, MISSING)


def test_two_lines_that_changed_places_are_found() -> None:
    lines = chain()
    lines[2], lines[3] = lines[3], lines[2]

    assert first_break(lines) == Break(3, MISSING)


def test_a_line_renumbered_to_hide_another_is_found() -> None:
    lines = chain()
    moved = [*lines[:2], replace(lines[3], seq=3)]

    assert first_break(moved) == Break(3, ALTERED)


def test_text_cannot_slip_from_one_column_into_the_next() -> None:
    one = Line(1, "s", "t", 0, "me", "ab", "c", "", "done", "")

    assert link(one, START) != link(replace(one, act="a", visit="bc"), START)
