"""What may be said on the command line. A plain start says nothing, and reads none of this."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from safestation import __version__
from safestation.wanted import Wanted


def parse(arguments: Sequence[str]) -> Wanted:
    """Return what is wanted; ends the process with a usage line when it makes no sense."""
    return parser().parse_args(arguments, Wanted())


def parser() -> argparse.ArgumentParser:
    """Return what understands every command and option."""
    every = argparse.ArgumentParser(prog="safestation")
    every.add_argument("--version", action="version", version=__version__)
    every.add_argument("--data", type=Path, help="folder of the record")
    every.add_argument("--theme", choices=("light", "night"))
    every.add_argument("--language", choices=("en", "es"))
    every.add_argument(
        "--allow-shared-folder",
        action="store_true",
        help="keep the record in a folder that is copied or shared; this is written down",
    )
    every.add_argument("--scale", type=float, help="1.0 is 100 %%")
    commands = every.add_subparsers()
    demo = commands.add_parser("demo", help="open the training station")
    demo.add_argument("--tour", type=Path, help="drive one visit, leave pictures and PDF here")
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
    support.add_argument("folder", type=Path, help="where to write it")
    support.add_argument("--training", action="store_true", help="the training station's")
    support.set_defaults(run="support")
    return every
