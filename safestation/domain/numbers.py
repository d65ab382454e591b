"""Visit numbers: short enough to say on the phone, with a letter that catches a slip."""

ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"  # 23, a prime; no I, O, Q: they look like digits
WEIGHTS = (3, 7, 1)


def visit_number(station_number: str, year: int, sequence: int) -> str:
    """Return a number such as "12-2026-0412-K": station, year, count, check letter."""
    body = f"{station_number}-{year}-{sequence:04d}"
    return f"{body}-{check_letter(body)}"


def check_letter(body: str) -> str:
    """Return the letter that follows `body`; any single changed digit changes it."""
    digits = [int(c, 36) for c in body.upper() if c.isalnum()]
    total = sum(d * WEIGHTS[i % 3] for i, d in enumerate(digits))
    return ALPHABET[total % len(ALPHABET)]


def is_valid(number: str) -> bool:
    """Tell whether the check letter fits the rest of the number."""
    body, _, letter = number.strip().upper().rpartition("-")
    return bool(body) and letter == check_letter(body)
