"""The key file as the services see it. Satisfies services.keys.KeyStore."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from safestation.domain.errors import (
    DeviceSecretMissing,
    NotAllowed,
    WrongPassphrase,
)
from safestation.domain.recovery_code import ALPHABET, SYMBOLS, spell
from safestation.services.keys import WayIn
from safestation.services.ports import Clock
from safestation.storage.accounts import accounts
from safestation.storage.binding import DeviceSecret, NoSecret, Protection
from safestation.storage.kdf import DEFAULT_KDF, Kdf
from safestation.storage.keychain import Keychain
from safestation.storage.keyfile import current, new_slot
from safestation.storage.keyjson import load, save
from safestation.storage.keyseal import fitted, opened, signed
from safestation.storage.keyslot import Secret, Slot, SlotKind

SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """The key file as it is, and as it shall be."""

    before: Keychain = field(repr=False)
    after: Keychain = field(repr=False)


class LocalKeys:
    """One key file, while its record is open.

    `key` gives the data key as long as somebody is signed in; so nothing here keeps it.
    """

    def __init__(
        self,
        path: Path,
        key: Callable[[], bytes],
        clock: Clock,
        binding: DeviceSecret | None = None,
        kdf: Kdf = DEFAULT_KDF,
    ) -> None:
        self._path = path
        self._key = key
        self._clock = clock
        self._binding = binding or NoSecret()
        self._kdf = kdf

    def accesses(self) -> tuple[WayIn, ...]:
        """Return every account and sheet. Raises as `keyjson.load`."""
        zone = self._clock.now().tzinfo
        return tuple(
            WayIn(
                slot=a.slot_id,
                staff=a.staff_id,
                label=a.label,
                is_sheet=a.kind is SlotKind.RECOVERY,
                is_bound=a.protection is Protection.KEYRING,
                made_at=datetime.fromisoformat(a.made).astimezone(zone) if a.made else None,
                must_change=a.must_change,
            )
            for a in accounts(self._path)
        )

    def passphrase_changed(self, staff: str, old: str, new: str) -> KeyChange:
        """Return somebody's own change. Raises WrongPassphrase, DeviceSecretMissing."""
        chain = current(self._path, self._key())
        slot = self._opened_slot(chain, staff, old)
        secret = chain.secret_for(slot, new, self._binding)
        return self._with_fitted(chain, replace(slot, must_change=False), secret)

    def account_given(self, staff: str, name: str, new: str) -> KeyChange:
        """Return a new account, or a new passphrase for one that is there; it is unbound.

        Somebody may be given a passphrase because this computer's keyring lost its half.
        """
        chain = current(self._path, self._key())
        own = next((s for s in _staff(chain) if s.who == staff), None)
        if own is not None:
            freed = replace(own, device=False, must_change=False, label=name)
            return self._with_fitted(chain, freed, Secret(new))
        slot = new_slot(
            chain, self._key(), staff, name, new, kdf=self._kdf, made=self._now()
        )  # fmt: skip
        return KeyChange(chain, chain.with_slots((*chain.slots, slot)))

    def renamed(self, staff: str, name: str) -> KeyChange | None:
        """Return somebody's account under another name; nothing where that changes nothing.

        In a slot of version 1 the passphrase vouches for the name as well: it stays until
        its owner has signed in and the slot is a new one.
        """
        chain = current(self._path, self._key())
        own = next((s for s in _staff(chain) if s.who == staff and not s.is_old), None)
        if own is None or own.label == name:
            return None
        return KeyChange(chain, chain.with_changed(replace(own, label=name)))

    def asked_to_change(self, staff: str) -> KeyChange:
        """Return that somebody must choose a new passphrase at the next sign-in."""
        chain = current(self._path, self._key())
        own = next((s for s in _staff(chain) if s.who == staff and not s.is_old), None)
        if own is None:
            raise NotAllowed("keys.no_account")
        return KeyChange(chain, chain.with_changed(replace(own, must_change=True)))

    def taken_away(self, *slots: str) -> KeyChange:
        """Return accounts or sheets taken away. Raises NotAllowed for the last account."""
        chain = current(self._path, self._key())
        kept = tuple(slot for slot in chain.slots if slot.id not in slots)
        return KeyChange(chain, chain.with_slots(kept))

    def bound(self, staff: str, passphrase: str, *, bound: bool) -> KeyChange:
        """Return an account tied to this computer, or freed from it. May wait on a prompt.

        Raises WrongPassphrase; DeviceSecretMissing without a keyring that keeps things;
        NotAllowed for the first account, so that a lost keyring never locks out everybody.
        """
        chain = current(self._path, self._key())
        slot = self._opened_slot(chain, staff, passphrase)
        if not bound:
            return self._with_fitted(chain, replace(slot, device=False), Secret(passphrase))
        if slot.id == _staff(chain)[0].id:
            raise NotAllowed("keys.first_account")
        half = self._binding.create(chain.record_id)
        if half is None:
            raise DeviceSecretMissing
        return self._with_fitted(chain, replace(slot, device=True), Secret(passphrase, half))

    def can_bind(self) -> bool:
        """Tell whether this computer has a keyring that keeps things. May wait on a prompt."""
        return self._binding.is_there()

    def new_code(self) -> str:
        """Return a fresh random code for a recovery sheet."""
        return new_code()

    def sheet_made(self, number: int, code: str, replaces: tuple[str, ...]) -> KeyChange:
        """Return a sheet that opens with `code`, in the place of others. Never bound."""
        chain = current(self._path, self._key())
        slot = new_slot(
            chain, self._key(), SHEET, str(number), code,
            kind=SlotKind.RECOVERY, kdf=self._kdf, made=self._now(),
        )  # fmt: skip
        kept = tuple(s for s in chain.slots if s.id not in replaces)
        return KeyChange(chain, chain.with_slots((*kept, slot)))

    def opens(self, change: object, code: str) -> bool:
        """Try a code on the newest sheet of the key file as it would be after `change`."""
        after = signed(_ours(change).after, self._key())
        try:
            found = opened(after, (after.slots[-1],), code, NoSecret())
        except WrongPassphrase:
            return False
        return found.slot.kind is SlotKind.RECOVERY and after.belongs_to(found.key)

    def keep(self, change: object) -> None:
        """Make the change. Raises DiskFull, StoreUnavailable.

        NotAllowed when the key file changed since the change was worked out.
        """
        wanted = _ours(change)
        if load(self._path).slots != wanted.before.slots:
            raise NotAllowed("keys.changed_meanwhile")
        save(signed(wanted.after, self._key()), self._path)

    def _opened_slot(self, chain: Keychain, staff: str, passphrase: str) -> Slot:
        own = tuple(s for s in _staff(chain) if s.who == staff)
        return opened(chain, own, passphrase, self._binding).slot

    def _with_fitted(self, chain: Keychain, slot: Slot, secret: Secret) -> KeyChange:
        dearer = replace(slot, kdf=slot.kdf.raised_to(self._kdf))
        fresh = fitted(chain, dearer, secret, self._key())
        return KeyChange(chain, chain.with_changed(fresh))

    def _now(self) -> str:
        return self._clock.now().astimezone(UTC).isoformat(timespec="seconds")


def new_code() -> str:
    """Return a fresh random code of 140 bits."""
    return spell([secrets.randbelow(len(ALPHABET)) for _ in range(SYMBOLS)])


def _staff(chain: Keychain) -> tuple[Slot, ...]:
    return tuple(slot for slot in chain.slots if slot.kind is SlotKind.STAFF)


def _ours(change: object) -> KeyChange:
    if not isinstance(change, KeyChange):
        raise TypeError(type(change).__name__)
    return change
