"""Who asks whether somebody arrived: the program's own follow-up, or else the app's.

Both would ask the same place the same thing. A program that owes it is asked when and by
whom its file says; where nobody agreed to that, or no file has it, the app's stands.
"""

from safestation.domain.placement import Stage, placement_of
from safestation.domain.program import ARRIVAL, Program
from safestation.domain.tasks import CONFIRM_ARRIVAL, FOLLOW_UP, Task, unfinished
from safestation.domain.visit import Visit

_ON_THE_WAY = frozenset({Stage.DEPARTED, Stage.NOT_ARRIVED})


def is_programs(task: Task, program: Program) -> bool:
    """Tell whether a task is the program's own question whether they arrived."""
    one = program.follow_up(task.note) if task.kind == FOLLOW_UP else None
    return one is not None and one.ask == ARRIVAL


def is_asked(program: Program, visit: Visit) -> bool:
    """Tell whether somebody owes the question already, the program's or the app's."""
    tasks = unfinished(visit)
    return any(t.kind == CONFIRM_ARRIVAL or is_programs(t, program) for t in tasks)


def asked_twice(program: Program, visit: Visit) -> tuple[Task, ...]:
    """Return the app's own questions that the program asks as well."""
    tasks = unfinished(visit)
    if not any(is_programs(task, program) for task in tasks):
        return ()
    return tuple(task for task in tasks if task.kind == CONFIRM_ARRIVAL)


def is_on_the_way(visit: Visit) -> bool:
    """Tell whether they left for a place where nobody has seen them yet."""
    return placement_of(visit).stage in _ON_THE_WAY
