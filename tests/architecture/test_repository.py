"""What is committed fits every machine: no registry's address, nobody's folders."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written with brackets, so that this file does not name them either.
ADDRESSES = (
    r"pypi[.]org|pythonhosted[.]org|npm(js|mirror)?[.](org|com)|yarnpkg[.]com|crates[.]io"
    r"|rubygems[.]org|golang[.]org|maven[.]org|anaconda[.]org|docker[.]io|[.]debian[.]org"
    r"|pkg[.]dev|[j]frog|[a]rtifactory|--(extra-)?index-url|PIP_[I]NDEX"
)
FOLDERS = r"(?<![\w.])/(wor[k]|roo[t]|hom[e]/\w+|opt/whee[l]s|User[s]/\w+)\b"
FOREIGN = re.compile(f"{ADDRESSES}|{FOLDERS}".encode())


def _committed() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("only a checkout knows what is committed")
    command = [git, "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - git itself
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_committed_file_names_a_registry_or_somebodys_folders() -> None:
    found = {path: FOREIGN.findall(path.read_bytes()) for path in _committed()}

    assert found
    assert not {str(path.relative_to(ROOT)) for path, hits in found.items() if hits}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_exact_versions_and_hashes_alone(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]

    pins = [line for line in lines if re.match(r"[a-z0-9-]+==[0-9][\w.]*( ; .+)? \\$", line)]
    hashes = [
        line for line in lines if re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", line)
    ]

    assert pins
    assert len(pins) + len(hashes) == len(lines)
