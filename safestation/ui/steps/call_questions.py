"""What is asked about one placement call: the answer decides which fields are needed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from safestation.domain.answers import Value
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.questions import Choice, Kind, Question, When
from safestation.domain.sightings import CallAnswer
from safestation.domain.text import Text
from safestation.ui.steps.asking import plain_question
from safestation.ui.words import Words

LEVEL = "level"
MORNING = time(8)  # when intake offices open; any other hour can be typed
_BED = (CallAnswer.BED_NOW, CallAnswer.BED_ON_DATE)
_LATER = (
    CallAnswer.CALL_BACK,
    CallAnswer.NO_ANSWER,
    CallAnswer.WAITLIST,
    CallAnswer.NO_BED,
)
_SPOKEN = tuple(one for one in CallAnswer if one is not CallAnswer.NO_ANSWER)
_WITH_NAME = tuple(one for one in _SPOKEN if one is not CallAnswer.CALL_BACK)

# Field, kind, the answers it is asked for, the answers it is needed for.
_FIELDS: tuple[tuple[str, Kind, tuple[CallAnswer, ...], tuple[CallAnswer, ...]], ...] = (
    ("spoke_to", Kind.TEXT, _SPOKEN, _WITH_NAME),
    ("bed_from", Kind.DATE, (CallAnswer.BED_ON_DATE,), (CallAnswer.BED_ON_DATE,)),
    ("level", Kind.CHOICE, _BED, ()),
    ("call_back_at", Kind.TIME, _LATER, (CallAnswer.CALL_BACK,)),
    ("call_back_on", Kind.DATE, _LATER, ()),
    ("reason", Kind.TEXT, (CallAnswer.EXCLUDED,), (CallAnswer.EXCLUDED,)),
    ("place_in_line", Kind.TEXT, (CallAnswer.WAITLIST,), ()),
    ("beds", Kind.NUMBER, _BED, ()),
    ("for_whom", Kind.TEXT, _BED, ()),
    ("expected_at", Kind.TIME, _BED, ()),
    ("person_spoke", Kind.YES_NO, _SPOKEN, ()),
    ("note", Kind.TEXT, tuple(CallAnswer), ()),
)


def call_questions(
    provider: str, codes: ProviderCodes, words: Words, levels: tuple[Choice, ...] = ()
) -> tuple[Question, ...]:
    """Return the fields of a call. Drafts are kept by provider, so that none is lost.

    `levels` are what this place offers; with one there is nothing to ask.
    """
    asked = question_id(provider, "answer")
    tiles = tuple(Choice(one, _label(codes, one)) for one in CallAnswer)
    first = replace(plain_question(asked, words, "placement.answer"), kind=Kind.CHOICE)
    found = [replace(first, choices=tiles, columns=2)]
    for name, kind, when, _ in _FIELDS:
        if name == LEVEL and len(levels) <= 1:
            continue
        question = plain_question(question_id(provider, name), words, f"placement.{name}", kind)
        found.append(
            replace(
                question,
                minimum=Decimal(0) if kind is Kind.NUMBER else None,
                maximum=Decimal(999) if kind is Kind.NUMBER else None,
                whole=kind is Kind.NUMBER,
                when=(When(asked, tuple(when)),),
                choices=levels if name == LEVEL else (),
                columns=2 if name == LEVEL else question.columns,
            )
        )
    return tuple(found)


def question_id(provider: str, name: str) -> str:
    """Return under which id a draft of a call to a provider is kept."""
    return f"placement.{provider}.{name}"


def still_needed(questions: Iterable[Question], values: Mapping[str, Value]) -> list[Question]:
    """Return the questions that this answer needs and that are not answered yet."""
    found = []
    for question in questions:
        name = question.id.rpartition(".")[2]
        answer = str(values.get(question_id(question.id.split(".")[1], "answer"), ""))
        needed = next((n for field, _, _, n in _FIELDS if field == name), ())
        if answer in needed and not values.get(question.id):
            found.append(question)
    return found


def moment_on(day: str, kept: str, now: datetime) -> datetime | None:
    """Return a kept time on a kept day; in the morning when only the day was named."""
    if not day:
        return next_moment(kept, now)
    hour = time.fromisoformat(kept) if kept else MORNING
    return datetime.combine(date.fromisoformat(day), hour, now.tzinfo)


def next_moment(kept: str, now: datetime) -> datetime | None:
    """Return when the clock next shows a kept time such as "04:00", None without one."""
    if not kept:
        return None
    at = datetime.combine(now.date(), time.fromisoformat(kept), now.tzinfo)
    return at if at > now else at + timedelta(days=1)


def _label(codes: ProviderCodes, answer: CallAnswer) -> Text:
    languages = {
        language for one in codes.lists["answer"] for language in one.label.by_language
    }
    return Text({code: codes.label("answer", answer, code) for code in sorted(languages)})
