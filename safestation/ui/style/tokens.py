"""The colors by meaning, for the day and for a dark station at 3 a.m.

Light values come from the U.S. Web Design System palette. Every pair in PAIRS is
held to WCAG 2.2 AA by a test: 4.5 for text, 3 for rings and the edges of fields.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

TEXT = 4.5
EDGE = 3.0


# One color for each meaning, as #rrggbb. A class with so many names takes 1 ms to make.
Tokens: TypeAlias = Mapping[str, str]

LIGHT: Final[Tokens] = MappingProxyType(
    {
        "primary": "#005ea2",
        "primary_dark": "#1a4480",
        "primary_fill": "#005ea2",
        "primary_fill_dark": "#1a4480",
        "on_primary": "#ffffff",
        "tint": "#e7f2fa",
        "on_tint": "#1a4480",
        "ink": "#1b1b1b",
        "ink2": "#565c65",
        "line": "#dfe1e2",
        "field_line": "#71767a",
        "canvas": "#f6f8fa",
        "card": "#ffffff",
        "track": "#e9edf0",
        "focus": "#2672de",
        "header": "#162e51",
        "on_header": "#ffffff",
        "header_soft": "#b8c8de",
        "header_line": "#5e7596",
        "danger": "#b50909",
        "danger_fill": "#b50909",
        "danger_fill_dark": "#8b0a03",
        "danger_tint": "#fdf0ee",
        "danger_line": "#f0c4bd",
        "on_danger": "#ffffff",
        "clock": "#6b4f12",
        "clock_tint": "#fff5d8",
        "clock_line": "#ecd9a0",
        "clock_bar": "#c88a1a",
        "done": "#216e1f",
        "done_tint": "#e9f5e6",
        "done_line": "#bfdcb9",
        "on_done": "#ffffff",
        "off": "#e3e6e9",
        "on_off": "#5c636b",
        "scroll": "#a4abb3",
        "veil": "#162e51",
        "lock": "#112038",
        "lock_card": "#192f56",
        "lock_line": "#2a4470",
        "lock_well": "#0b182d",
        "lock_chosen": "#1a4480",
        "lock_ring": "#73b3e7",
        "on_lock": "#ffffff",
        "lock_soft": "#b4c6e0",
        "avatar": "#2b5aa0",
    }
)

NIGHT: Final[Tokens] = MappingProxyType(
    {
        "primary": "#73b3e7",
        "primary_dark": "#9ccaf0",
        "primary_fill": "#2469a3",
        "primary_fill_dark": "#2f7abb",
        "on_primary": "#ffffff",
        "tint": "#1b3350",
        "on_tint": "#b5dafa",
        "ink": "#dfe5ec",
        "ink2": "#9fadbd",
        "line": "#2a3746",
        "field_line": "#6f8298",
        "canvas": "#0e151e",
        "card": "#151e2a",
        "track": "#253241",
        "focus": "#b9dfff",
        "header": "#0a1018",
        "on_header": "#e3e9f0",
        "header_soft": "#9fb0c6",
        "header_line": "#42536a",
        "danger": "#ff9489",
        "danger_fill": "#b8322d",
        "danger_fill_dark": "#c8413b",
        "danger_tint": "#34191b",
        "danger_line": "#6a2f31",
        "on_danger": "#ffffff",
        "clock": "#ecc46c",
        "clock_tint": "#2d2512",
        "clock_line": "#5a4a20",
        "clock_bar": "#d79b32",
        "done": "#86cc83",
        "done_tint": "#16291a",
        "done_line": "#2f5133",
        "on_done": "#07180a",
        "off": "#232d39",
        "on_off": "#93a0af",
        "scroll": "#4c5c6f",
        "veil": "#04070b",
        "lock": "#0a1119",
        "lock_card": "#131e2c",
        "lock_line": "#2a3b52",
        "lock_well": "#070c12",
        "lock_chosen": "#1b3350",
        "lock_ring": "#73b3e7",
        "on_lock": "#e3e9f0",
        "lock_soft": "#9fb0c6",
        "avatar": "#27456e",
    }
)

THEMES = {"light": LIGHT, "night": NIGHT}

PAIRS: tuple[tuple[str, str, float], ...] = (
    *((front, back, TEXT) for front in ("ink", "ink2") for back in ("canvas", "card", "tint")),
    *(("ink", back, TEXT) for back in ("danger_tint", "clock_tint", "done_tint")),
    *((front, "card", TEXT) for front in ("primary", "danger", "clock", "done")),
    *((front, "canvas", TEXT) for front in ("primary", "danger", "done")),
    ("on_primary", "primary_fill", TEXT),
    ("on_primary", "primary_fill_dark", TEXT),
    ("on_tint", "tint", TEXT),
    ("primary", "tint", TEXT),
    ("on_header", "header", TEXT),
    ("header_soft", "header", TEXT),
    ("danger", "danger_tint", TEXT),
    ("on_danger", "danger_fill", TEXT),
    ("on_danger", "danger_fill_dark", TEXT),
    ("clock", "clock_tint", TEXT),
    ("done", "done_tint", TEXT),
    ("on_done", "done", TEXT),
    ("on_off", "off", TEXT),
    ("ink2", "track", TEXT),
    *(("on_lock", back, TEXT) for back in ("lock", "lock_card", "lock_chosen", "avatar")),
    *(("lock_soft", back, TEXT) for back in ("lock", "lock_card", "lock_chosen")),
    ("focus", "card", EDGE),
    ("focus", "canvas", EDGE),
    ("field_line", "card", EDGE),
    ("lock_ring", "lock", EDGE),
    ("lock_ring", "lock_card", EDGE),
)
