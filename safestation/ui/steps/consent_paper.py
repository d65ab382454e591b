"""The paper for one recipient: its terms, its very text, and what is done with it."""

from datetime import datetime, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain import consent_seal
from safestation.domain.consent import Consent, signing_problems
from safestation.domain.consent_text import AUTHORITATIVE, ELEMENT, NOTE, TITLE, ConsentLine
from safestation.domain.errors import DisclosureRefused, StationError
from safestation.domain.facts import (
    ConsentPostponed,
    ConsentRefused,
    ConsentRevoked,
    ConsentSigned,
)
from safestation.domain.labels import age_of, full_name
from safestation.ui.kit import Banner, Button, Card, FlowLayout, Label, Segmented
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.capacity import ask_again, can_decide
from safestation.ui.steps.consent_draft import (
    FORM,
    GUARDIAN,
    Asked,
    Draft,
    consent_of,
    draft_for,
    lines_of,
    signers_needed,
    stands,
)
from safestation.ui.steps.consent_signing import SigningBox
from safestation.ui.steps.consent_terms import TermsBox
from safestation.ui.steps.fold import Fold
from safestation.ui.visit.context import VisitContext

POSTPONE_MINUTES = 60
NAMES = ("first_name", "last_name")
REVOKED_HOW = ("writing", "heard")


def print_consent(context: VisitContext, consent: Consent, signers: tuple[str, ...]) -> bool:
    """Send the paper to the printer to be signed there; say calmly what came of it."""
    words, bridge = context.words, context.bridge
    try:
        context.desk.paper.print_consent(bridge.session, consent, signers)
    except DisclosureRefused as refusal:
        context.wishes.told.emit("danger", words(refusal.reason))
        return False
    except StationError as error:
        context.wishes.told.emit("danger", words(error.message_key))
        return False
    finally:
        bridge.changed.emit()
    context.wishes.told.emit("done", words("consent.printed"))
    return True


