"""The words of every answer that a report counts, from the lists that people picked from."""

from collections.abc import Mapping

from safestation.domain.attempts import Attempts
from safestation.domain.instrument import Instrument
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.questions import Section
from safestation.domain.reporting.cases import ANSWERS, ATTEMPTS, Choices


def choices_of(
    sections: Mapping[str, Section],
    instruments: Mapping[str, Instrument],
    attempts: Attempts,
    codes: ProviderCodes,
) -> Choices:
    """Return, by question or list, its codes with their words, in their order."""
    found = {
        ATTEMPTS: {one.id: one.label for one in attempts.values()},
        ANSWERS: {one.code: one.label for one in codes.lists["answer"]},
    }
    for section in sections.values():
        for question in section.questions:
            if question.choices:
                found[question.id] = {one.value: one.label for one in question.choices}
    for instrument in instruments.values():
        for item in instrument.items:
            if item.options:
                labels = {one.value: one.label for one in item.options}
                found[f"{instrument.id}.{item.id}"] = labels
    return found
