"""What a guess at a passphrase costs."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self

from safestation.domain.passphrase import normalize

_INFO: Final = b"safestation key slot 1"
_ALGORITHM: Final = "argon2id"


@dataclass(frozen=True, slots=True)
class Kdf:
    """Argon2id with `m_kib` KiB, `t` passes and `p` lanes.

    The default is RFC 9106's profile for little memory, above OWASP's least.
    """

    m_kib: int = 65536
    t: int = 3
    p: int = 4

    def to_json(self) -> dict[str, object]:
        """Return the parameters as they lie in the key file."""
        return {"alg": _ALGORITHM, **asdict(self)}

    @classmethod
    def from_json(cls, row: Any) -> Self:  # noqa: ANN401 - whatever JSON held
        """Read parameters. Raises KeyError, TypeError or ValueError for any of no use.

        A file that asks for less than OWASP's minimum was made cheap to guess; one that
        asks for more than a computer has was made to stall it.
        """
        kdf = cls(*(int(row[name]) for name in ("m_kib", "t", "p")))
        cheap = kdf.m_kib < OWASP_MINIMUM.m_kib or kdf.t < OWASP_MINIMUM.t or kdf.p < 1
        dear = kdf.m_kib > _DEAREST.m_kib or kdf.t > _DEAREST.t or kdf.p > _DEAREST.p
        if row["alg"] != _ALGORITHM or cheap or dear:
            raise ValueError("not parameters of ours")
        return kdf

    def raised_to(self, other: "Kdf") -> "Kdf":
        """Return self when it is as dear as `other`, else the dearer of both in each part."""
        if self.m_kib >= other.m_kib and self.t >= other.t:
            return self
        return replace(other, m_kib=max(self.m_kib, other.m_kib), t=max(self.t, other.t))

    def wrapping_key(self, passphrase: str, salt: bytes, device_secret: bytes | None) -> bytes:
        """Return the key of 32 bytes that wraps the data key. Takes about 0.1 s by default."""
        from safestation.storage import cipher  # noqa: PLC0415 - a list of slots needs none

        # "surrogatepass": half a character, pasted from somewhere, is still a passphrase.
        words = normalize(passphrase).encode("utf-8", "surrogatepass")
        stretched = cipher.stretch(words, salt, m_kib=self.m_kib, t=self.t, p=self.p)
        return cipher.derive(stretched + (device_secret or b""), salt, _INFO)


OWASP_MINIMUM: Final = Kdf(m_kib=19456, t=2, p=1)  # OWASP password storage cheat sheet
_DEAREST: Final = Kdf(m_kib=2 * 1024 * 1024, t=64, p=64)  # ours
DEFAULT_KDF: Final = Kdf()
