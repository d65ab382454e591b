"""Whether what a crash left in the -wal holds to its end, asked before the record is opened.

SQLite reads a -wal up to the first frame whose checksum does not fit, and says nothing of
what comes after. That is right for a save that a crash cut off, and wrong for a byte that
went bad: then saves that were acknowledged are gone without a word. The two look alike in
the last save; in both somebody must look at what was typed last, so both are told.
See https://sqlite.org/fileformat2.html#walformat.
"""

import struct
from pathlib import Path
from typing import Final

from safestation.storage.failures import translated

_HEADER: Final = 32
_FRAME: Final = 24
_SUMMED: Final = 8  # the bytes of a frame's own header that its sum covers
_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}
_MASK: Final = 0xFFFFFFFF
Sum = tuple[int, int]


def ends_broken(record: Path) -> bool:
    """Tell whether something was written to the record's -wal that can no longer be read.

    What a kill in the middle of a save leaves holds to its end, and is no reason. Raises
    StoreUnavailable.
    """
    wal = record.with_name(f"{record.name}-wal")
    with translated():
        raw = wal.read_bytes() if wal.exists() else b""
    if len(raw) <= _HEADER or not any(raw):
        return False
    magic, _version, size, _count, salt, other, *told = struct.unpack(">8I", raw[:_HEADER])
    order = _MAGIC.get(magic)
    if order is None or _sum(raw[:_FRAME], (0, 0), order) != tuple(told):
        return True
    return _frames_break(raw, size, (salt, other), (told[0], told[1]), order)


def _frames_break(raw: bytes, size: int, salts: Sum, sum_: Sum, order: str) -> bool:
    holds = True
    for at in range(_HEADER, len(raw) - _FRAME - size + 1, _FRAME + size):
        _page, _commit, salt, other, *told = struct.unpack(">6I", raw[at : at + _FRAME])
        if holds and (salt, other) == salts:
            sum_ = _sum(raw[at : at + _SUMMED], sum_, order)
            sum_ = _sum(raw[at + _FRAME : at + _FRAME + size], sum_, order)
            holds = sum_ == tuple(told)
        else:
            holds = False
        if not holds and (salt == salts[0] or other == salts[1]):
            return True  # of this journal, not a leftover of the one before
    return False


def _sum(data: bytes, start: Sum, order: str) -> Sum:
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & _MASK
        two = (two + second + one) & _MASK
    return one, two
