"""Invented visits, stations, consents and sheets that tests share. Nobody here is real."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from safestation import paths
from safestation.catalog.form_words import load_form_words
from safestation.domain import demands
from safestation.domain.answers import Answer, Source, Status, Value
from safestation.domain.backups import Holds, Manifest, Trial, Why
from safestation.domain.consent import (
    Consent,
    ConsentKind,
    Recipient,
    RecipientType,
    Signature,
    SignedHow,
)
from safestation.domain.demands import Demand, DemandKind
from safestation.domain.disclosure import Ground
from safestation.domain.edition import Edition
from safestation.domain.errors import ContentRefused
from safestation.domain.facts import Fact
from safestation.domain.form_words import FormWords
from safestation.domain.overrides import Override
from safestation.domain.program import ItemPolicy, Notice, Partner, Program, Runs
from safestation.domain.sheet import INFORMATION, Destination, Sheet
from safestation.domain.station import Determination, Posture, Role, SiteType, Staff, Station
from safestation.domain.text import Text
from safestation.domain.visit import Entry, Visit, VisitId
from safestation.services.audit import Audit
from safestation.services.editions import Editions
from safestation.services.gate import Gate
from safestation.services.ports import Clock
from safestation.services.wall import Wall

EASTERN = timezone(timedelta(hours=-5))
ARRIVED = datetime(2026, 11, 23, 1, 38, tzinfo=EASTERN)
NOW = datetime(2026, 11, 23, 3, 41, tzinfo=EASTERN)
STAFF: Mapping[str, str] = {"staff-1": "R. Alvarez", "staff-2": "K. Lund"}
WORDS: Mapping[str, FormWords] = load_form_words()


def make_answer(
    value: Value = "",
    *,
    status: Status = Status.ANSWERED,
    source: Source = Source.SAID,
    at: datetime = ARRIVED,
    typed_at: datetime | None = None,
) -> Answer:
    return Answer(status, value, source, at, typed_at or at, "staff-1")


def make_entry(
    fact: Fact,
    *,
    at: datetime = ARRIVED + timedelta(minutes=24),
    typed_at: datetime | None = None,
    source: Source = Source.OBSERVED,
    entry_id: str = "entry-1",
) -> Entry:
    return Entry(entry_id, at, typed_at or at, "staff-1", source, fact)


def make_visit(
    answers: Mapping[str, Value | Answer] | None = None, facts: tuple[Fact | Entry, ...] = ()
) -> Visit:
    """Return an open visit; plain values become answers, plain facts become entries."""
    given = {
        question: value if isinstance(value, Answer) else make_answer(value)
        for question, value in (answers or {}).items()
    }
    entries = tuple(
        one if isinstance(one, Entry) else make_entry(one, entry_id=f"entry-{n}")
        for n, one in enumerate(facts, 1)
    )
    return Visit(
        id=VisitId("5b1f0f6e-4a52-4c58-9f2b-1d2f54f1a001"),
        number="12-2026-0409",
        station="station-12",
        program="county_stations",
        program_version="1",
        arrived_at=ARRIVED,
        opened_by="staff-1",
        answers=given,
        entries=entries,
    )


GATE = Gate(Staff("staff-1", "R. Alvarez", Role.COORDINATOR))


class NoAudit:
    """A trail for tests that look at something else."""

    def note(self, *columns: object) -> None:
        """Keep nothing."""

    def latest(self, act: str) -> dict[str, datetime]:
        """Return nothing."""
        del act
        return {}


def make_wall(clock: Clock, gate: Gate = GATE) -> Wall:
    audit = Audit(NoAudit(), make_station(), clock, gate.me)
    return Wall(gate, audit, clock, WORDS["information"].ids)


def make_station(**changes: object) -> Station:
    station = Station(
        id="station-12",
        agency="Eastport Fire",
        name="Station 12",
        number="12",
        site_type=SiteType.FIRE,
        address="12 Chesapeake Ave, Eastport, MD 21403",
        phone="410-555-0112",
        program="county_stations",
        determination=Determination(Posture.PROGRAM, "J. Okafor", date(2026, 10, 1)),
        contact_name="Privacy contact, Eastport Fire",
        contact_phone="410-555-0110",
        contact_email="privacy@eastport-fire.example",
        police_phone="410-555-0119",
    )
    return replace(station, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def strict(program: Program) -> Program:
    """Return a program where nothing is handed in before every rule is met."""
    policies = {k: replace(p, needs_every_rule=True) for k, p in program.items.items()}
    return replace(program, items=policies)


def make_program(**changes: object) -> Program:
    policy = ItemPolicy(
        may_hold_drugs=False,
        sharps=Text.of("Into the red container.", es="Al recipiente rojo."),
        drugs=Text.of("Police come for it.", es="La policía viene por ello."),
        weapons=Text.of("Police come for it.", es="La policía viene por ella."),
    )
    program = Program(
        id="county_stations",
        version="1",
        name=Text.of("County Stations", es="Estaciones del Condado"),
        profile="County",
        state="MD",
        pathway="self_referral",
        intercepts=(0,),
        hosts=frozenset(SiteType),
        runs=Runs(today=True, since="2017"),
        notice=make_notice(),
        partners=(
            Partner("team", Text.of("Night team"), Text.of("Clinicians"), "410-555-0150"),
        ),
        steps=(),
        rules=(),
        items=dict.fromkeys(SiteType, policy),
        clocks=(),
        recipients=(),
        packet=(),
        follow_ups=(),
        participation=(Text.of("I stay with staff.", es="Me quedo con el personal."),),
    )
    return replace(program, **changes)  # type: ignore[arg-type]  # a factory's shorthand


class NoFiles:
    """Program files for programs that were made in a test: there are none."""

    def text_of(self, program: str) -> str:
        """Return nothing."""
        del program
        return ""

    def read(self, program: str, text: str) -> Program:
        """Refuse."""
        raise ContentRefused(program, text, "a test has no files")


class NoEditions:
    """A record in which no program is kept and nothing was changed."""

    def keep(self, edition: Edition, at: datetime, by: str) -> None:
        """Keep nothing."""

    def edition(self, program: str, version: str) -> Edition | None:
        """Return nothing."""
        del program, version
        return None

    def overrides(self) -> tuple[Override, ...]:
        """Return nothing."""
        return ()

    def add_override(self, override: Override, at: datetime, by: str) -> None:
        """Keep nothing."""


def make_editions(program: Program, clock: Clock, station: Station | None = None) -> Editions:
    """Return the editions of a program that has no file."""
    here = station or make_station(program=program.id)
    return Editions({program.id: program}, NoFiles(), NoEditions(), here, clock, GATE.me)


def make_notice() -> Notice:
    return Notice(
        version="2026-11",
        title=Text.of("What we promise", es="Lo que prometemos"),
        promises=(
            Text.of("You will not be charged for what you hand in here.",
                    es="No habrá cargos por lo que entregue aquí."),
            Text.of("You may leave at any time.", es="Puede irse cuando quiera."),
        ),
        limits=(Text.of("We must report a child in danger.",
                        es="Debemos avisar si un niño está en peligro."),),
        written_down=(Text.of("What you tell us, if you agree.",
                              es="Lo que nos diga, si está de acuerdo."),),
    )  # fmt: skip


def make_recipient(**changes: object) -> Recipient:
    recipient = Recipient(
        id="provider-1",
        name="Bayview House, intake",
        type=RecipientType.COVERED_ENTITY,
        address="400 Harbor Rd, Annapolis, MD 21401",
    )
    return replace(recipient, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def make_signature(**changes: object) -> Signature:
    signature = Signature(
        how=SignedHow.INK,
        signer_name="Toni Reyes",
        signer_role="patient",
        signed_at=NOW - timedelta(hours=1),
        witness="R. Alvarez",
        original_filed_at="Station 12, locked drawer",
    )
    return replace(signature, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def make_consent(**changes: object) -> Consent:
    """Return an unsigned, whole consent for a treatment facility."""
    consent = Consent(
        id="consent-1",
        kind=ConsentKind.SPECIFIC,
        patient_name="Toni Reyes",
        discloser="Eastport Fire Department, County Stations",
        recipient=make_recipient(),
        information=tuple(one for one in INFORMATION if one != "legal_status"),
        purpose="treatment",
        revoke_contact="Station 12, 12 Chesapeake Ave, Eastport, or 410-555-0110",
        expires_on=date(2026, 12, 23),
        expires_event="",
        language="en",
        template_version=WORDS["consent"].version,
        text_sha256="",
    )
    return replace(consent, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def make_demand(name: str = "demand-1") -> Demand:
    """Return a legal demand that counsel was asked about."""
    return Demand(
        name, NOW.date(), "County court", DemandKind.OTHER, demands.Answer.COUNSEL, "T. Rowe"
    )


def make_trial(**changes: object) -> Trial:
    """Return a restore on trial that went well, with a recovery sheet."""
    counts = {"visit": 409, "answer": 8112, "entry": 5210}
    held = Holds(6, counts, 21877, "5b1f0f6e4a524c589f2b1d2f54f1a0015b1f0f6e4a524c589f2b1d2f")
    manifest = Manifest(
        record_id="5b1f0f6e-4a52-4c58-9f2b-1d2f54f1a001",
        training=False,
        made_at=NOW - timedelta(days=2),
        why=Why.HAND,
        made_by="0.1",
        holds=held,
        record_sha256="",
        keys_sha256="",
    )
    trial = Trial(NOW, "R. Alvarez", with_sheet=True, manifest=manifest, found=held)
    return replace(trial, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def make_sheet(**changes: object) -> Sheet:
    """Return a sheet of an empty visit, printed at 03:41, on the ground of a consent."""
    sheet = Sheet(
        visit=make_visit(),
        station=make_station(),
        program=make_program(),
        words=WORDS,
        law=law_texts(),
        printed_at=NOW,
        staff=STAFF,
        destination=Destination(
            name="Bayview House",
            phone="410-555-0177",
            address="400 Harbor Rd, Annapolis, MD 21401",
            spoke_to="Sofia R.",
            accepted_at=NOW - timedelta(minutes=36),
            expected_at=NOW + timedelta(minutes=50),
            level="residential",
        ),
        ground=Ground.CONSENT,
        consent=make_consent(),
        trial=make_trial(),
    )
    return replace(sheet, **changes)  # type: ignore[arg-type]  # a factory's shorthand


def law_texts() -> Mapping[str, str]:
    folder = paths.resource("law")
    return {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))}


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
