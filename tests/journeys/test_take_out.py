"""Taking everything out at the real window, and reading it with the script alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from safestation.ui.screens.take_out_page import TakeOutPage
from tests.journeys.conftest import Counter
from tests.journeys.walking import station_page
from tests.unit.forms.samples import text_of

OUT = "nine copper kettles by noon"


def open_page(counter: Counter) -> TakeOutPage:
    return station_page(counter.shell, "takeout", TakeOutPage)


def test_the_whole_record_goes_to_a_folder_and_opens_without_us(
    counter: Counter, tmp_path: Path
) -> None:
    assert counter.shell.desk is not None
    session = counter.shell.desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.flush()
    page = open_page(counter)
    page.place.path.setText(str(tmp_path / "stick"))
    page.why.show_value("trial")
    page.secret.line.setText(OUT)
    page.again.line.setText(OUT)
    counter.hands.click(page.go)
    counter.hands.wait_for(lambda: counter.hands.sees("is written: "))
    (file,) = (tmp_path / "stick").glob("*.sst")
    script = tmp_path / "stick" / "read_safestation.py"
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-I", str(script), str(file), str(tmp_path / "open")],
        input=OUT, text=True, check=True, capture_output=True,
    )  # fmt: skip

    lines = (tmp_path / "open/tables/answer.jsonl").read_text("utf-8").splitlines()
    assert "Zebulon" in {json.loads(line)["value"] for line in lines}
    assert page.secret.text() == page.again.text() == ""
    assert counter.shell.desk.trail.read()[0].detail == "everything trial"


def test_what_is_missing_is_told_and_nothing_goes_out(counter: Counter, tmp_path: Path) -> None:
    page = open_page(counter)
    counter.hands.click(page.go)
    assert counter.hands.sees("Choose a stick or a folder")
    page.place.path.setText(str(tmp_path / "stick"))
    counter.hands.click(page.go)
    assert counter.hands.sees("Choose why")
    page.why.show_value("moving")
    page.secret.line.setText("short")
    counter.hands.click(page.go)
    assert counter.hands.sees("Use 15 characters or more")
    page.secret.line.setText(OUT)
    counter.hands.click(page.go)

    assert counter.hands.sees("not the same")
    assert not (tmp_path / "stick").exists()


@pytest.mark.parametrize("typed", ["stick", "~/stick", "./stick"])
def test_nothing_goes_to_a_place_that_depends_on_where_it_was_started(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    page = open_page(counter)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    page.place.path.setText(typed)
    page.why.show_value("trial")
    page.secret.line.setText(OUT)
    page.again.line.setText(OUT)
    counter.hands.click(page.go)

    assert counter.hands.sees("Choose a stick or a folder")
    assert page.secret.text() == OUT
    assert list((tmp_path / "here").iterdir()) == []


def test_a_failed_taking_out_asks_for_the_passphrase_again(counter: Counter) -> None:
    page = open_page(counter)
    page.place.path.setText("/proc/nowhere")
    page.why.show_value("trial")
    page.secret.line.setText(OUT)
    page.again.line.setText(OUT)
    counter.hands.click(page.go)
    counter.hands.wait_for(lambda: counter.hands.sees("Nothing went out, and nothing of it"))

    assert page.secret.line.hasFocus()


def test_the_checklist_for_the_end_is_printed_with_a_wipe_report(counter: Counter) -> None:
    open_page(counter)
    counter.hands.press("Retirement checklist")
    told = text_of(counter.printer.jobs[-1][0])

    assert "Medium" in told
    assert "Serial number" in told
    assert told.count("Signature") == 2
    assert counter.hands.sees("was sent to the printer")
