"""What can go wrong that a person at the counter can act on.

* StationError              shown calmly, with a remedy; never a traceback
  - AnswerRefused           the value does not fit the question
  - ContentRefused          a content file is wrong; says file, place and remedy
    - ProgramMissing        the file of the station's program is not there
  - ImportRefused           a provider file cannot be read at all
  - StoreUnavailable        the record cannot be read or written just now
    - DiskFull              no room left; what was typed stays on screen
    - FolderUnusable        nothing can be written in a folder that was named
    - RecordLocked          wrong key, or a damaged file: they look the same
      - RecordDamaged       the key is right, and the file is not what was written
      - RecordOfAnother     the key is right, and the file is another station's
    - RecordTooNew          written by a newer SafeStation
    - RecordBehind          written by an older SafeStation, to be upgraded on a copy
      - ErasedAreBack       a backup brought back what was erased; it goes on a copy first
    - UpgradeFailed         the upgrade did not work; the record is as it was
    - RecordMissing         the key file is here and the record is not, or the reverse
  - KeyFileDamaged          the key file cannot be read, or was tampered with
    - KeyFileTooNew         written by a newer SafeStation
  - DeviceSecretMissing     the account is bound to this computer, which lost its half
  - WrongPassphrase         the passphrase does not open the record
    - WrongSheet            the recovery sheet does not open the record
  - SignInLocked            too many wrong passphrases; a coordinator or a sheet releases
  - PinRefused              the PIN of this shift does not open, or counts no more
  - CodeMistyped            a group of a recovery sheet's code is wrong or missing
  - WeakPassphrase          too short or too common, with the reason
  - NotTheTrainingStation   training and real records never mix
  - AlreadyRunning          another SafeStation uses this record
  - SwapUnreadable          what a restore or an upgrade left cannot be read; all is kept
  - SharedFolder            the folder is copied to a cloud, or lies on another computer
  - BackupFailed            no new backup; the ones before are as they were
  - RestoreRefused          a backup cannot be used here; the record is as it was
  - OverrideRefused         a value of the program cannot be changed to this; nothing changed
  - DisclosureRefused       no valid consent and no recorded emergency
  - NotAllowed              the act needs another person, role or site
  - ReasonNeeded          a closed record is opened only with a reason
  - PrintFailed             the page could not be made or sent
  - FileNotSaved            a file could not be put where the person chose

Anything else that is raised is a bug, and goes to the crash handler.
"""


class StationError(Exception):
    """A problem with a remedy. Carries a message key, never personal data."""

    message_key = "error.unexpected"


class AnswerRefused(StationError):  # noqa: N818 - reads as what happened
    """The value does not fit the question. `reason` is a message key."""

    message_key = "error.answer_refused"

    def __init__(self, question_id: str, reason: str = "error.answer_refused") -> None:
        super().__init__(question_id)
        self.question_id = question_id
        self.reason = reason


class ContentRefused(StationError):  # noqa: N818 - reads as what happened
    """A content file is wrong. Names the file, the place in it, and the remedy."""

    message_key = "error.content_refused"

    def __init__(self, file: str, place: str, remedy: str) -> None:
        super().__init__(f"{file}: {place}: {remedy}")
        self.file = file
        self.place = place
        self.remedy = remedy


class ProgramMissing(ContentRefused):
    """The file of the station's program is not there, so nobody can work by it."""

    message_key = "error.program_missing"

    def __init__(self, program: str) -> None:
        super().__init__(f"{program}.toml", "resources/programs", "Put this file back.")


