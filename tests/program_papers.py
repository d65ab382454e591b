"""Writes what is told of the programs outside their files: README's table, the schema's lists.

    python -m tests.program_papers

Run it after adding or changing a program, a section, an instrument, a form or a measure. A
test fails as long as it would change something.
"""

import json
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from safestation.catalog.known import (
    ASKED,
    ENTRY_KINDS,
    FORMS,
    INFORMATION,
    PAGES,
    PATHWAYS,
    ROLE_KINDS,
    shipped,
)
from safestation.catalog.program_paper import KINDS, TYPES
from safestation.catalog.programs import load_programs
from safestation.domain.eligibility import PROCEED, WORST_FIRST
from safestation.domain.milestones import MILESTONES
from safestation.domain.program import ClockRule, Program, Rule, Runs
from safestation.domain.station import SiteType
from safestation.paths import resource

README = Path(__file__).parents[1] / "README.md"
SCHEMA = resource("programs", "program.schema.json")
START, END = "<!-- programs: written by tests/program_papers.py -->", "<!-- /programs -->"
WIDTH = 120
HEAD = ("program", "state", "pathway", "rules", "clocks", "paper", "sources")


def lists() -> Mapping[str, Iterable[str]]:
    """Return what each list of the schema holds, from the tables that the reader uses."""
    known = shipped()
    return {
        "site": SiteType, "pathway": PATHWAYS, "page": PAGES, "section": known.sections,
        "instrument": known.instruments, "role_kind": ROLE_KINDS, "entry_kind": ENTRY_KINDS,
        "outcome_kind": WORST_FIRST, "reason": known.reasons, "milestone": MILESTONES,
        "recipient_type": TYPES, "purpose": known.purposes, "information": INFORMATION,
        "consent_kind": KINDS, "form": FORMS, "asked": ASKED, "measure": known.measures,
    }  # fmt: skip


def schema() -> dict[str, Any]:
    """Return the shipped schema with its lists as the reader has them."""
    read: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    for name, words in lists().items():
        read["$defs"][name] = {"enum": sorted(words)}
    return read


def schema_text() -> str:
    """Return the schema as it is kept."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def table() -> str:
    """Return the table of the programs, one row a file."""
    programs, usual = load_programs().values(), usual_papers()
    rows = [HEAD, ("---",) * len(HEAD), *(_row(program, usual) for program in programs)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def usual_papers() -> tuple[str, ...]:
    """Return the forms that every program prints."""
    packets = [papers(program) for program in load_programs().values()]
    return tuple(form for form in packets[0] if all(form in packet for packet in packets))


def papers(program: Program) -> tuple[str, ...]:
    """Return the forms of a program's packet, each once, in its order."""
    return tuple(dict.fromkeys(form.form for form in program.packet))


def readme_text() -> str:
    """Return the README with the table as the files have it."""
    before, _, rest = README.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    usual = "\n".join(wrap(f"The usual papers: {', '.join(usual_papers())}.", WIDTH))
    return f"{before}{START}\n{table()}\n\n{usual}\n{END}{after}"


def _row(program: Program, usual: Collection[str]) -> tuple[str, ...]:
    return (
        f"{program.name}, {program.profile}{_runs(program.runs)}",
        program.state,
        program.pathway,
        _list(_rule(rule) for rule in program.rules),
        _list(_clock(clock) for clock in program.clocks),
        _list(("the usual", *(form for form in papers(program) if form not in usual))),
        _list(program.sources),
    )


def _runs(runs: Runs) -> str:
    if runs.today:
        return ""
    return f" (until {runs.until})" if runs.until else " (to copy)"


def _rule(rule: Rule) -> str:
    ways = dict.fromkeys(o.outcome for o in rule.outcomes if o.outcome != PROCEED)
    told = f"{rule.id}: {' or '.join(ways) or 'keeps nobody out'}"
    return told if rule.on else f"{told} (off)"


def _clock(clock: ClockRule) -> str:
    return f"{clock.id} {clock.amount} {clock.unit}"


def _list(words: Iterable[str]) -> str:
    return "; ".join(words)


def main() -> int:
    """Write both."""
    SCHEMA.write_text(schema_text(), "utf-8")
    README.write_text(readme_text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
