"""Setting up and starting: what a person with a fresh machine meets."""

import ast
import os
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")

# Stands in for the Python of the virtual environment: writes down how it was started.
RECORDER = """#!/bin/sh
printf '%s ' "$QT_QPA_PLATFORM" "$@" > "{log}"
case "$*" in *--tour*) mkdir -p "{tour}"; touch "{tour}/1.png" "{tour}/packet.pdf";; esac
exit {code}
"""


def _script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


class Desk:
    """A machine with a checkout on it and somebody who types commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        shutil.copy(run.__file__, folder / "run.py")
        for lock in ("requirements.lock", "requirements-dev.lock"):
            (folder / lock).write_text(f"# {lock}\n")

    @property
    def run_py(self) -> ModuleType:
        spec = spec_from_file_location("run_copy", self.folder / "run.py")
        assert spec
        assert spec.loader
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def is_set_up(self, code: int = 0) -> None:
        copy = self.run_py
        text = RECORDER.format(log=self.log, tour=copy.TOUR, code=code)
        _script(copy.PYTHON, text)
        copy.STAMP.write_text(copy.fingerprint(copy.LOCK))

    def types(self, *words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        kept = {k: v for k, v in os.environ.items() if k not in hidden}
        command = [sys.executable, str(self.folder / "run.py"), *words]
        env = kept | surroundings
        return subprocess.run(command, capture_output=True, text=True, env=env, check=False)  # noqa: S603 - our own file

    def started(self) -> str:
        return self.log.read_text().strip()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_words_go_to_safestation_as_they_were_typed(desk: Desk) -> None:
    desk.is_set_up()

    result = desk.types("check", "content", "a b.toml")

    assert result.returncode == 0
    assert desk.started() == "-P -m safestation check content a b.toml"


def test_the_exit_code_is_that_of_safestation(desk: Desk) -> None:
    desk.is_set_up(code=7)

    assert desk.types("check", "content").returncode == 7


def test_a_demo_on_a_screen_opens_the_training_station(desk: Desk) -> None:
    desk.is_set_up()

    desk.types("demo", DISPLAY=":0")

    assert desk.started() == "-P -m safestation demo"


def test_a_demo_without_a_screen_says_where_its_pictures_lie(desk: Desk) -> None:
    desk.is_set_up()

    result = desk.types("demo")

    tour = desk.folder / "tour"
    assert desk.started() == f"offscreen -P -m safestation demo --tour {tour}"
    assert (
        f"the pictures (1) and the printed packet (packet.pdf) lie in {tour}" in result.stderr
    )


def test_a_demo_that_fails_without_a_screen_does_not_claim_pictures(desk: Desk) -> None:
    desk.is_set_up(code=3)

    result = desk.types("demo")

    assert result.returncode == 3
    assert "lie in" not in result.stderr


def test_a_station_without_a_screen_is_told_so_in_one_line(desk: Desk) -> None:
    desk.is_set_up()

    result = desk.types()

    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert not desk.log.exists()


def test_packages_that_cannot_be_had_end_in_a_remedy_and_no_trusted_set_up(desk: Desk) -> None:
    (desk.folder / "requirements.lock").write_text(f"no-such==1 --hash=sha256:{'0' * 64}\n")

    result = desk.types("demo", PIP_NO_INDEX="1")

    last = result.stderr.splitlines()[-1]
    assert result.returncode == 1
    assert "pip download" in last
    assert "Traceback" not in result.stderr
    assert not desk.run_py.is_ready(desk.folder / "requirements.lock")


def test_a_set_up_made_for_other_packages_is_not_believed(desk: Desk) -> None:
    desk.is_set_up()
    lock = desk.folder / "requirements.lock"
    believed = desk.run_py.is_ready(lock)

    lock.write_text("# one package more\n")

    assert believed
    assert not desk.run_py.is_ready(lock)


def test_a_set_up_for_the_app_is_not_one_for_the_tests(desk: Desk) -> None:
    desk.is_set_up()

    assert not desk.run_py.is_ready(desk.folder / "requirements-dev.lock")


def test_the_tests_install_everything_that_the_app_installs() -> None:
    def pins(lock: Path) -> set[str]:
        return {line for line in lock.read_text("utf-8").splitlines() if "==" in line}

    assert pins(run.LOCK)
    assert pins(run.LOCK) <= pins(run.TEST_LOCK)


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))

    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        run.main(["demo"])


def test_an_old_python_can_read_the_file_to_its_check() -> None:
    ast.parse(Path(run.__file__).read_text("utf-8"), feature_version=(3, 7))


def test_missing_libraries_are_found_before_qt_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(run, "LIBRARIES", {"libnone9": "libnone.so.9", "libc6": "libc.so.6"})

    assert run.missing_parts(with_screen=True) == ["libnone9"]


def test_a_guest_on_the_machine_is_told_the_one_line_to_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(SystemExit) as stopped:
        run.install_parts(["libegl1", "xvfb"])

    assert "sudo apt-get update && sudo apt-get install -y" in str(stopped.value)
    assert str(stopped.value).endswith("libegl1 xvfb")


def test_a_machine_without_package_lists_fetches_them_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _script(tmp_path / "apt-get", f'#!/bin/sh\necho "$1" >> {tmp_path}/log\n')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(run, "APT_LISTS", tmp_path)

    run.install_parts(["libegl1"])

    assert (tmp_path / "log").read_text().split() == ["update", "install"]
    assert (
        "running: env DEBIAN_FRONTEND=noninteractive apt-get update" in capfd.readouterr().err
    )
