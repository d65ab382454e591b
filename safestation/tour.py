"""The tour: one whole visit driven through the real window, with a picture of every page.

Types and clicks as staff would; calls no service. Leaves numbered PNG files and the printed
packet as PDF in a folder. Needs no display. Everything in it is invented.
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from safestation.content import load_content, load_words
from safestation.domain.errors import FolderUnusable
from safestation.hands import Hands, NotThereError, let_pass
from safestation.threshold import RandomIds
from safestation.training import open_training_station, training_vault
from safestation.ui.app import make_app, make_shell
from safestation.ui.window import Window

SIZE = (1366, 768)
SETTLE_MS = 40
NIGHT = datetime(2026, 11, 23, 3, 41, 7, tzinfo=UTC)


class TourClock:
    """Invented time: a night that moves on when the tour says so."""

    def __init__(self) -> None:
        self.at = NIGHT

    def now(self) -> datetime:
        """Return the invented moment."""
        return self.at

    def pass_minutes(self, minutes: float) -> None:
        """Let time go by."""
        self.at += timedelta(minutes=minutes)


class KeptPages:
    """A printer that keeps what it is given: the tour's packet."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, bytes]] = []

    def print_pdf(self, pdf: bytes, job_title: str, copies: int = 1) -> None:
        """Keep the pages under the title of the job."""
        del copies
        self.printed.append((job_title, pdf))


