"""Places to sign, and signatures that are there already."""

from safestation.domain.consent import Signature, SignedHow
from safestation.forms.blocks import Blanks, Block, Drawn, Gap, Para, Row, Together, Tone
from safestation.forms.pen import Pen


def places_to_sign(pen: Pen, roles: tuple[str, ...]) -> list[Block]:
    """Return a place to sign for each role, with name and date."""
    return [place_to_sign(pen, role) for role in roles]


def place_to_sign(pen: Pen, role: str) -> Block:
    """Return one place to sign, never torn apart by the end of a page."""
    lines = (("signature", 0.44), ("printed_name", 0.31), ("date_and_time", 0.25))
    return Together(
        (
            Gap(0.4),
            Para(pen.coded("role", role), Tone.STRONG),
            Blanks(tuple((pen.say(caption), share) for caption, share in lines)),
        )
    )


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
    if signature.how is SignedHow.DRAWN:
        return [Drawn(signature, pen.say("signed_drawn", **values))]
    filed = [Para(pen.say("signed_filed", **values), Tone.SMALL)] if values["filed"] else []
    return [
        Row(pen.coded("role", signature.signer_role), pen.say("signed_ink", **values)),
        *filed,
    ]
