"""The certificate of a restore on trial: no visit, nobody's name but those of staff."""

from collections.abc import Mapping
from dataclasses import dataclass

from safestation.domain.backups import Trial
from safestation.domain.form_words import FormWords
from safestation.domain.program import Program
from safestation.domain.sheet import Sheet
from safestation.domain.station import Station
from safestation.domain.visit import Visit, VisitId
from safestation.services.paper import Printer
from safestation.services.ports import Form


@dataclass(frozen=True, slots=True)
class Certificates:
    """Prints certificates for one station."""

    form: Form
    station: Station
    programs: Mapping[str, Program]
    words: Mapping[str, FormWords]
    law: Mapping[str, str]
    printer: Printer

    def sheet(self, trial: Trial, language: str) -> Sheet:
        """Return what the form is given."""
        nobody = Visit(
            VisitId(""), "", self.station.id, self.station.program, "", trial.at, opened_by=""
        )
        return Sheet(
            visit=nobody,
            station=self.station,
            program=self.programs[self.station.program],
            words=self.words,
            law=self.law,
            printed_at=trial.at,
            language=language,
            paper=self.station.paper,
            training=self.station.training,
            trial=trial,
        )

    def print_certificate(self, trial: Trial, language: str) -> None:
        """Print it in the window's language. Raises PrintFailed."""
        pdf = self.form.render(self.sheet(trial, language))
        self.printer.print_pdf(pdf, self.form.id)
