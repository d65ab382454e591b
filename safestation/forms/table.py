"""Every form there is. One more is one file and one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from safestation.forms.access_list import AccessList
from safestation.forms.accounting import AccountingForm
from safestation.forms.base import PaperForm
from safestation.forms.bridge_plan import BridgePlan
from safestation.forms.consent import ConsentForm
from safestation.forms.crime_report import CrimeReport
from safestation.forms.driver_sheet import DriverSheet
from safestation.forms.emergency_release import EmergencyReleaseSheet
from safestation.forms.handoff_summary import HandoffSummary
from safestation.forms.items_receipt import ItemsReceipt
from safestation.forms.ledger_forms import ContainerLog, DestructionRecord
from safestation.forms.needle_stick import NeedleStick
from safestation.forms.part2_notice import Part2Notice
from safestation.forms.participation import Participation
from safestation.forms.person_card import PersonCard
from safestation.forms.resource_sheet import ResourceSheet
from safestation.forms.restore_certificate import RestoreCertificate
from safestation.forms.review_request import ReviewRequest
from safestation.forms.revocation import Revocation
from safestation.forms.station_form import StationForm
from safestation.forms.visitor_notice import VisitorNotice
from safestation.forms.what_to_bring import WhatToBring

FORMS: tuple[PaperForm, ...] = (
    HandoffSummary(),
    ConsentForm(),
    Part2Notice(),
    EmergencyReleaseSheet(),
    DriverSheet(),
    PersonCard(),
    ItemsReceipt(),
    BridgePlan(),
    VisitorNotice(),
    ResourceSheet(),
    WhatToBring(),
    Revocation(),
    Participation(),
    ReviewRequest(),
    RestoreCertificate(),
    AccessList(),
    AccountingForm(),
    CrimeReport(),
)

# Of the ledger of turned-in items: about no visit.
LEDGER_FORMS: Mapping[str, StationForm] = MappingProxyType(
    {form.id: form for form in (DestructionRecord(), ContainerLog(), NeedleStick())}
)
