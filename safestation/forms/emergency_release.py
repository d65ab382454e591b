"""The sheet that goes with a person in a medical emergency (42 CFR 2.51).

It says what 2.51(c) has written down, and of the person only what the release names.
"""

from typing import ClassVar

from safestation.domain.emergency import steps_taken
from safestation.domain.facts import EmergencyRelease
from safestation.domain.sheet import CONTACT, HEALTH, IDENTITY, SUBSTANCE_USE
from safestation.forms import handoff_health, handoff_parts, person_part
from safestation.forms.base import EMERGENCY, PaperForm
from safestation.forms.blocks import Block, Box, Fill, Heading, Para, Row, Tone
from safestation.forms.pen import Pen
from safestation.forms.small_print import gathered

DOCUMENTED = (
    "recipient_name",
    "recipient_facility",
    "disclosed_by",
    "nature",
    "why_no_consent",
)


class EmergencyReleaseSheet(PaperForm):
    """Minimal, and printed at once; works with no consent on file."""

    id: ClassVar[str] = "emergency_release"
    version: ClassVar[str] = "2"
    audience: ClassVar[str] = EMERGENCY
    information: ClassVar[frozenset[str]] = frozenset(
        {IDENTITY, CONTACT, HEALTH, SUBSTANCE_USE}
    )

    def blocks(self, pen: Pen) -> list[Block]:
        """Return who is told what and why, then what they need to treat."""
        covered = pen.sheet.covered
        body: list[Block] = [Box("", pen.say("ground")), *self._release(pen)]
        if pen.sheet.is_restricted:  # 42 CFR 2.26(a)(4): we must ask not to tell it further
            body.append(Para(pen.say("restricted"), Tone.STRONG))
        if IDENTITY in covered:
            body += [Heading(pen.say("section.person")), *self._person(pen)]
        if HEALTH in covered:
            body += [Heading(pen.say("section.health")), *gathered(pen, self._health(pen))]
        if SUBSTANCE_USE in covered:
            body += [Heading(pen.say("section.use")), *gathered(pen, self._use(pen))]
        if CONTACT in covered:
            body += [Heading(pen.say("section.contact")), pen.row("phone")]
            body += handoff_parts.support(pen)
        told = pen.say("call_us", phone=pen.sheet.station.phone)
        small = Para(pen.say("as_told"), Tone.SMALL)
        return [*body, small, Heading(pen.say("section.after")), Para(told)]

    def _release(self, pen: Pen) -> list[Block]:
        entry = pen.sheet.emergency
        fact = entry.fact if entry else None
        head: list[Block] = [Heading(pen.say("section.release"))]
        if entry is None or not isinstance(fact, EmergencyRelease):
            return [*head, *(Fill(pen.say(f"label.{one}")) for one in DOCUMENTED)]
        rows = [
            Row(pen.say("label.at"), pen.full_moment(entry.happened_at) + pen.entry_mark(entry))
        ]
        for one in DOCUMENTED:
            told = str(getattr(fact, one))
            rows.append(Row(pen.say(f"label.{one}"), pen.who(told) or pen.say("not_given")))
        return [*head, *rows]

    def _person(self, pen: Pen) -> list[Block]:
        named = person_part.name(pen), person_part.born(pen)
        return [
            pen.labeled(*pair) for pair in zip(("name", "date_of_birth"), named, strict=True)
        ]

    def _health(self, pen: Pen) -> list[Block]:
        steps = [
            f"{pen.moment(entry.happened_at)}{pen.entry_mark(entry)} "
            f"{pen.coded('step', step.step)} {step.detail}".strip()
            for entry, step in steps_taken(pen.sheet.visit)
        ]
        done = [Row(pen.say("label.steps"), "\n".join(steps))] if steps else []
        asked = (
            "medications",
            "allergies",
            "medical_conditions",
            "pregnant",
            "seizure_history",
        )
        screens = handoff_health.screens(pen, "screens_health")
        return [*done, handoff_health.vitals(pen), *screens, *(pen.row(one) for one in asked)]

    def _use(self, pen: Pen) -> list[Block]:
        told = pen.first_of("substance_snapshot.substances", "primary_substance")
        rows = [
            pen.labeled("substances", told),
            pen.row("last_use_at", "substance_snapshot.last_use"),
        ]
        return [*rows, pen.row("moud_now"), pen.row("naloxone_doses_today")]
