"""The training station: invented from end to end, in a folder of its own."""

from datetime import date
from pathlib import Path

from safestation.bootstrap import LocalVault
from safestation.catalog.training_providers import load_training_providers
from safestation.content import Content
from safestation.domain.disposal import ContainerKind
from safestation.domain.program import Program
from safestation.domain.station import (
    Approval,
    Determination,
    MinorRule,
    Posture,
    Role,
    SiteType,
    Staff,
    Station,
)
from safestation.services.desk import Desk
from safestation.services.paper import Printer
from safestation.services.ports import Clock
from safestation.services.vault import SetUp
from safestation.storage.kdf import DEFAULT_KDF, Kdf

PASSPHRASE = "only a training lantern"  # noqa: S105 - printed in the README; opens nothing real
FOLDER = "training"
PROGRAM = "safe_stations_anne_arundel"
SIGNED = date(2026, 1, 15)


def training_vault(
    folder: Path,
    content: Content,
    printer: Printer,
    *,
    clock: Clock | None = None,
    kdf: Kdf = DEFAULT_KDF,
) -> LocalVault:
    """Return the training station's vault, which can be wiped and filled anew."""

    def fill(vault: LocalVault) -> Desk:
        return make_training_station(vault, content)

    return LocalVault(folder, content, printer, training=True, clock=clock, kdf=kdf, fill=fill)


def open_training_station(vault: LocalVault, content: Content) -> Desk:
    """Open the training station, made first if it is not there. No passphrase is asked.

    Raises WrongPassphrase where somebody practiced changing it.
    """
    if vault.exists():
        return vault.open(vault.prove_known(PASSPHRASE))
    return make_training_station(vault, content)


def make_training_station(vault: LocalVault, content: Content) -> Desk:
    """Fill a fresh training vault with a station, its people and its providers."""
    first = Staff("training-1", "R. Alvarez", Role.COORDINATOR, "4417", takes_vitals=True)
    desk = vault.create(SetUp(_station(content), first, PASSPHRASE))
    desk.people.add(first, "M. Osei", Role.FIREFIGHTER, "4402", takes_vitals=True)
    desk.people.add(first, "K. Lund", Role.VOLUNTEER)
    desk.people.add(first, "J. Marsh", Role.VOLUNTEER)
    for provider in load_training_providers():
        desk.directory.save_by_hand(provider, first.id)
    desk.disposal.open_container(ContainerKind.SHARPS, "S-12-07", "Apparatus bay door")
    desk.disposal.open_container(ContainerKind.PARAPHERNALIA, "P-12-02", "By the two chairs")
    return desk


def _station(content: Content) -> Station:
    program = content.programs[PROGRAM]
    return Station(
        id="training-station",
        agency="Eastport Fire",
        name="Station 12",
        number="12",
        site_type=SiteType.FIRE,
        address="12 Harbor Street, Eastport",
        phone="410-555-0112",
        program=PROGRAM,
        determination=Determination(Posture.PROGRAM, "T. Rowe, county counsel", SIGNED),
        contact_name="R. Alvarez",
        contact_phone="410-555-0113",
        contact_email="privacy@station12.example",
        police_phone="410-555-0150",
        language_line="410-555-0160",
        suicide_protocol="Stay with them. Call the crisis team and 988.",
        hotline_text="988 · 211",
        minor_rule=MinorRule(18, 16, "Invented for training", "T. Rowe"),
        approvals={
            name: Approval(name, i.version, "Dr. P. Hale", SIGNED)
            for name, i in content.instruments.items()
            if i.needs_approval
        },
        partner_phones=_phones(program),
        latitude="42.98",
        longitude="-71.45",
    )


def _phones(program: Program) -> dict[str, str]:
    return {p.id: f"410-555-01{20 + place}" for place, p in enumerate(program.partners)}