class PaperCard(Card):
    """One recipient's paper. Drafts of the others wait until they are shown again."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        self._drafts: dict[str, Draft] = {}
        self.asked: Asked | None = None
        self.terms: TermsBox | None = None
        self.fold: Fold | None = None
        self._shown: tuple[ConsentLine, ...] | None = None
        self._unnamed = not full_name(context.visit)
        self.head = Label("", "section")
        self.state = Label("", "strong")
        self.banner = Banner(words)
        self.tongue = Segmented(self._tongues(), words("consent.language"))
        self.names = FieldList(
            context, [q for n in NAMES if (q := context.desk.question(n)) is not None]
        )
        self.anonymous = Button(words("consent.anonymous"), "small")
        self.warm = Card("info", "info")
        self.warm.body.addWidget(Label(words("consent.warm"), "strong"))
        self.warm.body.addWidget(Label(words("consent.warm_more")))
        self.text = Card("well")
        self.missing = Label("", "clock")
        self.signing = SigningBox(words, context.desk.me.name)
        self.no = Button(words("consent.say_no"), "secondary")
        self.later = Button(words("consent.not_now"), "secondary")
        self.print_button = Button(words("consent.print"), "secondary")
        self.signed = Button(words("consent.sign"), "primary")
        self.revokes = {
            how: Button(words(f"consent.revoke_{how}"), "secondary") for how in REVOKED_HOW
        }
        self._lay_out()
        self._connect()

    @property
    def draft(self) -> Draft | None:
        """Return what is on the paper, kept while the page is open."""
        return self._drafts.get(self.asked.recipient.id) if self.asked else None

    @property
    def consent(self) -> Consent | None:
        """Return the consent shown: the signed one that holds, else the draft."""
        if self.asked is None or self.draft is None:
            return None
        held = stands(self._context.visit, self.asked.recipient.id, self._now).consent
        return held or consent_of(self.asked, self.draft, self._context)

    def show_person(self, asked: Asked) -> None:
        """Put another recipient's paper on the page."""
        if self.asked is not None and asked.recipient.id == self.asked.recipient.id:
            self.asked = asked
            self.refresh()
            return
        self.asked = asked
        draft = self._drafts.setdefault(asked.recipient.id, draft_for(asked, self._context))
        self.banner.clear()
        self.signing.start_again()
        self._put_terms(asked, draft)
        self.refresh()

    def _put_terms(self, asked: Asked, draft: Draft) -> None:
        """Put what can be changed behind a heading, open when nothing is picked yet."""
        if self.fold is not None:
            self.terms_place.removeWidget(self.fold)
            self.fold.deleteLater()
        terms = TermsBox(self._context, asked, draft)
        terms.changed.connect(self.refresh)
        self.terms, self.fold = (
            terms,
            Fold(self._context.words("consent.change"), lambda: terms),
        )
        terms.setParent(self.fold)
        terms.hide()
        self.terms_place.addWidget(self.fold)
        if not draft.information:
            self.fold.open()

    @Slot()
    def refresh(self) -> None:
        """Show the paper as it is now, and what may be done with it."""
        consent, draft = self.consent, self.draft
        if consent is None or draft is None or self.asked is None:
            return
        words = self._context.words
        self.head.show_text(words("consent.paper_for", name=consent.recipient.name))
        is_signed = bool(consent.signatures)
        self.tongue.show_value(consent.language)
        self.tongue.setVisible(not is_signed and len(self._tongues()) > 1)
        self.names.refresh()
        self.name_box.setVisible(self._unnamed and not is_signed)
        self._show_text(lines_of(consent, self._context))
        how = stands(self._context.visit, consent.recipient.id, self._now)
        self.warm.setVisible(how.state == "refused" and not full_name(self._context.visit))
        if self.fold is not None:
            self.fold.setVisible(not is_signed)
        self._show_signing(consent, is_signed=is_signed)

    def problems(self, consent: Consent) -> list[str]:
        """Return in words what keeps the paper from being signed now."""
        words, visit = self._context.words, self._context.visit
        roles = self.roles
        told = []
        if not roles:
            told.append(words("consent.ask_supervisor"))
        able = can_decide(visit)
        if able is not True:
            told.append(words("consent.look_first" if able is None else "consent.wait"))
        found = signing_problems(consent, self._now, roles)
        told += [words(f"consent.missing_{one}") for one in found if one not in {"a8", "a9"}]
        return told

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles that sign; nothing while the state's rule is not entered."""
        age = age_of(self._context.visit, self._now.date())
        return signers_needed(age, self._context.desk.station.minor_rule)

    @property
    def _now(self) -> datetime:
        return self._context.bridge.session.now

    def _show_signing(self, consent: Consent, *, is_signed: bool) -> None:
        words, visit = self._context.words, self._context.visit
        told = [] if is_signed else self.problems(consent)
        self.missing.show_text("\n".join(told))
        self.missing.setVisible(bool(told))
        known = {GUARDIAN: visit.value("guardian_name")}
        names = {role: known.get(role, full_name(visit)) for role in self.roles}
        self.signing.show_signers(names)
        self.signing.setVisible(not is_signed and not told)
        self.signed.setEnabled(not told)
        self.print_button.setEnabled(bool(self.roles))
        for button in (self.no, self.later, self.print_button, self.signed):
            button.setVisible(not is_signed)
        for button in self.revokes.values():
            button.setVisible(is_signed)
        self.state.setVisible(is_signed)
        if is_signed:
            last = consent.signatures[-1]
            at = wall_time(last.signed_at, self._now)
            key = f"consent.signed_{last.how.value}"
            self.state.show_text(
                words(key, at=at, witness=last.witness, filed=last.original_filed_at)
            )

    def _show_text(self, lines: tuple[ConsentLine, ...]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        for line in lines:
            column.addWidget(_line(line))
        if (old := self.text.body.itemAt(0)) is not None and (widget := old.widget()):
            self.text.body.replaceWidget(widget, fresh)
            widget.hide()
            widget.deleteLater()
        else:
            self.text.body.addWidget(fresh)
        fresh.show()

    @Slot()
    def _sign(self) -> None:
        consent, words = self.consent, self._context.words
        if consent is None or self.problems(consent):
            return
        if key := self.signing.problem():
            self.banner.show_message("danger", words(key))
            return
        lines = lines_of(consent, self._context)
        whole = consent_seal.signed(consent, lines, self.signing.signatures(self._now))
        if found := signing_problems(whole, self._now, self.roles):
            self.banner.show_message("danger", words(f"consent.missing_{found[0]}"))
            return
        self.banner.clear()
        self._fresh_draft()
        self.signing.start_again()
        self._context.bridge.write(ConsentSigned(whole))

    @Slot()
    def _refuse(self) -> None:
        if self.asked is not None:
            self._context.bridge.write(ConsentRefused(self.asked.recipient.id))
            self._context.wishes.told.emit("done", self._context.words("consent.no_is_fine"))

    @Slot()
    def _postpone(self) -> None:
        if self.asked is None:
            return
        at = self._now + timedelta(minutes=POSTPONE_MINUTES)
        ask_again(self._context, POSTPONE_MINUTES)
        self._context.bridge.write(ConsentPostponed(self.asked.recipient.id, at))

    @Slot()
    def _print(self) -> None:
        if (consent := self.consent) is not None:
            print_consent(self._context, consent, self.roles)

    def _revoke(self, how: str) -> None:
        consent = self.consent
        if consent is not None and consent.signatures:
            self._context.bridge.write(ConsentRevoked(consent.id, how))

    def _switch(self, language: str) -> None:
        if self.draft is not None and language:
            self.draft.language = language
            self.refresh()

    def _fresh_draft(self) -> None:
        """Give the next paper for this recipient an id of its own."""
        if self.asked is not None and self.draft is not None:
            self.draft.id = self._context.desk.ids.new()

    def _tongues(self) -> list[tuple[str, str]]:
        words, form = self._context.words, self._context.desk.form_words[FORM]
        spoken = self._context.spoken
        codes = dict.fromkeys([spoken if form.has("title", spoken) else "en", "en"])
        return [(code, words(f"consent.tongue_{code}")) for code in codes]

    def _connect(self) -> None:
        self.tongue.picked.connect(self._switch)
        self.anonymous.clicked.connect(self._refuse)
        self.no.clicked.connect(self._refuse)
        self.later.clicked.connect(self._postpone)
        self.print_button.clicked.connect(self._print)
        self.signed.clicked.connect(self._sign)
        for how, button in self.revokes.items():
            button.clicked.connect(lambda _on, how=how: self._revoke(how))

    def _lay_out(self) -> None:
        self.name_box = QWidget()
        named = QVBoxLayout(self.name_box)
        named.setContentsMargins(0, 0, 0, 0)
        named.addWidget(Label(self._context.words("consent.name_needed"), "strong"))
        named.addWidget(self.names)
        named.addWidget(self.anonymous)
        self.terms_place = QVBoxLayout()
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.no, self.later, self.print_button, self.signed):
            flow.addWidget(button)
        for button in self.revokes.values():
            flow.addWidget(button)
        for widget in (self.head, self.state, self.banner, self.tongue, self.name_box):
            self.body.addWidget(widget)
        self.body.addWidget(self.warm)
        self.body.addLayout(self.terms_place)
        for widget in (self.text, self.missing, self.signing, buttons):
            self.body.addWidget(widget)


def _line(line: ConsentLine) -> Label:
    if line.kind == ELEMENT:
        label = Label()
        label.show_text(line.text or "—", f"{line.label}:")
        return label
    roles = {TITLE: "section", AUTHORITATIVE: "small", NOTE: "small"}
    return Label(line.text, roles.get(line.kind, "body"))
