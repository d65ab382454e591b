"""What stands beside a step, or beside an emergency: what to do, what to say, and why."""

from PySide6.QtWidgets import QWidget

from safestation.domain.edition import published
from safestation.domain.program import Step
from safestation.ui.kit.side_panel import SayCard, SideCard, why_card
from safestation.ui.screens.program_words import name_of
from safestation.ui.visit.context import VisitContext

UNSET_SHOWN = frozenset({"welcome", "partner", "outreach"})
EMERGENCY_POINTS = ("do_call", "do_press", "do_overdose")


def step_cards(context: VisitContext, step: Step) -> list[QWidget]:
    """Return the cards of a step, from its program."""
    words, cards = context.words, list[QWidget]()
    if step.do:
        points = [line.in_language(words.language) for line in step.do]
        cards.append(SideCard(words("visit.do_now"), points=points))
    if step.say:
        said = {t: step.say.in_language(t) for t in _tongues(context) if step.say.has(t)}
        cards.append(SayCard(words, said))
    if step.why:
        cards.append(why_card(words, step.why.in_language(words.language)))
    return cards


def program_cards(context: VisitContext, step: Step) -> list[QWidget]:
    """Return what is to be known of the program: an earlier version, what nobody has set.

    The second stands at the first step and where somebody is called.
    """
    words, counter, cards = context.words, context.desk.counter, list[QWidget]()
    if told := counter.told_of(context.visit):
        more = words(
            f"program.told_{told}_more", version=published(context.visit.program_version)
        )
        cards.append(SideCard(words(f"program.told_{told}"), more, "clock"))
    left = context.desk.program_book.open_lines() if step.page in UNSET_SHOWN else ()
    if left and context.program.id == context.desk.program.id:
        names = [name_of(line.shipped, words) for line in left]
        cards.append(SideCard(words("program.told_unset"), points=names, soft=True))
    return cards


def emergency_cards(context: VisitContext, step: Step) -> list[QWidget]:
    """Return what holds while an emergency is open, whatever step was in hand."""
    del step
    words = context.words
    points = [words(f"emergency.{key}") for key in EMERGENCY_POINTS]
    said = {
        tongue: words.in_language(tongue)("emergency.say")
        for tongue in _tongues(context)
        if tongue in words.languages
    }
    return [
        SideCard(words("visit.do_now"), tone="danger", points=points),
        SayCard(words, said),
        why_card(words, words("emergency.why_times")),
    ]


def _tongues(context: VisitContext) -> list[str]:
    """Return the staff's language, the person's, and those every station has."""
    return list(dict.fromkeys([context.words.language, context.spoken, "en", "es"]))
