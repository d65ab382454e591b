"""What was erased: class, period, authority, count, dates, method, two names. No person."""

from datetime import date
from typing import ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import Block, Bullets, Gap, Heading, Para, Row
from safestation.forms.station_form import StationForm, staff_signs


class PurgeCertificate(StationForm):
    """For the folder; it is all that is left on paper."""

    id: ClassVar[str] = "purge_certificate"

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return what went and why, how, and two places to sign."""
        told = paper.values
        oldest, newest = (date.fromisoformat(told[key]) for key in ("oldest", "newest"))
        return [
            Para(paper.say("what")),
            Heading(paper.say("gone")),
            Row(paper.say("label.holding"), paper.say(f"holding.{told['holding']}")),
            Row(paper.say("label.count"), told["count"]),
            Row(paper.say("label.from"), paper.day(oldest)),
            Row(paper.say("label.to"), paper.day(newest)),
            Row(paper.say("label.authority"), told["authority"]),
            Row(paper.say("label.period"), _period(paper)),
            Row(paper.say("label.erased_at"), paper.moment(paper.made_at)),
            Row(paper.say("label.method"), paper.say(f"method.{told['method']}")),
            Row(paper.say("label.id"), told["id"]),
            Heading(paper.say("left_title")),
            Bullets(paper.lines("left")),
            Gap(),
            staff_signs(paper, "signed_by"),
            staff_signs(paper, "signed_second"),
        ]


def _period(paper: StationPaper) -> str:
    count, _, unit = paper.values["period"].partition(" ")
    if not unit:
        return paper.say("no_period")
    return paper.say(f"unit.{unit}", count=count)
