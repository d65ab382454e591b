"""The directory of providers: looking up, editing by hand, taking in a file whole."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from safestation.domain.contact import clean_phone
from safestation.domain.errors import AnswerRefused, ImportRefused
from safestation.domain.permissions import Permission
from safestation.domain.provider_applying import KEEP_ALL, Choices, changed, concerned, new
from safestation.domain.provider_import import (
    ImportPlan,
    ImportReading,
    ProviderDraft,
    plan_import,
)
from safestation.domain.providers import Origin, Provider, differing, tidied, with_facts
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock, Ids

_NUMBERS = ("phone", "intake_phone", "hotline")


class ProviderStore(Protocol):
    """Keeps the providers of the station."""

    def all(self) -> tuple[Provider, ...]:
        """Return every provider, those out of use too."""
        ...

    def get(self, provider_id: str) -> Provider | None:
        """Return one provider, or nothing."""
        ...

    def replace_many(self, providers: tuple[Provider, ...], at: datetime, by: str) -> None:
        """Keep these, new or in place of those with the same id: all, or none of them.

        Others stay as they are. One transaction, with its line in the history.
        """
        ...


class Directory:
    """What can be done with the directory. Every change is one transaction."""

    def __init__(self, store: ProviderStore, clock: Clock, ids: Ids, gate: Gate) -> None:
        self._gate = gate
        self._store = store
        self._clock = clock
        self._ids = ids

    @needs(Permission.SEE_DIRECTORY)
    def list(self, *, with_unused: bool = False) -> tuple[Provider, ...]:
        """Return the providers in use, by name."""
        found = (one for one in self._store.all() if one.active or with_unused)
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    @needs(Permission.SEE_DIRECTORY)
    def get(self, provider_id: str) -> Provider | None:
        """Return one provider, or nothing."""
        return self._store.get(provider_id)

    @needs(Permission.EDIT_DIRECTORY)
    def new(self) -> Provider:
        """Return an empty entry to fill in; nothing is kept before `save_by_hand`."""
        return Provider(id=self._ids.new(), name="", source=Origin.BY_HAND)

    @needs(Permission.EDIT_DIRECTORY)
    def save_by_hand(self, provider: Provider, by: str) -> Provider:
        """Keep an entry as edited, and remember which fields this station typed.

        Raises AnswerRefused, naming the field, without a name or a number that works.
        """
        before = self._store.get(provider.id)
        edited = _checked(tidied(provider), before)
        typed = differing(before or Provider(id=provider.id, name=""), edited)
        return self._keep(edited, typed, by)

    @needs(Permission.EDIT_DIRECTORY)
    def deactivate(self, provider_id: str, by: str) -> Provider:
        """Put a provider out of use; it stays in the record."""
        return self._keep(replace(self._known(provider_id), active=False), ("active",), by)

    @needs(Permission.EDIT_DIRECTORY)
    def reactivate(self, provider_id: str, by: str) -> Provider:
        """Put a provider that was out of use back in use."""
        return self._keep(replace(self._known(provider_id), active=True), ("active",), by)

    @needs(Permission.PLACE)
    def report_wrong_number(
        self, provider_id: str, new_number: str, by: str, *, field: str = ""
    ) -> Provider:
        """Replace a wrong number, or drop it when no better one is known.

        `field` is the number that was rung, by default the one the call sheet shows. No
        import brings the wrong number back. Raises AnswerRefused for a bad new number.
        """
        provider = self._known(provider_id)
        name = field or provider.number_field
        wrong = str(getattr(provider, name))
        number = clean_phone(new_number) if new_number.strip() else ""
        if name not in _NUMBERS or number is None or (number and number == wrong):
            raise AnswerRefused(name, "answer.not_a_phone")
        known_wrong = tuple(one for one in provider.wrong_numbers if one != number)
        if wrong:
            known_wrong = (*known_wrong, wrong)
        fixed = with_facts(provider, {name: number, "wrong_numbers": known_wrong})
        return self._keep(fixed, (name,), by)

    @needs(Permission.EDIT_DIRECTORY)
    def preview(self, reading: ImportReading) -> ImportPlan:
        """Return what taking in a file would change. Changes nothing."""
        return plan_import(self._store.all(), reading)

    @needs(Permission.EDIT_DIRECTORY)
    def apply(
        self, plan: ImportPlan, by: str, choices: Choices = KEEP_ALL
    ) -> tuple[Provider, ...]:
        """Take in a plan, whole or not at all, and return what was written.

        Raises ImportRefused when rows have problems and the good ones were not asked for,
        or when the directory has changed since the preview.
        """
        if plan.problems and not choices.take_good_rows:
            raise ImportRefused("import_refused.rows_have_problems")
        if any(self._store.get(one.id) != one for one in concerned(plan, choices)):
            raise ImportRefused("import_refused.directory_changed")
        at = self._clock.now()
        taken = {one.id for one in self._store.all()}
        written = [new(draft, plan, self._id_for(draft, taken), at) for draft in plan.new]
        written += changed(plan, choices, at)
        stamped = tuple(replace(one, updated_at=at, updated_by=by) for one in written)
        if stamped:
            self._store.replace_many(stamped, at, by)
        return stamped

    @needs(Permission.EDIT_DIRECTORY)
    def export(self, writer: Callable[[Iterable[Provider]], bytes]) -> bytes:
        """Return the whole directory as a file; `writer` makes CSV or XLSX of it."""
        return writer(self.list(with_unused=True))

    def _id_for(self, draft: ProviderDraft, taken: set[str]) -> str:
        # Another station's id is kept, so that exchanged lists stay the same places.
        return draft.id if draft.id and draft.id not in taken else self._ids.new()

    def _known(self, provider_id: str) -> Provider:
        provider = self._store.get(provider_id)
        if provider is None:
            raise KeyError(provider_id)
        return provider

    def _keep(self, provider: Provider, typed: Iterable[str], by: str) -> Provider:
        at = self._clock.now()
        by_hand = tuple(sorted({*provider.by_hand, *typed}))
        kept = replace(provider, by_hand=by_hand, updated_at=at, updated_by=by)
        self._store.replace_many((kept,), at, by)
        return kept


def _checked(provider: Provider, before: Provider | None) -> Provider:
    """Return the entry with its numbers in one form. Raises AnswerRefused."""
    if not provider.name:
        raise AnswerRefused("name", "providers.name_missing")
    numbers = {field: str(getattr(provider, field)) for field in _NUMBERS}
    clean = {field: clean_phone(text) if text else "" for field, text in numbers.items()}
    for field, number in clean.items():
        if number is None:
            raise AnswerRefused(field, "answer.not_a_phone")
    # Whoever had no number left may stay so; a new entry needs one to be of use.
    if not any(clean.values()) and (before is None or before.number_to_call):
        raise AnswerRefused("phone", "providers.phone_missing")
    return with_facts(provider, clean)
