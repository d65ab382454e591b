"""The doors between rooms open one way; the suite fails when one is forced."""

from tests.rooms import forced_doors


def test_rooms_open_inwards_only() -> None:
    assert forced_doors() == 0
