"""The names on the locked screen: who may come in, and how."""

from __future__ import annotations  # what is only named here is not loaded for it

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from safestation.ui.kit.layouts import take_all
from safestation.ui.kit.person_tile import PersonTile
from safestation.ui.style.theme import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from safestation.services.door import Door
    from safestation.ui.words import Words

MOST = 4


class DoorTiles(QWidget):
    """A tile for each account, four at a time; the last one turns to the next names.

    `chosen` gives the door. `how` gives the word under a name, and is asked again at each
    `show_how`.
    """

    chosen = Signal(object)

    def __init__(self, words: Words, how: Callable[[str], str]) -> None:
        super().__init__()
        self._words, self._how = words, how
        self._doors: tuple[Door, ...] = ()
        self._first = 0
        self.tiles: dict[str, PersonTile] = {}
        self.more: PersonTile | None = None
        self.current: Door | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(14))

    def show_doors(self, doors: tuple[Door, ...]) -> None:
        """Show the first names, and choose the one chosen last, else the first."""
        before = self.current.staff if self.current else ""
        self._doors = doors
        places = [n for n, door in enumerate(doors) if door.staff == before] or [0]
        self._first = places[0] // (MOST - 1) * (MOST - 1) if len(doors) > MOST else 0
        self._build()
        if doors:
            self._choose(doors[places[0]])

    def show_how(self) -> None:
        """Say again under each name how it comes in now."""
        for staff, tile in self.tiles.items():
            tile.show_detail(self._words(self._how(staff)))

    def _shown(self) -> tuple[Door, ...]:
        if len(self._doors) <= MOST:
            return self._doors
        return self._doors[self._first : self._first + MOST - 1]

    def _build(self) -> None:
        for widget in take_all(self._row):
            widget.hide()
            widget.deleteLater()
        self.tiles = {door.staff: self._tile(door) for door in self._shown()}
        for tile in self.tiles.values():
            self._row.addWidget(tile)
        self.more = None
        if len(self._doors) > MOST:
            self.more = PersonTile(
                "…", self._words("signin.more_names"), self._words("signin.more_names_more")
            )
            self.more.setCheckable(False)
            self.more.clicked.connect(self._turn)
            self._row.addWidget(self.more)

    def _turn(self) -> None:
        after = self._first + MOST - 1
        self._first = after if after < len(self._doors) else 0
        self._build()
        self._choose(self._shown()[0])

    def _tile(self, door: Door) -> PersonTile:
        initials = "".join(word[0] for word in door.name.split()[:2]).upper()
        tile = PersonTile(initials, door.name, self._words(self._how(door.staff)))
        tile.clicked.connect(lambda _on, door=door: self._choose(door))
        return tile

    def _choose(self, door: Door) -> None:
        self.current = door
        for staff, tile in self.tiles.items():
            tile.setChecked(staff == door.staff)
        self.chosen.emit(door)
