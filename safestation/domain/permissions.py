"""Who may do what. The one table; services ask it before every act."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from safestation.domain.station import Role


class Permission(StrEnum):
    """Something a role may do or not."""

    SEE_BOARD = "see_board"
    OPEN_VISIT = "open_visit"
    WORK_ON_VISIT = "work_on_visit"
    FIND_PERSON = "find_person"
    CALL_FOR_HELP = "call_for_help"
    PLACE = "place"
    OPEN_CLOSED = "open_closed"
    PRINT_ACCESS = "print_access"
    PRINT = "print"
    SAVE_FILE = "save_file"
    KEEP_LEDGER = "keep_ledger"
    SEE_DIRECTORY = "see_directory"
    EDIT_DIRECTORY = "edit_directory"
    SEE_STAFF = "see_staff"
    MANAGE_STAFF = "manage_staff"
    CHANGE_STATION = "change_station"
    READ_TRAIL = "read_trail"
    SEAL_DAY = "seal_day"
    MERGE_PEOPLE = "merge_people"
    MANAGE_KEYS = "manage_keys"
    KEEP_SAFE = "keep_safe"  # the daily backup: whoever is signed in, it is made
    KEEP_OWN_ACCOUNT = "keep_own_account"
    BACK_UP = "back_up"
    RESTORE = "restore"
    SET_RETENTION = "set_retention"
    ERASE = "erase"
    TAKE_OUT = "take_out"
    REPORT = "report"


P = Permission

_COUNTER: Final = frozenset(
    {
        P.KEEP_OWN_ACCOUNT,
        P.SEE_BOARD, P.OPEN_VISIT, P.WORK_ON_VISIT, P.FIND_PERSON, P.OPEN_CLOSED,
        P.CALL_FOR_HELP, P.PLACE, P.PRINT, P.PRINT_ACCESS,
        P.SAVE_FILE, P.KEEP_LEDGER, P.SEE_DIRECTORY, P.EDIT_DIRECTORY, P.SEE_STAFF,
        P.KEEP_SAFE,
    }
)  # fmt: skip

# The volunteer places and drives, and sees what the form prints. The auditor reads the
# trail and never the people. Both stand outside the wall (law README §1.1): no search.
ALLOWED: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.FIREFIGHTER: _COUNTER,
        Role.OFFICER: _COUNTER,
        Role.VOLUNTEER: frozenset(
            {
                P.SEE_BOARD,
                P.CALL_FOR_HELP,
                P.PLACE,
                P.PRINT,
                P.SEE_DIRECTORY,
                P.SEE_STAFF,
                P.KEEP_SAFE,
                P.KEEP_OWN_ACCOUNT,
            }
        ),
        Role.COORDINATOR: frozenset(Permission),
        Role.AUDITOR: frozenset(
            {P.READ_TRAIL, P.SEAL_DAY, P.SEE_STAFF, P.KEEP_SAFE, P.KEEP_OWN_ACCOUNT}
        ),
    }
)


def may(role: Role, permission: Permission) -> bool:
    """Tell whether a role may do something."""
    return permission in ALLOWED[role]
