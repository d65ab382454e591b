"""How somebody may be reached without harm: read before any call, letter or knock."""

from safestation.domain.visit import Visit
from safestation.services.desk import Desk
from safestation.ui.words import Words

# In the order in which they are read: may we at all, and how.
RULES = (
    "never_say_agency",
    "may_call",
    "may_text",
    "may_leave_voicemail",
    "ask_for",
    "safe_hours",
)
YES_NO = ("yes", "no")


def safe_contact_lines(desk: Desk, words: Words, visit: Visit) -> list[str]:
    """Return each rule that was given, as "Question: answer"; none when none was."""
    lines = []
    for question_id in RULES:
        question, value = desk.question(question_id), visit.value(question_id)
        if question is None or not value:
            continue
        label = question.label.in_language(words.language)
        said = words(f"kit.answer.{value}") if value in YES_NO else value
        lines.append(f"{label} {said}")
    return lines
