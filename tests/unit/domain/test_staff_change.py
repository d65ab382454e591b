"""Promises about what the history keeps of a change to somebody who works here."""

from dataclasses import replace
from datetime import date

from safestation.domain.staff_change import StaffChange, read, told
from safestation.domain.station import Role, Staff

SAM = Staff("s-1", "Sam", Role.OFFICER, "#12")


def test_a_right_that_changes_is_kept_with_both_values_and_without_a_name() -> None:
    after = replace(SAM, name="Samira", role=Role.COORDINATOR, until=date(2026, 12, 31))

    line = told(SAM, after)

    assert "Sam" not in line
    assert read(line) == (
        "s-1",
        (
            StaffChange("role", "officer", "coordinator"),
            StaffChange("until", "", "2026-12-31"),
            StaffChange("name"),
        ),
    )


def test_somebody_new_is_told_with_what_they_may_do() -> None:
    about, changes = read(told(None, SAM))

    assert about == "s-1"
    assert changes[0] == StaffChange("role", "", "officer")


def test_a_line_of_an_earlier_app_tells_whom_it_is_about_and_no_more() -> None:
    assert read("s-1") == ("s-1", ())


def test_nothing_that_changed_leaves_the_person_alone() -> None:
    assert told(SAM, SAM) == "s-1"
