"""Any order of guesses, time, restarts, harm, releases and PINs: the promises hold."""

import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from safestation.domain.errors import PinRefused, SignInLocked, WrongPassphrase
from safestation.domain.lockout import LIMIT, SHIFT, WINDOW, Moment
from safestation.storage import countfile
from safestation.storage.binding import NoSecret
from safestation.storage.countfile import COUNT_NAMES
from safestation.storage.database import open_record
from safestation.storage.lockout import Lockout
from safestation.storage.migrations import migrations
from safestation.storage.shift import TRIES, Shift
from safestation.storage.trail import Hand, Trail
from tests.fakes import FakeClock
from tests.unit.storage.samples import CHEAP

ACCOUNTS = st.sampled_from(["ana", "bo", "cy"])
MINUTES = st.sampled_from([1, 4, 7, 16])
KEY = bytes(range(32))


class Door(RuleBasedStateMachine):
    """The door's count and a shift, beside what a person with a notebook would know."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.clock, self.boot, self.up = FakeClock(), 1, 0.0
        self.db = open_record(self.path / "record.db", KEY, migrations, create=True)
        self.count = Lockout(self.path, self.clock, self)
        self.count.tell(self.db, self.hand())
        self.shift = Shift(CHEAP, NoSecret())
        # The notebook: what truly happened, on a watch that nobody sets.
        self.wrong: dict[str, list[float]] = {}
        self.shut: set[str] = set()
        self.tried = self.told = 0
        self.harmed = self.ever_harmed = False
        self.pins: dict[str, tuple[str, float, int]] = {}

    def moment(self, at: object) -> Moment:
        del at
        return Moment(self.clock.now(), f"boot-{self.boot}", self.up)

    def hand(self) -> Hand:
        return Hand("station-12", "ana", self.clock.now())

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    # What people do

    @rule(who=ACCOUNTS)
    def wrong_passphrase(self, who: str) -> None:
        reached = False
        with suppress(WrongPassphrase, SignInLocked), self.count.one_try(who):
            reached = True
            raise WrongPassphrase
        assert reached is (who not in self.shut), (
            "a locked account was tried, or an open one not"
        )
        if reached:
            self.tried += 1
            self.wrong.setdefault(who, []).append(self.up)
        if self.count.standing(who).is_locked:
            self.shut.add(who)

    @rule(who=ACCOUNTS)
    def right_passphrase(self, who: str) -> None:
        try:
            with self.count.one_try(who):
                pass
        except SignInLocked:
            assert who in self.shut
            return
        assert who not in self.shut
        self.wrong[who] = []

    @rule(who=ACCOUNTS)
    def somebody_opens_the_record(self, who: str) -> None:
        if who in self.shut:
            return
        self.count.tell(self.db, self.hand())
        self._read_history()

    @rule(who=ACCOUNTS)
    def a_coordinator_or_a_sheet_releases(self, who: str) -> None:
        self.count.tell(self.db, self.hand())
        self.count.release(self.db, self.hand(), who)
        self.count.release_computer(self.db, self.hand())
        self.shut.discard(who)
        self.wrong[who] = []
        self._read_history()
        assert not self.count.standing(who).is_locked
        assert not self.count.standing(who).only_coordinators

    # What time and machines do

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)
        self.up += minutes * 60

    @rule(hours=st.sampled_from([1, 30]))
    def the_clock_is_set_back(self, hours: int) -> None:
        self.clock.advance(hours=-hours)

    @rule()
    def the_computer_is_started_anew(self) -> None:
        self.boot += 1
        self.count = Lockout(self.path, self.clock, self)
        self.shift = Shift(CHEAP, NoSecret())
        self.pins.clear()

    @precondition(lambda self: not self.harmed)
    @rule(which=st.sampled_from([(0,), (1,), (0, 1)]), how=st.sampled_from(["gone", "spoilt"]))
    def somebody_harms_the_files(self, which: tuple[int, ...], how: str) -> None:
        for place in which:
            path = self.path / COUNT_NAMES[place]
            if how == "gone":
                path.unlink()
            else:
                path.write_bytes(b"{}")
        self.harmed = self.ever_harmed = True
        if len(which) == 2:  # who was locked is forgotten; that all are kept out is not
            self.shut.clear()
            self.wrong.clear()
            self.tried = self.told
        for who in ("ana", "bo", "cy"):
            standing = self.count.standing(who)
            assert standing.is_locked or (standing.only_coordinators and standing.left <= 1)

    # PINs

    @rule(who=ACCOUNTS)
    def a_pin_is_made(self, who: str) -> None:
        pin = self.shift.make(who, KEY, "account", "record", self.moment(None))
        self.pins[who] = (pin, self.up, TRIES)

    @rule(who=ACCOUNTS, right=st.booleans())
    def a_pin_is_typed(self, who: str, right: bool) -> None:  # noqa: FBT001 - a rule
        pin, began, left = self.pins.get(who, ("000000", -1e9, 0))
        counts = left > 0 and self.up - began < SHIFT.total_seconds()
        typed = pin if right else f"{(int(pin) + 1) % 1_000_000:06d}"
        if counts and right:
            assert self.shift.key_of(who, typed, "record", self.moment(None)) == KEY
            self.pins[who] = (pin, began, TRIES)
            return
        with pytest.raises(PinRefused) as refused:
            self.shift.key_of(who, typed, "record", self.moment(None))
        assert refused.value.is_over is (not counts or left == 1)
        if counts:
            self.pins[who] = (pin, began, left - 1)

    @rule()
    def the_shift_ends(self) -> None:
        self.shift.end()
        self.pins.clear()

    # What must hold

    @invariant()
    def five_within_the_window_are_locked(self) -> None:
        for who, times in self.wrong.items():
            recent = [t for t in times if self.up - t < WINDOW.total_seconds()]
            if len(recent) >= LIMIT:
                assert self.count.standing(who).is_locked

    @invariant()
    def only_a_release_unlocks(self) -> None:
        for who in self.shut:
            assert self.count.standing(who).is_locked

    @invariant()
    def nobody_is_locked_for_less(self) -> None:
        if self.ever_harmed:
            return
        for who in ("ana", "bo", "cy"):
            standing = self.count.standing(who)
            if standing.is_locked and not standing.only_coordinators:
                assert len(self.wrong.get(who, [])) >= 1

    def _read_history(self) -> None:
        lines = [line for line in Trail(self.db).every() if line.act == "sign_in_failed"]
        disturbed = [line for line in lines if line.detail == "count_disturbed"]
        self.told = sum(int(line.detail.split()[0]) for line in lines if line not in disturbed)
        if self.harmed:
            assert disturbed
            self.tried, self.harmed = self.told, False
        assert self.told == self.tried


Door.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestDoor = Door.TestCase


def test_the_window_is_as_the_rule_says() -> None:
    assert timedelta(minutes=15) == WINDOW
    assert countfile.begun((), 0)[0].base == 1
