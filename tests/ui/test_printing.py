"""Pages go to the system's print command on its standard input, and nowhere else."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from safestation.domain.errors import PrintFailed
from safestation.ui.printing import LpPrinter

PDF = b"%PDF-1.4 /MediaBox [ 0 0 612 792 ]"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lp")


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a command named lp first on the path; it may write only outside of `folder`."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    command = bin_folder / "lp"
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return command


def test_the_bytes_arrive_whole_on_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, f'cat > "{tmp_path}/got"; echo "$@" > "{tmp_path}/said"', monkeypatch)

    LpPrinter().print_pdf(PDF, "12-2026-0409", 2)

    assert (tmp_path / "got").read_bytes() == PDF
    said = (tmp_path / "said").read_text(encoding="utf-8").split()
    assert said == ["-t", "12-2026-0409", "-n", "2", "-o", "media=Letter", "-"]


def test_pages_made_for_a4_ask_for_a4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f'cat > /dev/null; echo "$@" > "{tmp_path}/said"', monkeypatch)

    LpPrinter().print_pdf(b"%PDF-1.4 /MediaBox [ 0 0 595.2756 841.8898 ]", "12-2026-0409")

    assert "media=A4" in (tmp_path / "said").read_text(encoding="utf-8")


def test_no_file_appears_in_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    monkeypatch.setenv("TMPDIR", str(temp))
    stand_in(tmp_path, "cat > /dev/null", monkeypatch)

    LpPrinter().print_pdf(PDF, "12-2026-0409")

    assert list(temp.iterdir()) == []


def test_without_the_command_the_print_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PrintFailed):
        LpPrinter().print_pdf(PDF, "12-2026-0409")


def test_without_a_printer_the_print_fails_and_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = 'cat > /dev/null; echo "lp: no default destination" >&2; exit 1'
    stand_in(tmp_path, script, monkeypatch)

    with pytest.raises(PrintFailed) as failed:
        LpPrinter().print_pdf(PDF, "12-2026-0409")

    assert not failed.value.args
    assert failed.value.__cause__ is None


def test_a_stuck_spooler_is_a_failed_print() -> None:
    def stuck(*_: object, **__: object) -> "subprocess.CompletedProcess[bytes]":
        raise subprocess.TimeoutExpired("lp", 20)

    with pytest.raises(PrintFailed):
        LpPrinter(stuck).print_pdf(PDF, "12-2026-0409")
