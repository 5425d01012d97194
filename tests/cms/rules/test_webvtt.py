"""Caption files: what is read, and the line and reason of what is refused."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.rules.webvtt import CaptionError, Cue, caption_problem, read_captions

drawn = hypothesis_settings(derandomize=True, database=None, deadline=None, max_examples=60)

CUE = "00:01.000 --> 00:02.000\nHello\n"


def written(cues):
    lines = ["WEBVTT", ""]
    for number, cue in enumerate(cues):
        lines += [f"cue-{number}", f"{clock(cue.start)} --> {clock(cue.end)} line:0", cue.text, ""]
    return "\n".join(lines)


def clock(milliseconds):
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{rest:03d}"


words = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(
    lambda text: text.strip() and "-->" not in text
)
times = st.tuples(st.integers(0, 360_000_000), st.integers(1, 10_000))
some_cues = st.lists(st.tuples(times, words), min_size=1, max_size=6).map(
    lambda found: tuple(Cue(start, start + length, text) for (start, length), text in sorted(found))
)


@drawn
@given(some_cues, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_what_is_written_is_read_back_whatever_its_line_ends(cues, end, marked):
    data = (b"\xef\xbb\xbf" if marked else b"") + written(cues).replace("\n", end).encode()
    assert read_captions(data) == cues


@drawn
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_line(data):
    problem = caption_problem(data)
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert problem is None or 1 <= problem.line <= lines


@drawn
@given(st.text(alphabet="WEBVTT\n->0123456789:. \tNOTE", max_size=120))
def test_any_text_behind_the_head_is_read_or_refused_with_a_line(text):
    problem = caption_problem(f"WEBVTT\n\n{text}".encode())
    assert problem is None or 1 <= problem.line <= text.count("\n") + 3


@drawn
@given(some_cues)
def test_captions_out_of_order_are_refused(cues):
    turned = tuple(reversed(cues))
    starts = [cue.start for cue in turned]
    problem = caption_problem(written(turned).encode())
    assert (problem is None) == (starts == sorted(starts))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "begin with the word WEBVTT"),
        ("1\n00:01.000 --> 00:02.000\nHello", 1, "begin with the word WEBVTT"),
        ("WEBVTTX\n\n" + CUE, 1, "begin with the word WEBVTT"),
        ("WEBVTT\n" + CUE, 2, "empty line below WEBVTT"),
        ("WEBVTT\n\n", 3, "no captions"),
        ("WEBVTT\n\nNOTE nothing yet", 3, "no captions"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHello", 3, "Times are written"),
        ("WEBVTT\n\n00:61.000 --> 01:02.000\nHello", 3, "Times are written"),
        ("WEBVTT\n\nHello", 3, "Times are written"),
        ("WEBVTT\n\nname\nHello", 4, "Times are written"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHello", 3, "ends before it begins"),
        ("WEBVTT\n\n" + CUE + "\n00:00.500 --> 00:03.000\nEarlier", 6, "before the one above"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n" + CUE, 3, "has no text"),
        ("WEBVTT\n\n" + CUE + "00:02.000 --> 00:03.000\nMore", 5, "empty line before"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHel\0lo", 4, "a character that no text has"),
    ],
)
def test_the_line_and_the_reason_are_named(text, line, reason):
    problem = caption_problem(text.encode())
    assert (problem.line, reason in problem.message) == (line, True)


def test_bytes_of_another_encoding_are_named_with_their_line():
    with pytest.raises(CaptionError, match="line 4: This line is not UTF-8"):
        read_captions("WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nDéjà\r\n".encode("latin-1"))


def test_heads_notes_styles_and_names_are_passed_over():
    text = (
        f"WEBVTT - Welcome\nKind: captions\nLanguage: en\n\nNOTE\na\nb\n\nSTYLE\n::cue {{}}\n\nNOTE x\n\nfirst\n{CUE}"
    )
    assert read_captions(text.encode()) == (Cue(1000, 2000, "Hello"),)
