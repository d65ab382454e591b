"""What a run of the harness found: counted, printed, judged."""

from dataclasses import dataclass, field


@dataclass
class Tally:
    """All must be zero but `tried` and `acknowledged`."""

    tried: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    silent: int = 0
    untold: int = 0
    shut: int = 0  # doors that only a coordinator or a sheet opens; told, and nothing is lost
    stories: list[str] = field(default_factory=list)

    def blame(self, kind: str, story: str) -> None:
        """Count one failure and keep what led to it."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.stories.append(f"{kind}: {story}")
        print(f"  ! {kind}: {story}", flush=True)

    def add(self, other: "Tally") -> None:
        """Take in what another part of the run found."""
        for name in ("tried", "acknowledged", "lost", "unreadable", "silent", "untold", "shut"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.stories += other.stories

    @property
    def is_good(self) -> bool:
        """Tell whether something was tried, and nothing was lost, wrong or untold."""
        bad = self.lost + self.unreadable + self.silent + self.untold
        return bad == 0 and self.tried > 0

    def line(self) -> str:
        """Return the figures in one line."""
        return (
            f"{self.tried} faults tried, {self.acknowledged} facts acknowledged: "
            f"{self.lost} lost, {self.unreadable} records unreadable, "
            f"{self.silent} silent corruptions, {self.untold} errors not told"
            + (f" ({self.shut} doors shut by an unfinished try)" if self.shut else "")
        )
