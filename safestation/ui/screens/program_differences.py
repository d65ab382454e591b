"""What makes one program differ from the next, in plain words, from their files alone."""

from collections.abc import Callable, Iterable
from typing import Final

from safestation.domain.program import Program, Rule
from safestation.domain.rule_words import ways_on
from safestation.domain.text import Text
from safestation.ui.screens.program_words import length
from safestation.ui.words import Words

WARRANT: Final = "warrant_check"
MINOR: Final = frozenset({"minor_status", "guardian_consents"})
Lines = list[str]


def differences(program: Program, words: Words) -> dict[str, Lines]:
    """Return what the program does in each respect; nothing where it says nothing."""
    return {key: tell(program, words) for key, tell in ROWS.items()}


def found_by(program: Program, words: Words) -> str:
    """Return the line by which a program is found: state, name, where, pathway."""
    name, way = program.name.in_language(words.language), _pathway(program, words)
    return f"{program.state} · {name} · {program.profile} · {way}"


def _pathway(program: Program, words: Words) -> str:
    return words(f"program.pathway_{program.pathway}")


def _runs(program: Program, words: Words) -> Lines:
    """Return whether it runs; where its file has no day but says so, the window's own words."""
    runs = program.runs
    state = "program.runs_today" if runs.today else "program.runs_no_more"
    since = state if _is_day(runs.since) else f"{state}_only"
    told = [words(since, since=runs.since, until=runs.until or words("program.unknown"))]
    checked = "program.checked" if _is_day(runs.checked) else "program.not_checked"
    return [*told, *([words(checked, when=runs.checked)] if runs.checked else [])]


def _is_day(told: str) -> bool:
    return told[:1].isdigit()


def _hosts(program: Program, words: Words) -> Lines:
    hosts = ", ".join(words(f"setup.site_{site.value}") for site in sorted(program.hosts))
    return [hosts, _pathway(program, words)]


def _entries(program: Program, words: Words) -> Lines:
    return [
        entry.title.in_language(words.language) or words(f"program.entry_{entry.kind}")
        for entry in program.entries
    ]


def _called(program: Program, words: Words) -> Lines:
    told = []
    for partner in program.partners:
        name = partner.name.in_language(words.language)
        soon = partner.minutes_to_arrive
        here = words("program.arrives", time=length(soon, words)) if soon else ""
        told.append(f"{name}: {here}" if here else name)
    return told


def _rules(wanted: Callable[[Rule], bool]) -> Callable[[Program, Words], Lines]:
    def tell(program: Program, words: Words) -> Lines:
        return [_told(rule, words) for rule in program.rules if wanted(rule)]

    return tell


def _told(rule: Rule, words: Words) -> str:
    """Return a rule with what each answer leads to, line by line, and what it means."""
    title, note = (text.in_language(words.language) for text in (rule.title, rule.note))
    head = title if rule.on else words("program.off_here", rule=title)
    told = ways_on(rule, words.language) or [words("program.stops_nobody")]
    return "\n".join(
        [head, *(f"\N{EN DASH} {line}" for line in told), *([note] if note else [])]
    )


def _items(program: Program, words: Words) -> Lines:
    return [
        words("program.at_site", site=words(f"setup.site_{site.value}"),
              told=policy.drugs.in_language(words.language))
        for site, policy in program.items.items()
    ]  # fmt: skip


def _texts(read: Callable[[Program], Iterable[Text]]) -> Callable[[Program, Words], Lines]:
    def tell(program: Program, words: Words) -> Lines:
        return [text.in_language(words.language) for text in read(program)]

    return tell


def _reports(program: Program, words: Words) -> Lines:
    return [words("program.reports_count", count=len(program.reports))]


ROWS: Final[dict[str, Callable[[Program, Words], Lines]]] = {
    "runs": _runs,
    "hosts": _hosts,
    "entries": _entries,
    "called": _called,
    "excludes": _rules(lambda r: r.question != WARRANT and r.question not in MINOR),
    "warrant": _rules(lambda r: r.question == WARRANT),
    "minors": _rules(lambda r: r.minors or r.question in MINOR),
    "items": _items,
    "promises": _texts(lambda p: p.notice.promises),
    "limits": _texts(lambda p: p.notice.limits),
    "follow_ups": _texts(lambda p: (f.title for f in p.follow_ups)),
    "reports": _reports,
}
