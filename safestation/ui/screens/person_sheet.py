"""Somebody who works here: name, role, badge, whether they take vital signs, until when."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from safestation.domain import typed
from safestation.domain.station import Role, Staff
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.words import Words

KEYS = ("person_name", "person_role", "person_badge", "person_vitals", "person_until")
NOBODY = Staff("", "", Role.FIREFIGHTER)


class PersonSheet(Sheet):
    """`wanted` gives the person as typed; the one who asked keeps them, or complains."""

    wanted = Signal(object)

    def __init__(self, host: QWidget, words: Words, person: Staff | None) -> None:
        title = "station.change_person" if person else "station.add_person"
        super().__init__(host, words(title))
        self._words, self._person = words, person or NOBODY
        roles = [(role.value, words(f"role.{role.value}")) for role in Role]
        yes_no = [(one, words(f"kit.answer.{one}")) for one in ("yes", "no")]
        choices = {"person_role": roles, "person_vitals": yes_no}
        self.banner = Banner(words)
        self.banner.hide()
        self.form = FormGrid(words, "station", KEYS, choices)
        self.keep = Button(words("station.keep_person" if person else "station.add"), "primary")
        self.body.addWidget(self.banner)
        self.body.addWidget(self.form)
        self.buttons.addWidget(self.keep)
        self.offer_cancel(words)
        self.keep.clicked.connect(self._take)
        self.closed.connect(self.deleteLater)
        if person:
            self._show(person)

    def complain(self, key: str) -> None:
        """Say why it cannot be kept; what was typed stays."""
        self.banner.show_message("danger", self._words(key))
        self.banner.show()

    @Slot()
    def _take(self) -> None:
        values = self.form.values()
        try:
            until = _day(values["person_until"])
        except (typed.DoesNotFit, ValueError):
            self.complain("people.end_not_a_day")
            return
        if not values["person_role"]:  # a role guessed would open more than somebody meant
            self.complain("people.role_needed")
            return
        self.wanted.emit(
            replace(
                self._person,
                name=values["person_name"],
                role=Role(values["person_role"]),
                badge=values["person_badge"],
                takes_vitals=values["person_vitals"] == "yes",
                until=until,
            )
        )

    def _show(self, person: Staff) -> None:
        self.form.show_values(
            {
                "person_name": person.name,
                "person_role": person.role.value,
                "person_badge": person.badge,
                "person_vitals": "yes" if person.takes_vitals else "no",
                "person_until": f"{person.until:%m/%d/%Y}" if person.until else "",
            }
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(typed.day(text)) if text else None
