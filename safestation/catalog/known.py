"""Everything a program file may name: questions, pages, forms, kinds of information."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from safestation.catalog.dictionary import Sections, load_dictionary
from safestation.catalog.form_words import load_form_file
from safestation.catalog.measures import load_measures
from safestation.catalog.visit_conditions import (
    Labels,
    Offered,
    answers_of,
    instrument_answers,
    labels_of,
)
from safestation.domain.entries import Way
from safestation.domain.questions import Question
from safestation.paths import resource

# The kinds of page that a step can have; the window has one class for each.
PAGES = (
    *("welcome", "medical", "items", "partner", "consent", "intake", "eligibility"),
    *("placement", "handoff", "close", "questions", "agreement", "outreach", "duties"),
)
FORMS = (
    *("handoff_summary", "consent", "part2_notice", "emergency_release", "driver_sheet"),
    *("person_card", "items_receipt", "bridge_plan", "visitor_notice", "resource_sheet"),
    *("what_to_bring", "revocation", "participation", "review_request"),
)
INFORMATION = (
    *("identity", "contact", "where_and_when", "health", "substance_use", "insurance"),
    *("needs", "placement", "legal_status"),
)
# Current federal texts count six pathways; these are their names (data dictionary 4.1).
# A court program begins after an arrest and is on none of them.
PATHWAYS = (
    *("self_referral", "active_outreach", "naloxone_plus", "prevention_referral"),
    *("officer_intervention", "community_response", "none"),
)
ENTRY_KINDS = tuple(way.value for way in Way)
ROLE_KINDS = (
    *("staff", "volunteer", "coach", "clinician", "coordinator", "prosecutor", "court"),
    *("officer", "partner"),
)
ASKED = ("status", "arrival", "engagement", "duty", "visit")  # what a follow-up asks
REASONS = "exclusion_reason"  # the question whose choices are the reason codes
PURPOSE = "purpose."


@dataclass(frozen=True, slots=True)
class Known:
    """What exists: section and instrument ids, what each question offers, and code lists.

    `asked` names the questions of each section, `labels` what the answers to each are
    called.
    """

    sections: frozenset[str]
    instruments: frozenset[str]
    answers: Mapping[str, Offered]
    reasons: frozenset[str]
    purposes: frozenset[str]
    asked: Mapping[str, frozenset[str]]
    measures: frozenset[str]
    labels: Mapping[str, Labels] = field(default_factory=dict)


def shipped() -> Known:
    """Return what the shipped files offer. Raises ContentRefused when one is wrong."""
    return known_from(load_dictionary())


def known_from(sections: Sections, folder: Path | None = None) -> Known:
    """Return what a program may name with these sections, instruments from `folder`."""
    instruments = folder or resource("instruments")
    asked = {q.id: q for section in sections.values() for q in section.questions}
    words = load_form_file(resource("forms", "consent.toml"))
    return Known(
        measures=frozenset(load_measures()),
        sections=frozenset(sections),
        instruments=frozenset(path.stem for path in instruments.glob("*.json")),
        answers=instrument_answers(instruments) | _answers(asked),
        reasons=(answers_of(asked[REASONS]) if REASONS in asked else None) or frozenset(),
        purposes=frozenset(
            key.removeprefix(PURPOSE) for key in words.texts if key.startswith(PURPOSE)
        ),
        asked={
            name: frozenset(q.id for q in section.questions)
            for name, section in sections.items()
        },
        labels={name: labels_of(question) for name, question in asked.items()},
    )


def _answers(asked: Mapping[str, Question]) -> dict[str, Offered]:
    return {name: answers_of(question) for name, question in asked.items()}
