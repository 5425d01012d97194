"""Base 58 as Bitcoin writes it, behind the letter z, which names it (W3C Controlled Identifiers 1.0, Multibase)."""

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PREFIX = "z"


def encode(data: bytes) -> str:
    """Write bytes as text.

    Args:
        data: any.

    Returns:
        Letters and digits behind a z; each leading zero byte is a 1.
    """
    number = int.from_bytes(data, "big")
    digits = ""
    while number:
        number, rest = divmod(number, len(LETTERS))
        digits = LETTERS[rest] + digits
    return PREFIX + LETTERS[0] * (len(data) - len(data.lstrip(b"\0"))) + digits


def decode(text: str) -> bytes:
    """Read bytes back.

    Args:
        text: any.

    Returns:
        What `encode` was given.

    Raises:
        ValueError: it is not base 58 behind a z.
    """
    if not text.startswith(PREFIX):
        raise ValueError("Base 58 stands behind a z.")
    digits = text.removeprefix(PREFIX)
    number = 0
    for digit in digits:
        number = number * len(LETTERS) + LETTERS.index(digit)
    zeros = len(digits) - len(digits.lstrip(LETTERS[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
