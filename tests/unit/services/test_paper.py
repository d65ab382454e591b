"""Nothing is printed that nobody allowed, and what is printed is written down first."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

import pytest

from safestation.domain import consent_seal
from safestation.domain.consent import Consent, ConsentKind, RecipientType
from safestation.domain.consent_text import consent_lines
from safestation.domain.errors import (
    DisclosureRefused,
    DiskFull,
    NotAllowed,
    PrintFailed,
)
from safestation.domain.facts import (
    Arrived,
    ConsentRefused,
    ConsentRevoked,
    ConsentSigned,
    CrimeReported,
    EmergencyRelease,
    EmergencyStarted,
    NoticeDeferred,
    NoticeGiven,
    PlacementAccepted,
    PlacementOffered,
    Printed,
    PrintNotDone,
    RestrictionAsked,
    ReviewDecided,
    RidePlanned,
)
from safestation.domain.program import PacketForm, RecipientTemplate, When
from safestation.domain.sheet import Sheet
from safestation.domain.signers import COURT_NAMED
from safestation.domain.station import Determination, MinorRule, Posture, Role, Staff
from safestation.domain.text import Text
from safestation.domain.visit import Visit, VisitId
from safestation.forms.accounting import AccountingForm
from safestation.forms.consent import ConsentForm
from safestation.forms.crime_report import CrimeReport
from safestation.forms.handoff_summary import HandoffSummary
from safestation.forms.part2_notice import Part2Notice
from safestation.forms.revocation import Revocation
from safestation.services.access import Access
from safestation.services.accounting import Accounting
from safestation.services.directory import Directory
from safestation.services.gate import Gate
from safestation.services.packet import PERSON, RECIPIENT
from safestation.services.paper import PacketItem, PaperDesk, page_count
from safestation.services.people import People
from safestation.services.ports import Changes
from safestation.services.session import VisitSession
from safestation.storage.database import open_record
from safestation.storage.migrations import migrations
from safestation.storage.stations import Stations
from safestation.storage.visits import Visits
from tests.factories import (
    GATE,
    STAFF,
    WORDS,
    law_texts,
    make_consent,
    make_program,
    make_recipient,
    make_signature,
    make_station,
    make_visit,
    make_wall,
)
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.forms.samples import text_of

PROVIDER = "provider-1"
MARK = "Qzmarked"


@dataclass
class Told:
    """Keeps the last sheet, and prints two pages."""

    id: ClassVar[str] = "told"
    version: ClassVar[str] = "7"
    audience: ClassVar[str] = "person"
    information: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[frozenset[str]] = frozenset()
    sheet: Sheet | None = None

    def render(self, sheet: Sheet) -> bytes:
        self.sheet = sheet
        return b"%PDF-1.4 /Type /Pages /Type /Page /Type /Page " + str(sheet.reprint).encode()


class EmergencyForm(Told):
    id: ClassVar[str] = "emergency_release"
    audience: ClassVar[str] = "emergency"


class DriverForm(Told):
    id: ClassVar[str] = "driver_sheet"
    audience: ClassVar[str] = "recipient"
    needs: ClassVar[frozenset[str]] = frozenset({"where_and_when"})


class ReceiptForm(Told):
    id: ClassVar[str] = "items_receipt"
    audience: ClassVar[str] = "nobody"


class Disk(Visits):
    """The real record on a disk that can be full."""

    full = False

    def save(self, visit: Visit, changes: Changes, at: datetime, by: str) -> None:
        if self.full:
            raise DiskFull
        super().save(visit, changes, at, by)


class NoProviders:
    """A directory nobody has filled yet."""

    def all(self) -> tuple[()]:
        return ()

    def get(self, provider_id: str) -> None:
        del provider_id

    def replace_many(self, *_: object) -> None:
        raise AssertionError


PROGRAM = make_program(
    recipients=(
        RecipientTemplate(
            "next_place", Text.of("The next place"), "covered_entity", "treatment",
            ("identity",), from_placement=True,
        ),
        RecipientTemplate(
            "driver", Text.of("The drivers", es="Quien conduce"), "person", "transport", ()
        ),
    ),
    packet=(
        PacketForm("handoff_summary", "next_place"),
        PacketForm("consent"),
        PacketForm("driver_sheet", "driver"),
        PacketForm("told"),
        PacketForm("items_receipt", preselected=False),
        PacketForm("emergency_release"),
        PacketForm("told", when=(When("ride_mode", frozenset({"taxi"})),)),
        PacketForm("a_form_nobody_has_written"),
    ),
)  # fmt: skip


class Bench:
    """A desk with a real record, a printer that remembers, and one visit."""

    def __init__(self, folder: Path, *, told: bool = True, **station: object) -> None:
        self.folder, self.clock = folder, FakeClock()
        self.printer, self.told = MemoryPrinter(), Told()
        self.db = open_record(folder / "record.db", bytes(range(32)), migrations, create=True)
        self.station = make_station(**station)
        stations, ids = Stations(self.db), CountedIds()
        for staff_id, name in STAFF.items():
            person = Staff(staff_id, name, Role.FIREFIGHTER)
            stations.save_staff(person, self.station.id, self.clock.now(), "staff-1")
        self.visits = Disk(self.db, self.station.number)
        visit = make_visit({"first_name": MARK, "age": "27"})
        answers, blank = visit.answers, replace(visit, number="", answers={})
        self.session = VisitSession(
            self.visits.open_visit(blank, "staff-1"),
            PROGRAM, {}, self.visits, self.clock, ids, make_wall(self.clock),
        )  # fmt: skip
        for question, answer in answers.items():
            self.session.answer(question, answer.value)
        if told:
            self.session.write(NoticeGiven("2026-11", "en", "read_aloud"))
        directory = Directory(NoProviders(), self.clock, ids, GATE)
        self.desk = PaperDesk(
            forms=(
                HandoffSummary(), ConsentForm(), Part2Notice(), self.told, EmergencyForm(),
                DriverForm(), ReceiptForm(), Revocation(), AccountingForm(), CrimeReport(),
            ),
            words=WORDS, law=law_texts(), sections={}, instruments={}, station=self.station,
            people=People(stations, self.station, self.clock, ids, GATE),
            directory=directory,
            printer=self.printer, clock=self.clock, training=False, gate=GATE,
            access=Access(self.visits, STAFF.__getitem__, lambda one: (self.visits.load(one),)),
            accounting=Accounting(lambda one: (self.visits.load(one),), directory),
        )  # fmt: skip

    def place(self) -> None:
        self.session.write(
            PlacementOffered(PROVIDER, "Bayview House", "residential", "Sofia R.")
        )
        self.session.write(PlacementAccepted(PROVIDER, "Bayview House", "residential"))

    def sign(self, **changes: object) -> Consent:
        consent = make_consent(**changes)
        lines = consent_lines(consent, WORDS["consent"], self.station.title, consent.language)
        signed = consent_seal.signed(consent, lines, (make_signature(),))
        self.session.write(ConsentSigned(signed))
        return signed

    def item(self, form: str) -> PacketItem:
        return next(one for one in self.desk.packet(self.session) if one.form == form)

    def printed(self) -> list[Printed]:
        return [fact for _, fact in self.session.visit.all_of(Printed)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.db.close()


def every_file(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def refusal(bench: Bench, form: str = "handoff_summary") -> str:
    item = bench.item(form)
    assert not item.allowed
    with pytest.raises(DisclosureRefused) as refused:
        bench.desk.preview(bench.session, form, item.recipient)
    with pytest.raises(DisclosureRefused) as stopped:
        bench.desk.print_all(bench.session, [item])
    assert refused.value.reason == stopped.value.reason == item.reason
    assert bench.printer.jobs == []
    assert bench.printed() == []
    return item.reason


def test_a_print_without_consent_is_refused_and_leaves_nothing_anywhere(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    temp = bench.folder / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    bench.place()
    before = every_file(bench.folder)

    reason = refusal(bench)

    assert reason == "disclosure.missing"
    assert every_file(bench.folder) == before


def test_without_a_place_there_is_nobody_to_print_for(bench: Bench) -> None:
    assert refusal(bench) == "disclosure.no_recipient"


def test_a_refused_consent_stops_the_print(bench: Bench) -> None:
    bench.place()
    bench.session.write(ConsentRefused(PROVIDER))

    assert refusal(bench) == "disclosure.refused"


def test_a_revoked_consent_stops_the_print(bench: Bench) -> None:
    bench.place()
    consent = bench.sign()
    assert bench.item("handoff_summary").allowed

    bench.session.write(ConsentRevoked(consent.id, "in writing"))

    assert refusal(bench) == "disclosure.revoked"


@pytest.mark.parametrize(
    ("age", "reason"), [("15", "disclosure.signers"), ("16", ""), ("", "")]
)
def test_an_age_that_comes_up_later_stops_what_the_wrong_one_signed(
    tmp_path: Path, age: str, reason: str
) -> None:
    bench = Bench(tmp_path, minor_rule=MinorRule(18, 16, "Invented", "T. Rowe"))
    bench.place()
    bench.sign()
    bench.session.answer("age", age)

    assert (refusal(bench) if reason else bench.item("handoff_summary").reason) == reason
    bench.db.close()


def test_a_court_that_named_somebody_stops_what_the_person_signed(bench: Bench) -> None:
    bench.place()
    bench.sign()
    bench.session.answer(COURT_NAMED, "yes")

    assert refusal(bench) == "disclosure.signers"


def test_what_a_volunteer_may_not_see_stops_their_print_as_well(bench: Bench) -> None:
    bench.place()
    bench.sign()
    bench.session.answer(COURT_NAMED, "yes")
    bench.session.flush()
    wall = make_wall(bench.clock, Gate(Staff("staff-2", "K. Lund", Role.VOLUNTEER)))
    seen = wall.seen(bench.visits.load(bench.session.visit.id))
    assert seen.value(COURT_NAMED) == ""

    bench.session = VisitSession(
        seen, PROGRAM, {}, bench.visits, bench.clock, CountedIds(), wall
    )

    assert refusal(bench) == "disclosure.signers"


def test_an_expired_consent_stops_the_print(bench: Bench) -> None:
    bench.place()
    bench.sign(expires_on=date(2026, 11, 24))
    assert bench.item("handoff_summary").allowed

    bench.clock.advance(days=2)

    assert refusal(bench) == "disclosure.expired"


ALL_CARE = {
    "id": "consent-tpo",
    "kind": ConsentKind.TPO,
    "purpose": "tpo",
    "recipient": make_recipient(id="all-care", name=""),
}


def test_the_single_consent_for_care_covers_the_place_that_takes_the_person(
    bench: Bench,
) -> None:
    bench.place()
    bench.sign(**ALL_CARE)

    bench.desk.print_all(bench.session, [bench.item("handoff_summary")])

    assert [fact.form for fact in bench.printed()] == ["part2_notice", "handoff_summary"]
    notice = text_of(bench.printer.jobs[0][0])
    assert "Bayview House" in notice
    assert "my treating providers, health plans" in notice


def test_the_single_consent_for_care_covers_nobody_else(bench: Bench) -> None:
    bench.place()
    bench.sign(**ALL_CARE)

    assert refusal(bench, "driver_sheet") == "disclosure.missing"


def test_a_no_to_the_place_counts_more_than_the_single_consent(bench: Bench) -> None:
    bench.place()
    bench.sign(**ALL_CARE)

    bench.session.write(ConsentRefused(PROVIDER))

    assert refusal(bench) == "disclosure.refused"


def test_the_single_consent_taken_back_covers_nobody(bench: Bench) -> None:
    bench.place()
    consent = bench.sign(**ALL_CARE)

    bench.session.write(ConsentRevoked(consent.id, "writing"))

    assert refusal(bench) == "disclosure.missing"


def test_a_consent_stops_with_the_event_it_names(bench: Bench) -> None:
    bench.place()
    bench.sign(expires_event="arrival")
    assert bench.item("handoff_summary").allowed

    bench.session.write(Arrived("Sofia R."))

    assert refusal(bench) == "disclosure.expired"


DRIVER = {"id": "driver", "name": "Toni Lund", "type": RecipientType.PERSON}


def consent_for_the_driver(bench: Bench, name: str) -> None:
    recipient = make_recipient(**DRIVER | {"name": name})
    bench.sign(
        recipient=recipient, information=("identity", "where_and_when"), purpose="transport"
    )


@pytest.mark.parametrize(
    ("named", "drivers", "allowed"),
    [
        ("K. Lund", ("K. Lund",), True),
        ("Kari Lund, volunteer", ("J. Marsh", "K. Lund"), True),
        ("K. Lund", (), True),
        ("The driver", ("J. Marsh",), True),
        ("K. Lund", ("J. Marsh",), False),
        ("K. Lund", ("J. Marsh", "P. Rowe"), False),
        ("Олена Шевченко", ("Олена",), True),
    ],
)
def test_a_ride_with_another_driver_needs_another_consent(
    bench: Bench,
    named: str,
    drivers: tuple[str, ...],
    allowed: bool,  # noqa: FBT001 - a case
) -> None:
    consent_for_the_driver(bench, named)

    bench.session.write(RidePlanned("volunteer", drivers))

    item = bench.item("driver_sheet")
    assert item.allowed is allowed
    if not allowed:
        assert refusal(bench, "driver_sheet") == "disclosure.other_person"


def test_a_consent_for_an_office_stops_when_it_has_decided(bench: Bench) -> None:
    bench.place()
    bench.sign(expires_event="office_decided")
    assert bench.item("handoff_summary").allowed

    bench.session.write(ReviewDecided("On-call attorney", "released", rule="warrant"))

    assert refusal(bench) == "disclosure.expired"


def test_a_consent_signed_after_its_event_waits_for_the_next_one(bench: Bench) -> None:
    bench.place()
    bench.session.write(Arrived("Sofia R."))
    bench.sign(expires_event="arrival")

    assert bench.item("handoff_summary").allowed


def test_nothing_with_a_name_goes_out_before_the_notice(tmp_path: Path) -> None:
    bench = Bench(tmp_path, told=False)
    bench.place()
    bench.sign()

    assert refusal(bench) == "disclosure.notice_first"
    bench.db.close()


def test_why_the_notice_waits_is_enough_to_go_on(tmp_path: Path) -> None:
    bench = Bench(tmp_path, told=False)
    bench.place()
    bench.sign()

    bench.session.write(NoticeDeferred("medical_first"))

    assert bench.item("handoff_summary").allowed
    bench.db.close()


def test_an_emergency_waits_for_no_notice_and_no_restriction(tmp_path: Path) -> None:
    bench = Bench(tmp_path, told=False)
    bench.session.write(RestrictionAsked("r1", "", (), "agreed"))
    bench.session.write(EmergencyStarted("key"))
    release = EmergencyRelease("Medic 3", "", "staff-1", "overdose", ("identity",), "asleep")
    bench.session.write(release)

    bench.desk.print_all(bench.session, [bench.item("emergency_release")])

    assert [fact.ground for fact in bench.printed()] == ["emergency"]
    bench.db.close()


@pytest.mark.parametrize("recipient", [PROVIDER, ""], ids=["one", "everybody"])
def test_what_the_station_agreed_to_keep_from_somebody_is_not_printed(
    bench: Bench, recipient: str
) -> None:
    bench.place()
    bench.sign()
    bench.session.write(RestrictionAsked("r1", recipient, (), "agreed"))

    assert refusal(bench) == "disclosure.restricted"


def test_a_kind_that_is_kept_back_is_absent_from_the_pages(bench: Bench) -> None:
    bench.session.answer("phone", "443-555-0199")
    bench.place()
    bench.sign()
    before = bench.desk.preview(bench.session, "handoff_summary", PROVIDER)
    assert "443-555-0199" in text_of(before)

    bench.session.write(RestrictionAsked("r1", PROVIDER, ("contact",), "agreed"))

    after = bench.desk.preview(bench.session, "handoff_summary", PROVIDER)
    assert "443-555-0199" not in text_of(after)


def test_a_page_that_needs_what_is_kept_back_is_refused(bench: Bench) -> None:
    bench.place()
    bench.sign()
    bench.session.write(RestrictionAsked("r1", "", ("identity",), "agreed"))

    assert refusal(bench) == "disclosure.restricted"


@pytest.mark.parametrize(
    "fact",
    [
        RestrictionAsked("r1", "provider-2", (), "agreed"),
        RestrictionAsked("r1", PROVIDER, (), "not_agreed"),
    ],
    ids=["somebody else", "not agreed"],
)
def test_what_was_not_agreed_for_a_recipient_stops_nothing(
    bench: Bench, fact: RestrictionAsked
) -> None:
    bench.place()
    bench.sign()

    bench.session.write(fact)

    assert bench.item("handoff_summary").allowed


def test_a_restriction_that_was_ended_stops_nothing(bench: Bench) -> None:
    bench.place()
    bench.sign()
    bench.session.write(RestrictionAsked("r1", PROVIDER, (), "agreed"))

    bench.session.write(RestrictionAsked("r1", PROVIDER, (), "ended"))

    assert bench.item("handoff_summary").allowed


@pytest.mark.parametrize(
    "change",
    [
        {"information": ("identity", "legal_status")},
        {"expires_on": date(2030, 1, 1)},
        {"signatures": (make_signature(signer_name="Somebody else"),)},
    ],
    ids=["terms", "end", "signature"],
)
def test_a_consent_that_was_altered_after_it_was_signed_is_no_ground(
    bench: Bench, change: dict[str, object]
) -> None:
    bench.place()
    consent = bench.sign()

    bench.session.write(ConsentSigned(replace(consent, **change)))  # type: ignore[arg-type]  # a shorthand

    assert refusal(bench) == "disclosure.text_changed"


def test_a_signed_consent_is_whole_after_it_comes_back_from_the_record(bench: Bench) -> None:
    consent = bench.sign()

    kept = bench.visits.load(VisitId(bench.session.visit.id))

    (back,) = (fact.consent for _, fact in kept.all_of(ConsentSigned))
    assert back == consent
    assert consent_seal.is_unchanged(back)


def test_a_consent_that_does_not_cover_the_name_stops_the_handoff(bench: Bench) -> None:
    bench.place()
    bench.sign(information=("health",))

    assert refusal(bench) == "disclosure.not_covered"


def test_a_consent_for_another_place_is_no_consent(bench: Bench) -> None:
    bench.sign()
    bench.session.write(PlacementAccepted("provider-2", "Hope House"))

    assert refusal(bench) == "disclosure.missing"


def test_consent_taken_back_after_the_list_was_shown_still_stops_the_print(
    bench: Bench,
) -> None:
    bench.place()
    consent = bench.sign()
    shown = bench.desk.packet(bench.session)
    bench.session.write(ConsentRevoked(consent.id, "heard"))

    with pytest.raises(DisclosureRefused):
        bench.desk.print_all(bench.session, shown)

    assert bench.printer.jobs == []


def test_one_refused_page_stops_the_whole_packet_before_the_first_page(bench: Bench) -> None:
    bench.place()
    bench.sign()
    items = [bench.item("handoff_summary"), bench.item("driver_sheet")]

    with pytest.raises(DisclosureRefused):
        bench.desk.print_all(bench.session, items)

    assert bench.printer.jobs == []


def test_the_notice_with_the_copy_of_consent_always_comes_along(bench: Bench) -> None:
    bench.place()
    bench.sign()

    bench.desk.print_all(bench.session, [bench.item("handoff_summary")])

    assert [fact.form for fact in bench.printed()] == ["part2_notice", "handoff_summary"]
    assert {fact.recipient for fact in bench.printed()} == {PROVIDER}
    assert len(bench.printer.jobs) == 2


def test_the_notice_comes_along_though_the_list_said_refused(bench: Bench) -> None:
    bench.place()
    shown = bench.item("handoff_summary")
    bench.sign()

    bench.desk.print_all(bench.session, [shown])

    assert [fact.form for fact in bench.printed()] == ["part2_notice", "handoff_summary"]


def test_one_notice_is_enough_for_one_recipient(bench: Bench) -> None:
    bench.place()
    bench.sign()
    item, notice = bench.item("handoff_summary"), bench.item("part2_notice")

    bench.desk.print_all(bench.session, [notice, item, item])

    forms = [fact.form for fact in bench.printed()]
    assert forms == ["part2_notice", "handoff_summary", "handoff_summary"]
    assert notice.comes_along


def test_where_part_2_does_not_apply_no_notice_is_printed(tmp_path: Path) -> None:
    free = Determination(Posture.NOT_PART2, "J. Okafor", date(2026, 10, 1))
    bench = Bench(tmp_path, determination=free)
    bench.place()
    bench.sign()

    bench.desk.print_all(bench.session, [bench.item("handoff_summary")])

    assert [fact.form for fact in bench.printed()] == ["handoff_summary"]
    bench.db.close()


def test_each_print_is_written_down_with_what_went_where(bench: Bench) -> None:
    bench.place()
    bench.sign()

    bench.desk.print_all(bench.session, [bench.item("told"), bench.item("handoff_summary")])

    told = bench.printed()[0]
    assert (told.form, told.form_version, told.recipient) == ("told", "7", "person")
    assert (told.ground, told.pages, told.reprint) == ("own_paper", 2, 0)
    assert [fact.ground for fact in bench.printed()[1:]] == ["consent", "consent"]
    kept = bench.visits.load(VisitId(bench.session.visit.id))
    assert [fact for _, fact in kept.all_of(Printed)] == bench.printed()


def test_the_job_title_is_the_number_and_nothing_of_the_person(bench: Bench) -> None:
    bench.desk.print_all(bench.session, [bench.item("told")])

    assert [title for _, title, _ in bench.printer.jobs] == [bench.session.visit.number]
    assert MARK not in bench.printer.jobs[0][1]


def test_a_second_print_says_that_it_is_a_reprint(bench: Bench) -> None:
    for _ in range(3):
        bench.desk.print_all(bench.session, [bench.item("told")])

    assert [fact.reprint for fact in bench.printed()] == [0, 1, 2]
    assert [pdf[-1:] for pdf, _, _ in bench.printer.jobs] == [b"0", b"1", b"2"]


def test_the_first_print_for_another_recipient_is_no_reprint(bench: Bench) -> None:
    bench.place()
    bench.sign()
    bench.desk.print_all(bench.session, [bench.item("handoff_summary")])
    bench.session.write(PlacementAccepted("provider-2", "Hope House"))
    bench.sign(id="consent-2", recipient=replace(make_consent().recipient, id="provider-2"))

    bench.desk.print_all(bench.session, [bench.item("handoff_summary")])

    assert bench.printed()[-1].reprint == 0


def test_what_the_printer_refused_is_written_down_as_not_done(bench: Bench) -> None:
    bench.printer.broken = True

    with pytest.raises(PrintFailed):
        bench.desk.print_all(bench.session, [bench.item("told")])

    (entry, _), (_, failed) = (
        next(bench.session.visit.all_of(Printed)),
        next(bench.session.visit.all_of(PrintNotDone)),
    )
    assert failed.printed == entry.id


def test_what_never_came_out_does_not_count_as_a_first_print(bench: Bench) -> None:
    bench.printer.broken = True
    with pytest.raises(PrintFailed):
        bench.desk.print_all(bench.session, [bench.item("told")])
    bench.printer.broken = False

    bench.desk.print_all(bench.session, [bench.item("told")])

    assert bench.printed()[-1].reprint == 0


def test_what_cannot_be_written_down_is_not_printed(bench: Bench) -> None:
    item = bench.item("told")
    bench.session.flush()
    bench.visits.full = True

    with pytest.raises(DiskFull):
        bench.desk.print_all(bench.session, [item])

    assert bench.printer.jobs == []
    bench.visits.full = False
    bench.session.flush()
    kept = bench.visits.load(VisitId(bench.session.visit.id))
    assert len(list(kept.all_of(Printed))) == len(list(kept.all_of(PrintNotDone))) == 1


def test_what_was_said_is_kept_before_it_is_printed(bench: Bench) -> None:
    bench.session.answer("first_name", "Toni")

    bench.desk.print_all(bench.session, [bench.item("told")])

    assert bench.session.is_saved


def test_a_page_without_a_name_is_given_no_answer_at_all(bench: Bench) -> None:
    bench.desk.print_all(bench.session, [bench.item("items_receipt")])

    assert bench.printed()[0].ground == "no_identity"
    assert bench.printed()[0].recipient == "nobody"


def test_an_emergency_sheet_needs_the_release_written_down(bench: Bench) -> None:
    bench.session.write(EmergencyStarted("key"))
    assert refusal(bench, "emergency_release") == "disclosure.no_emergency"

    release = EmergencyRelease("Medic 3", "", "staff-1", "overdose", ("identity",), "asleep")
    entry = bench.session.write(release)
    bench.desk.print_all(bench.session, [bench.item("emergency_release")])

    assert bench.printed()[0].recipient == entry.id
    assert bench.printed()[0].ground == "emergency"


def test_without_an_emergency_its_sheet_is_not_listed(bench: Bench) -> None:
    assert "emergency_release" not in {i.form for i in bench.desk.packet(bench.session)}


def test_the_packet_lists_what_the_program_names_for_this_visit(bench: Bench) -> None:
    bench.place()
    bench.sign()

    items = bench.desk.packet(bench.session)

    assert [(i.form, i.recipient, i.allowed, i.preselected) for i in items] == [
        ("part2_notice", PROVIDER, True, True),
        ("handoff_summary", PROVIDER, True, True),
        ("consent", "consent-1", True, True),
        ("driver_sheet", "driver", False, False),
        ("told", "person", True, True),
        ("items_receipt", "nobody", True, False),
    ]
    assert items[1].recipient_name == "Bayview House"
    assert items[3].recipient_name == "The drivers"


def test_own_papers_are_in_the_language_of_the_person(bench: Bench) -> None:
    bench.session.answer("language_access.spoken_language", "es")

    assert bench.item("told").language == "es"
    assert bench.item("handoff_summary").language == "en"


def test_large_print_is_for_the_own_papers_of_who_asked(bench: Bench) -> None:
    bench.session.answer("large_print", "yes")

    bench.desk.preview(bench.session, "told", "person")

    assert bench.told.sheet is not None
    assert bench.told.sheet.large_print


def test_the_sheet_knows_where_the_person_goes_and_who_said_so(bench: Bench) -> None:
    bench.place()

    bench.desk.preview(bench.session, "told", "person")

    assert bench.told.sheet is not None
    where = bench.told.sheet.destination
    assert (where.name, where.spoke_to, where.level) == (
        "Bayview House", "Sofia R.", "residential",
    )  # fmt: skip
    assert where.accepted_at == bench.clock.now()
    assert bench.told.sheet.staff["staff-1"] == "R. Alvarez"


def test_an_unsigned_consent_is_printed_to_sign_and_written_down(bench: Bench) -> None:
    bench.desk.print_consent(bench.session, make_consent())

    fact = bench.printed()[0]
    assert (fact.form, fact.recipient, fact.ground) == ("consent", "consent-1", "own_paper")
    assert fact.pages == page_count(bench.printer.jobs[0][0]) >= 1


def test_the_page_to_sign_names_who_interprets(bench: Bench) -> None:
    bench.session.answer("interpreter_name", "Ines Gomez")
    bench.session.answer("interpreter_id", "Line 77")

    job = bench.desk.consent_job(bench.session, make_consent())

    assert job.sheet.interpreter == "Ines Gomez, Line 77"


def test_a_file_needs_a_reason(bench: Bench) -> None:
    with pytest.raises(NotAllowed):
        bench.desk.save_as(bench.session, bench.item("told"), "  ")

    assert bench.printed() == []


def test_a_file_is_written_down_with_its_reason_before_it_is_given(bench: Bench) -> None:
    pdf = bench.desk.save_as(bench.session, bench.item("told"), "asked for a copy")

    assert pdf.startswith(b"%PDF")
    assert bench.printed()[0].recipient == "file: asked for a copy"
    assert bench.printer.jobs == []


def test_a_file_for_somebody_who_may_not_know_is_refused(bench: Bench) -> None:
    bench.place()

    with pytest.raises(DisclosureRefused):
        bench.desk.save_as(bench.session, bench.item("handoff_summary"), "please")

    assert bench.printed() == []


def test_the_pages_of_a_real_form_are_counted(bench: Bench) -> None:
    bench.place()
    bench.sign()

    pdf = bench.desk.preview(bench.session, "part2_notice", PROVIDER)

    assert page_count(pdf) == 2


def with_packet(bench: Bench, *packet: PacketForm) -> None:
    bench.session.program = replace(PROGRAM, packet=packet)


def test_a_consent_in_the_packet_is_that_of_its_recipient(bench: Bench) -> None:
    with_packet(bench, PacketForm("consent", "next_place"), PacketForm("consent", "driver"))
    bench.place()
    bench.sign()

    items = bench.desk.packet(bench.session)

    assert [(item.form, item.recipient) for item in items] == [("consent", "consent-1")]


def test_the_same_paper_is_listed_once(bench: Bench) -> None:
    with_packet(bench, PacketForm("consent"), PacketForm("consent", "next_place"))
    bench.place()
    bench.sign()

    assert len(bench.desk.packet(bench.session)) == 1


def test_a_notice_the_program_lists_is_still_only_one(bench: Bench) -> None:
    with_packet(
        bench,
        PacketForm("handoff_summary", "next_place"),
        PacketForm("part2_notice", "next_place"),
    )
    bench.place()

    refused = bench.desk.packet(bench.session)
    bench.sign()
    allowed = bench.desk.packet(bench.session)

    assert [item.form for item in refused] == ["handoff_summary"]
    assert [item.form for item in allowed] == ["part2_notice", "handoff_summary"]


def test_a_notice_alone_needs_a_consent_as_well(bench: Bench) -> None:
    with_packet(bench, PacketForm("part2_notice", "next_place"))
    bench.place()

    assert refusal(bench, "part2_notice") == "disclosure.missing"


def test_the_paper_of_a_revocation_is_about_the_consent_that_was_taken_back(
    bench: Bench,
) -> None:
    with_packet(bench, PacketForm("consent"), PacketForm("revocation"))
    consent = bench.sign()
    assert [item.form for item in bench.desk.packet(bench.session)] == ["consent"]

    bench.session.write(ConsentRevoked(consent.id, "heard"))

    items = bench.desk.packet(bench.session)
    assert [(item.form, item.recipient) for item in items] == [("revocation", consent.id)]
    bench.desk.print_all(bench.session, items)
    assert bench.printed()[0].ground == "own_paper"


def test_recipients_are_named_as_the_window_speaks(bench: Bench) -> None:
    items = bench.desk.packet(bench.session, "es")

    assert "Quien conduce" in {item.recipient_name for item in items}


def test_a_page_for_a_recipient_is_no_file_even_with_consent(bench: Bench) -> None:
    bench.place()
    bench.sign()
    told = [
        i for i in bench.desk.packet(bench.session) if i.allowed and i.audience == RECIPIENT
    ]

    assert told
    for item in told:
        with pytest.raises(DisclosureRefused, match="paper_only"):
            bench.desk.save_as(bench.session, item, "please")
    assert bench.printed() == []


def test_a_copy_in_a_file_is_told_as_one_in_the_trail(bench: Bench) -> None:
    bench.place()
    bench.sign()
    item = next(i for i in bench.desk.packet(bench.session) if i.audience == PERSON)
    bench.desk.save_as(bench.session, item, "The printer is broken")

    lines = [(line.act, line.detail) for line in bench.visits.history(bench.session.visit.id)]
    assert [act for act, _ in lines].count("exported") == 1
    assert not any("broken" in detail for _, detail in lines)


def test_the_list_of_who_was_told_is_the_person_s_and_is_written_down(bench: Bench) -> None:
    bench.place()
    bench.sign()
    bench.desk.print_all(bench.session, [bench.item("handoff_summary")])
    bench.desk.print_accounting(bench.session)

    pdf, title, _ = bench.printer.jobs[-1]
    last = bench.printed()[-1]
    assert MARK not in title
    assert "Bayview House, intake" in text_of(pdf)
    assert "to get me treatment" in text_of(pdf)
    assert (last.form, last.recipient, last.ground) == ("accounting", "person", "own_paper")


def test_a_crime_is_told_to_the_police_without_consent_on_its_own_ground(bench: Bench) -> None:
    bench.session.write(CrimeReported("Broke the door", "served_now", "Toni", "", ""))

    bench.desk.print_incident(bench.session)

    pdf, _, _ = bench.printer.jobs[-1]
    last = bench.printed()[-1]
    incident = bench.session.visit.last(CrimeReported)
    assert incident is not None
    assert "Broke the door" in text_of(pdf)
    assert MARK not in text_of(pdf)
    assert (last.form, last.ground) == ("crime_report", "crime")
    assert last.recipient == incident[0].id


def test_without_a_crime_written_down_nothing_goes_to_the_police(bench: Bench) -> None:
    with pytest.raises(DisclosureRefused) as refused:
        bench.desk.print_incident(bench.session)

    assert refused.value.reason == "disclosure.no_incident"
    assert bench.printer.jobs == []
    assert bench.printed() == []
