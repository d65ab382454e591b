"""Accounts and sheets, given, taken, changed and rekeyed in any order: nobody is locked out."""

import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from safestation.domain.errors import NotAllowed, WrongPassphrase
from safestation.storage.accounts import recovery_sheets, staff_accounts
from safestation.storage.database import open_record
from safestation.storage.driver import Database
from safestation.storage.keyfile import (
    add_slot,
    change_passphrase,
    create_keyfile,
    remove_slot,
    unlock,
)
from safestation.storage.keyslot import SlotKind
from safestation.storage.keystore import new_code
from safestation.storage.migrations import migrations
from safestation.storage.rekey import change_key
from safestation.storage.trail import Hand, Trail
from tests.fakes import NIGHT
from tests.unit.storage.samples import CHEAP

pytestmark = pytest.mark.timeout(240)  # Argon2id at every step, on any machine
FIRST = "the first of all passphrases"
NAMES = st.sampled_from(["pat", "sam", "lee", "kit"])
WORDS = st.sampled_from([f"passphrase of the {n} kind" for n in ("old", "new", "odd")])


def note(db: Database) -> None:
    Trail(db).note(Hand("station", "pat", NIGHT), "key_changed")
    db.conn.commit()


class KeysMachine(RuleBasedStateMachine):
    """A model that knows who should be let in by which words, and by which sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name)
        self.keys, self.record = self.folder / "station.keys", self.folder / "record.db"
        key = create_keyfile(self.keys, "pat", "pat", FIRST, training=False, kdf=CHEAP)
        open_record(self.record, key, migrations, create=True).close()
        self.words = {"pat": FIRST}
        self.gone: list[tuple[str, str]] = []
        self.sheets: list[str] = []
        self.rekeyed = 0

    @property
    def key(self) -> bytes:
        name, words = next(iter(self.words.items()))
        return unlock(self.keys, words, name, kdf=CHEAP).key

    @rule(name=NAMES, words=WORDS)
    def give(self, name: str, words: str) -> None:
        if name not in self.words:
            add_slot(self.keys, self.key, name, name, words, kdf=CHEAP)
            self.words[name] = words

    @rule(name=NAMES)
    def take(self, name: str) -> None:
        slot = next((a.slot_id for a in staff_accounts(self.keys) if a.staff_id == name), None)
        if slot is None:
            return
        try:
            remove_slot(self.keys, self.key, slot)
        except NotAllowed:
            assert len(self.words) == 1
        else:
            self.gone.append((name, self.words.pop(name)))

    @rule(name=NAMES, words=WORDS)
    def change(self, name: str, words: str) -> None:
        if name in self.words:
            change_passphrase(self.keys, name, self.words[name], words, kdf=CHEAP)
            if self.words[name] != words:
                self.gone.append((name, self.words[name]))
            self.words[name] = words

    @precondition(lambda self: len(self.sheets) < 3)
    @rule()
    def print_sheet(self) -> None:
        code = new_code()
        add_slot(
            self.keys, self.key, "sheet", "1", code, kind=SlotKind.RECOVERY, kdf=CHEAP
        )  # fmt: skip
        self.sheets.append(code)

    @precondition(lambda self: self.sheets)
    @rule()
    def void_sheet(self) -> None:
        remove_slot(self.keys, self.key, recovery_sheets(self.keys)[0].slot_id)
        self.gone.append(("sheet", self.sheets.pop(0)))

    @rule()
    def rekey(self) -> None:
        change_key(
            self.record, self.keys, self.key, migrations, note, ask_everybody=False
        )  # fmt: skip
        self.rekeyed += 1

    @invariant()
    def the_right_ones_come_in_and_nobody_else(self) -> None:
        found = {unlock(self.keys, w, n, kdf=CHEAP).key for n, w in self.words.items()}
        kind = SlotKind.RECOVERY
        found |= {unlock(self.keys, c, kind=kind, kdf=CHEAP).key for c in self.sheets}
        assert len(found) == 1
        for name, words in self.gone[-2:]:
            if self.words.get(name) != words:
                self.is_refused(name, words)

    @invariant()
    def the_record_opens_and_knows_every_change(self) -> None:
        with closing(open_record(self.record, self.key, migrations, create=False)) as db:
            assert [line.act for line in Trail(db).every()] == ["key_changed"] * self.rekeyed

    def is_refused(self, name: str, words: str) -> None:
        kind = SlotKind.RECOVERY if name == "sheet" else SlotKind.STAFF
        try:
            unlock(self.keys, words, name, kind=kind, kdf=CHEAP)
        except WrongPassphrase:
            return
        raise AssertionError(name)

    def teardown(self) -> None:
        self.place.cleanup()


TestKeysInAnyOrder = KeysMachine.TestCase
TestKeysInAnyOrder.settings = settings(
    max_examples=5, stateful_step_count=8, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
