"""Reports from the real record: what came, who it was for, and nobody in what goes out."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.catalog.attempts import load_attempts
from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.instruments import load_instruments
from safestation.content import Content, load_words
from safestation.domain.errors import NotAllowed, StoreUnavailable
from safestation.domain.facts import Arrived, Closed, Departed, PlacementAccepted
from safestation.domain.reporting.outside import OutMeasure, outside
from safestation.domain.reporting.period import Period
from safestation.domain.reporting.report import Report
from safestation.domain.station import Role, Staff
from safestation.services.session import VisitSession
from safestation.services.vault import SetUp
from safestation.storage import visits as visits_module
from safestation.ui.words import Words
from tests.factories import WORDS, law_texts, make_program, make_station
from tests.fakes import NIGHT, CountedIds, FakeClock, MemoryPrinter
from tests.unit.forms.samples import text_of
from tests.unit.storage.samples import CHEAP

SAY = Words(load_words(), "en", strict=True)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
NAME = "Zqx7Marked"


class Here:
    """A station whose visits a test writes."""

    def __init__(self, folder: Path) -> None:
        program = make_program(reports=("persons", "offered"))
        me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
        content = Content(
            {program.id: program}, load_dictionary(), load_instruments(), WORDS, law_texts(),
            load_attempts(),
        )  # fmt: skip
        self.clock, self.printer = FakeClock(), MemoryPrinter()
        self.vault = LocalVault(
            folder, content, self.printer, clock=self.clock, ids=CountedIds(), kdf=CHEAP
        )
        self.desk = self.vault.create(SetUp(make_station(), me, "seven blue herons at dawn"))

    def came(
        self, name: str = "", ended: str = "declined", *, goes: bool = False
    ) -> VisitSession:
        session = self.desk.counter.start()
        if name:
            session.answer("first_name", name)
        if goes:
            session.write(PlacementAccepted("p", "Bayview House"))
            session.write(Departed())
            session.write(Arrived("Sofia"))
        if ended:
            session.write(Closed(ended))
        session.flush()
        return session

    def report(self, period: Period = NOVEMBER, program: str = "") -> Report:
        return self.desk.reports.begin(period, program).run()

    def trail(self) -> list[tuple[str, str]]:
        source = self.desk.reports._store._db  # type: ignore[attr-defined]  # noqa: SLF001 - the trail as it is
        rows = source.execute("SELECT act, detail FROM trail ORDER BY seq").fetchall()
        return [(act, detail) for act, detail in rows]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    station = Here(tmp_path)
    yield station
    station.vault.release()


def lines(report: Report, measure: str, part: str) -> dict[str, int]:
    table = next(t for t in report.measured[measure].tables if t.id == part)
    return {line.code: line.count for line in table.lines if line.count}


def told(report: Report, measure: str) -> OutMeasure:
    return next(one for one in outside(report, SAY) if one.id == measure)


def test_visits_that_were_joined_are_one_person_and_the_unnamed_one_each(here: Here) -> None:
    first = here.came(NAME, goes=True)
    again = here.desk.counter.start_again(first.visit.id)
    again.write(Closed("information_only"))
    again.flush()
    here.came()

    report = here.report()

    assert report.cases == 3
    assert lines(report, "persons", "people") == {"once": 1, "more_than_once": 1}
    assert lines(report, "returns", "returns") == {"joined": 1, "not_asked": 2}
    assert lines(report, "arrived", "arriving") == {"arrived_said_there": 1}
    assert report.own == ("persons", "offered")
    assert set(report.own).isdisjoint(report.others)


def test_two_people_who_were_joined_and_parted_again_are_two(here: Here) -> None:
    one, other = here.came(NAME), here.came("Other")
    merged = here.desk.persons.merge(one.visit.id, other.visit.id, "same")
    joined = lines(here.report(), "persons", "people")
    here.desk.persons.unmerge(one.visit.id, merged.merge, "not the same")

    assert joined == {"more_than_once": 1}
    assert lines(here.report(), "persons", "people") == {"once": 2}


def test_only_visits_that_began_in_the_days_are_counted_both_ends_included(here: Here) -> None:
    here.came()
    here.clock.at = NIGHT + timedelta(days=8)  # the 1st of December
    here.came()

    assert here.report(Period(date(2026, 11, 23), date(2026, 11, 23))).cases == 1
    assert here.report(Period(date(2026, 11, 23), date(2026, 12, 1))).cases == 2
    assert here.report(Period(date(2026, 11, 24), date(2026, 11, 30))).cases == 0
    assert [met.id for met in here.desk.reports.met(NOVEMBER)] == ["county_stations"]


def test_an_hour_more_or_less_since_then_moves_nobody_into_another_month(here: Here) -> None:
    here.clock.at = NIGHT.replace(day=30, hour=23, minute=30)
    here.came()
    summer = timezone(timedelta(hours=-4))
    here.clock.at = datetime(2027, 7, 1, 9, tzinfo=summer)

    assert here.report().cases == 1
    assert here.report(Period(date(2026, 12, 1), date(2026, 12, 31))).cases == 0


def test_a_report_of_another_program_counts_nothing_of_this_one(here: Here) -> None:
    here.came()

    assert here.report(program="another").cases == 0
    assert here.report(program="county_stations").cases == 1


def test_each_report_leaves_its_days_in_the_trail_and_nothing_that_came_out(here: Here) -> None:
    here.came(NAME)
    report = here.report()
    here.desk.reports.pages(report, SAY)
    here.desk.reports.file(report, "state", SAY)

    assert here.trail()[-3:] == [
        ("reported", "2026-11-01 2026-11-30"),
        ("printed", "report 2026-11-01 2026-11-30"),
        ("exported", "report 2026-11-01 2026-11-30 state"),
    ]


def test_days_in_the_wrong_order_and_a_file_for_nobody_are_refused(here: Here) -> None:
    with pytest.raises(NotAllowed) as refused:
        here.desk.reports.begin(Period(NOVEMBER.last, NOVEMBER.first))
    assert refused.value.reason == "report.days_wrong"
    report = here.report()
    with pytest.raises(NotAllowed) as refused:
        here.desk.reports.file(report, "", SAY)
    assert refused.value.reason == "report.why_needed"


def test_nobody_stands_on_paper_or_in_the_file_and_no_small_count(here: Here) -> None:
    for _ in range(3):
        here.came(NAME, goes=True)
    report = here.report()

    pdf = here.desk.reports.pages(report, SAY)()
    here.desk.reports.print_pages(pdf)
    data = here.desk.reports.file(report, "county", SAY)()

    text = text_of(here.printer.jobs[0][0])
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert NAME not in text
    assert NAME.encode() not in data
    assert "Station 12" in text
    assert "<11" in text
    assert rows
    assert {row["count"] for row in rows} <= {"0", "<11", "—"}
    assert {row["of"] for row in rows} <= {"0", "<11", "—"}
    assert not any(row["percent"] for row in rows)


def test_what_is_left_out_of_one_table_is_told_by_no_other(here: Here) -> None:
    for n in range(30):
        here.came(ended="declined" if n < 26 else "information_only", goes=n < 26)

    report = here.report()

    ends = told(report, "dispositions").tables[0]
    arriving = next(t for t in told(report, "arrived").tables if "arrived" in t.title)
    assert ends.of == "30"
    assert [line.count for line in ends.lines] == ["—", "<11", "0"]
    assert {arriving.of, *(line.count for line in arriving.lines)} == {"—", "0"}
    # The screen has the true numbers.
    assert lines(report, "dispositions", "ends") == {"declined": 26, "information_only": 4}


def test_large_counts_are_told_with_their_share_and_the_middle_time(here: Here) -> None:
    for n in range(30):
        here.came(ended="declined" if n < 15 else "information_only", goes=True)

    report = here.report()

    ends = told(report, "dispositions").tables[0]
    assert [(one.count, one.share) for one in ends.lines] == [
        ("15", "50%"), ("15", "50%"), ("0", "0%"),
    ]  # fmt: skip
    assert told(report, "time_to_placement").tables[0].median == "0 min"


def test_visits_are_read_a_few_at_a_time_and_none_is_missed(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits_module, "_AT_ONCE", 2)
    for _ in range(5):
        here.came()

    assert here.report().cases == 5


def test_a_report_that_is_stopped_gives_nothing(here: Here) -> None:
    here.came()
    job = here.desk.reports.begin(NOVEMBER)
    job.progress.stopped = True

    with pytest.raises(StoreUnavailable):
        job.run()


def test_a_no_to_a_referral_is_in_the_report_without_a_person(here: Here) -> None:
    session = here.came(ended="")
    session.write(Closed("said_no_to_referral"))
    session.flush()

    report = here.report()

    assert lines(report, "encounters", "ways") == {"said_no": 1}
    assert report.measured["persons"].tables == ()


def test_a_visit_opened_by_mistake_is_counted_nowhere_unless_it_holds_something(
    here: Here,
) -> None:
    for number in range(2):
        session = here.came(ended="")
        if number:
            session.answer("language", "spanish")
        session.write(Closed("opened_by_mistake"))
        session.flush()

    report = here.report()

    assert report.cases == 1
    assert lines(report, "dispositions", "ends") == {"opened_by_mistake": 1}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_paper_names_its_days_how_it_counts_and_who_asks(here: Here, language: str) -> None:
    here.came()
    say = Words(load_words(), language, strict=True)

    text = text_of(here.desk.reports.pages(here.report(), say)())

    for part in ("1 Nov 2026", "30 Nov 2026", "<11", "Gloucester, Massachusetts"):
        assert part.lower() in text.lower()
    assert WORDS["report"].say("own", language) in text
    assert WORDS["report"].say("nothing", language) in text


def test_a_start_loads_nothing_of_what_counts() -> None:
    asked = "import sys, safestation.bootstrap, safestation.ui.shell; print(*sys.modules)"
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-P", "-c", asked], capture_output=True, text=True, check=True
    )

    loaded = set(ran.stdout.split())
    assert "safestation.services.reports" in loaded
    late = {"tally", "measures", "outside", "paper", "tables", "flow"}
    assert not {f"safestation.domain.reporting.{one}" for one in late} & loaded
    assert "safestation.ui.screens.report_cards" not in loaded
