"""What the history tells of: every act with its kind. Never what was said or seen."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Kind(StrEnum):
    """The kinds of acts that an auditor filters by (CJIS v6.0 AU-2)."""

    SIGN_IN = "sign_in"
    VIEW = "view"
    CHANGE = "change"
    DISCLOSURE = "disclosure"
    PERMISSION = "permission"
    POLICY = "policy"
    KEEPING = "keeping"


class Act(StrEnum):
    """One kind of act. Each has a sentence `act.<value>` in every language."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    LOCKED = "locked"
    SWITCHED = "switched"
    OPENED = "opened"
    VIEWED = "viewed"
    SEARCHED = "searched"
    CHANGED = "changed"
    PRINTED = "printed"
    EXPORTED = "exported"
    REPORTED = "reported"
    REFUSED = "refused"
    CLOCK_JUMPED = "clock_jumped"
    CLOCK_STATED = "clock_stated"
    SEALED = "sealed"
    MERGED = "merged"
    UNMERGED = "unmerged"
    STATION_CHANGED = "station_changed"
    PROGRAM_CHANGED = "program_changed"
    STAFF_CHANGED = "staff_changed"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_RENAMED = "account_renamed"
    ACCOUNT_REMOVED = "account_removed"
    ACCOUNT_RELEASED = "account_released"
    PIN_MADE = "pin_made"
    PROVIDERS_CHANGED = "providers_changed"
    BACKED_UP = "backed_up"
    BACKUP_FAILED = "backup_failed"
    BACKUP_CHECKED = "backup_checked"
    RESTORED = "restored"
    RESTORE_DRILLED = "restore_drilled"
    UPGRADED = "upgraded"
    TAIL_LOST = "tail_lost"
    SHARED_FOLDER = "shared_folder"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - the name of an act
    PASSPHRASE_RESET = "passphrase_reset"  # noqa: S105 - likewise
    PASSPHRASE_ASKED = "passphrase_asked"  # noqa: S105 - likewise
    ACCOUNT_BOUND = "account_bound"
    ACCOUNT_UNBOUND = "account_unbound"
    SHEET_MADE = "sheet_made"
    SHEET_VOIDED = "sheet_voided"
    SHEET_USED = "sheet_used"
    KEY_CHANGED = "key_changed"
    ACCESS_GIVEN = "access_given"
    RETENTION_SET = "retention_set"
    DEMAND_LOGGED = "demand_logged"
    DEMAND_ANSWERED = "demand_answered"
    HELD = "held"
    RELEASED = "released"
    PURGED = "purged"
    ERASED = "erased"
    ERASED_AGAIN = "erased_again"
    ERASING_FAILED = "erasing_failed"


KINDS: Final[Mapping[Act, Kind]] = MappingProxyType(
    {
        Act.SIGNED_IN: Kind.SIGN_IN,
        Act.SIGN_IN_FAILED: Kind.SIGN_IN,
        Act.LOCKED: Kind.SIGN_IN,
        Act.SWITCHED: Kind.SIGN_IN,
        Act.OPENED: Kind.CHANGE,
        Act.VIEWED: Kind.VIEW,
        Act.SEARCHED: Kind.VIEW,
        Act.CHANGED: Kind.CHANGE,
        Act.PRINTED: Kind.DISCLOSURE,
        Act.EXPORTED: Kind.DISCLOSURE,
        Act.REPORTED: Kind.VIEW,
        Act.REFUSED: Kind.PERMISSION,
        Act.CLOCK_JUMPED: Kind.KEEPING,
        Act.CLOCK_STATED: Kind.KEEPING,
        Act.SEALED: Kind.KEEPING,
        Act.MERGED: Kind.CHANGE,
        Act.UNMERGED: Kind.CHANGE,
        Act.STATION_CHANGED: Kind.POLICY,
        Act.PROGRAM_CHANGED: Kind.POLICY,
        Act.STAFF_CHANGED: Kind.PERMISSION,
        Act.ACCOUNT_ADDED: Kind.PERMISSION,
        Act.ACCOUNT_RENAMED: Kind.PERMISSION,
        Act.ACCOUNT_REMOVED: Kind.PERMISSION,
        Act.ACCOUNT_RELEASED: Kind.PERMISSION,
        Act.PIN_MADE: Kind.PERMISSION,
        Act.PROVIDERS_CHANGED: Kind.CHANGE,
        Act.BACKED_UP: Kind.KEEPING,
        Act.BACKUP_FAILED: Kind.KEEPING,
        Act.BACKUP_CHECKED: Kind.KEEPING,
        Act.RESTORED: Kind.KEEPING,
        Act.RESTORE_DRILLED: Kind.KEEPING,
        Act.UPGRADED: Kind.KEEPING,
        Act.TAIL_LOST: Kind.KEEPING,
        Act.SHARED_FOLDER: Kind.POLICY,
        Act.PASSPHRASE_CHANGED: Kind.PERMISSION,
        Act.PASSPHRASE_RESET: Kind.PERMISSION,
        Act.PASSPHRASE_ASKED: Kind.PERMISSION,
        Act.ACCOUNT_BOUND: Kind.PERMISSION,
        Act.ACCOUNT_UNBOUND: Kind.PERMISSION,
        Act.SHEET_MADE: Kind.PERMISSION,
        Act.SHEET_VOIDED: Kind.PERMISSION,
        Act.SHEET_USED: Kind.SIGN_IN,
        Act.KEY_CHANGED: Kind.POLICY,
        Act.ACCESS_GIVEN: Kind.VIEW,
        Act.RETENTION_SET: Kind.POLICY,
        Act.DEMAND_LOGGED: Kind.DISCLOSURE,
        Act.DEMAND_ANSWERED: Kind.DISCLOSURE,
        Act.HELD: Kind.POLICY,
        Act.RELEASED: Kind.POLICY,
        Act.PURGED: Kind.KEEPING,
        Act.ERASED: Kind.KEEPING,
        Act.ERASED_AGAIN: Kind.KEEPING,
        Act.ERASING_FAILED: Kind.KEEPING,
    }
)

DONE: Final = "done"
NOT_DONE: Final = "refused"
