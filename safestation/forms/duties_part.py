"""What somebody agreed to do for a court or an office, on their own card, in plain words."""

from safestation.domain.duties import (
    DUE_ON,
    DUTY,
    HOURS,
    PLACE,
    hours_done,
    hours_left,
    is_meant,
)
from safestation.domain.typed import plain
from safestation.forms.blocks import Block, Heading, Para, Row
from safestation.forms.pen import Pen


def duties(pen: Pen) -> list[Block]:
    """Return hours, place and day, how much is done, and what follows; nothing if none."""
    visit = pen.sheet.visit
    if not is_meant(visit) or not any(visit.value(one) for one in (HOURS, DUE_ON, PLACE)):
        return []
    left = hours_left(visit)
    done = plain(hours_done(visit))
    told = {
        "duty_hours": pen.answer(HOURS),
        "duty_done": done if left is not None else "",
        "duty_place": pen.answer(PLACE),
        "duty_due_on": pen.answer(DUE_ON),
    }
    rows = [Row(pen.say(f"label.{name}"), text) for name, text in told.items() if text]
    return [Heading(pen.say("duties_title")), *rows, *_leads(pen)]


def _leads(pen: Pen) -> list[Block]:
    """Return what follows from the duty itself; what only reminds of it is for staff."""
    every = pen.sheet.program.follow_ups_for(pen.sheet.visit)
    owed = [f for f in every if f.ask == DUTY and not (f.every_days or f.reminds_of)]
    last = max(owed, key=lambda one: one.after_hours, default=None)
    told = {"duty_met": last.met, "duty_run_out": last.run_out} if last else {}
    return [Para(pen.say(key, what=pen.text(text))) for key, text in told.items() if text]
