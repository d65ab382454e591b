"""A paper is written down before it goes, and once more when it did not come out."""

from datetime import datetime

import pytest

from safestation.domain.acts import DONE, NOT_DONE, Act
from safestation.domain.errors import DiskFull, PrintFailed, StoreUnavailable
from safestation.services.audit import Audit
from tests.factories import GATE, make_station
from tests.fakes import FakeClock


class Lines:
    """A history that remembers, until its disk is full."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []
        self.full = False

    def note(
        self, act: str, _station: str, _at: datetime, _by: str, detail: str = "",
        _visit: str = "", outcome: str = DONE,
    ) -> None:  # fmt: skip
        if self.full:
            raise DiskFull
        self.told.append((act, detail, outcome))

    def latest(self, act: str) -> dict[str, datetime]:
        raise AssertionError(act)


@pytest.fixture
def lines() -> Lines:
    return Lines()


@pytest.fixture
def audit(lines: Lines) -> Audit:
    return Audit(lines, make_station(), FakeClock(), GATE.me)


def test_a_paper_that_came_out_is_one_line(audit: Audit, lines: Lines) -> None:
    with audit.sending(Act.PRINTED, "retirement"):
        assert lines.told == [("printed", "retirement", DONE)]

    assert lines.told == [("printed", "retirement", DONE)]


def test_a_paper_that_did_not_come_out_is_told_so(audit: Audit, lines: Lines) -> None:
    with pytest.raises(PrintFailed), audit.sending(Act.DEMAND_ANSWERED, "subpoena"):
        raise PrintFailed

    assert lines.told == [
        ("demand_answered", "subpoena", DONE), ("demand_answered", "subpoena", NOT_DONE),
    ]  # fmt: skip


def test_what_cannot_be_written_down_is_not_sent(audit: Audit, lines: Lines) -> None:
    lines.full = True

    with pytest.raises(StoreUnavailable), audit.sending(Act.PRINTED, "card"):
        raise AssertionError


def test_a_full_disk_does_not_hide_that_the_printer_failed(audit: Audit, lines: Lines) -> None:
    def jam() -> None:
        lines.full = True
        raise PrintFailed

    with pytest.raises(PrintFailed), audit.sending(Act.PRINTED, "card"):
        jam()
