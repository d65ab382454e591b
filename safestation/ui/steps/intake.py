"""The short intake: the minimum handoff set on one screen, the rest a press away."""

from safestation.domain.instrument import Instrument
from safestation.domain.questions import Section
from safestation.ui.kit import Label
from safestation.ui.steps.asked_page import PRIVATE, AskedPage

AGE = ("age", "date_of_birth")
# The minimum handoff set (workflow step 5), in the order of the screen.
MINIMUM = (
    *AGE, "substance_snapshot.substances", "substance_snapshot.last_use", "primary_substance",
    "last_use_at", "payer.coverage", "member_id", "insurance_card_seen",
)  # fmt: skip


def lay_out_intake(page: AskedPage, ages: Label) -> None:
    """Put the minimum on top, then headings for whatever there is time for.

    `ages` says, under the age, that it does not go with the date of birth.
    """
    top = tuple(dict.fromkeys((*MINIMUM, *page.step.needed)))
    words = page.context.words
    page.column.addWidget(Label(words("questions.minimum"), "section"))
    _add_minimum(page, top, ages)
    for instrument in page.instruments:
        if instrument.id in PRIVATE:
            page.add_private(instrument)
    page.column.addWidget(Label(words("questions.more"), "section"))
    page.column.addWidget(Label(words("questions.more_note"), "small"))
    for section_id in page.step.sections:
        if section := page.context.desk.sections.get(section_id):
            _add_section(page, section, top)
    for instrument in page.instruments:
        if instrument.id not in PRIVATE:
            _add_rest(page, instrument, top)


def _add_minimum(page: AskedPage, top: tuple[str, ...], ages: Label) -> None:
    desk = page.context.desk
    asked = [q for name in top if (q := desk.question(name)) is not None]
    page.column.addWidget(page.list_of([q for q in asked if q.id in AGE]))
    page.column.addWidget(ages)
    for name in dict.fromkeys(n.partition(".")[0] for n in top if "." in n):
        if instrument := desk.instruments.get(name):
            only = [n for n in top if n.startswith(f"{name}.")]
            page.column.addWidget(page.form_of(instrument, only, titled=False))
    page.column.addWidget(page.list_of([q for q in asked if q.id not in AGE]))


def _add_section(page: AskedPage, section: Section, top: tuple[str, ...]) -> None:
    left = [q for q in section.questions if q.id not in top]
    if left:
        title = section.title.in_language(page.context.language)
        page.add_fold(section.id, title, [q.id for q in left], lambda: page.list_of(left))


def _add_rest(page: AskedPage, instrument: Instrument, top: tuple[str, ...]) -> None:
    every = [f"{instrument.id}.{item.id}" for item in instrument.items]
    left = [name for name in every if name not in top]
    if left:
        page.add_folded(instrument, left)
