"""The paper for one recipient: its terms, its very text, and what is done with it."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain import consent_seal
from safestation.domain.consent import Consent, signing_problems
from safestation.domain.facts import (
    ConsentPostponed,
    ConsentRefused,
    ConsentRevoked,
    ConsentSigned,
)
from safestation.domain.labels import full_name
from safestation.domain.signers import signed_by_right_ones
from safestation.ui.kit import Banner, Button, Card, FlowLayout, Label, Segmented
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.kit.pane import Pane
from safestation.ui.kit.scroll import GUTTER
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.capacity import ask_again
from safestation.ui.steps.consent_draft import (
    Draft,
    consent_of,
    draft_for,
    forget,
    keep,
    key,
    lines_of,
    put,
    written_today,
)
from safestation.ui.steps.consent_people import FORM, Asked, shown_name
from safestation.ui.steps.consent_ready import (
    names_of_signers,
    print_consent,
    problems,
    proven,
    who_signs,
)
from safestation.ui.steps.consent_signing import SIGNER, SigningBox
from safestation.ui.steps.consent_stands import stands
from safestation.ui.steps.consent_terms import TERMS, TermsBox
from safestation.ui.steps.consent_wording import WordingWell
from safestation.ui.steps.fold import Fold
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

POSTPONE_MINUTES = 60
LOW = 400  # pixels of the design
NAMES = ("first_name", "last_name")
REVOKED_HOW = ("writing", "heard")
BEFORE_SIGNING = ("how", "witness", "filed")


class PaperCard(Card):
    """One recipient's paper. What is changed on it is kept in the record at once."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        self.draft: Draft | None = None
        self.asked: Asked | None = None
        self._terms: TermsBox | None = None
        self.fold: Fold | None = None
        self._anew = ""
        stopped_at_name = context.visit.place.field in NAMES  # half of it is a name already
        self._unnamed = stopped_at_name or not full_name(context.visit)
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
        self.lost = Card("clock", "clock")
        self._why_anew = Label("")
        self.lost.body.addWidget(self._why_anew)
        self.anew = Button(words("consent.sign_anew"), "secondary")
        self.lost.body.addWidget(self.anew)
        self.text = WordingWell()
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
    def terms(self) -> TermsBox | None:
        """Return what can be changed on the paper in hand, made when first needed."""
        if self.fold is not None:
            self.fold.built()
        return self._terms

    @property
    def consent(self) -> Consent | None:
        """Return the consent shown: the signed one that holds, else the draft."""
        if self.asked is None or self.draft is None:
            return None
        held = stands(self._context.visit, self.asked.recipient.id, self._now).consent
        if held is not None and self._anew != held.id:
            return held
        return consent_of(self.asked, self.draft, self._context)

    def show_person(self, asked: Asked) -> None:
        """Put another recipient's paper on the page."""
        if self.asked == asked:
            self.refresh()
            return
        is_same = self.asked is not None and self.asked.recipient.id == asked.recipient.id
        self.asked = asked
        if not is_same:
            self.banner.clear()
            self._anew = ""
        self._start()

    def go_to(self, field: str) -> bool:
        """Put the focus into a field of this paper; False when it is not here."""
        if self.names.go_to(field):
            return True
        if field not in TERMS or self.fold is None:
            return self.signing.go_to(field)
        if self.fold.isHidden():
            return False
        self.fold.open()
        return self.terms is not None and self.terms.go_to(field)

    def field_of(self, widget: QWidget) -> str:
        """Return the name of the field that a widget on this paper is in, or nothing."""
        lines: dict[str, QWidget] = dict(self.signing.fields())
        if self._terms is not None:
            lines |= self._terms.fields()
        return next(
            (name for name, one in lines.items() if one is widget or one.isAncestorOf(widget)),
            "",
        )

    def _start(self) -> None:
        """Show the draft as it is kept, and nothing of a paper before."""
        asked = self.asked
        if asked is None:
            return
        self.draft = draft_for(asked, self._context)
        visit, to = self._context.visit, asked.recipient.id
        fields = (*BEFORE_SIGNING, *(SIGNER + role for role in self.roles))
        self.signing.start_again({one: visit.value(key(to, one)) for one in fields})
        self._put_terms(asked, self.draft)
        self.pane.to_top()
        self.refresh()

    def _put_terms(self, asked: Asked, draft: Draft) -> None:
        """Put what can be changed behind a heading, open when nothing is picked yet."""
        if self.fold is not None:
            self.terms_place.removeWidget(self.fold)
            self.fold.hide()
            self.fold.deleteLater()
        make = partial(self._make_terms, asked, draft)
        self._terms, self.fold = None, Fold(self._context.words("consent.change"), make)
        self.terms_place.addWidget(self.fold)
        if not draft.information:
            self.fold.open()

    def _make_terms(self, asked: Asked, draft: Draft) -> QWidget:
        self._terms = TermsBox(self._context, asked, draft)
        self._terms.changed.connect(self._keep)
        return self._terms

    @Slot()
    def refresh(self) -> None:
        """Show the paper as it is now, and what may be done with it."""
        consent = self.consent
        if consent is None or self.asked is None:
            return
        words = self._context.words
        name = consent.recipient.name or shown_name(self.asked, self._context)
        self.head.show_text(words("consent.paper_for", name=name))
        is_signed = bool(consent.signatures)
        self.tongue.show_value(consent.language)
        self.tongue.setVisible(not is_signed and len(self._tongues()) > 1)
        self.names.refresh()
        self.name_box.setVisible(self._unnamed and not is_signed)
        told = lines_of(consent, self._context)
        self.text.show_lines(told)
        today = written_today(consent, self._context)
        is_lost = is_signed and consent_seal.as_signed(consent, today) is None
        is_short = is_signed and not signed_by_right_ones(consent, who_signs(self._context))
        self._why_anew.show_text(
            words(f"consent.{'cannot_print' if is_lost else 'sign_again'}")
        )
        self.lost.setVisible(is_lost or is_short)
        self.text.setVisible(not is_lost)
        how = stands(self._context.visit, self.asked.recipient.id, self._now)
        self.warm.setVisible(how.state == "refused" and not full_name(self._context.visit))
        if self.fold is not None:
            self.fold.setVisible(not is_signed)
        self._show_signing(consent, is_signed=is_signed)

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles that sign; nothing while that is not known."""
        return who_signs(self._context).roles

    @property
    def _now(self) -> datetime:
        return self._context.bridge.session.now

    def _show_signing(self, consent: Consent, *, is_signed: bool) -> None:
        told = [] if is_signed else problems(self._context, consent)
        self.missing.show_text("\n".join(told))
        self.missing.setVisible(bool(told))
        self.signing.show_signers(names_of_signers(self._context))
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
            self.state.show_text(
                self._context.words(
                    f"consent.signed_{last.how.value}",
                    at=at, witness=last.witness, filed=last.original_filed_at,
                )
            )  # fmt: skip

    @Slot()
    def _keep(self) -> None:
        if self.asked is not None and self.draft is not None:
            keep(self.asked, self.draft, self._context)
            self.refresh()

    def _keep_signing(self, field: str, text: str) -> None:
        if self.asked is not None:
            put(self.asked.recipient.id, field, text, self._context)

    @Slot()
    def _sign(self) -> None:
        consent, words, draft = self.consent, self._context.words, self.draft
        if consent is None or draft is None or problems(self._context, consent):
            return
        problem = self.signing.problem()
        if not problem and self.signing.is_ink and draft.printed != self._as_printed(consent):
            problem = "consent.print_again" if draft.printed else "consent.print_first"
        if problem:
            self.banner.show_message("clock", words(problem))
            self.signing.go_to_missing()
            return
        lines = lines_of(consent, self._context)
        whole = consent_seal.signed(
            consent, lines, proven(self._context, self.signing.signatures(self._now))
        )
        if found := signing_problems(whole, self._now, self.roles):
            self.banner.show_message("danger", words(f"consent.missing_{found[0]}"))
            return
        self._anew = ""
        if self._context.bridge.write(ConsentSigned(whole)) is not None:
            self._decided()

    @Slot()
    def _refuse(self) -> None:
        if self.asked is not None:
            self._context.bridge.write(ConsentRefused(self.asked.recipient.id))
            self._context.wishes.told.emit("done", self._context.words("consent.no_is_fine"))
            self._decided()

    @Slot()
    def _postpone(self) -> None:
        if self.asked is None:
            return
        at = self._now + timedelta(minutes=POSTPONE_MINUTES)
        ask_again(self._context, POSTPONE_MINUTES)
        self._context.bridge.write(ConsentPostponed(self.asked.recipient.id, at))

    @Slot()
    def _print(self) -> None:
        consent, draft = self.consent, self.draft
        if consent is None or draft is None or self.asked is None:
            return
        if print_consent(self._context, consent, self.roles):
            draft.printed = self._as_printed(consent)
            keep(self.asked, draft, self._context)

    def _as_printed(self, consent: Consent) -> str:
        """Return what tells one printed page from another: its text, and who has a line."""
        return " ".join((consent.text_sha256, *self.roles))

    def _revoke(self, how: str) -> None:
        consent = self.consent
        if consent is not None and consent.signatures:
            self._context.bridge.write(ConsentRevoked(consent.id, how))
            self._context.wishes.told.emit("done", self._context.words("consent.revoked_told"))
            self._decided()

    @Slot()
    def _sign_anew(self) -> None:
        if (consent := self.consent) is not None:
            self._anew = consent.id
            self.refresh()

    def _decided(self) -> None:
        """Take the draft out: the next paper for this recipient starts afresh."""
        if self.asked is not None:
            self.banner.clear()
            forget(self.asked.recipient.id, self._context)
            self._start()

    def _switch(self, language: str) -> None:
        if self.draft is not None and language:
            self.draft.language = language
            self._keep()

    def _tongues(self) -> list[tuple[str, str]]:
        words, form = self._context.words, self._context.desk.form_words[FORM]
        spoken = self._context.spoken
        codes = dict.fromkeys([spoken if form.has("title", spoken) else "en", "en"])
        return [(code, words(f"consent.tongue_{code}")) for code in codes]

    def _connect(self) -> None:
        self.tongue.picked.connect(self._switch)
        self.signing.edited.connect(self._keep_signing)
        self.anonymous.clicked.connect(self._refuse)
        self.no.clicked.connect(self._refuse)
        self.later.clicked.connect(self._postpone)
        self.print_button.clicked.connect(self._print)
        self.signed.clicked.connect(self._sign)
        self.anew.clicked.connect(self._sign_anew)
        for how, button in self.revokes.items():
            button.clicked.connect(lambda _on, how=how: self._revoke(how))

    def set_whole(self, whole: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Stand at full height, or keep the head and the buttons in sight and scroll."""
        self.pane.set_whole(whole)

    def _lay_out(self) -> None:
        self.name_box = QWidget()
        named = QVBoxLayout(self.name_box)
        named.setContentsMargins(0, 0, 0, 0)
        named.addWidget(Label(self._context.words("consent.name_needed"), "strong"))
        named.addWidget(self.names)
        named.addWidget(self.anonymous)
        edge = look().px(GUTTER)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        for widget in (self.lost, self.name_box, self.warm):
            column.addWidget(widget)
        self.terms_place = column_in(column)
        for widget in (self.text, self.signing):
            column.addWidget(widget)
        column.addStretch(1)
        self.pane, self._sheet = Pane(sheet), column
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.no, self.later, self.print_button, self.signed):
            flow.addWidget(button)
        for button in self.revokes.values():
            flow.addWidget(button)
        self.body.setContentsMargins(edge, look().px(12), 0, look().px(12))
        head = row_in(self.body)
        head.setContentsMargins(0, 0, edge, 0)
        head.addWidget(self.head, 1)
        head.addWidget(self.tongue)
        self.body.addWidget(self.state)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.pane, 1)
        self._foot = column_in(self.body)
        self._foot.setContentsMargins(0, 0, edge, 0)
        self._foot.addWidget(self.missing)
        self._foot.addWidget(buttons)

    def _say_what_fits(self, room: int) -> None:
        buttons = (self.no, self.later, self.print_button, self.signed)
        for length in ("", "_short"):
            self.no.set_text(self._context.words(f"consent.say_no{length}"))
            self.later.set_text(self._context.words(f"consent.not_now{length}"))
            self.print_button.set_text(self._context.words(f"consent.print{length}"))
            if sum(one.sizeHint().width() + look().px(8) for one in buttons) <= room:
                return

    # Qt's own
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less on the buttons where they would not stand in one row.

        What is missing stands above them, and at the top of the paper in a low window.
        """
        super().resizeEvent(event)
        is_low = event.size().height() < look().px(LOW)
        (self._sheet if is_low else self._foot).insertWidget(0, self.missing)
        if event.size().width() != event.oldSize().width():
            self._say_what_fits(event.size().width() - 2 * look().px(GUTTER))