class ImportRefused(StationError):  # noqa: N818 - reads as what happened
    """A provider file cannot be read at all. `reason` is a message key.

    `value` is what its sentence names: a row of the file.
    """

    message_key = "error.import_refused"

    def __init__(self, reason: str = "error.import_refused", value: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


class StoreUnavailable(StationError):  # noqa: N818 - reads as what happened
    """The record cannot be read or written just now."""

    message_key = "error.store_unavailable"


class DiskFull(StoreUnavailable):
    """No room is left on the disk; what was typed stays on the screen."""

    message_key = "error.disk_full"


class FolderUnusable(StoreUnavailable):
    """A folder that was named is none, or nobody may write in it."""

    message_key = "error.folder_unusable"


class RecordLocked(StoreUnavailable):
    """The key does not fit, or the file is damaged: the two look the same."""

    message_key = "error.record_locked"


class RecordDamaged(RecordLocked):
    """The key is the right one: what lies on the disk is not what was written."""

    message_key = "error.record_damaged"


class RecordOfAnother(RecordLocked):
    """The key file is whole and so may be the record, but they are not a pair."""

    message_key = "error.record_of_another"


class RecordBehind(StoreUnavailable):
    """The record was written by an older SafeStation, and is upgraded on a copy only."""

    message_key = "error.record_behind"


class ErasedAreBack(RecordBehind):
    """A backup brought back what was erased; nobody looks before it is erased again."""

    message_key = "error.erased_are_back"


class UpgradeFailed(StoreUnavailable):
    """The upgrade of the record did not work; the record is as it was before."""

    message_key = "error.upgrade_failed"


class RecordTooNew(StoreUnavailable):
    """The record was written by a newer SafeStation."""

    message_key = "error.record_too_new"


class RecordMissing(StoreUnavailable):
    """The key file is here and the record is not, or the reverse."""

    message_key = "error.record_missing"


class KeyFileDamaged(StationError):  # noqa: N818 - reads as what happened
    """The key file cannot be read, or somebody changed it."""

    message_key = "error.key_file_damaged"


class KeyFileTooNew(KeyFileDamaged):
    """The key file was written by a newer SafeStation."""

    message_key = "error.key_file_too_new"


class DeviceSecretMissing(StationError):  # noqa: N818 - reads as what happened
    """The account is bound to this computer, and the computer's keyring lost its half."""

    message_key = "error.device_secret_missing"


class WrongPassphrase(StationError):  # noqa: N818 - reads as what happened
    """The passphrase does not open the record."""

    message_key = "error.wrong_passphrase"


class WrongSheet(WrongPassphrase):
    """The code was typed as printed, and opens nothing here: another station's, or void."""

    message_key = "error.wrong_sheet"


class SignInLocked(StationError):  # noqa: N818 - reads as what happened
    """Too many wrong passphrases; `message_key` tells whose: the account's or everybody's."""

    message_key = "error.account_locked"

    def __init__(self, message_key: str = "error.account_locked") -> None:
        super().__init__(message_key)
        self.message_key = message_key


class PinRefused(StationError):  # noqa: N818 - reads as what happened
    """The PIN does not open; with `is_over` it will not any more, a passphrase does."""

    message_key = "error.wrong_pin"

    def __init__(self, *, is_over: bool = False) -> None:
        super().__init__()
        self.is_over = is_over
        self.message_key = "error.pin_over" if is_over else "error.wrong_pin"


class CodeMistyped(StationError):  # noqa: N818 - reads as what happened
    """Some groups of a recovery sheet's code are wrong; `groups` counts them from 1."""

    message_key = "error.code_mistyped"

    def __init__(self, groups: tuple[int, ...]) -> None:
        super().__init__(len(groups))
        self.groups = groups


class WeakPassphrase(StationError):  # noqa: N818 - reads as what happened
    """The passphrase is too short or too common. `reason` is a message key."""

    message_key = "error.weak_passphrase"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotTheTrainingStation(StationError):  # noqa: N818 - reads as what happened
    """Training and real records never mix."""

    message_key = "error.not_training"


class AlreadyRunning(StationError):  # noqa: N818 - reads as what happened
    """Another SafeStation uses this record."""

    message_key = "error.already_running"


class SwapUnreadable(StationError):  # noqa: N818 - reads as what happened
    """The note of a change of files cannot be read; `is_whole` tells that a pair is there."""

    message_key = "error.swap_in_the_middle"

    def __init__(self, *, is_whole: bool) -> None:
        super().__init__()
        if is_whole:
            self.message_key = "error.swap_set_aside"


class SharedFolder(StationError):  # noqa: N818 - reads as what happened
    """The folder is copied to a cloud, or lies on another computer. `reason` tells which."""

    message_key = "error.shared_folder"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BackupFailed(StationError):  # noqa: N818 - reads as what happened
    """No new backup was made; every earlier one is as it was. `reason` is a message key."""

    message_key = "error.backup_failed"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RestoreRefused(StationError):  # noqa: N818 - reads as what happened
    """A backup cannot be used here; the record is as it was. `reason` is a message key."""

    message_key = "error.restore_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OverrideRefused(StationError):  # noqa: N818 - reads as what happened
    """The station's value for a program does not fit. `reason` is a message key."""

    message_key = "error.override_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DisclosureRefused(StationError):  # noqa: N818 - reads as what happened
    """No valid consent and no recorded emergency. `reason` is a message key."""

    message_key = "error.disclosure_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotAllowed(StationError):  # noqa: N818 - reads as what happened
    """The act needs another person, role or kind of site. `reason` is a message key."""

    message_key = "error.not_allowed"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ReasonNeeded(StationError):  # noqa: N818 - reads as what happened
    """A closed record is opened only with a reason, which is written down."""

    message_key = "wall.reason_needed"


class PrintFailed(StationError):  # noqa: N818 - reads as what happened
    """The page could not be made or sent."""

    message_key = "error.print_failed"


class FileNotSaved(StationError):  # noqa: N818 - reads as what happened
    """A file could not be put where somebody chose."""

    message_key = "providers.file_not_saved"
