"""A key is overwritten in memory when it is ours alone, and never under somebody's hands."""

import ctypes
import secrets

from safestation.storage.erase import erase


def at(address: int, length: int) -> bytes:
    return ctypes.string_at(address + bytes.__basicsize__ - 1, length)


def test_a_key_of_ours_alone_is_zeros_afterwards() -> None:
    key = secrets.token_bytes(32)
    address = id(key)

    assert erase(key)
    assert at(address, 32) == bytes(32)


def test_a_key_that_somebody_still_uses_stays_as_it_is() -> None:
    key = secrets.token_bytes(32)
    backup = [key]
    before = bytes(bytearray(key))

    assert not erase(key)
    assert backup[0] == before
