"""A PIN opens for one shift, five wrong ones end it, and nothing of it outlives the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from safestation.domain.errors import NotAllowed, PinRefused, SignInLocked, WrongPassphrase
from safestation.domain.lockout import Moment
from safestation.domain.station import Role
from safestation.services.desk import Desk
from safestation.storage.binding import NoSecret
from safestation.storage.keyjson import load
from safestation.storage.shift import DIGITS, TRIES, Shift
from tests.fakes import FakeClock, KeptSecret
from tests.unit.storage.samples import CHEAP
from tests.unit.storage.two_people import GOOD, ME, OTHER, TwoPeople


class Here(TwoPeople):
    """The two of them, with a keyring and PINs."""

    def __init__(self, folder: Path) -> None:
        self.ring = KeptSecret()
        super().__init__(folder, self.ring)

    def pin_of(self, staff: str = ME.id, passphrase: str = GOOD) -> str:
        """Sign in, ask for a PIN, lock."""
        pin = self.sign_in(staff, passphrase).pins.making()().digits
        self.vault.lock()
        return pin

    def come_back(self, pin: str, staff: str = ME.id) -> Desk:
        return self.vault.open(self.vault.prove_pin(staff, pin))

    def wrong(self, pin: str, staff: str = ME.id, times: int = 1) -> None:
        other = f"{(int(pin) + 1) % 10**DIGITS:0{DIGITS}d}"
        for _ in range(times):
            with pytest.raises(PinRefused):
                self.vault.prove_pin(staff, other)

    def told(self) -> list[tuple[str, str, str]]:
        return [(line.act, line.by, line.detail) for line in self.history().every()]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    found = Here(tmp_path / "station")
    yield found
    found.vault.release()


def test_a_pin_is_six_digits_that_nobody_chose_and_opens_for_its_owner_only(
    here: Here,
) -> None:
    mine = here.pin_of()
    theirs = here.pin_of(here.other.id, OTHER)

    assert len(mine) == len(theirs) == DIGITS
    assert (mine + theirs).isdigit()
    assert here.vault.with_pin() == {ME.id, here.other.id}
    assert here.come_back(mine).me == ME
    here.vault.lock()
    assert here.come_back(theirs, here.other.id).me == here.other


def test_another_person_by_pin_has_a_desk_of_their_own_and_the_history_says_so(
    here: Here,
) -> None:
    mine, theirs = here.pin_of(), here.pin_of(here.other.id, OTHER)
    here.come_back(mine)
    here.vault.lock()
    desk = here.come_back(theirs, here.other.id)

    assert desk.gate.me.role is Role.FIREFIGHTER
    with pytest.raises(NotAllowed):
        desk.keys.accounts()
    switched = [line[:2] for line in here.told() if line[0] == "switched"]
    assert switched == [
        ("switched", ME.id), ("switched", here.other.id),
    ]  # fmt: skip


def test_the_fifth_wrong_pin_leaves_the_passphrase_and_is_in_the_history(here: Here) -> None:
    pin = here.pin_of()
    here.wrong(pin, times=TRIES)

    assert not here.vault.with_pin()
    with pytest.raises(PinRefused) as refused:
        here.vault.prove_pin(ME.id, pin)
    assert refused.value.is_over
    here.sign_in()
    assert ("sign_in_failed", ME.id, "pin 5 2026-11-23T08:41Z 2026-11-23T08:41Z") in here.told()


def test_a_right_pin_gives_the_wrong_ones_back(here: Here) -> None:
    pin = here.pin_of()
    for _ in range(2):
        here.wrong(pin, times=TRIES - 1)
        here.come_back(pin)
        here.vault.lock()

    assert here.vault.with_pin() == {ME.id}


def test_wrong_pins_lock_no_account(here: Here) -> None:
    here.wrong(here.pin_of(), times=TRIES)

    assert not here.vault.standing(ME.id).is_locked
    assert here.sign_in().me == ME


def test_a_pin_ends_after_twelve_hours_whatever_the_clock_says(here: Here) -> None:
    pin = here.pin_of()
    here.clock.advance(hours=11, minutes=59)
    still = here.vault.with_pin()
    here.clock.advance(minutes=1)

    assert still == {ME.id}
    assert not here.vault.with_pin()
    with pytest.raises(PinRefused):
        here.vault.prove_pin(ME.id, pin)


def test_a_clock_set_back_does_not_lengthen_a_shift() -> None:
    clock, shift = FakeClock(), Shift(CHEAP, NoSecret())
    shift.make("a", bytes(32), "account", "record", Moment(clock.now(), "boot", 0.0))
    clock.advance(hours=-20)

    assert shift.staff(Moment(clock.now(), "boot", 11.9 * 3600)) == {"a"}
    assert not shift.staff(Moment(clock.now(), "boot", 12 * 3600))


def test_a_pin_never_opens_after_a_restart(here: Here) -> None:
    pin = here.pin_of()
    here.restart()

    assert not here.vault.with_pin()
    with pytest.raises(PinRefused):
        here.vault.prove_pin(ME.id, pin)


def test_ending_the_shift_leaves_the_passphrase(here: Here) -> None:
    pin = here.pin_of()
    here.vault.end_shift()

    with pytest.raises(PinRefused):
        here.vault.prove_pin(ME.id, pin)
    assert here.sign_in().me == ME


def test_nobody_gets_a_pin_by_a_pin(here: Here) -> None:
    desk = here.come_back(here.pin_of())

    with pytest.raises(NotAllowed):
        desk.pins.making()


def test_a_new_passphrase_or_no_account_ends_the_pin(here: Here) -> None:
    pin = here.pin_of(here.other.id, OTHER)
    desk = here.sign_in()
    desk.people.retire(desk.me, here.other)
    here.vault.lock()
    with pytest.raises(PinRefused):
        here.vault.prove_pin(here.other.id, pin)

    mine = here.pin_of()
    desk = here.sign_in()
    desk.keys.keep(desk.keys.change_mine(GOOD, "fog over nine red barns"))
    here.vault.lock()
    with pytest.raises(PinRefused):
        here.vault.prove_pin(ME.id, mine)


def test_a_new_data_key_ends_every_pin(here: Here) -> None:
    pin = here.pin_of()
    here.vault.change_key(here.vault.prove(ME.id, GOOD), ask_everybody=False)

    with pytest.raises(PinRefused):
        here.vault.prove_pin(ME.id, pin)


def test_a_locked_account_does_not_come_in_by_pin_either(here: Here) -> None:
    pin = here.pin_of()
    for _ in range(5):
        with pytest.raises((WrongPassphrase, SignInLocked)):
            here.vault.prove(ME.id, "not what anybody chose here")

    with pytest.raises(SignInLocked):
        here.vault.prove_pin(ME.id, pin)


def test_a_closed_computer_still_lets_in_who_is_on_shift(here: Here) -> None:
    pin = here.pin_of(here.other.id, OTHER)
    for account in ("one", "two", "three"):
        for _ in range(4):
            with pytest.raises((WrongPassphrase, SignInLocked)):
                here.vault.prove(account, "not what anybody chose here")

    assert here.vault.standing(here.other.id).only_coordinators
    assert here.come_back(pin, here.other.id).me == here.other
    assert here.vault.standing(here.other.id).only_coordinators


def test_with_a_keyring_the_other_half_lies_there_and_without_it_the_pin_is_worth_nothing(
    here: Here,
) -> None:
    pin = here.pin_of()
    record = load(here.folder / "station.keys").record_id
    assert set(here.ring.kept) == {f"{record}.shift"}
    here.ring.kept.clear()

    with pytest.raises(PinRefused):
        here.vault.prove_pin(ME.id, pin)


def test_the_data_folder_holds_nothing_of_a_pin(here: Here) -> None:
    here.sign_in()
    here.vault.lock()
    names = {p.name for p in here.folder.iterdir()}
    keys = (here.folder / "station.keys").read_bytes()
    here.pin_of()

    assert {p.name for p in here.folder.iterdir()} == names
    assert (here.folder / "station.keys").read_bytes() == keys
