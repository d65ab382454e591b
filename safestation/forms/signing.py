"""Places to sign, and signatures that are there already."""

from safestation.domain.consent import REPRESENTATIVE, Signature, SignedHow
from safestation.forms.blocks import Blanks, Block, Drawn, Gap, Para, Row, Together, Tone
from safestation.forms.pen import Pen


def places_to_sign(pen: Pen, roles: tuple[str, ...]) -> list[Block]:
    """Return a place to sign for each role, with name and date."""
    return [place_to_sign(pen, role) for role in roles]


def place_to_sign(pen: Pen, role: str, known: str = "") -> Block:
    """Return one place to sign, never torn apart by the end of a page.

    `known` says who it is for, where that was written down.
    """
    lines = (("signature", 0.44), ("printed_name", 0.31), ("date_and_time", 0.25))
    rows = [Blanks(tuple((pen.say(caption), share) for caption, share in lines))]
    if role == REPRESENTATIVE:  # 42 CFR 2.15(a): by what they may sign, and who saw it
        proof = (("named_as", 0.31), ("authority", 0.69))
        rows.append(Blanks(tuple((pen.say(caption), share) for caption, share in proof)))
    title = ": ".join(part for part in (pen.coded("role", role), known) if part)
    return Together((Gap(0.4), Para(title, Tone.STRONG), *rows))


def signed(pen: Pen, signatures: tuple[Signature, ...]) -> list[Block]:
    """Return what shows each signature: its strokes, or where the ink is."""
    return [block for one in signatures for block in _signed(pen, one)]


def _signed(pen: Pen, signature: Signature) -> list[Block]:
    values = {
        "name": signature.signer_name,
        "role": pen.coded("role", signature.signer_role),
        "at": pen.full_moment(signature.signed_at),
        "witness": signature.witness,
        "filed": signature.original_filed_at,
    }
    proof = _authority(pen, signature)
    if signature.how is SignedHow.DRAWN:
        return [Drawn(signature, pen.say("signed_drawn", **values)), *proof]
    filed = [Para(pen.say("signed_filed", **values), Tone.SMALL)] if values["filed"] else []
    return [
        Row(pen.coded("role", signature.signer_role), pen.say("signed_ink", **values)),
        *proof,
        *filed,
    ]


def _authority(pen: Pen, signature: Signature) -> list[Block]:
    """Return by which paper of a court somebody signed for the person."""
    if not signature.authority:
        return []
    named = pen.coded("capacity", signature.capacity)
    told = pen.say("signed_by_authority", named=named, paper=signature.authority)
    return [Para(told)]