class Tour:
    """Walks one visit, page by page."""

    def __init__(self, shell: Window, clock: TourClock, folder: Path) -> None:
        self.hands = Hands(shell)
        self._shell, self._clock, self._folder = shell, clock, folder
        self._count = 0

    def picture(self, name: str) -> None:
        """Keep a picture of the window as it is."""
        let_pass(SETTLE_MS)
        self._count += 1
        path = self._folder / f"{self._count:02d}-{name}.png"
        if not self._shell.grab().save(str(path)):
            raise FolderUnusable

    @property
    def pictures(self) -> int:
        """How many pictures it left."""
        return self._count

    def walk(self) -> None:
        """Drive the visit from the empty counter to its end."""
        self.picture("counter-empty")
        self.hands.key(Qt.Key.Key_F2)
        for step in (
            self.welcome, self.medical, self.items, self.partner, self.intake, self.placement,
            self.consent, self.eligibility, self.handoff, self.close,
        ):  # fmt: skip
            step()
            self._clock.pass_minutes(6)
        self.other_pages()

    def go(self, page: str) -> None:
        """Open the step of a page by clicking it on the map."""
        frame = self._shell.visit
        if frame is None:
            raise NotThereError(page)
        site = frame.context.desk.station.site_type
        path = frame.context.program.path(frame.context.visit, site)
        step = next(s for s in path if s.page == page)
        line = next(line for line in frame.rail.lines if line.step.id == step.id)
        self.hands.click(line)
        let_pass(SETTLE_MS)

    def welcome(self) -> None:
        """Give the notice; no name is needed."""
        hands = self.hands
        hands.press("Read aloud")
        hands.type_into("handle", "Blue jacket")
        hands.pick("visitor_type", "self")
        hands.pick("arrival_mode", "alone")
        self.picture("welcome")

    def medical(self) -> None:
        """Look, ask, take vital signs."""
        self.go("medical")
        frame = self._shell.visit
        assert frame is not None  # noqa: S101 - a visit is open
        for item in frame.context.desk.instruments["immediate_danger"].items:
            self.hands.pick(f"immediate_danger.{item.id}", "no")
        self.picture("medical-check")
        vitals = {"hr": "88", "rr": "16", "sbp": "128", "dbp": "80", "spo2": "98"}
        for name, value in {**vitals, "temp_f": "98.4", "age": "34"}.items():
            self.hands.type_into(f"vitals.{name}", value)
        self.hands.pick("vitals.acvpu", "A")
        self.hands.pick("vitals.on_oxygen", "air")
        self.picture("vital-signs")
        self.hands.press("Keep this set")
        self.picture("vital-signs-kept")

    def items(self) -> None:
        """Deal with items; the visit keeps only that."""
        self.go("items")
        self.picture("items")
        self.hands.press("Nothing to turn in")

    def partner(self) -> None:
        """Call the crisis team, and see them come."""
        self.go("partner")
        self.hands.pick("partner.outcome", "on_the_way")
        self.hands.type_into("partner.spoke_to", "Dana")
        self.hands.type_into("partner.eta", "20")
        self.picture("partner-call")
        self.hands.press("Write down this call")
        self._clock.pass_minutes(18)
        self.hands.type_into("partner.arrived_name", "Dana, crisis team")
        self.hands.press("Partner is here")
        self.picture("partner-here")
        self.hands.press("Park")  # it says less in a small window
        self.others()
        self.picture("counter-waiting")
        self.hands.press("“Blue jacket”")

    def others(self) -> None:
        """Let two more people come meanwhile: their visits wait side by side."""
        hands = self.hands
        for handle, language, minutes in (("Red cap", "es", 4), ("Gray hat", "en", 1)):
            hands.key(Qt.Key.Key_F2)
            hands.type_into("handle", handle)
            hands.pick("language_access.spoken_language", language)
            hands.press("Park")
            self._clock.pass_minutes(minutes)
        self._shell.show_screen("counter")

    def intake(self) -> None:
        """Take the minimum that a place asks for."""
        self.go("intake")
        hands = self.hands
        hands.type_into("age", "34")
        hands.pick("substance_snapshot.substances", "fentanyl")
        hands.pick("substance_snapshot.last_use", "6_24h")
        hands.pick("payer.coverage", "medicaid")
        self.picture("short-intake")

    def eligibility(self) -> None:
        """Go through the program's rules; status only."""
        self.go("eligibility")
        for question, value in {"warrant_check": "clear", "medical_hold": "no"}.items():
            self.hands.pick(question, value)
        self.picture("eligibility")
        self.hands.press("Write down")

    def placement(self) -> None:
        """Call the first place that fits, and accept its bed."""
        self.go("placement")
        self.picture("placement")
        self.hands.pick("*.answer", "bed_now")
        self.hands.type_into("*.spoke_to", "Sofia")
        self.picture("placement-call")
        self.hands.press("Accept placement and plan the ride")

    def consent(self) -> None:
        """Ask for consent, with a name only now."""
        self.go("consent")
        hands = self.hands
        for seen in (
            "Understands what this is", "Sees what it means for them", "Weighs yes and no",
            "Tells a choice",
        ):  # fmt: skip
            hands.choose(seen, "yes")
        hands.press("Write down what you saw")
        self.picture("consent-asked")
        hands.type_into("first_name", "Jordan")
        hands.type_into("last_name", "Doe")
        hands.type_into("Seen by (staff)", "R. Alvarez")
        hands.press("Print")
        hands.type_into("Where the original is filed", "Binder 3, locked cabinet")
        self.picture("consent-paper")
        hands.press("Signed")
        self.picture("consent-signed")

    def handoff(self) -> None:
        """Plan the ride, look at the packet, print it."""
        self.go("handoff")
        self.hands.pick("ride_mode", "partner_van")
        self.hands.press("The ride is arranged")
        let_pass(1500)
        self.picture("handoff-packet")
        self.hands.press("Print")
        self.picture("printed")
        self.hands.press("They have left")
        self.picture("left")

    def close(self) -> None:
        """Close the visit; every way it ends is an equal."""
        self.go("close")
        self.hands.pick("disposition", "placed_same_visit")
        self.picture("close")
        self.hands.press("Close the visit")

    def other_pages(self) -> None:
        """Look at the pages of the rail, the neutral page and the locked screen."""
        self.picture("counter")
        for place, name in enumerate(self._shell.screens, 1):
            self.hands.key(Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.AltModifier)
            self.picture(f"page-{name}")
        self.hands.key(Qt.Key.Key_F11)
        self.picture("hidden")
        self.hands.key(Qt.Key.Key_F11)
        self.hands.key(Qt.Key.Key_F12)
        self.picture("locked")


def run_tour(folder: Path, theme: str = "light") -> int:
    """Drive the tour and leave its pictures and packet in `folder`. Return an exit code.

    What else lies there stays. Raises FolderUnusable, before anything else is done.
    """
    _try_folder(folder)
    app = make_app(theme)
    app.setCursorFlashTime(0)
    content = load_content()
    clock, printer = TourClock(), KeptPages()
    with tempfile.TemporaryDirectory() as record:
        vault = training_vault(Path(record), content, printer, clock=clock)
        desk = open_training_station(vault, content)
        strings = load_words()
        shell = make_shell(vault, content.programs, RandomIds(), strings)
        shell.resize(*SIZE)
        shell.enter(desk)
        shell.show()
        tour = Tour(shell, clock, folder)
        try:
            tour.walk()
        finally:
            shell.close()
            vault.release()
    for place, (title, pdf) in enumerate(printer.printed, 1):
        (folder / f"packet-{place:02d}-{title}.pdf").write_bytes(pdf)
    sys.stdout.write(f"{tour.pictures} pictures and ")
    sys.stdout.write(f"{len(printer.printed)} printed papers are in {folder}\n")
    return 0 if printer.printed else 1


def _try_folder(folder: Path) -> None:
    """Make the folder if it is not there, and see that a file can be put into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderUnusable from error
