"""What must hold for any answers to any instrument."""

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safestation.catalog.instruments import load_instruments
from safestation.domain.answers import Value
from safestation.domain.instrument import Instrument
from safestation.domain.items import Item, Kind
from safestation.domain.scoring import score
from safestation.domain.scoring.skipping import visible_items

LOADED = load_instruments()
ASKING = [one for one in LOADED.values() if one.items]
ADDING = [one for one in ASKING if one.scoring.type == "sum"]
CHECKING = [one for one in ASKING if one.scoring.type in ("rules", "sum", "routing", "numeric")]
GATES = {one.id: {gate for i in one.items for gate in i.skip_if} for one in ADDING}

Answers = dict[str, Value]


def values(item: Item) -> st.SearchStrategy[Value]:
    options = [option.value for option in item.options]
    if item.kind is Kind.MULTI_CHOICE:
        return st.lists(st.sampled_from(options), min_size=1, unique=True).map(tuple)
    if item.kind is Kind.SINGLE_CHOICE:
        return st.sampled_from(options)
    return st.integers(0, 366).map(str)


@st.composite
def answered(draw: st.DrawFn, instruments: list[Instrument]) -> tuple[Instrument, Answers]:
    instrument = draw(st.sampled_from(instruments))
    some = {item.id: values(item) for item in instrument.items}
    return instrument, draw(st.fixed_dictionaries({}, optional=some))


def asked_only(instrument: Instrument, answers: Answers) -> Answers:
    asked = {item.id for item in visible_items(instrument, answers)}
    return {name: value for name, value in answers.items() if name in asked}


def mildest(instrument: Instrument) -> str:
    """The band that asks least of anybody: of the last rule, or of the lowest score."""
    if instrument.scoring.type == "rules":
        return instrument.scoring.rules[-1].band
    lows = [band for band in instrument.bands if band.low == instrument.scoring.minimum]
    return lows[0].id if lows else "negative"


@settings(deadline=None)
@given(answered(ASKING), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    case: tuple[Instrument, Answers], shuffler: Random
) -> None:
    instrument, answers = case
    names = list(answers)
    shuffler.shuffle(names)

    assert score(instrument, {name: answers[name] for name in names}) == score(
        instrument, answers
    )


@settings(deadline=None)
@given(answered(ADDING), st.data())
def test_one_more_answer_never_lowers_the_minimum(
    case: tuple[Instrument, Answers], data: st.DataObject
) -> None:
    instrument, answers = case
    free = [name for name in instrument.scoring.items if name not in answers]
    free = [name for name in free if name not in GATES[instrument.id]]
    assume(free)
    name = data.draw(st.sampled_from(free))
    item = instrument.item(name)
    assert item is not None

    before = score(instrument, answers)
    after = score(instrument, answers | {name: data.draw(values(item))})

    assert (after.min_score or 0) >= (before.min_score or 0)


@settings(max_examples=300, deadline=None)
@given(answered(CHECKING))
def test_with_anything_missing_the_mildest_result_is_never_named(
    case: tuple[Instrument, Answers],
) -> None:
    instrument, answers = case
    result = score(instrument, answers)
    assume(result.missing)

    assert result.score is None
    assert result.band != mildest(instrument)
    assert result.at_least_band != mildest(instrument)


@settings(max_examples=300, deadline=None)
@given(answered(CHECKING), st.data())
def test_leaving_an_answer_out_never_makes_a_result_the_mildest(
    case: tuple[Instrument, Answers], data: st.DataObject
) -> None:
    instrument, answers = case[0], asked_only(*case)
    assume(answers)
    left_out = data.draw(st.sampled_from(sorted(answers)))
    fewer = {name: value for name, value in answers.items() if name != left_out}

    if score(instrument, fewer).band == mildest(instrument):
        assert score(instrument, answers).band == mildest(instrument)


@settings(deadline=None)
@given(answered(ASKING), st.data(), st.text(min_size=1))
def test_a_value_that_is_not_listed_is_refused_and_scores_like_no_answer(
    case: tuple[Instrument, Answers], data: st.DataObject, junk: str
) -> None:
    instrument, answers = case
    item = data.draw(st.sampled_from(instrument.items))
    assume(junk.strip() and item.option(junk) is None and item.kind is not Kind.INTEGER)
    without = {name: value for name, value in answers.items() if name != item.id}

    spoiled = score(instrument, answers | {item.id: junk})
    clean = score(instrument, without)

    assert item.id in {problem.item for problem in spoiled.problems}
    assert (spoiled.band, spoiled.score, spoiled.min_score, spoiled.parts) == (
        clean.band,
        clean.score,
        clean.min_score,
        clean.parts,
    )


@settings(deadline=None)
@given(
    st.sampled_from(list(LOADED.values())),
    st.dictionaries(st.text(max_size=8), st.text() | st.lists(st.text()).map(tuple)),
)
def test_whatever_is_typed_there_is_a_result_and_no_exception(
    instrument: Instrument, answers: Answers
) -> None:
    result = score(instrument, answers)

    assert result.score is None or not result.missing
