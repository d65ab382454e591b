"""What may be said on the command line. A plain start says nothing, and reads none of this."""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from safestation import __version__
from safestation.wanted import Wanted

SMALLEST, LARGEST = 0.5, 4.0  # times the size of the design


def parse(arguments: Sequence[str]) -> Wanted:
    """Return what is wanted; ends the process with a usage line when it makes no sense."""
    every = parser()
    wanted = every.parse_args(arguments, Wanted())
    if bool(wanted.seal) != (wanted.line > 0):
        every.error("argument --line, --seal: say both, as they stand on the paper")
    return wanted


def parser() -> argparse.ArgumentParser:
    """Return what understands every command and option."""
    every = argparse.ArgumentParser(prog="safestation")
    every.add_argument("--version", action="version", version=__version__)
    every.add_argument("--data", type=folder, help="folder of the record")
    every.add_argument("--theme", choices=("light", "night"))
    every.add_argument("--language", choices=("en", "es"))
    every.add_argument(
        "--allow-shared-folder",
        action="store_true",
        help="keep the record in a folder that is copied or shared; this is written down",
    )
    every.add_argument("--scale", type=scale, help="1.0 is 100 %%, 2.0 is 200 %%")
    commands = every.add_subparsers()
    demo = commands.add_parser("demo", help="open the training station")
    tour = "drive one visit in English, leave pictures and PDF in this folder"
    demo.add_argument("--tour", type=folder, help=tour)
    demo.add_argument("--wipe", action="store_true", help="start the training station afresh")
    demo.set_defaults(run="demo")
    check = commands.add_parser("check", help="check content files")
    kinds = check.add_subparsers(required=True)
    content = kinds.add_parser("content", help="check program, instrument and text files")
    content.add_argument("paths", nargs="*", type=Path)
    content.set_defaults(run="check_content")
    record = kinds.add_parser("record", help="check the record and its history")
    record.add_argument("--training", action="store_true", help="the training station's")
    record.add_argument("--line", type=int, default=0, help="line number on a signed seal")
    record.add_argument("--seal", default="", help="code or words on a signed seal")
    record.set_defaults(run="check_record")
    support = commands.add_parser(
        "support", help="write a file without names for whoever helps"
    )
    support.add_argument("folder", type=folder, help="where to write it")
    support.add_argument("--training", action="store_true", help="the training station's")
    support.set_defaults(run="support")
    return every


def folder(text: str) -> Path:
    """Return the folder that was named; an empty name is none, and not this one."""
    if not text.strip():
        raise argparse.ArgumentTypeError("name a folder")
    return Path(text)


def scale(text: str) -> float:
    """Return how large type and controls are, between half and four times."""
    try:
        wanted = float(text)
    except ValueError:
        wanted = math.nan
    if not SMALLEST <= wanted <= LARGEST:
        raise argparse.ArgumentTypeError(f"say a number from {SMALLEST} to {LARGEST}")
    return wanted
