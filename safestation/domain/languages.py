"""The language that everything is written in first."""

from typing import Final

ENGLISH: Final = "en"
