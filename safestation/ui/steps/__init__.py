"""One page for each kind of step. Adding one is one class and one line in `PAGES`."""

from safestation.ui.steps.agreement import AgreementPage
from safestation.ui.steps.close import ClosePage
from safestation.ui.steps.consent import ConsentPage
from safestation.ui.steps.duties import DutiesPage
from safestation.ui.steps.eligibility import EligibilityPage
from safestation.ui.steps.handoff import HandoffPage
from safestation.ui.steps.items import ItemsPage
from safestation.ui.steps.medical import MedicalPage
from safestation.ui.steps.outreach import OutreachPage
from safestation.ui.steps.partner import PartnerPage
from safestation.ui.steps.placement import PlacementPage
from safestation.ui.steps.questions import QuestionsPage
from safestation.ui.steps.welcome import WelcomePage
from safestation.ui.visit.context import StepPage

PAGES: dict[str, type[StepPage]] = {
    "welcome": WelcomePage,
    "medical": MedicalPage,
    "items": ItemsPage,
    "partner": PartnerPage,
    "consent": ConsentPage,
    "intake": QuestionsPage,
    "questions": QuestionsPage,
    "agreement": AgreementPage,
    "eligibility": EligibilityPage,
    "placement": PlacementPage,
    "handoff": HandoffPage,
    "close": ClosePage,
    "outreach": OutreachPage,
    "duties": DutiesPage,
}


def page_for(page: str) -> type[StepPage]:
    """Return the class that shows a kind of step."""
    return PAGES[page]
