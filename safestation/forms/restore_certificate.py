"""The certificate that a backup was restored on trial, for the binder and the auditor.

Contingency plans have to be tested and revised (45 CFR 164.308(a)(7)(ii)(D)); this says what
was tested, on which day, by whom, and leaves room for two signatures.
"""

from typing import ClassVar

from safestation.domain.backups import LATE_DRILL
from safestation.forms.base import STATION, PaperForm
from safestation.forms.blocks import (
    Blanks,
    Block,
    Box,
    Bullets,
    Fill,
    Gap,
    Heading,
    Para,
    Row,
    Ticks,
    Tone,
)
from safestation.forms.pen import Pen

FOUND = ("visits", "facts", "lines", "head", "schema")


class RestoreCertificate(PaperForm):
    """One page: what was restored, what was found, who stands for it."""

    id: ClassVar[str] = "restore_certificate"
    audience: ClassVar[str] = STATION
    names_visit: ClassVar[bool] = False

    def blocks(self, pen: Pen) -> list[Block]:
        """Return what the drill found, or lines to fill where there was none."""
        return [
            Para(pen.say("lead"), Tone.STRONG),
            Heading(pen.say("what")),
            *self._rows(pen),
            Heading(pen.say("how")),
            Bullets(pen.lines("checks")),
            Heading(pen.say("envelope")),
            Ticks(pen.lines("envelope_lines")),
            Fill(pen.say("label.envelope_number")),
            Heading(pen.say("stand_for")),
            Blanks(((pen.say("led"), 0.5), (pen.say("when"), 0.5))),
            Gap(0.4),
            Blanks(((pen.say("witness"), 0.5), (pen.say("when"), 0.5))),
            Gap(0.4),
            *self._next(pen),
        ]

    def _rows(self, pen: Pen) -> list[Block]:
        trial = pen.sheet.trial
        if trial is None:
            keys = ("made", "tried", "by", "with", *FOUND)
            return [Fill(pen.say(f"label.{key}")) for key in keys]
        found, made = trial.found, trial.manifest
        facts = sum(found.counts.get(name, 0) for name in ("answer", "entry"))
        told = {
            "made": pen.full_moment(made.made_at.astimezone(trial.at.tzinfo)),
            "tried": pen.full_moment(trial.at),
            "by": trial.by,
            "with": pen.say("with_sheet" if trial.with_sheet else "with_passphrase"),
            "visits": str(found.visits),
            "facts": str(facts),
            "lines": str(found.lines),
            "head": _grouped(made.holds.head),
            "schema": str(made.holds.schema),
        }
        return [Row(pen.say(f"label.{key}"), text or "—") for key, text in told.items()]

    def _next(self, pen: Pen) -> list[Block]:
        trial = pen.sheet.trial
        if trial is None:
            return []
        due = pen.day((trial.at + LATE_DRILL).date())
        return [Box(pen.say("next"), pen.say("next_due", day=due))]


def _grouped(head: str) -> str:
    """Return the start of a hash in groups of four, as one reads it out."""
    shown = head[:24]
    return " ".join(shown[place : place + 4] for place in range(0, len(shown), 4))
