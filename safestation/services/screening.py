"""Screening: what the answers of a visit amount to, and what of it is written down."""

from collections.abc import Iterable, Mapping
from datetime import date

from safestation.domain.answers import Status
from safestation.domain.conditions import Answers
from safestation.domain.facts import Screened, VitalsTaken
from safestation.domain.instrument import Instrument
from safestation.domain.items import COUNTS_AS_YES
from safestation.domain.labels import age_of
from safestation.domain.scoring import score
from safestation.domain.scoring.recorded import answers_for
from safestation.domain.scoring.result import Result
from safestation.domain.station import Role, SiteType, Staff
from safestation.domain.visit import Visit
from safestation.domain.vitals import VitalSet, VitalsJudgement, judge

DANGER_CHECK = "immediate_danger"
SUICIDE_ITEM = "immediate_danger.ask_kill"
SUICIDE_SCREEN = "asq"
MINOR_ITEM = "immediate_danger.amb_minor"
AGE_OF_ADULTS = 18
ACUTE = frozenset({"acute_positive", "acuity_unknown"})
ALARMING = frozenset({"red", "acute_positive"})  # the bands whose action is EMS now
RED_GROUPS = "red"

# instruments README §1: asked only when the person drinks.
ASK_ONLY_WHEN: Mapping[str, tuple[str, str]] = {
    "audit_c": ("substance_snapshot.substances", "alcohol"),
}

# The youngest each screen was made for, in years; each file's population says so. Under 18
# no adult screen is asked (instruments README §5). The danger checks are always asked.
YOUNGEST: Mapping[str, int] = {
    "audit_c": 18, "taps1": 18, "taps2": 18, "single_alcohol": 18, "single_drug": 18,
    "ciwa_ar": 18, "cows": 18, "k6": 18, "ssi_sa": 18, "phq2": 12, "gad2": 12, "asq": 8,
    "news2": 16, "vital_red_flags": 16,
}  # fmt: skip
VITAL_FIELDS = (
    "rr", "spo2", "on_oxygen", "sbp", "dbp", "hr", "acvpu", "temp_f", "glucose",
)  # fmt: skip
DRAFT = "vitals."  # a set that is being typed waits under these ids, so that no crash loses it


def read(instrument: Instrument, visit: Visit) -> Result:
    """Return what an instrument makes of the visit's answers, finished or not."""
    return score(instrument, answers_for(instrument, visit.answers), known_of(visit))


def known_of(visit: Visit) -> Answers:
    """Return what else an instrument may look at: the sex that cut-offs go by."""
    sex = visit.value("sogi.sex_for_screening") or visit.value("sex")
    return {"sex": sex} if sex else {}


def is_asked(instrument: Instrument, visit: Visit, today: date) -> bool:
    """Tell whether an instrument is worth asking, given what is known."""
    if is_too_young(instrument.id, visit, today):
        return False
    question, value = ASK_ONLY_WHEN.get(instrument.id, ("", ""))
    return not question or value in visit.values(question)


def is_too_young(instrument_id: str, visit: Visit, today: date) -> bool:
    """Tell whether the person is known to be younger than an instrument was made for."""
    age = age_of(visit, today)
    if age is None and visit.value(MINOR_ITEM) == "yes":
        age = AGE_OF_ADULTS - 1
    return age is not None and age < YOUNGEST.get(instrument_id, 0)


def is_pregnant(visit: Visit) -> bool:
    """Tell whether the person is or could be pregnant, wherever it was said."""
    said = (visit.value("pregnant"), visit.value("admission_priority.pregnant"))
    return bool({"yes", "could_be", "unsure"} & set(said))


def may_ask(instrument: Instrument, me: Staff, site: SiteType) -> bool:
    """Tell whether an instrument is for this counter and this member of staff.

    What a file leaves to providers and paramedics is hidden from all others
    (instruments README §1.3); who takes vital signs counts as one.
    """
    # The files know two kinds of counter; an office has no medics, like a police station.
    kind = SiteType.FIRE if site.has_medics else SiteType.POLICE
    settings, counter = instrument.about.settings, f"{kind.value}_counter"
    if counter in settings:
        return True
    for_emt = {f"{counter}_with_EMT", "paramedic"} & set(settings)
    return bool(for_emt) and me.takes_vitals


