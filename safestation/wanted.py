"""What a start was asked to do. All that stands here is what a plain start wants."""

from pathlib import Path


class Wanted:
    """Each thing that may be said on the command line, as it is when nobody says it.

    `run` names the command; `scale` is 1.0 for 100 %. `arguments.parse` fills one in.
    """

    run: str = "open"
    data: Path | None = None
    theme: str = ""
    language: str = ""
    allow_shared_folder: bool = False
    scale: float = 1.0
    tour: Path | None = None
    wipe: bool = False
    paths: tuple[Path, ...] | list[Path] = ()
    training: bool = False
    line: int = 0
    seal: str = ""
    folder: Path = Path()
