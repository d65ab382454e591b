"""The medical check: look first, the red questions, vital signs, withdrawal."""

from PySide6.QtWidgets import QWidget

from safestation.domain.program import Step
from safestation.domain.vitals import METHODS
from safestation.services.screening import DANGER_CHECK, may_take_vitals
from safestation.ui.kit import Label
from safestation.ui.steps.asked_page import PRIVATE, AskedPage
from safestation.ui.steps.danger_form import DangerForm
from safestation.ui.steps.hospital_card import HospitalCard
from safestation.ui.steps.overdose_card import PROCEDURE, OverdoseCard
from safestation.ui.steps.vitals_form import VitalsForm
from safestation.ui.visit.context import VisitContext

ALWAYS = (DANGER_CHECK, "withdrawal_danger")  # whatever a program's file leaves out


class MedicalPage(AskedPage):
    """Red interrupts at once; nothing here ever says that somebody is well."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        self.hospital = HospitalCard(context)
        self.overdose = OverdoseCard(context)
        self.danger = DangerForm(context, context.desk.instruments[DANGER_CHECK])
        wanted = _wants_vitals(context, step) and may_take_vitals(context.desk.me)
        self.vitals = VitalsForm(context) if wanted else None
        super().__init__(context, step, parent)

    def choose_instruments(self) -> list[str]:
        """Ask the danger checks first, then what else the program's step names."""
        return list(dict.fromkeys((*ALWAYS, *self.step.instruments)))

    def build(self) -> None:
        """Put the danger check first, then vital signs, then withdrawal and the rest."""
        words = self.context.words
        self.column.addWidget(self.hospital)
        self.column.addWidget(self.overdose)
        self.danger.edited.connect(self.watch)
        self.danger.focused.connect(self.field_focused)
        self.column.addWidget(self.danger)
        if self.vitals is not None:
            self.vitals.alarmed.connect(self.context.wishes.emergency_wanted)
            self.vitals.focused.connect(self.field_focused)
            self.column.addWidget(self.vitals)
        else:
            self.column.addWidget(Label(words("medical.vitals"), "section"))
            self.column.addWidget(Label(words("medical.vitals_by_ems"), "muted"))
        for instrument in self.instruments:
            measures = instrument.scoring.type in METHODS or instrument.kind == PROCEDURE
            if instrument.id == DANGER_CHECK or measures:
                continue
            if instrument.id in PRIVATE:
                self.add_private(instrument)
            else:
                self.column.addWidget(self.form_of(instrument))
        self.add_sections()

    def refresh(self) -> None:
        """Show the visit as it is now."""
        super().refresh()
        self.hospital.refresh()
        self.danger.refresh()
        if self.vitals is not None:
            self.vitals.refresh()

    def go_to_field(self, field: str) -> None:
        """Put the focus where work stopped, else onto the first thing to look at."""
        if self.danger.go_to(field):
            return
        if self.vitals is not None and self.vitals.fields.go_to(field):
            return
        if field:
            super().go_to_field(field)
        else:
            self.danger.go_to(next(iter(self.danger.fields.fields)))

    def leaving(self) -> None:
        """Keep a set of vital signs that nobody kept, and write results down."""
        if self.vitals is not None:
            self.vitals.keep_set()
        super().leaving()


def _wants_vitals(context: VisitContext, step: Step) -> bool:
    """Tell whether the step measures: a police counter's may leave that to EMS."""
    shipped = context.desk.instruments
    named = [shipped[name] for name in step.instruments if name in shipped]
    return not named or any(one.scoring.type in METHODS for one in named)
