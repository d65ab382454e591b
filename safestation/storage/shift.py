"""The PINs of one shift: back in by six digits, while the record is closed and its key gone.

Five minutes after the last key the window locks, and somebody who has to type a passphrase
of fifteen letters for each walk-in will find a way round it (peers row 8). So:

* F12 and every other lock close the record and let go of its key, PIN or no PIN.
* Whoever has signed in with their passphrase may ask for a PIN for this shift. SafeStation
  draws it (CJIS v6.0 IA-5(1): the verifier chooses, six digits or more), shows it once, and
  keeps no copy. A copy of the data key stays in memory, wrapped under Argon2id of the PIN
  together with a random secret of 256 bits.
* That secret lies in the computer's keyring, where there is one that keeps things, else in
  this process. The wrapped copy lies in this process and nowhere else: it is gone with the
  window, after 12 hours, after five wrong PINs, when the shift is ended, when the person's
  passphrase or account or the data key changes. Each of these leaves the passphrase.

*How far that goes.* A locked computer's disk, stolen, holds nothing of it. Somebody who can
read the memory of the locked process finds the wrapped copy. With the secret in the keyring
and out of their reach they have 256 bits to guess. With both (no keyring; or the same
person's unlocked session, to which the keyring answers) a million PINs remain, at the price
of `PIN_KDF` each: 0.7 s of a core when measured, so some eight days of one core, and hours for
somebody with a room of them. It is a lock for the hours of one shift in a
staffed room. Who needs more does not ask for a PIN, or ends the shift: then nothing is
there to guess at.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import Final

from safestation.domain.errors import PinRefused
from safestation.domain.lockout import SHIFT, Moment
from safestation.storage.binding import DeviceSecret
from safestation.storage.kdf import Kdf

DIGITS: Final = 6
TRIES: Final = 5
PIN_KDF: Final = Kdf(m_kib=131072, t=6, p=4)
_SECRET_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12


@dataclass(slots=True)
class _Way:
    """One person's way back in: the data key under their PIN."""

    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    began: Moment
    account: str  # what the account was then; another one needs the passphrase
    in_keyring: bool
    left: int = TRIES


class Shift:
    """Who may come back in by a PIN. In memory only. For any thread."""

    def __init__(self, kdf: Kdf, binding: DeviceSecret) -> None:
        self._kdf, self._binding = kdf, binding
        self._ways: dict[str, _Way] = {}
        self._here = b""
        self._lock = RLock()

    def staff(self, now: Moment) -> frozenset[str]:
        """Return who has a PIN that counts; the others' are erased."""
        with self._lock:
            for who in [w for w, way in self._ways.items() if _is_over(way, now)]:
                self.drop(who)
            return frozenset(self._ways)

    def make(self, who: str, key: bytes, account: str, record_id: str, now: Moment) -> str:
        """Return a fresh PIN for somebody, and forget it. Slow; may wait on a prompt."""
        from safestation.storage import cipher  # noqa: PLC0415 - not before somebody is in

        half = self._binding.create(_entry(record_id))
        secret = half or self._own()
        pin = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        wrapping = self._kdf.wrapping_key(pin, salt, secret)
        wrapped = cipher.seal(wrapping, nonce, key, _beside(who, account))
        with self._lock:
            self._ways[who] = _Way(salt, nonce, wrapped, now, account, half is not None)
        return pin

    def account_of(self, who: str) -> str:
        """Return what somebody's account was when their PIN was made; nothing without."""
        with self._lock:
            way = self._ways.get(who)
            return way.account if way is not None else ""

    def key_of(self, who: str, pin: str, record_id: str, now: Moment) -> bytes:
        """Return the data key. Slow. Raises PinRefused; the fifth in a row ends the PIN."""
        from safestation.storage import cipher  # noqa: PLC0415 - not before somebody is in

        with self._one_try(who, now) as way:
            half = self._binding.get(_entry(record_id)) if way.in_keyring else self._here
            if half is None:
                self.drop(who)
                raise PinRefused(is_over=True)
            wrapping = self._kdf.wrapping_key(pin, way.salt, half)
            key = cipher.unseal(wrapping, way.nonce, way.wrapped, _beside(who, way.account))
            if key is None:
                raise PinRefused
        return key

    def drop(self, who: str) -> None:
        """Let somebody's PIN count no more."""
        with self._lock:
            self._ways.pop(who, None)

    def end(self) -> None:
        """Let nobody's PIN count any more."""
        with self._lock:
            self._ways.clear()
            self._here = b""

    @contextmanager
    def _one_try(self, who: str, now: Moment) -> Iterator[_Way]:
        """Count a try before it is made; a right one gives all of them back."""
        with self._lock:
            way = self._ways.get(who) if who in self.staff(now) else None
            if way is None:
                raise PinRefused(is_over=True)
            way.left -= 1
        try:
            yield way
        except PinRefused as error:
            if way.left <= 0:
                self.drop(who)
                raise PinRefused(is_over=True) from error
            raise
        way.left = TRIES

    def _own(self) -> bytes:
        with self._lock:
            self._here = self._here or secrets.token_bytes(_SECRET_BYTES)
            return self._here


def _is_over(way: _Way, now: Moment) -> bool:
    return now.since(way.began) >= SHIFT or now.at - way.began.at >= SHIFT


def _entry(record_id: str) -> str:
    return f"{record_id}.shift"


def _beside(who: str, account: str) -> bytes:
    return f"safestation shift 1\n{who}\n{account}".encode()
