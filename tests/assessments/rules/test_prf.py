from collections import Counter

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