def is_finished(result: Result) -> bool:
    """Tell whether a result may be named. An open one is shown and never written down."""
    return bool(band_of(result)) and not result.is_open


def band_of(result: Result) -> str:
    """Return the id of the band, or of the worst group where there are groups."""
    return result.band or result.overall or ""


def screened(instrument: Instrument, result: Result) -> Screened:
    """Return the fact of a result, with the exact file it came from."""
    return Screened(
        instrument=instrument.id,
        version=instrument.version,
        sha256=instrument.sha256,
        band=band_of(result),
        score="" if result.score is None else str(result.score),
        min_score="" if result.min_score is None else str(result.min_score),
    )


def to_write_down(instrument: Instrument, visit: Visit) -> Screened | None:
    """Return the result to write down: finished, and not what was written last."""
    result = read(instrument, visit)
    if not is_finished(result):
        return None
    fact = screened(instrument, result)
    mine = [one for _, one in visit.all_of(Screened) if one.instrument == instrument.id]
    return None if mine and mine[-1] == fact else fact


def red_items(instrument: Instrument, visit: Visit) -> tuple[str, ...]:
    """Return the ids of the red items answered Yes or Not sure, in the file's order."""
    given = answers_for(instrument, visit.answers)
    return tuple(
        item.id
        for item in instrument.items
        if item.group.startswith(RED_GROUPS) and given.get(item.id) in COUNTS_AS_YES
    )


def alarms(instrument: Instrument, visit: Visit) -> tuple[str, ...]:
    """Return what of an instrument interrupts everything: red items, else a red result."""
    items = tuple(f"{instrument.id}.{item}" for item in red_items(instrument, visit))
    band = read(instrument, visit).band
    return items or ((f"{instrument.id}.{band}",) if band in ALARMING else ())


def is_suicide_danger(visit: Visit, instruments: Mapping[str, Instrument]) -> bool:
    """Tell whether somebody may be about to kill themself. Not knowing counts as yes."""
    asked = visit.answers.get(SUICIDE_ITEM)
    if asked is not None and asked.status is Status.DOES_NOT_KNOW:
        return True
    if visit.value(SUICIDE_ITEM) in COUNTS_AS_YES:
        return True
    screen = instruments.get(SUICIDE_SCREEN)
    return screen is not None and read(screen, visit).band in ACUTE


def may_take_vitals(me: Staff) -> bool:
    """Tell whether this member of staff takes vital signs (instruments README §1)."""
    return me.takes_vitals or me.role in {Role.FIREFIGHTER, Role.COORDINATOR}


def vitals_being_typed(visit: Visit, today: date) -> VitalSet:
    """Return the set that waits to be kept; the age is the one that was said."""
    typed = {name: visit.value(DRAFT + name) or None for name in VITAL_FIELDS}
    age = age_of(visit, today)
    known = visit.value(DRAFT + "age") or ("" if age is None else str(age))
    return VitalSet(**typed, age=known or None)


def has_vitals(vitals: VitalSet) -> bool:
    """Tell whether anything was measured at all."""
    return any(getattr(vitals, name) for name in VITAL_FIELDS)


def vitals_taken(vitals: VitalSet, judgement: VitalsJudgement) -> VitalsTaken:
    """Return the fact of one set, as it was typed, with how bad it is."""
    names = (*VITAL_FIELDS, "age")
    values = {name: value for name in names if (value := getattr(vitals, name))}
    return VitalsTaken(values, judgement.level.value)


def judged(vitals: VitalSet, instruments: Iterable[Instrument]) -> VitalsJudgement:
    """Judge one set by every instrument that measures."""
    return judge(vitals, instruments)
