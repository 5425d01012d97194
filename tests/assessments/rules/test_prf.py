import hmac
from collections import Counter

import pytest

from assessments.rules.prf import Stream


def test_the_same_seed_and_purpose_give_the_same_draws():
    first, second = (Stream(b"seed", "a") for _ in range(2))
    assert [first.below(1000) for _ in range(20)] == [second.below(1000) for _ in range(20)]


def test_another_seed_or_purpose_gives_other_draws():
    draws = {tuple(Stream(seed, purpose).shuffled(range(20))) for seed in (b"a", b"b") for purpose in ("x", "y")}
    assert len(draws) == 4


def test_draws_are_frozen():
    assert Stream(b"frozen", "draw").shuffled("abcdef") == list("dcafeb")


def test_every_order_is_about_equally_likely():
    stream = Stream(b"seed", "fair")
    counts = Counter("".join(stream.shuffled("abc")) for _ in range(600))
    assert len(counts) == 6
    assert all(60 <= count <= 140 for count in counts.values())


def test_draws_of_more_than_one_block_are_frozen():
    """These are bytes of HMAC-SHA256 over the purpose, a zero byte and the number of the block, eight by eight."""
    stream = Stream(b"frozen", "draw")
    blocks = [hmac.digest(b"frozen", b"draw\x00" + bytes(7) + bytes([number]), "sha256") for number in range(3)]
    expected = [int.from_bytes(block[at : at + 8], "big") % 2**32 for block in blocks for at in range(0, 32, 8)]
    assert [stream.below(2**32) for _ in expected] == expected


@pytest.mark.parametrize("word", [2**64 - 2**64 % 3, 2**64 - 1])
def test_a_word_that_would_favour_low_numbers_is_left_out(word):
    stream = Stream(b"seed", "fair")
    stream._words = iter([word, 5])
    assert stream.below(3) == 2
