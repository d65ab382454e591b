"""Puts problems, notices, refusals and reasons into the words of a language."""

from datetime import datetime

from safestation.domain.errors import ImportRefused
from safestation.domain.languages import ENGLISH
from safestation.domain.needs import Reason
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import Notice, RowProblem

_LIST_OF_REASON = {
    "level_unknown": "level",
    "level_unclear": "level",
    "level_not_offered": "level",
    "payer_unknown": "payer",
    "payer_not_taken": "payer",
    "age_group_unclear": "age",
    "sex_unknown": "sex",
    "sex_not_accepted": "sex",
    "only_for": "only_for",
    "only_for_others": "only_for",
    "focus_elsewhere": "focus",
    "medication_unknown": "medication",
    "medication_from_elsewhere": "medication",
    "medication_not_kept": "medication",
    "language_not_listed": "language",
}
_DAYS = {
    ENGLISH: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_AS_THEY_ARE = {"out_of_range", "too_long"}


def problem_text(codes: ProviderCodes, problem: RowProblem, language: str = ENGLISH) -> str:
    """Return what is wrong in a cell and what would be right, without row and column."""
    right = ", ".join(problem.suggestions)
    if problem.key == "unknown_code" and not right:
        right = codes.say("problem.see_lists", language)
        return codes.say("problem.unknown_code", language, value=problem.value, right=right)
    if right and problem.key not in _AS_THEY_ARE:
        right = codes.say("problem.suggestion", language, right=right)
    sentence = codes.say(f"problem.{problem.key}", language, value=problem.value, right=right)
    return sentence.strip()


def notice_text(codes: ProviderCodes, notice: Notice, language: str = ENGLISH) -> str:
    """Return what the person should know about a file."""
    row = str(notice.row)
    return codes.say(f"notice.{notice.key}", language, value=notice.value, row=row)


def refusal_text(codes: ProviderCodes, refusal: ImportRefused, language: str = ENGLISH) -> str:
    """Return why a file was refused as a whole."""
    return codes.say(refusal.reason, language, value=refusal.value)


def reason_text(codes: ProviderCodes, reason: Reason, language: str = ENGLISH) -> str:
    """Return why a provider does not simply fit, short enough for a line of the call sheet."""
    listed = _LIST_OF_REASON.get(reason.key)
    code = codes.label(listed, reason.code, language) if listed else reason.code
    at = _moment(reason.at, language) if reason.at else ""
    return codes.say(f"reason.{reason.key}", language, code=code, at=at)


def _moment(at: datetime, language: str) -> str:
    days = _DAYS.get(language, _DAYS[ENGLISH])
    return f"{days[at.weekday()]} {at:%H:%M}"
