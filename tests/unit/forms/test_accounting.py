"""The list of those who were told: all four things of 45 CFR 164.528(b)(2), never a blank."""

from datetime import timedelta

import pytest

from safestation.domain.disclosed import FILE, Disclosure
from safestation.forms.accounting import AccountingForm
from safestation.forms.blocks import Heading, Row, Together
from safestation.forms.pen import Pen
from tests.factories import NOW
from tests.unit.forms.samples import sheet_for, text_of

DAY = NOW - timedelta(days=40)
LINES = (
    Disclosure(DAY, "Bayview House", "400 Harbor Rd", ("handoff_summary", "part2_notice"),
               ("identity", "health"), "treatment"),
    Disclosure(DAY, "Lt. M. Chen", "", (), (), "emergency", "Could not be woken"),
    Disclosure(NOW, "", "", ("driver_sheet",), ("contact",), FILE, "by fax to Bayview"),
    Disclosure(NOW, "", "", ("a_form_that_is_gone",), (), ""),
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_line_has_a_day_and_four_things_that_are_never_blank(language: str) -> None:
    sheet = sheet_for(AccountingForm(), language=language, disclosures=LINES)

    blocks = AccountingForm().blocks(Pen(sheet, "accounting"))

    tables = [block.blocks for block in blocks if isinstance(block, Together)]
    assert len(tables) == len(LINES)
    for head, *rows in tables:
        assert isinstance(head, Heading)
        assert head.text.strip()
        assert [isinstance(row, Row) and bool(row.text.strip()) for row in rows] == [True] * 4


def test_the_page_says_to_whom_what_and_what_for() -> None:
    told = text_of(AccountingForm().render(sheet_for(AccountingForm(), disclosures=LINES)))

    assert "October 14, 2026" in told
    assert "Bayview House" in told
    assert "400 Harbor Rd" in told
    assert "Handoff summary" in told
    assert "my name, age and date of birth; my health" in told
    assert "to get me treatment" in told
    assert "Medical emergency: Could not be woken" in told
    assert "from November 23, 2023 to November 23, 2026" in told


def test_when_nobody_was_told_the_page_says_so() -> None:
    told = text_of(AccountingForm().render(sheet_for(AccountingForm())))

    assert "Nobody was told anything about you" in told
