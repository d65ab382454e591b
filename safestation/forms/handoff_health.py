"""Parts of the handoff summary: health at the counter, medications, use."""

from safestation.domain.emergency import last_emergency
from safestation.domain.facts import Screened, VitalsTaken
from safestation.domain.visit import Entry
from safestation.forms.blocks import Block, Fill, Row
from safestation.forms.pen import Pen

SIGNS = ("hr", "sbp", "rr", "spo2", "temp_f", "glucose", "acvpu")
OXYGEN, DIASTOLIC, NOT_NOTED = "on_oxygen", "dbp", "?"
SLOTS = ("2", "3")


def health(pen: Pen) -> list[Block]:
    """Return vital signs, screens and conditions."""
    rows = [vitals(pen), *screens(pen, "screens_health"), *emergency(pen)]
    asked = ("pregnant", "seizure_history", "medical_conditions", "co_occurring")
    return [*rows, *(pen.row(question) for question in asked)]


def medications(pen: Pen) -> list[Block]:
    """Return what the person takes and must not take."""
    asked = ("medications", "medication_supply_days", "allergies")
    return [pen.row(question) for question in asked]


def use(pen: Pen) -> list[Block]:
    """Return what is used, how, how often, when last, and what came of it."""
    snapshot = "substance_snapshot"
    rows = [
        _row(pen, "substances", f"{snapshot}.substances"),
        pen.row("primary_substance"),
        _row(pen, "route", "route_1", f"{snapshot}.route"),
        _row(pen, "frequency", "frequency_1", f"{snapshot}.frequency"),
        pen.row("last_use_at", f"{snapshot}.last_use"),
        _row(pen, "overdose", f"{snapshot}.od_past_year"),
        pen.row("overdose_count"),
        pen.row("naloxone_doses_today"),
        _row(pen, "recent_break", f"{snapshot}.recent_break"),
        *(_slot(pen, number) for number in SLOTS if pen.is_answered(f"substance_{number}")),
        *([pen.row("substance_detail")] if pen.is_answered("substance_detail") else []),
        *screens(pen, "screens_use"),
        pen.row("moud_now"),
        pen.row("moud_wanted"),
        pen.row("prior_treatment"),
    ]
    return list(rows)


def vitals(pen: Pen) -> Block:
    """Return the newest set with its time and what the check found, never "safe"."""
    found = pen.sheet.visit.last(VitalsTaken)
    if found is None:
        return pen.labeled("vitals", pen.say("vitals_none"))
    entry, taken = found
    signs = " · ".join(_sign(pen, name, taken) for name in SIGNS if taken.values.get(name))
    level = pen.coded("level", taken.worst)
    at, late = pen.moment(entry.happened_at), pen.entry_mark(entry)
    told = pen.say("vitals_at", at=at, late=late, signs=signs, level=level)
    return pen.labeled("vitals", told)


def screens(pen: Pen, listed: str) -> list[Block]:
    """Return the newest result of each screen on the list, or that it was not done."""
    named = ((pen.coded("screen", name), newest(pen, name)) for name in pen.ids(listed))
    if pen.sheet.blank:
        return [Fill(label) for label, _ in named]
    return [Row(label, _result(pen, found)) for label, found in named]


def newest(pen: Pen, instrument: str) -> tuple[Entry, Screened] | None:
    """Return the newest result of an instrument."""
    found = [
        pair for pair in pen.sheet.visit.all_of(Screened) if pair[1].instrument == instrument
    ]
    return found[-1] if found else None


def emergency(pen: Pen) -> list[Block]:
    """Return how an emergency at the counter ended; nothing when there was none."""
    found = last_emergency(pen.sheet.visit)
    if found is None:
        return []
    started, ended = found
    told = pen.coded("emergency", ended.outcome if ended else "open")
    where = ended.facility if ended else ""
    at = pen.moment(started.happened_at)
    return [Row(pen.say("label.emergency"), ", ".join(t for t in (at, told, where) if t))]


def _result(pen: Pen, found: tuple[Entry, Screened] | None) -> str:
    if found is None:
        return pen.say("not_done")
    entry, fact = found
    table = f"band.{fact.instrument}"
    result = pen.coded(table, fact.band)
    instrument = pen.sheet.instruments.get(fact.instrument)
    band = instrument.band(fact.band) if instrument else None
    if result == fact.band and band:
        result = pen.text(band.label)
    at, late = pen.moment(entry.happened_at), pen.entry_mark(entry)
    return pen.say("screen_at", result=result, at=at, late=late)


def _sign(pen: Pen, name: str, taken: VitalsTaken) -> str:
    values = taken.values
    oxygen = pen.coded("oxygen", values.get(OXYGEN, "") or "unknown")
    diastolic = values.get(DIASTOLIC, "") or NOT_NOTED
    return pen.say(f"vital.{name}", value=values[name], dbp=diastolic, on_oxygen=oxygen)


def _slot(pen: Pen, number: str) -> Block:
    substance, route, frequency = (
        pen.answer(f"{part}_{number}") for part in ("substance", "route", "frequency")
    )
    told = pen.say("slot", substance=substance, route=route, frequency=frequency)
    return Row(pen.say(f"label.substance_{number}"), told)


def _row(pen: Pen, label: str, *questions: str) -> Block:
    return pen.labeled(label, pen.first_of(*questions))
