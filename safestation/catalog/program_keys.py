"""The keys of each table of a program file. The schema that editors use has the same."""

from collections.abc import Mapping

KEYS: Mapping[str, tuple[str, ...]] = {
    "program": (
        *("id", "version", "name", "profile", "state", "pathway", "intercepts", "hosts"),
        *("runs", "sources", "notice", "role", "entry", "partner", "step", "rule", "items"),
        *("clock", "recipient", "packet", "follow_up", "station_call", "driver_count"),
        *("participation", "lock_after_hours", "reports", "set_by_station"),
    ),
    "runs": ("today", "since", "until", "checked", "source"),
    "notice": ("version", "title", "promises", "limits", "written_down"),
    "role": ("id", "name", "does", "kind", "source"),
    "entry": (
        *("id", "kind", "title", "do", "sections", "needed", "needs_agreement", "source"),
    ),
    "partner": (
        *("id", "name", "role", "role_id", "phone", "hours", "escalate_after_minutes"),
        *("script", "minutes_to_arrive", "source", "sites", "entries"),
    ),
    "step": (
        *("id", "page", "title", "do", "say", "why", "sections", "instruments", "needed"),
        *("sites", "when", "entries", "partners", "asks"),
    ),
    "condition": ("question", "any_of"),
    "rule": (
        *("id", "title", "question", "outcome", "source", "note", "sites", "entries", "on"),
        *("minors", "reported"),
    ),
    "outcome": (
        *("any_of", "outcome", "reason_code", "decider", "alternative", "reviewer"),
        "decisions",
    ),
    "decision": ("id", "title", "outcome", "alternative"),
    "policy": (
        "may_hold_drugs",
        "sharps",
        "drugs",
        "weapons",
        "before_partner",
        "source",
        "needs_every_rule",
    ),
    "clock": (
        *("id", "title", "start", "stop", "minutes", "hours", "days", "opens_minutes"),
        *("opens_hours", "source", "escalate", "ended", "who", "entries"),
    ),
    "recipient": (
        *("id", "name", "type", "purpose", "information", "days", "event", "kind"),
        *("from_placement", "partner"),
    ),
    "packet": ("form", "recipient", "when", "preselected"),
    "follow_up": (
        *("id", "title", "after_hours", "after_days", "from", "every_days", "until_days"),
        *("who", "ask", "needs_agreement", "met", "run_out", "source", "entries"),
        "reminds_of",
    ),
}
