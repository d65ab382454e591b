"""Reads the texts that federal rules prescribe, byte for byte as published.

Nobody may edit these: each is pinned by its hash, and a text that differs in one byte is
refused. When a rule changes, the new text and its hash come in together.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from safestation.catalog.mistakes import problem_of
from safestation.catalog.toml_files import read_bytes
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused
from safestation.paths import resource

# As `sha256sum` prints it, for each file of resources/law. Wording: 42 CFR part 2 as
# amended by 89 FR 12472, to be met since 2026-02-16.
_SUMS = """
24ce2922e5827d566e09f12541a526e35ba1b51c43464efd7406f71e0f72ee32  part2_2.22_notice_header.txt
4baadce29259dbdc2abfa603706a54458ff917f8e0d2f66e8bcb25df0e6fd930  part2_2.31_consent_checklist.json
184d37626422fbc9b7f6c8aec204caa26c83792e9610cdfd3cb801bd55ce6f00  part2_2.32_notices.json
05b9d1d8f4900fadac011323fd21ce9ba621dee44ab020c4599cc33c68b1b8a1  part2_2.32_statement1_long.txt
ad39b505030a2f76a987940eeda1d251333f8ac848f28a4cef7389f413013fcc  part2_2.32_statement2_short.txt
5d52fd09b4a77ccc06330429c5887b5bb437a9eba6617decba7c2949d8ebc28a  part2_2.51_emergency_log.json
"""  # noqa: E501 - a hash cannot be wrapped
PINNED: Mapping[str, str] = MappingProxyType(
    {name: sha256 for sha256, name in (line.split() for line in _SUMS.split("\n") if line)}
)
UNCHANGED = (
    "Put the published file back, unchanged. A prescribed text may not be edited; a new one "
    "comes with a new version of SafeStation."
)


def load_law_texts(folder: Path | None = None) -> Mapping[str, str]:
    """Return every prescribed text by its file's name without the ending.

    Raises ContentRefused for a text that is missing or is not the published one.
    """
    return MappingProxyType(
        {Path(name).stem: _read(_folder(folder) / name).decode() for name in PINNED}
    )


def load_law(name: str, folder: Path | None = None) -> str:
    """Return one prescribed text by its file's name. Raises ContentRefused likewise."""
    return _read(_folder(folder) / name).decode()


def outdated_strings(folder: Path | None = None) -> tuple[str, ...]:
    """Return sentences of the rule before 2024 that no page may carry any more."""
    notices = json.loads(load_law("part2_2.32_notices.json", folder))
    return tuple(notices["OUTDATED_do_not_use"])


def check_law_file(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with one file: it is not pinned, or not as published."""
    try:
        _read(path)
    except ContentRefused as refused:
        return (problem_of(refused),)
    return ()


def _folder(folder: Path | None) -> Path:
    return folder or resource("law")


def _read(path: Path) -> bytes:
    if path.name not in PINNED:
        remedy = f"Remove it: no prescribed text has this name. There are: {', '.join(PINNED)}."
        raise ContentRefused(path.name, "the file name", remedy)
    content = read_bytes(path)
    if hashlib.sha256(content).hexdigest() != PINNED[path.name]:
        raise ContentRefused(path.name, "the whole text", UNCHANGED)
    return content
